// What a measure covers, read off the tallies of its columns.
import { dimensions, isTime } from '../../model.ts'
import { factsFrom, type Facts } from '../facts.ts'
import type { Book } from './feed.ts'
import { isoDay, readPeriod } from './periods.ts'
import { placeOf, type Table } from './table.ts'

const factsOf = ({ tallies, dictionaries, observations }: Table): Facts => {
  const occurs = (place: number) => (code: number): boolean => (tallies[place]![code] ?? 0) > 0
  const wordsOf = (place: number): string[] => dictionaries[place]!.words.filter((word, code): word is string => word !== null && occurs(place)(code))
  const periods = wordsOf(placeOf('period')).map(readPeriod)
  const starts = periods.map(({ start }) => start)
  const stated = dimensions.filter((dimension) => !isTime(dimension) && wordsOf(placeOf(dimension)).length > 0)
  return factsFrom({
    grains: periods.flatMap(({ grain }) => grain ?? []),
    from: starts.length > 0 ? isoDay(starts.reduce((a, b) => Math.min(a, b))) : null,
    to: starts.length > 0 ? isoDay(starts.reduce((a, b) => Math.max(a, b))) : null,
    observations, stated, hasPoints: wordsOf(placeOf('square')).length > 0,
  })
}

/** By measure; one that no standing row has is left out. */
export const factsIn = ({ tables }: Book): Record<string, Facts> =>
  Object.fromEntries([...tables].flatMap(([measure, table]) => (table.observations > 0 ? [[measure, factsOf(table)]] : [])))
