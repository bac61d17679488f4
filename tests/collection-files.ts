// What the tests of collection share: files made on the spot, and whole files read and coded into memory.
import { existsSync } from 'node:fs'
import { test } from 'vitest'
import type { SourceDefinition } from '../src/modules/collection/model/profile.ts'
import type { Cell, CodedRow, Refusal } from '../src/modules/collection/model/coding.ts'
import { sourceById, sources } from '../src/modules/collection/rules/sources.ts'
import { codebook } from '../src/modules/collection/actions/codebook.ts'
import { bytesAt, bytesIn, type FileBytes } from '../src/modules/collection/rules/bytes.ts'
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

/** A file made on the spot: text, or bytes. */
export const fileOf = (body: string | Uint8Array): FileBytes => bytesIn(typeof body === 'string' ? Buffer.from(body) : body)

export const open = (file: FileBytes, id: string): Promise<Table> => {
  const source = sourceById(id)
  if (!source) throw new Error(`no source ${id}`)
  return openTable(file, { source, others: sources.filter((other) => other !== source) })
}

export interface ReadWhole {
  table: Table
  read: number
  accepted: Extract<CodedRow, { cells: unknown }>[]
  refused: Refusal[]
  /** Rows that are totals of others or not asked for. */
  leftOut: number
  cells: (Cell & Extract<CodedRow, { cells: unknown }>['dimensions'])[]
}

/** Reads and codes a whole file of one of the shipped sources into memory. */
export const readWhole = async (file: FileBytes, id: string): Promise<ReadWhole> => readTable(await open(file, id))

/** Reads and codes a whole file of a source made for the test. */
export const readAs = async (file: FileBytes, source: SourceDefinition): Promise<ReadWhole> => readTable(await openTable(file, { source, others: [] }))

const readTable = async (table: Table): Promise<ReadWhole> => {
  const code = rowCoder(table, codebook)
  const rows: CodedRow[] = []
  for await (const batch of table.rows) rows.push(...batch.map(code))
  const accepted = rows.filter((row) => 'cells' in row)
  return {
    table,
    read: rows.length,
    accepted,
    leftOut: rows.filter((row) => 'leftOut' in row).length,
    refused: rows.flatMap((row) => ('refusal' in row ? [row.refusal] : [])),
    cells: accepted.flatMap((row) => row.cells.map((cell) => ({ ...cell, ...row.dimensions }))),
  }
}

export const readPath = (path: string, id: string): Promise<ReadWhole> => readWhole(bytesAt(path), id)

/** The sum of the cells that have something. */
export const sum = (cells: ReadWhole['cells'], has: (cell: ReadWhole['cells'][number]) => boolean): number =>
  cells.reduce((total, cell) => total + (has(cell) ? (cell.value ?? 0) : 0), 0)

/** A test of a publisher's real file; its title says so when the file is absent and nothing was checked. */
export const real = (title: string, path: string, check: (file: string) => Promise<void>, milliseconds?: number): void => {
  const file = realFile(path)
  test(file ? title : `${title} (not checked: ../shared/data/${path} is absent)`, async () => {
    if (file) await check(file)
  }, milliseconds)
}
