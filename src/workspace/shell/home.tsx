// The start screen: what waits for this person, then where they can go.
import { Suspense } from 'react'
import { Loading } from '../kit/notices.tsx'
import { useText } from '../kit/language.ts'
import { AppLink } from '../kit/link.tsx'
import { PageFrame } from '../kit/page-frame.tsx'
import { useSession } from '../kit/session.ts'
import { screens } from '../screens.ts'
import styles from './home.module.css'
import { granted, places } from './places.ts'

export const Home = () => {
  const t = useText()
  const session = useSession()
  if (!session?.person) return <Loading />
  const { name, institution } = session.person
  const panels = granted(screens, session.acts).filter(({ panel }) => panel)
  return (
    <PageFrame title={{ es: `Buen día, ${name}`, en: `Good day, ${name}` }} lead={institution.name}>
      <Suspense fallback={<Loading />}>{panels.map(({ path, panel: Panel }) => Panel && <Panel key={path} />)}</Suspense>
      <ul className={styles.places}>
        {places(screens, session.acts).map(({ path, nav }) => (
          <li key={path}>
            <nav.icon size={22} stroke={1.75} aria-hidden="true" />
            <div><AppLink to={path}>{t(nav.label)}</AppLink><p>{t(nav.hint)}</p></div>
          </li>
        ))}
      </ul>
    </PageFrame>
  )
}
