// Rows of a kept file found again by their lines: for the download of what was refused and for walking a figure back.
import type { Db } from '../../../platform/db/database.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import type { Row } from '../model/coding.ts'
import type { RefusalView } from '../model/delivery.ts'
import { readColumns, type SourceDefinition } from '../model/profile.ts'
import { encoder } from '../rules/encoded.ts'
import { rowCoder } from '../rules/coding.ts'
import { reasonColumn } from '../rules/header.ts'
import { outOfRemit } from '../rules/remit.ts'
import type { Table } from '../rules/table.ts'
import { csvLine } from '../rules/written.ts'
import { countRefusals, refusalsOf, type Delivery } from '../store/deliveries.ts'
import { codebook } from './codebook.ts'
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
  delivery: Pick<Delivery, 'id' | 'counts' | 'territories'>
  path: string
  source: SourceDefinition
  language: Language
}

// Only the first reasons of a delivery are kept: the others are found by coding its rows again.
const refusedAgain = (table: Table, territories: readonly string[]): ((row: Row) => Text | undefined) => {
  const code = rowCoder(table, codebook)
  return (row) => {
    const coded = code(row)
    if ('refusal' in coded) return coded.refusal.reason
    return 'cells' in coded ? outOfRemit(coded, territories)?.reason : undefined
  }
}

/** Why each row was refused, undefined for a row that was not; asked in the order of the file. */
const reasonsOf = async (db: Db, table: Table, { id, counts, territories }: RefusedRows['delivery']): Promise<(row: Row) => Promise<Text | undefined>> => {
  const kept = eachRefusal(db, id)
  const others = (await countRefusals(db, id)) < (counts?.refused ?? 0) ? refusedAgain(table, territories) : () => undefined
  let next = await kept.next()
  return async (row) => {
    if (next.done || row.line !== next.value.line) return others(row)
    const { reason } = next.value
    next = await kept.next()
    return reason
  }
}

/** The refused rows as a file like the one delivered, with one more column that says why: mend them and send it again. */
export async function* refusedRowsFile(db: Db, { delivery, path, source, language }: RefusedRows): AsyncGenerator<Uint8Array> {
  const table = await openDelivery(path, source)
  const encode = encoder(table.encoding())
  yield encode(csvLine([...withoutReason(table.header, table.header), reasonColumn], table.delimiter))
  const reasonOf = await reasonsOf(db, table, delivery)
  for await (const row of eachRow(table)) {
    const reason = await reasonOf(row)
    if (reason) yield encode(csvLine([...withoutReason(row.cells, table.header), say(reason, language)], table.delimiter))
  }
}

interface RowFound {
  /** Of a workbook. */
  sheet: string | null
  row: { column: string; value: string; isUsed: boolean }[]
}

/** The row of a kept file that begins on a line, cell by cell. */
export const rowAt = async (path: string, source: SourceDefinition, line: number): Promise<RowFound> => {
  const table = await openDelivery(path, source)
  const used = new Set(readColumns(table.profile).map(table.at))
  const sheet = table.sheetOf(line)
  for await (const row of eachRow(table)) {
    if (row.line < line) continue
    return { sheet, row: row.cells.map((value, at) => ({ column: table.header[at] ?? '', value, isUsed: used.has(at) })) }
  }
  return { sheet, row: [] }
}
