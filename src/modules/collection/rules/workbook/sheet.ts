// The cells of one sheet as rows of text, a few at a time: numbers plainly written, dates as ISO, formulas by the value kept with them.
import type { Row } from '../../model/coding.ts'
import { faultError } from '../fault.ts'
import type { Parts, Sheet } from './parts.ts'
import { maxLineBytes } from '../lines.ts'
import { longText, readXml, type XmlListener } from './xml.ts'

const dayMilliseconds = 86_400_000

const isoSerial = (serial: number, is1904: boolean): string => {
  const days = is1904 ? serial + 1462 : serial
  // Excel takes 1900 for a leap year: the days before March are one off.
  const moment = new Date(Math.round((days < 60 ? days + 1 : days) * 86_400) * 1000 + Date.UTC(1899, 11, 30)).toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
}

const lastSerial = (Date.UTC(9999, 11, 31) - Date.UTC(1899, 11, 30)) / dayMilliseconds

const plainNumber = (text: string, isDate: boolean, is1904: boolean): string => {
  const number = Number(text)
  if (text === '' || !Number.isFinite(number)) return text
  if (isDate && number >= 1 && number < lastSerial) return isoSerial(number, is1904)
  // Beyond 15 digits a number is an id that the workbook itself has rounded, or a computed fraction.
  return String(Number(number.toPrecision(15)))
}

interface OpenCell {
  at: number
  type: string
  style: number
  value: string
  formula: string
  hasValue: boolean
  hasFormula: boolean
}

const cellText = ({ type, style, value, formula, hasValue, hasFormula }: OpenCell, { strings, isDate, is1904 }: Parts): string => {
  // A formula whose result was never computed: shown as such, so that no figure is taken for blank.
  if (hasFormula && !hasValue) return `=${formula}`
  switch (type) {
    case 's': return strings[Number(value)] ?? ''
    case 'b': return value === '1' ? 'true' : 'false'
    case 'n': return plainNumber(value, isDate[style] ?? false, is1904)
    default: return value
  }
}

const mostColumns = 16_384

const columnAt = (reference: string | undefined, next: number): number => {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (!letters) return next
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const mostRows = 2 ** 20

// Two rows of one number could not be told apart: what both say would be counted twice.
const lineAfter = (before: number, number: string | undefined): number => {
  const line = Number(number ?? before + 1)
  if (!Number.isInteger(line) || line <= before || line > mostRows) throw faultError({ kind: 'damagedWorkbook', part: number ?? String(line) })
  return line
}

interface Reader {
  listener: XmlListener
  /** The rows complete so far, given once. */
  taken: () => Row[]
}

const newCell = (at: number, attribute: (name: string) => string | undefined): OpenCell => {
  if (at >= mostColumns) throw faultError({ kind: 'damagedWorkbook', part: attribute('r') ?? '' })
  return { at, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), value: '', formula: '', hasValue: false, hasFormula: false }
}

/** The row and the cell being read. */
interface Open {
  line: number
  cells: string[]
  cell: OpenCell | undefined
  /** Letters of the row so far. */
  letters: number
}

type Opening = (open: Open, attribute: (name: string) => string | undefined) => void

const hasValue: Opening = ({ cell }) => {
  if (cell) cell.hasValue = true
}

const openings: Readonly<Record<string, Opening>> = {
  row: (open, attribute) => {
    open.line = lineAfter(open.line, attribute('r'))
    open.cells = []
    open.letters = 0
  },
  c: (open, attribute) => {
    open.cell = newCell(columnAt(attribute('r'), open.cells.length), attribute)
  },
  v: hasValue,
  is: hasValue,
  f: ({ cell }) => {
    if (cell) cell.hasFormula = true
  },
}

const endCell = (open: Open, parts: Parts): void => {
  if (!open.cell) return
  while (open.cells.length < open.cell.at) open.cells.push('')
  open.cells[open.cell.at] = cellText(open.cell, parts)
  open.cell = undefined
}

const rowReader = (sheet: string, parts: Parts): Reader => {
  let rows: Row[] = []
  let within = ''
  const open: Open = { line: 0, cells: [], cell: undefined, letters: 0 }
  const listener: XmlListener = {
    open: (name, attribute) => {
      if (within === 'rPh') return
      within = name
      openings[name]?.(open, attribute)
    },
    text: (text) => {
      if (!open.cell) return
      open.letters += text.length
      if (open.letters > maxLineBytes) throw longText(sheet)
      if (within === 'v' || within === 't') open.cell.value += text
      if (within === 'f') open.cell.formula += text
    },
    close: (name) => {
      if (within === 'rPh' && name !== 'rPh') return
      within = ''
      if (name === 'c') endCell(open, parts)
      if (name === 'row' && open.cells.some((text) => text.trim() !== '')) rows.push({ line: open.line, cells: open.cells })
    },
  }
  const taken = (): Row[] => {
    const complete = rows
    rows = []
    return complete
  }
  return { listener, taken }
}

/** The rows of a sheet that hold anything, each with its number in the sheet. */
export async function* sheetRows({ name, read }: Sheet, parts: Parts): AsyncGenerator<Row[]> {
  const { listener, taken } = rowReader(name, parts)
  for await (const pause of readXml(read(), name, listener)) {
    void pause
    const rows = taken()
    if (rows.length > 0) yield rows
  }
}
