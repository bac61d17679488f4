// A table as text: readable, and without cells that a spreadsheet would run.
import { refused, type Cleaned } from './outcome.ts'

/** Control characters other than tab and line ends: what a table of text never holds. */
const controls = /(?![\t\r\n])\p{Cc}/u

/** Cells that a spreadsheet takes for a formula; a signed number is none. */
const isFormula = (cell: string): boolean => /^["']?(=|@|[+-](?![\d.,\s]*["']?$))/.test(cell)

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Text with at least one separator or line, and no markup that a browser could take for a page. */
const looksLikeTable = (text: string): boolean => !controls.test(text) && /[,;\t\n]/.test(text.trim()) && !/^\s*</.test(text)

export const isTable = (bytes: Uint8Array): boolean => {
  const text = textOf(bytes)
  return text !== undefined && looksLikeTable(text)
}

export const cleanCsv = (bytes: Uint8Array): Cleaned => {
  const lines = (textOf(bytes) ?? '').split(/\r\n|\r|\n/)
  const line = lines.findIndex((each) => each.split(/[,;\t]/).some(isFormula))
  return line < 0 ? { bytes } : { ...refused('formula'), line: line + 1 }
}
