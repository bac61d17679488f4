// A table on screen as a file: CSV, or a workbook whose second sheet says where it comes from and how to read it.
import type { ChartTable } from '../../platform/charts/frame.tsx'
import { csvLine } from '../../modules/statistics/model/csv.ts'

export interface Notes {
  title: string
  /** Source, release, unit and what must be known to read the figures: a sentence each. */
  lines: readonly string[]
}

/** The table, then what it is and whose: programs read the first lines, people all of them. */
export const tableAsCsv = ({ header, rows }: ChartTable, { title, lines }: Notes): string =>
  `\uFEFF${[header, ...rows].map(csvLine).join('')}\r\n${[title, ...lines].map((line) => csvLine([line])).join('')}`

type Cell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold'; wrap?: boolean } | null

const cellOf = (value: string | number | null): Cell => (value === null ? null : { value, type: typeof value === 'number' ? Number : String })
const boldOf = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' })

/** A workbook of two sheets. Texts are written as texts, which no spreadsheet runs as a formula. */
export const tableAsWorkbook = async ({ header, rows }: ChartTable, { title, lines }: Notes, names: { figures: string; about: string }): Promise<Blob> => {
  const { default: write } = await import('write-excel-file/browser')
  const sheets = [
    { sheet: names.figures, data: [header.map(boldOf), ...rows.map((row) => row.map(cellOf))], columns: header.map((_, index) => ({ width: index === 0 ? 32 : 16 })), stickyRowsCount: 1 },
    { sheet: names.about, data: [[boldOf(title)], ...lines.map((line): Cell[] => [{ value: line, type: String, wrap: true }])], columns: [{ width: 110 }] },
  ]
  return write(sheets).toBlob()
}
