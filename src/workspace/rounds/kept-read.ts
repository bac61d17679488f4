// Reading that goes on without network: the answer is kept on the device, and the kept one shown when the node is not reached.
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ApiProblem, callAct, useLanguage, type Input, type Reply } from '../kit/kit.ts'
import { keep, kept } from '../kit/kept.ts'

interface KeptReading {
  path: string
  input: Input
  topics: readonly string[]
  /** Under which key; without one nothing is kept. */
  key: string | undefined
  enabled?: boolean
}

const unreached = (problem: unknown): boolean => problem instanceof ApiProblem && problem.status === 0

/** As `useRead`, of what is the person’s own institution’s. */
export const useKeptRead = <T>({ path, input, topics, key, enabled = true }: KeptReading): UseQueryResult<Reply<T>> => {
  const language = useLanguage()
  return useQuery({
    queryKey: [path, input, language],
    queryFn: ({ signal }) => readKept<T>({ path, input, key }, signal),
    meta: { topics },
    networkMode: 'always',
    retry: false,
    enabled,
  })
}

const readKept = async <T>({ path, input, key }: Pick<KeptReading, 'path' | 'input' | 'key'>, signal: AbortSignal): Promise<Reply<T>> => {
  try {
    const reply = await callAct<T>('GET', path, input, signal)
    if (key !== undefined) await keep(key, reply).catch(() => undefined)
    return reply
  } catch (problem) {
    const before = key !== undefined && unreached(problem) ? await kept<Reply<T>>(key) : undefined
    if (before) return before
    throw problem
  }
}
