// Who is using the workspace, and which acts their roles grant; read once and refreshed when it may have changed.
import { useQuery, type QueryClient } from '@tanstack/react-query'
import type { Me } from '../../modules/accounts/model.ts'
import { ApiProblem, callAct } from './api.ts'
import { keepSession, keptSession } from './kept.ts'
import { noteSessionBack } from './session-end.ts'
import { showLanguage } from './language.ts'

/** `person` is null when nobody has signed in. */
export type Session = Me

const key = ['session']

/** The session, or undefined until it is known. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data

/** Without network, whoever worked here last and has not signed out; the node asks again as soon as it is heard. */
const readSession = async ({ signal }: { signal: AbortSignal }): Promise<Session> => {
  try {
    const session = await callAct<Session>('GET', '/api/session', {}, signal)
    await keepSession(session)
    return session
  } catch (problem) {
    const before = problem instanceof ApiProblem && problem.status === 0 ? await keptSession<Session>() : undefined
    if (before) return before
    throw problem
  }
}

export const sessionQuery = { queryKey: key, queryFn: readSession, staleTime: Infinity, networkMode: 'always' as const }

/** Whether this person's roles grant the act at all; on a given record `reply.allowed` decides. */
export const useMay = (act: string): boolean => useSession()?.acts.includes(act) ?? false

/** Call after signing in or out: reads the session anew and forgets everything the previous person saw. */
export const renewSession = async (client: QueryClient): Promise<Session> => {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] })
  const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
  if (session.person) {
    noteSessionBack()
    showLanguage(session.person.language)
  }
  return session
}
