// Who is using the workspace, and which acts their roles grant; read once and refreshed when it may have changed.
import { useQuery, type QueryClient } from '@tanstack/react-query'
import type { Me } from '../../modules/accounts/model.ts'
import { ApiProblem, callAct } from './api.ts'
import { forgetPerson, keepSession, keptSession } from './kept.ts'
import { noteSessionBack } from './session-end.ts'
import { showLanguage } from './language.ts'

/** `person` is null when nobody has signed in. */
export type Session = Me

const key = ['session']

/** The session, or undefined until it is known. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data

const askNode = async (signal?: AbortSignal): Promise<Session> => {
  const session = await callAct<Session>('GET', '/api/session', {}, { signal })
  await keepSession(session)
  return session
}

/** Without network, whoever worked here last and has not signed out; the node asks again as soon as it is heard. */
const readSession = async ({ signal }: { signal: AbortSignal }): Promise<Session> => {
  try {
    return await askNode(signal)
  } catch (problem) {
    const before = problem instanceof ApiProblem && problem.status === 0 ? await keptSession<Session>() : undefined
    if (before) return before
    throw problem
  }
}

export const sessionQuery = { queryKey: key, queryFn: readSession, staleTime: Infinity, networkMode: 'always' as const }

/** When the session ended elsewhere: asks the node who works here, so that this device keeps no alerts for somebody who no longer does. */
export const forgetIfGone = async (): Promise<void> => {
  await askNode().catch(() => undefined)
}

/** Signs out. Whether or not the node hears of it, this device forgets the person; throws when the node may not have heard. */
export const endSession = async (personId: string): Promise<void> => {
  try {
    await callAct('DELETE', '/api/session')
  } catch (problem) {
    const isOver = problem instanceof ApiProblem && problem.status === 401
    if (!isOver) throw problem
  } finally {
    await forgetPerson(personId)
  }
}

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
