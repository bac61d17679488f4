// What the tests of collection share: files made on the spot, and whole files read and coded into memory.
import { createReadStream, existsSync } from 'node:fs'
import { test } from 'vitest'
import type { Cell, CodedRow, Refusal } from '../src/modules/collection/model/coding.ts'
import { sourceById, sources } from '../src/modules/collection/rules/sources.ts'
import { codebook } from '../src/modules/collection/actions/codebook.ts'
import { rowCoder } from '../src/modules/collection/rules/coding.ts'
import { openTable, type Table } from '../src/modules/collection/rules/table.ts'

/** A real file of the shared data folder beside the checkout, or undefined when it is absent. */
export const realFile = (path: string): string | undefined => {
  const file = new URL(`../../shared/data/${path}`, import.meta.url).pathname
  return existsSync(file) ? file : undefined
}

export async function* bytesOf(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part)
}

export const open = (bytes: AsyncIterable<Uint8Array>, id: string): Promise<Table> => {
  const source = sourceById(id)
  if (!source) throw new Error(`no source ${id}`)
  return openTable(bytes, { source, others: sources.filter((other) => other !== source) })
}

export interface ReadWhole {
  table: Table
  read: number
  accepted: Extract<CodedRow, { cells: unknown }>[]
  refused: Refusal[]
  cells: (Cell & Extract<CodedRow, { cells: unknown }>['dimensions'])[]
}

/** Reads and codes a whole file into memory. */
export const readWhole = async (bytes: AsyncIterable<Uint8Array>, id: string): Promise<ReadWhole> => {
  const table = await open(bytes, id)
  const code = rowCoder(table, codebook)
  const rows: CodedRow[] = []
  for await (const batch of table.rows) rows.push(...batch.map(code))
  const accepted = rows.filter((row) => 'cells' in row)
  return {
    table,
    read: rows.length,
    accepted,
    refused: rows.flatMap((row) => ('refusal' in row ? [row.refusal] : [])),
    cells: accepted.flatMap((row) => row.cells.map((cell) => ({ ...cell, ...row.dimensions }))),
  }
}

export const readPath = (path: string, id: string): Promise<ReadWhole> => readWhole(createReadStream(path), id)

/** The sum of the cells that have something. */
export const sum = (cells: ReadWhole['cells'], has: (cell: ReadWhole['cells'][number]) => boolean): number =>
  cells.reduce((total, cell) => (has(cell) ? total + cell.value : total), 0)

/** A test of a publisher's real file; its title says so when the file is absent and nothing was checked. */
export const real = (title: string, path: string, check: (file: string) => Promise<void>): void => {
  const file = realFile(path)
  test(file ? title : `${title} (not checked: ../shared/data/${path} is absent)`, async () => {
    if (file) await check(file)
  })
}
