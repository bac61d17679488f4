// JSON as a table: an array of flat objects, or one object after another as in JSON Lines; each object is a row.
import type { Row } from '../model/coding.ts'
import { faultError } from './fault.ts'
import { maxLineBytes } from './lines.ts'

interface Found {
  line: number
  values: Record<string, string>
}

/** Cuts a text that comes in pieces into its outermost objects, each with the line it begins on. */
const objectCutter = () => {
  let [held, depth, line, began, isString, isEscaped] = ['', 0, 1, 1, false, false]
  const inString = (letter: string): void => {
    if (isEscaped) isEscaped = false
    else if (letter === '\\') isEscaped = true
    else if (letter === '"') isString = false
  }
  const outside = (letter: string): void => {
    if (/[^\s,[\]\uFEFF]/.test(letter)) throw faultError({ kind: 'badJson', line })
  }
  const step = (letter: string): boolean => {
    if (letter === '\n') line += 1
    if (isString) inString(letter)
    else if (letter === '{') depth += 1
    else if (letter === '}') depth -= 1
    else if (letter === '"' && depth > 0) isString = true
    else if (depth === 0) outside(letter)
    return !isString && depth === 0 && letter === '}'
  }
  return {
    cut: (text: string): { line: number; text: string }[] => {
      const found: { line: number; text: string }[] = []
      let start = 0
      for (let at = 0; at < text.length; at += 1) {
        const before = depth
        const isEnd = step(text[at] ?? '')
        if (before === 0 && depth === 1) [start, began] = [at, line]
        if (!isEnd) continue
        found.push({ line: began, text: held + text.slice(start, at + 1) })
        held = ''
      }
      if (depth > 0) held += text.slice(start)
      if (held.length > maxLineBytes) throw faultError({ kind: 'longLine', line: began, megabytes: maxLineBytes / 2 ** 20 })
      return found
    },
    end: (): void => {
      if (depth > 0) throw faultError({ kind: 'badJson', line: began })
    },
  }
}

const written = (value: unknown, line: number, key: string): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') throw faultError({ kind: 'nestedJson', line, key })
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const objectOf = (text: string, line: number): Record<string, string> => {
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(text) as Record<string, unknown>
  } catch {
    throw faultError({ kind: 'badJson', line })
  }
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, written(value, line, key)]))
}

/** The objects of a text in pieces. Lines only ever grow, also where several objects share one. */
async function* objectsOf(texts: AsyncIterable<string>): AsyncGenerator<Found[]> {
  const cutter = objectCutter()
  let last = 0
  for await (const text of texts) {
    yield cutter.cut(text).map((found) => {
      last = Math.max(last + 1, found.line)
      return { line: last, values: objectOf(found.text, found.line) }
    })
  }
  cutter.end()
}

/** Objects whose keys make the columns, in order of first appearance. */
const looked = 1000

const columnsOf = async (texts: AsyncIterable<string>): Promise<string[]> => {
  const columns = new Set<string>()
  let seen = 0
  for await (const batch of objectsOf(texts)) {
    for (const { values } of batch.slice(0, looked - seen)) Object.keys(values).forEach((key) => columns.add(key))
    seen += batch.length
    if (seen >= looked) break
  }
  return [...columns]
}

/** The rows of a JSON text, the first (line 0) its columns. `open` gives the text from its beginning each time. */
export async function* objectRows(open: () => AsyncIterable<string>): AsyncGenerator<Row[]> {
  const columns = await columnsOf(open())
  if (columns.length === 0) throw faultError({ kind: 'headerOnly' })
  yield [{ line: 0, cells: columns }]
  for await (const batch of objectsOf(open())) {
    yield batch.map(({ line, values }) => ({ line, cells: columns.map((column) => values[column] ?? '') }))
  }
}
