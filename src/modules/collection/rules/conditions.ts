// Which rows a measure speaks of and which are left out: by the words that stand in their columns, however capitals and accents are written.
import type { LeftOut } from '../model/coding.ts'
import type { MatchedHeader } from './header.ts'

type Cells = readonly string[]

/** How words are compared: without accents, capitals and doubled spaces. */
export const folded = (word: string): string => word.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase()

const cellIs = (header: MatchedHeader, column: string, values: readonly string[]): ((cells: Cells) => boolean) => {
  const at = header.at(column)
  const wanted = new Set(values.map(folded))
  const known = new Map<string, boolean>()
  return (cells) => {
    const word = cells[at] ?? ''
    const before = known.get(word)
    if (before !== undefined) return before
    const holds = wanted.has(folded(word))
    if (known.size < 5000) known.set(word, holds)
    return holds
  }
}

/** Whether every column holds one of its values. */
export const rowCondition = (header: MatchedHeader, when: readonly { column: string; values: readonly string[] }[]): ((cells: Cells) => boolean) => {
  const conditions = when.map(({ column, values }) => cellIs(header, column, values))
  return (cells) => conditions.every((holds) => holds(cells))
}

/** Whether any measure of the profile speaks of the row. */
const isMeasured = (header: MatchedHeader): ((cells: Cells) => boolean) => {
  const figures = Object.values(header.profile.measures)
  if (figures.some(({ when }) => when.length === 0)) return () => true
  const conditions = figures.map(({ when }) => rowCondition(header, when))
  return (cells) => conditions.some((holds) => holds(cells))
}

/** Why the row is left out: the profile says so, or no measure speaks of it. */
export const leftOutCoder = (header: MatchedHeader): ((cells: Cells) => LeftOut | undefined) => {
  const rules = header.profile.leftOut.map(({ column, values, why, when = [] }) => ({ why, holds: rowCondition(header, [{ column, values }, ...when]) }))
  const measured = isMeasured(header)
  return (cells) => rules.find(({ holds }) => holds(cells))?.why ?? (measured(cells) ? undefined : 'not-wanted')
}
