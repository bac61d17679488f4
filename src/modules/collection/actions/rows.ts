// Rows of a kept file found again by their lines: for the download of what was refused and for walking a figure back.
import { createReadStream } from 'node:fs'
import type { Db } from '../../../platform/db/database.ts'
import { say, type Language } from '../../../platform/text.ts'
import type { Row } from '../model/coding.ts'
import type { RefusalView } from '../model/delivery.ts'
import { requiredColumns, type SourceDefinition } from '../model/profile.ts'
import { reasonColumn } from '../rules/header.ts'
import type { Table } from '../rules/table.ts'
import { csvLine, encoder } from '../rules/written.ts'
import { refusalsOf } from '../store/deliveries.ts'
import { openDelivery } from './importing.ts'

async function* eachRow(table: Table): AsyncGenerator<Row> {
  for await (const batch of table.rows) yield* batch
}

async function* eachRefusal(db: Db, deliveryId: string): AsyncGenerator<RefusalView> {
  const limit = 1000
  let after = 0
  for (;;) {
    const page = await refusalsOf(db, deliveryId, { after, limit })
    yield* page
    after = page.at(-1)?.line ?? after
    if (page.length < limit) return
  }
}

const withoutReason = (cells: readonly string[], header: readonly string[]): string[] => cells.filter((_, at) => header[at] !== reasonColumn)

interface RefusedRows {
  deliveryId: string
  path: string
  source: SourceDefinition
  language: Language
}

/** The refused rows as a file like the one delivered, with one more column that says why: mend them and send it again. */
export async function* refusedRowsFile(db: Db, { deliveryId, path, source, language }: RefusedRows): AsyncGenerator<Uint8Array> {
  const table = await openDelivery(createReadStream(path), source)
  const encode = encoder(table.encoding)
  yield encode(csvLine([...withoutReason(table.header, table.header), reasonColumn], table.delimiter))
  const refusals = eachRefusal(db, deliveryId)
  let next = await refusals.next()
  for await (const row of eachRow(table)) {
    if (next.done) return
    if (row.line !== next.value.line) continue
    yield encode(csvLine([...withoutReason(row.cells, table.header), say(next.value.reason, language)], table.delimiter))
    next = await refusals.next()
  }
}

/** The row of a kept file that begins on a line, cell by cell. */
export const rowAt = async (path: string, source: SourceDefinition, line: number): Promise<{ column: string; value: string; isUsed: boolean }[]> => {
  const table = await openDelivery(createReadStream(path), source)
  const used = new Set(requiredColumns(table.profile).map(table.at))
  for await (const row of eachRow(table)) {
    if (row.line < line) continue
    return row.cells.map((value, at) => ({ column: table.header[at] ?? '', value, isUsed: used.has(at) }))
  }
  return []
}
