// The web grid: a table to be filled for one period, its columns as data, and what is wrong with what was typed.
import { z } from 'zod'
import { Day, Id, TextPair } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'

const GridColumn = z.object({
  /** The column of the file it becomes. */
  column: z.string(),
  label: TextPair,
  /** `choice`: one of a list; `word`: the source's own words; `figure`: a whole number, zero or more, or one of the signs with which the source keeps a figure back. */
  kind: z.enum(['choice', 'word', 'figure']),
  choices: z.array(z.object({ value: z.string(), label: TextPair })),
})
export type GridColumn = z.output<typeof GridColumn>

const Lines = z.array(z.array(z.string()))

/** A grid for one period. `rows` already stand; `previous` are those of the period before. Cells in the order of `columns`. */
export const Grid = z.object({
  columns: z.array(GridColumn),
  /** Columns of the file that say the same in every row: the period. */
  fixed: z.record(z.string(), z.string()),
  /** The columns of the file in order; those neither fixed nor filled stay empty. */
  header: z.array(z.string()),
  rows: Lines,
  previous: Lines,
  unit: TextPair,
})
export type Grid = z.output<typeof Grid>

export const GridQuestion = z.object({ id: Id, period: Day, part: Day.optional() })

/** `unfit`: why the source cannot be filled in here, in a sentence; then there is no grid. */
export const GridView = z.object({
  obligation: Id,
  source: z.object({ id: z.string(), name: TextPair }),
  institution: z.string(),
  period: Day,
  name: TextPair,
  /** The periods of the source within the one owed: months of a quarter, say. One when they are the same. */
  parts: z.array(z.object({ start: Day, name: TextPair })),
  part: Day,
  previousName: TextPair,
  unfit: TextPair.nullable(),
  grid: Grid.nullable(),
})
export type GridView = z.output<typeof GridView>

/** Words compared without accents, capitals or spaces around. */
const folded = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Choices whose code or name begins with, or contains, what was typed; the nearest first. */
export const suggestions = ({ choices }: GridColumn, typed: string): GridColumn['choices'] => {
  const wanted = folded(typed)
  const ranked = choices.map((choice) => ({ choice, words: [choice.value, choice.label.es, choice.label.en].map(folded) }))
  const begin = ranked.filter(({ words }) => words.some((word) => word.startsWith(wanted)))
  const hold = ranked.filter((each) => !begin.includes(each) && each.words.some((word) => word.includes(wanted)))
  return [...begin, ...hold].map(({ choice }) => choice)
}

const ungrouped = (words: string): string => (/^\d{1,3}([.,\s]\d{3})+$/.test(words) ? words.replace(/[.,\s]/g, '') : words)

const chosen = (column: GridColumn, words: string): string => {
  const exact = column.choices.find(({ value, label }) => [value, label.es, label.en].some((word) => folded(word) === folded(words)))
  if (exact || words === '') return exact?.value ?? words
  const near = suggestions(column, words)
  return near.length === 1 ? (near[0]?.value ?? words) : words
}

const isChosen = ({ choices }: GridColumn, cell: string): boolean => choices.some(({ value }) => value === cell)

/** What a cell holds once typed: the code of the choice meant, a figure without its thousands, or the words as they are. */
export const settledCell = (column: GridColumn, typed: string): string => {
  const words = typed.trim()
  if (column.kind === 'figure') return isChosen(column, words.replace(/\s+/g, '')) ? words.replace(/\s+/g, '') : ungrouped(words)
  return column.kind === 'word' ? words : chosen(column, words)
}

/** A cell that cannot be sent as it is. */
export interface GridFault {
  row: number
  column: number
  text: Text
}

const figureFault = (column: GridColumn, cell: string): Text | undefined => {
  if (cell === '' || isChosen(column, cell) || /^\d{1,12}$/.test(cell)) return undefined
  if (/^[-−]\s?\d/.test(cell)) return { es: 'La cifra es negativa y un conteo no puede serlo.', en: 'The figure is negative and a count cannot be.' }
  return { es: `«${cell}» no es un número entero.`, en: `“${cell}” is not a whole number.` }
}

