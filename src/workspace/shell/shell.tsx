// Everything around a screen: the bar, the navigation, what the whole page must say, and the content.
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useText } from '../kit/language.ts'
import { useLive } from '../kit/live.ts'
import { useSession } from '../kit/session.ts'
import { useSessionEnded } from '../kit/session-end.ts'
import { Toasts } from '../kit/toast.tsx'
import { Bar } from './bar.tsx'
import { ConnectionNotice, DemonstrationNotice, NewNotice, SessionEndedNotice } from './page-notices.tsx'
import { Navigation } from './navigation.tsx'
import styles from './shell.module.css'

export const Shell = () => {
  const session = useSession()
  const isSignedIn = Boolean(session?.person)
  const hasEnded = useSessionEnded()
  const isHeard = useLive(isSignedIn && !hasEnded)
  const [isNavOpen, setNavOpen] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => setNavOpen(false), [path])
  return (
    <div className={styles.shell} data-open={isNavOpen} data-signed-in={isSignedIn}>
      <SkipLink />
      <header>
        <Bar session={session} isNavOpen={isNavOpen} onNav={() => setNavOpen(!isNavOpen)} />
        {session?.isDemonstration && <DemonstrationNotice />}
        {isSignedIn && hasEnded && <SessionEndedNotice />}
        <ConnectionNotice isHeard={isHeard} />
        {isSignedIn && <NewNotice path={path.replace(/^\/app/, '')} />}
      </header>
      <div className={styles.body}>
        {session?.person && <Navigation acts={session.acts} />}
        <main id="content" tabIndex={-1} className={styles.content}><Outlet /></main>
      </div>
      <Toasts />
    </div>
  )
}

const SkipLink = () => (
  <a href="#content" className={styles.skip} onClick={(event) => {
    event.preventDefault()
    document.getElementById('content')?.focus()
  }}>{useText()({ es: 'Saltar al contenido', en: 'Skip to content' })}</a>
)
