// From text to rows: an ordinary CSV parser fed block by block, each row with the physical line it begins on.
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

const newlinesIn = (cells: readonly string[]): number => cells.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0)

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

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

/** Rows of a delimited text whose line ends are `\n`, in batches. Blank rows are not rows. */
export async function* records(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row[]> {
  const parser = parse(options(delimiter))
  parser.on('error', () => undefined)
  let lines = 0
  try {
    for await (const text of texts) {
      await write(parser, text)
      const read = drain(parser)
      lines = Math.max(lines, read.lines)
      yield read.rows
    }
    await end(parser)
    yield drain(parser).rows
  } catch (error) {
    throw quoteFault(error, Math.max(lines, drain(parser).lines))
  } finally {
    parser.destroy()
  }
}
