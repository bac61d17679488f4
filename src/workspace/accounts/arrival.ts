// What follows signing in: the session is read anew and the person lands where they were going.
import { useQueryClient } from '@tanstack/react-query'
import { renewSession, useFilters, useGo } from '../kit/kit.ts'

const isOurs = (path: string): boolean => path.startsWith('/') && !path.startsWith('//')

/** Call when a session was opened. Without a second factor the account screen comes first; the router sees to it. */
export const useArrive = (): (() => void) => {
  const client = useQueryClient()
  const go = useGo()
  const [{ back }] = useFilters()
  return () => {
    void renewSession(client).then(() => go(typeof back === 'string' && isOurs(back) ? back : '/'))
  }
}
