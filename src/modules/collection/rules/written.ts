// Rows written back as a file of the encoding and separator they came in.
import type { Encoding } from '../model/profile.ts'

const windows1252 = new Map(Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)), (letter, byte) => [letter, byte]))

/** Text as bytes of the encoding; letters it lacks become `?`. UTF-8 begins with the mark that spreadsheets need. */
export const encoder = (encoding: Encoding): ((text: string) => Uint8Array) => {
  if (encoding === 'windows-1252') return (text) => Uint8Array.from(Array.from(text, (letter) => windows1252.get(letter) ?? 63))
  let isFirst = true
  return (text) => {
    const bytes = Buffer.from(isFirst ? `\uFEFF${text}` : text)
    isFirst = false
    return bytes
  }
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

const isFormula = (cell: string): boolean => /^'*[=+\-@\t\r]/.test(cell) && !/^[+-]?\d[\d.,]*$/.test(cell)

/** A cell that a spreadsheet would run as a formula gets an apostrophe, which `unshielded` takes away again; numbers stay as they are. */
export const shielded = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell)

/** The cell as it was before `shielded`. */
export const unshielded = (cell: string): string => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell)

export const csvLine = (cells: readonly string[], delimiter: string): string => `${cells.map((cell) => quoted(shielded(cell), delimiter)).join(delimiter)}\r\n`
