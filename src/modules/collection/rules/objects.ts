// JSON as a table: an array of objects, one object after another as in JSON Lines, or such an array inside one object; each object is a row.
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

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'

const mostDepth = 8

/** What a key holds, as cells: an object inside gives a column for each of its keys, a list of words one cell. */
const written = (value: unknown, key: string, depth: number): [string, string][] | undefined => {
  if (value === null || value === undefined) return [[key, '']]
  if (typeof value === 'string') return [[key, value]]
  if (Array.isArray(value)) return value.every(isPlain) ? [[key, value.filter((each) => each !== null).map(String).join('; ')]] : undefined
  if (typeof value !== 'object') return [[key, JSON.stringify(value)]]
  const inner = Object.entries(value)
  if (inner.length === 0) return [[key, '']]
  const cells = depth >= mostDepth ? [undefined] : inner.map(([name, each]) => written(each, `${key}.${name}`, depth + 1))
  return cells.some((some) => some === undefined) ? undefined : cells.flatMap((some) => some ?? [])
}

const objectOf = (text: string, line: number): Record<string, string> => {
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(text) as Record<string, unknown>
  } catch {
    throw faultError({ kind: 'badJson', line })
  }
  return Object.fromEntries(Object.entries(parsed).flatMap(([key, value]) => {
    const cells = written(value, key, 0)
    if (!cells) throw faultError({ kind: 'nestedJson', line, key })
    return cells
  }))
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

const wrapping = /^\s*\{(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[-\d.eE+]+|true|false|null|\[[^{}[\]]*\]|\{(?:[^{}[\]]|\{[^{}[\]]*\})*\})\s*,)*\s*"(?:[^"\\]|\\.)*"\s*:\s*\[\s*(?=\{)/

// What data portals answer: the rows deep in one object, beside what describes them.
const answering = /^\s*\{[\s\S]*?"(?:records|features|items|results)"\s*:\s*\[\s*(?=\{)/

/** Where the array begins that a single object holds, in letters; undefined when the text is no such object. */
const wrappedAt = (head: string): number | undefined => {
  const text = head.replace(/^\uFEFF/, ' ')
  const found = wrapping.exec(text) ?? answering.exec(text)
  if (!found) return undefined
  const start = head.slice(0, maxLineBytes / 2)
  const [first] = objectCutter().cut(start)
  // Lines of objects that each hold a list are rows themselves: only a single object is unwrapped.
  const isAlone = first === undefined || start.slice(start.indexOf(first.text) + first.text.length).trim() === ''
  return isAlone ? found[0].length : undefined
}

/** The text of the array alone, from its first object to its end; what follows is not of the table. */
async function* unwrapped(texts: AsyncIterable<string>, from: number): AsyncGenerator<string> {
  let [skipped, depth, isString, isEscaped] = [0, 1, false, false]
  const step = (letter: string): boolean => {
    if (isString) [isString, isEscaped] = isEscaped ? [true, false] : [letter !== '"', letter === '\\']
    else if (letter === '"') isString = true
    else if (letter === '[' || letter === '{') depth += 1
    else if (letter === ']' || letter === '}') depth -= 1
    return depth === 0
  }
  for await (const text of texts) {
    const start = Math.min(text.length, Math.max(0, from - skipped))
    const lines = skipped < from ? text.slice(0, start).replace(/[^\n]/g, '') : ''
    skipped += start
    let end = start
    while (end < text.length && !step(text[end] ?? '')) end += 1
    yield lines + text.slice(start, end)
    if (end < text.length) return
  }
}

const headOf = async (texts: AsyncIterable<string>): Promise<string> => {
  let head = ''
  for await (const text of texts) {
    head += text
    if (head.length > maxLineBytes) break
  }
  return head
}

/** The rows of a JSON text, the first (line 0) its columns. `read` gives the text from its beginning each time. */
export async function* objectRows(read: () => AsyncIterable<string>): AsyncGenerator<Row[]> {
  const from = wrappedAt(await headOf(read()))
  const open = from === undefined ? read : () => unwrapped(read(), from)
  const columns = await columnsOf(open())
  if (columns.length === 0) throw faultError({ kind: 'headerOnly' })
  yield [{ line: 0, cells: columns }]
  for await (const batch of objectsOf(open())) {
    yield batch.map(({ line, values }) => ({ line, cells: columns.map((column) => values[column] ?? '') }))
  }
}
