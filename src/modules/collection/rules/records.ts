// From text to rows, each with the physical line it begins on: cut at its separators, or by an ordinary CSV parser where there are quotation marks.
import { parse, type Options, type Parser } from 'csv-parse'
import type { Row } from '../model/coding.ts'
import { faultError } from './fault.ts'
import { maxLineBytes } from './lines.ts'

interface Parsed {
  record: string[]
  info: { lines: number }
}

// The parser is drained after each block: its own back-pressure would wait for a reader that waits for it.
const options = (delimiter: string): Options & { readableHighWaterMark: number } => ({
  delimiter, record_delimiter: '\n', info: true, relax_column_count: true, relax_quotes: true,
  skip_empty_lines: true, max_record_size: maxLineBytes, readableHighWaterMark: 2 ** 30,
})

const write = (parser: Parser, text: string): Promise<void> =>
  new Promise((resolve, reject) => void parser.write(text, (error) => (error ? reject(error) : resolve())))

const end = (parser: Parser): Promise<void> =>
  new Promise((resolve, reject) => void parser.once('error', reject).end(resolve))

const newlinesOf = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

const newlinesIn = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + newlinesOf(cell), 0)

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

// A row mostly repeats words of the row before: one string for both is looked up later without being read again.
const sharing = (): ((cells: string[]) => string[]) => {
  let before: readonly string[] = []
  return (cells) => {
    for (let at = 0; at < cells.length; at += 1) if (cells[at] === before[at]) cells[at] = before[at]!
    before = cells
    return cells
  }
}

// Most blocks hold no quotation mark: cutting them is ten times as fast as parsing them, and comes to the same.
const cut = (text: string, delimiter: string, before: number): { rows: Row[]; lines: number } => {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const shared = sharing()
  const rows = lines.map((line, at) => ({ line: before + at + 1, cells: shared(line.split(delimiter)) })).filter(({ cells }) => !isBlank(cells))
  return { rows, lines: before + lines.length }
}

const drain = (parser: Parser): { rows: Row[]; lines: number } => {
  const rows: Row[] = []
  let lines = 0
  for (let parsed = parser.read() as Parsed | null; parsed; parsed = parser.read() as Parsed | null) {
    lines = parsed.info.lines
    if (!isBlank(parsed.record)) rows.push({ line: lines - newlinesIn(parsed.record), cells: parsed.record })
  }
  return { rows, lines }
}

const quoteFault = (error: unknown, lines: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') return faultError({ kind: 'openQuote', line: lines + 1 })
  return error
}

const drained = (parser: Parser, before: number): { rows: Row[]; lines: number } => {
  const { rows, lines } = drain(parser)
  return { rows: before === 0 ? rows : rows.map(({ line, cells }) => ({ line: line + before, cells })), lines: lines + before }
}

/** Rows of a delimited text whose line ends are `\n`, in batches of whole lines. Blank rows are not rows. */
export async function* records(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row[]> {
  const parser = parse(options(delimiter))
  parser.on('error', () => undefined)
  // Lines the parser was never given, lines given to it or cut, and lines whose rows are out: the parser is idle when the last two agree.
  const lines = { unparsed: 0, given: 0, out: 0 }
  try {
    for await (const text of texts) {
      const isPlain = lines.given === lines.out && !text.includes('"')
      const before = lines.given
      if (!isPlain) await write(parser, text)
      const read = isPlain ? cut(text, delimiter, before) : drained(parser, lines.unparsed)
      lines.given = isPlain ? read.lines : before + newlinesOf(text)
      if (isPlain) lines.unparsed += read.lines - before
      lines.out = Math.max(lines.out, read.lines)
      yield read.rows
    }
    await end(parser)
    yield drained(parser, lines.unparsed).rows
  } catch (error) {
    throw quoteFault(error, Math.max(lines.out, drained(parser, lines.unparsed).lines))
  } finally {
    parser.destroy()
  }
}
