// What a workbook says besides its cells: its sheets, its shared strings and which number formats mean a date.
import { faultError } from '../fault.ts'
import type { ZipEntry } from '../zip.ts'
import { readPart } from './xml.ts'

export interface Sheet {
  name: string
  isHidden: boolean
  read: ZipEntry['read']
}

export interface Parts {
  sheets: readonly Sheet[]
  strings: readonly string[]
  /** For each cell style, whether its numbers are dates. */
  isDate: readonly boolean[]
  /** Days are counted from 1904, as on early Macintosh computers. */
  is1904: boolean
}

type Find = (path: string) => ZipEntry | undefined

const finder = (entries: readonly ZipEntry[]): Find => {
  const byPath = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  return (path) => byPath.get(path.toLowerCase())
}

const needed = (find: Find, path: string): ZipEntry => {
  const entry = find(path)
  if (!entry) throw faultError({ kind: 'damagedWorkbook', part: path })
  return entry
}

const targetsOf = async (find: Find): Promise<Map<string, string>> => {
  const path = 'xl/_rels/workbook.xml.rels'
  const targets = new Map<string, string>()
  await readPart(needed(find, path).read(), path, {
    open: (name, attribute) => {
      if (name === 'Relationship') targets.set(attribute('Id') ?? '', attribute('Target') ?? '')
    },
  })
  return targets
}

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

const bookOf = async (find: Find): Promise<{ sheets: (Pick<Sheet, 'name' | 'isHidden'> & { relation: string })[]; is1904: boolean }> => {
  const path = 'xl/workbook.xml'
  const book = { sheets: [] as (Pick<Sheet, 'name' | 'isHidden'> & { relation: string })[], is1904: false }
  await readPart(needed(find, path).read(), path, {
    open: (name, attribute) => {
      if (name === 'workbookPr') book.is1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name === 'sheet') book.sheets.push({ name: attribute('name') ?? '', isHidden: (attribute('state') ?? 'visible') !== 'visible', relation: attribute('r:id') ?? attribute('id') ?? '' })
    },
  })
  return book
}

/** How much of a workbook besides its cells may be held in memory. */
interface PartsLimits {
  /** Letters of all shared strings together, and how many strings. */
  letters: number
  strings: number
  /** Number formats and cell styles; Excel itself takes no more. */
  styles: number
}

const partsLimits: PartsLimits = { letters: 128 * 2 ** 20, strings: 4_000_000, styles: 65_490 }

const tooMuch = ({ letters }: PartsLimits): Error => faultError({ kind: 'manyWords', megabytes: Math.ceil(letters / 2 ** 20) })

// Excel writes control letters as _x000D_.
const unescaped = (text: string): string => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

const stringsOf = async (find: Find, limits: PartsLimits): Promise<string[]> => {
  const path = 'xl/sharedStrings.xml'
  const entry = find(path)
  const strings: string[] = []
  let [current, letters, isText, isPhonetic] = ['', 0, false, false]
  await (entry && readPart(entry.read(), path, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') isPhonetic = true
      isText = name === 't'
    },
    text: (text) => {
      if (!isText || isPhonetic) return
      current += text
      letters += text.length
      if (letters > limits.letters) throw tooMuch(limits)
    },
    close: (name) => {
      isText = false
      if (name === 'rPh') isPhonetic = false
      if (name !== 'si') return
      if (strings.length >= limits.strings) throw tooMuch(limits)
      strings.push(unescaped(current))
    },
  }))
  return strings
}

const builtInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a number format shows a date: it has day, month or year outside quotes, brackets and escapes. */
export const isDateFormat = (format: string): boolean =>
  /[dmy]/i.test(format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/General|red|am\/pm/gi, '').split(';')[0] ?? '')

const dateStylesOf = async (find: Find, limits: PartsLimits): Promise<boolean[]> => {
  const path = 'xl/styles.xml'
  const entry = find(path)
  const own = new Map<number, string>()
  const isDate: boolean[] = []
  let isInCells = false
  await (entry && readPart(entry.read(), path, {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0)
      if (name === 'cellXfs') isInCells = true
      if (name === 'numFmt') own.set(id, attribute('formatCode') ?? '')
      const format = own.get(id)
      if (name === 'xf' && isInCells) isDate.push(format === undefined ? builtInDate(id) : isDateFormat(format))
      if (Math.max(own.size, isDate.length) > limits.styles) throw tooMuch(limits)
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false
    },
  }))
  return isDate
}

/** Reads everything of a workbook but its cells. Throws a fault when it is damaged or holds more words than memory should. */
export const partsOf = async (entries: readonly ZipEntry[], limits: PartsLimits = partsLimits): Promise<Parts> => {
  const find = finder(entries)
  const [{ sheets, is1904 }, targets] = [await bookOf(find), await targetsOf(find)]
  const withCells = sheets.flatMap(({ name, isHidden, relation }) => {
    const entry = find(pathOf(targets.get(relation) ?? ''))
    return entry ? [{ name, isHidden, read: entry.read }] : []
  })
  return { sheets: withCells, is1904, strings: await stringsOf(find, limits), isDate: await dateStylesOf(find, limits) }
}
