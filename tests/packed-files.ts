// Packed files made on the spot for tests: ZIP archives, and workbooks with the parts a test wants to see read.
import { crc32, deflateRawSync } from 'node:zlib'

const header = (signature: number, size: number, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(signature, 0)
  write(bytes)
  return bytes
}

/** A ZIP archive of the entries, deflated. */
export const zipOf = (entries: Readonly<Record<string, string | Uint8Array>>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, body] of Object.entries(entries)) {
    const [bytes, named] = [Buffer.from(body), Buffer.from(name)]
    const packed = deflateRawSync(bytes)
    const common = (into: Buffer, from: number): void => {
      into.writeUInt16LE(20, from)
      into.writeUInt16LE(0x800, from + 2)
      into.writeUInt16LE(8, from + 4)
      into.writeUInt32LE(crc32(bytes), from + 10)
      into.writeUInt32LE(packed.length, from + 14)
      into.writeUInt32LE(bytes.length, from + 18)
      into.writeUInt16LE(named.length, from + 22)
    }
    const local = header(0x04034b50, 30, (into) => common(into, 4))
    directory.push(header(0x02014b50, 46, (into) => {
      into.writeUInt16LE(20, 4)
      common(into, 6)
      into.writeUInt32LE(at, 42)
    }), named)
    parts.push(local, named, packed)
    at += local.length + named.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = header(0x06054b50, 22, (into) => {
    into.writeUInt16LE(directory.length / 2, 8)
    into.writeUInt16LE(directory.length / 2, 10)
    into.writeUInt32LE(listed.length, 12)
    into.writeUInt32LE(at, 16)
  })
  return Buffer.concat([...parts, listed, end])
}

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`

export interface MadeWorkbook {
  /** Sheets by name: the XML of their rows. */
  sheets: Readonly<Record<string, string>>
  strings?: readonly string[]
  /** Number formats of the cell styles, in order; style 0 has none. */
  formats?: readonly string[]
  is1904?: boolean
  /** Sheets the workbook does not show. */
  hidden?: readonly string[]
}

/** A workbook of the sheets. */
export const workbookOf = ({ sheets, strings = [], formats = [], is1904 = false, hidden = [] }: MadeWorkbook): Buffer => {
  const names = Object.keys(sheets)
  const list = (each: (name: string, at: number) => string): string => names.map(each).join('')
  return zipOf({
    '[Content_Types].xml': xml('<Types/>'),
    'xl/workbook.xml': xml(`<workbook><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${list((name, at) => `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`)}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships>${list((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)}</Relationships>`),
    'xl/sharedStrings.xml': xml(`<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`),
    'xl/styles.xml': xml(`<styleSheet><numFmts>${formats.map((format, at) => `<numFmt numFmtId="${200 + at}" formatCode="${format}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs></styleSheet>`),
    ...Object.fromEntries(names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml(`<worksheet><sheetData>${sheets[name] ?? ''}</sheetData></worksheet>`)])),
  })
}

const cellXml = (value: string | number, column: number, row: number): string => {
  const at = `${String.fromCharCode(65 + column)}${row}`
  if (value === '') return ''
  if (typeof value === 'string' && value.startsWith('=')) return `<c r="${at}"><f>${value.slice(1)}</f></c>`
  return typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
}

export type MadeRows = readonly (readonly (string | number)[])[]

/** The XML of a sheet's rows. */
export const sheetOf = (rows: MadeRows): string =>
  rows.map((cells, at) => `<row r="${at + 1}">${cells.map((value, column) => cellXml(value, column, at + 1)).join('')}</row>`).join('')

/** A workbook of sheets of plain words and numbers; a word that begins with «=» is a formula without its result. */
export const bookOf = (sheets: Readonly<Record<string, MadeRows>>, hidden: readonly string[] = []): Buffer =>
  workbookOf({ sheets: Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, sheetOf(rows)])), hidden })
