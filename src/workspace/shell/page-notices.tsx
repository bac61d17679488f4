// What the whole page must say at times: demonstration data, the connection lost, the session ended.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useText } from '../kit/language.ts'
import { AppLink } from '../kit/link.tsx'
import { dropNew, useNewToRead } from '../kit/new-to-read.ts'
import { forgetIfGone, sessionQuery } from '../kit/session.ts'
import { noteSessionBack } from '../kit/session-end.ts'
import styles from './page-notices.module.css'

/** Always there on a demonstration node, on paper too. */
export const DemonstrationNotice = () => {
  const t = useText()
  return (
    <p className={styles.demonstration}>
      <strong>{t({ es: 'Datos de demostración', en: 'Demonstration data' })}</strong>{' '}
      {t({ es: 'No son casos ni personas reales.', en: 'These are not real cases or people.' })}
    </p>
  )
}

const watchNetwork = (changed: () => void): (() => void) => {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

const graceMs = 4000

/** Said once the node has not been heard for four seconds: a restart in between is nobody's worry. */
export const ConnectionNotice = ({ isHeard }: { isHeard: boolean }) => {
  const t = useText()
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine)
  const [isLong, setLong] = useState(false)
  const isCut = !isOnline || !isHeard
  useEffect(() => {
    if (!isCut) return setLong(false)
    const timer = setTimeout(() => setLong(true), isOnline ? graceMs : 0)
    return () => clearTimeout(timer)
  }, [isCut, isOnline])
  return (
    <div role="status">
      {isCut && isLong && <p className={styles.cut}>{t({
        es: 'Sin conexión con el nodo. Lo que se ve puede no ser lo último; se intenta de nuevo solo.',
        en: 'No connection to the node. What you see may not be the latest; it keeps trying by itself.',
      })}</p>}
    </div>
  )
}

/** Something arrived while one works: said at once, wherever one is, until it is read or put off. */
export const NewNotice = ({ path }: { path: string }) => {
  const t = useText()
  const fresh = useNewToRead().filter((address) => address !== path)
  useEffect(() => dropNew([path]), [path])
  const [first] = fresh
  return (
    <div aria-live="assertive">
      {first !== undefined && (
        <p className={styles.fresh}>
          <strong>{fresh.length === 1 ? t({ es: 'Tiene algo nuevo por leer.', en: 'You have something new to read.' }) : t({ es: `Tiene ${fresh.length} avisos nuevos por leer.`, en: `You have ${fresh.length} new notices to read.` })}</strong>{' '}
          <AppLink to={first}>{t({ es: 'Leer', en: 'Read' })}</AppLink>
          <button type="button" onClick={() => dropNew(fresh)}>{t({ es: 'Después', en: 'Later' })}</button>
        </p>
      )}
    </div>
  )
}

/** The session ended while working: sign in beside, keep this screen. */
export const SessionEndedNotice = () => {
  const t = useText()
  const client = useQueryClient()
  useEffect(() => void forgetIfGone(), [])
  const look = async (): Promise<void> => {
    const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (session.person) noteSessionBack()
  }
  return (
    <p role="alert" className={styles.cut}>
      {t({ es: 'Su sesión terminó. Lo que escribió sigue aquí.', en: 'Your session has ended. What you wrote is still here.' })}{' '}
      <a href="/app/sign-in" target="_blank" rel="noopener">{t({ es: 'Entrar en otra pestaña', en: 'Sign in in another tab' })}</a>{' '}
      <button type="button" onClick={() => void look()}>{t({ es: 'Ya entré', en: 'I have signed in' })}</button>
    </p>
  )
}
