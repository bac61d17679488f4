// Rows written back as a file of the separator they came in, so that no spreadsheet runs what they hold.

const quoted = (cell: string, delimiter: string): string =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

const isFormula = (cell: string): boolean => /^'*[=+\-@\t\r]/.test(cell) && !/^[+-]?\d[\d.,]*$/.test(cell)

/** A cell that a spreadsheet would run as a formula gets an apostrophe, which `unshielded` takes away again; numbers stay as they are. */
export const shielded = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell)

/** The cell as it was before `shielded`. */
export const unshielded = (cell: string): string => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell)

export const csvLine = (cells: readonly string[], delimiter: string): string => `${cells.map((cell) => quoted(shielded(cell), delimiter)).join(delimiter)}\r\n`
