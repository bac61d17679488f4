// Where a row stands in its file: on a line, or in a row of one of several sheets read as one table.
import type { Text } from '../../../platform/text.ts'

// Beyond any line of a text: what stands there is a sheet and a row of it.
const firstOfSheets = 1_000_000_000
/** Rows a sheet may have. */
const rowsOfSheet = 2 ** 20

/** The line kept for a row of one of several sheets; `sheet` counts the tabs of the workbook from 0. Lines grow from sheet to sheet. */
export const lineInSheet = (sheet: number, row: number): number => firstOfSheets + sheet * rowsOfSheet + row

/** The sheet and its row that a line stands for; `sheet` is undefined of a file read as one text or sheet. */
export const placeOfLine = (line: number): { sheet: number | undefined; row: number } => {
  if (line <= firstOfSheets) return { sheet: undefined, row: line }
  const at = line - firstOfSheets - 1
  return { sheet: Math.floor(at / rowsOfSheet), row: (at % rowsOfSheet) + 1 }
}

/** A line in words: its number, or the sheet and the row. */
export const lineWords = (line: number): Text => {
  const { sheet, row } = placeOfLine(line)
  return sheet === undefined ? { es: String(row), en: String(row) } : { es: `hoja ${sheet + 1}, fila ${row}`, en: `sheet ${sheet + 1}, row ${row}` }
}
