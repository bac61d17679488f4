// What a filled form of figures says, in the grid's own rows; and the periods a form offers.
import { createHash } from 'node:crypto'
import type { Text } from '../../../../platform/text.ts'
import { questionsOf, type FilledFigures, type OfferedPeriod } from '../../model/figure-form.ts'
import { settledCell, type Grid, type GridFault } from '../../model/grid.ts'
import { owed, type Cell } from '../../model.ts'
import { periodStart } from '../../model/periods.ts'

/** The rows of the grid, blank answers as blank cells; undefined when a question is none of the grid's. */
export const rowsOf = (grid: Grid, filled: FilledFigures['rows']): string[][] | undefined => {
  const questions = questionsOf(grid)
  const names = new Set(questions.map(({ name }) => name))
  if (filled.some((answers) => Object.keys(answers).some((name) => !names.has(name)))) return undefined
  return filled.map((answers) => questions.map(({ name, column }) => {
    const answer = (answers[name] ?? '').trim()
    return column.kind === 'choice' ? answer : settledCell(column, answer)
  }))
}

/** What is wrong with an answer, without the answer: where in the form, and why. */
export const faultIn = (grid: Grid, rows: readonly (readonly string[])[], { row, column, text }: GridFault): { row: number; question: Text; text: Text } => {
  const cell = rows[row]?.[column] ?? ''
  return {
    row: row + 1, question: grid.columns[column]?.label ?? { es: '', en: '' },
    text: { es: text.es.replace(`«${cell}»`, 'La respuesta'), en: text.en.replace(`“${cell}”`, 'The answer') },
  }
}

/** The id of the delivery a filled form becomes: the same for the same form of the same person, and nobody else's. */
export const deliveryIdOf = (person: string, instanceId: string): string => {
  const hex = createHash('sha256').update(`${person}\n${instanceId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** Whether the part of a period that begins on `start` is no longer awaited. */
export const isDone = ({ standing, missingMonths, missingTerritories }: Cell, start: string): boolean => {
  if (standing === 'excused') return false
  if (standing !== 'incomplete' || missingTerritories.length > 0 || missingMonths.length === 0) return !owed.has(standing)
  return !missingMonths.includes(periodStart('monthly', start))
}

/** What is due first, the oldest before the others; then what was delivered, the newest first. */
export const inOrder = <P extends Pick<OfferedPeriod, 'start' | 'isDone'>>(periods: readonly P[]): P[] => [
  ...periods.filter((period) => !period.isDone).toSorted((a, b) => a.start.localeCompare(b.start)),
  ...periods.filter((period) => period.isDone).toSorted((a, b) => b.start.localeCompare(a.start)),
]
