// A header in two rows: groups above («2023» over three columns) and their parts below, made one title for each column.
import { isBlank } from './filled-down.ts'

const mostLetters = 80

/** Whether the rows look like groups and their parts: something spread over columns above, something left blank below. */
const isPair = (upper: readonly string[], lower: readonly string[]): boolean => {
  const groups = upper.filter((cell) => !isBlank(cell))
  const isSpread = lower.some((cell, at) => at > 0 && !isBlank(cell) && isBlank(upper[at]) && !isBlank(lower[at - 1]))
  const named = lower.filter((cell) => !isBlank(cell))
  const width = Math.max(...[upper, lower].map((row) => row.findLastIndex((cell) => !isBlank(cell)) + 1))
  const isPartial = named.length < width || new Set(named).size < named.length
  return groups.length > 1 && named.length > 1 && isSpread && isPartial && [...groups, ...named].every((cell) => cell.length <= mostLetters)
}

/** One title for each column of a header in two rows; undefined when the rows are no such header. */
export const joinedTitles = (upper: readonly string[], lower: readonly string[]): string[] | undefined => {
  if (!isPair(upper, lower)) return undefined
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const [above = '', below = ''] = [upper[at]?.trim(), lower[at]?.trim()]
    if (above !== '') group = above
    if (below === '') return above
    return group === '' || group === below ? below : `${group} ${below}`
  })
}
