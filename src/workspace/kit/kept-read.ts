// Reading that goes on without network: the answer is kept on the device, and the kept one shown when the node is not reached.
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ApiProblem, callAct, type Input, type Reply } from './api.ts'
import { forget, keepRead, kept } from './kept.ts'
import { useLanguage } from './language.ts'
import type { TakeIn } from './query.ts'

interface KeptReading<T> {
  path: string
  input: Input
  topics: readonly string[]
  /** Under which key; without one nothing is kept. */
  key: string | undefined
  enabled?: boolean
  /** What of the answer may stay on the device; undefined for nothing of it. All of it unless told. */
  keeps?: (reply: Reply<T>) => Reply<T> | undefined
  /** What the answer is once live news brought a part of it; what may stay on the device stays so. */
  takeIn?: TakeIn<T>
}

const unreached = (problem: unknown): boolean => problem instanceof ApiProblem && problem.status === 0

/** As `useRead`, of what may stay on the device until the person signs out. */
export const useKeptRead = <T>({ path, input, topics, key, keeps, takeIn, enabled = true }: KeptReading<T>): UseQueryResult<Reply<T>> => {
  const language = useLanguage()
  return useQuery({
    queryKey: [path, input, language],
    queryFn: ({ signal }) => readKept<T>({ path, input, key, ...(keeps && { keeps }) }, signal),
    meta: { topics, ...(takeIn && { takeIn: keepingToo(takeIn, key, keeps) }) },
    networkMode: 'always',
    retry: false,
    enabled,
  })
}

const keepingToo = <T>(takeIn: TakeIn<T>, key: string | undefined, keeps: KeptReading<T>['keeps']): TakeIn<T> => (reply, brought) => {
  const next = takeIn(reply, brought)
  if (key !== undefined) void keepAllowed(next, key, keeps)
  return next
}

const keepAllowed = async <T>(reply: Reply<T>, key: string, keeps: KeptReading<T>['keeps']): Promise<void> => {
  const allowed = keeps ? keeps(reply) : reply
  if (allowed === undefined) await forget([key])
  else await keepRead(key, allowed).catch(() => undefined)
}

const readKept = async <T>({ path, input, key, keeps }: Pick<KeptReading<T>, 'path' | 'input' | 'key' | 'keeps'>, signal: AbortSignal): Promise<Reply<T>> => {
  try {
    const reply = await callAct<T>('GET', path, input, { signal })
    if (key !== undefined) await keepAllowed(reply, key, keeps)
    return reply
  } catch (problem) {
    const before = key !== undefined && unreached(problem) ? await kept<Reply<T>>(key) : undefined
    if (before) return before
    throw problem
  }
}
