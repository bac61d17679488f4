// Reading and acting from components: what was read is kept, shared and read again when an act or a live topic says so.
import { QueryClient, type Query, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import { ApiProblem, callAct, type Input, type Reply } from './api.ts'
import { useLanguage } from './language.ts'

const retries = (failures: number, problem: Error): boolean =>
  problem instanceof ApiProblem && (problem.status === 0 || problem.status === 503) && failures < 3

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: retries }, mutations: { retry: false } },
})

interface ReadOptions {
  /** Nouns whose change makes this stale ('alert'); by default the noun of the address: /api/alerts/… → 'alert'. */
  topics?: readonly string[]
  /** false waits (an input not chosen yet). */
  enabled?: boolean
  /** Keep showing the previous answer, dimmed by the caller, while a new input is read. */
  keepsPrevious?: boolean
}

export type Reading<T> = UseQueryResult<Reply<T>>

const nounOf = (path: string): string => path.split('/')[2]?.replace(/ies$/, 'y').replace(/s$/, '') ?? ''

/** Reads an address with its input; pair it with `<Read of={…}>`. Answers are in the reader's language, so a switch reads again. */
export const useRead = <T>(path: string, input: Input = {}, options: ReadOptions = {}): Reading<T> => {
  const language = useLanguage()
  return useQuery({
    queryKey: [path, input, language],
    queryFn: ({ signal }) => callAct<T>('GET', path, input, { signal }),
    meta: { topics: options.topics ?? [nounOf(path)] },
    enabled: options.enabled ?? true,
    placeholderData: keepPrevious(path, input, options.keepsPrevious ?? false),
  })
}

/** In another language, or (if asked) with another input, the old answer stays on screen until the new one is there. */
const keepPrevious = (path: string, input: Input, keepsAnyInput: boolean) => <T>(previous: T | undefined, query?: { queryKey: readonly unknown[] }): T | undefined => {
  const isSame = query?.queryKey[0] === path && (keepsAnyInput || JSON.stringify(query.queryKey[1]) === JSON.stringify(input))
  return isSame ? previous : undefined
}

const isAbout = ({ meta }: Pick<Query, 'meta'>, topics: readonly string[]): boolean => {
  const about = (meta?.['topics'] ?? []) as readonly string[]
  return about.some((topic) => topics.includes(topic) || topics.includes('all'))
}

/** Makes everything read about these nouns ('all' for everything) stale, and reads again what is on screen; `but` are the hashes of what need not be. */
export const refresh = (client: QueryClient, topics: readonly string[], but: ReadonlySet<string> = new Set()): Promise<void> =>
  client.invalidateQueries({ predicate: (query) => isAbout(query, topics) && !but.has(query.queryHash) })

/** How what was read goes on, once live news brought the changed part of it. */
export type TakeIn<T> = (reply: Reply<T>, brought: unknown) => Reply<T>

/** What is on screen, whole and not just being read again: an answer on its way may be older than the news. */
const isSteady = (query: Query): boolean => {
  const { data, fetchStatus, isInvalidated } = query.state
  return query.isActive() && data !== undefined && fetchStatus === 'idle' && !isInvalidated
}

/** Puts what news of the topic brought into what is on screen and knows how to take it in; gives the hashes of what did. */
export const takeIn = (client: QueryClient, topic: string, brought: unknown): ReadonlySet<string> => {
  const taking = client.getQueryCache().findAll({ predicate: (query) => isAbout(query, [topic]) && query.meta?.['takeIn'] !== undefined })
    .filter((query) => isSteady(query))
  for (const query of taking) client.setQueryData(query.queryKey, (query.meta?.['takeIn'] as TakeIn<unknown>)(query.state.data as Reply<unknown>, brought), { updatedAt: query.state.dataUpdatedAt })
  return new Set(taking.map(({ queryHash }) => queryHash))
}

export type Acting<T, I extends Input = Input> = UseMutationResult<Reply<T>, Error, I>

/**
 * An act behind a button or form: `act.mutate(input)`, `act.isPending`, `act.error` (an ApiProblem).
 * `invalidates`: nouns to read again afterwards; by default the noun of the address.
 */
export const useAct = <T = Input, I extends Input = Input>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: { invalidates?: readonly string[]; onDone?: (output: Reply<T>) => void } = {},
): Acting<T, I> => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: I) => callAct<T>(method, path, input),
    onSuccess: async (output) => {
      options.onDone?.(output)
      await refresh(client, options.invalidates ?? [nounOf(path)])
    },
  })
}
