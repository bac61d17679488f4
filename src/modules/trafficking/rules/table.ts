// A small CSV held in memory: its header and rows, whatever its separator, with the line each row stands on.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'

export interface Line {
  line: number
  cells: string[]
}

const separators = [',', ';', '\t'] as const

const separatorOf = (text: string): string => {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const counted = separators.map((separator) => ({ separator, count: header.split(separator).length }))
  return counted.toSorted((one, other) => other.count - one.count)[0]?.separator ?? ','
}

/** UTF-8, or else the Latin alphabet of older spreadsheets; the codes are the same in both. */
const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Rows of the text, the header first. Ends with csv-parse's error when it is badly quoted; that error must not be told. */
export async function* linesOf(bytes: Uint8Array): AsyncGenerator<Line> {
  const text = textOf(bytes)
  const parser = Readable.from([text]).pipe(parse({
    delimiter: separatorOf(text), info: true, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 200_000,
  }))
  for await (const row of parser) {
    const { info, record } = row as { info: { lines: number }; record: string[] }
    yield { line: info.lines, cells: record }
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`