const choiceFault = (column: GridColumn, cell: string): Text | undefined => {
  if (isChosen(column, cell)) return undefined
  const { es, en } = column.label
  return cell === ''
    ? { es: `Falta ${es.toLowerCase()}: elija de la lista.`, en: `${en} is missing: choose from the list.` }
    : { es: `«${cell}» no está en la lista de ${es.toLowerCase()}.`, en: `“${cell}” is not in the list of ${en.toLowerCase()}.` }
}

const cellFault = (column: GridColumn, cell: string): Text | undefined => {
  if (column.kind === 'word') return undefined
  return column.kind === 'figure' ? figureFault(column, cell) : choiceFault(column, cell)
}

const placesOf = (grid: Grid, isFigure: boolean): number[] => grid.columns.flatMap(({ kind }, at) => ((kind === 'figure') === isFigure ? [at] : []))

/** Whether a row has a figure; only those are sent. */
export const isFilled = (grid: Grid, row: readonly string[]): boolean => placesOf(grid, true).some((at) => (row[at] ?? '') !== '')

/** What a row counts, as a text that is the same for the same. */
export const rowKey = (grid: Grid, row: readonly string[]): string => placesOf(grid, false).map((at) => row[at] ?? '').join('\u001f')

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === '')

/** Everything to be mended before the grid is sent, in the order of its rows. Rows left blank are no fault; rows are told from 1. */
export const faultsOf = (grid: Grid, rows: readonly (readonly string[])[]): GridFault[] => {
  const seen = new Map<string, number>()
  return rows.flatMap((row, at) => {
    if (isBlank(row)) return []
    const faults = grid.columns.flatMap((column, place): GridFault[] => {
      const text = column.kind === 'figure' || isFilled(grid, row) ? cellFault(column, row[place] ?? '') : undefined
      return text ? [{ row: at, column: place, text }] : []
    })
    const before = seen.get(rowKey(grid, row))
    if (before === undefined) seen.set(rowKey(grid, row), at)
    const isRepeated = before !== undefined && isFilled(grid, row) && faults.length === 0
    return isRepeated ? [{ row: at, column: 0, text: { es: `Cuenta lo mismo que la fila ${before + 1}: deje una sola.`, en: `It counts the same as row ${before + 1}: keep only one.` } }] : faults
  })
}

/** The sum of each figure column over rows without faults; null for columns that hold no figures. */
export const totalsOf = (grid: Grid, rows: readonly (readonly string[])[]): (number | null)[] =>
  grid.columns.map(({ kind }, at) => (kind === 'figure' ? rows.reduce((sum, row) => sum + (/^\d{1,12}$/.test(row[at] ?? '') ? Number(row[at]) : 0), 0) : null))

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The file the grid is delivered as: rows that have a figure, in the columns of the source. */
export const csvOf = (grid: Grid, rows: readonly (readonly string[])[]): string => {
  const places = new Map(grid.columns.map(({ column }, at) => [column, at]))
  const line = (row: readonly string[]): string => grid.header.map((column) => quoted(grid.fixed[column] ?? row[places.get(column) ?? -1] ?? '')).join(',')
  return [grid.header.map(quoted).join(','), ...rows.filter((row) => isFilled(grid, row)).map(line), ''].join('\n')
}

const pastedCell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g

/** Cells copied from a spreadsheet: lines and tabs, quoted when they hold either. */
export const pastedCells = (text: string): string[][] => {
  const lines: string[][] = [[]]
  for (const [, inQuotes, plain = '', end] of text.replace(/\r\n?/g, '\n').replace(/\n$/, '').matchAll(pastedCell)) {
    lines.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain)
    if (end === '') break
    if (end === '\n') lines.push([])
  }
  return lines
}
