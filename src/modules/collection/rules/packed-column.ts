// Tables of Eurostat's bulk download: the first column holds several, parted by commas, and a figure may carry a letter that flags it.
import type { Row } from '../model/coding.ts'

/** Whether the header is such a one: `freq,sex,unit,geo\TIME_PERIOD`. */
export const isPackedHeader = (header: Row | undefined): boolean => /^\w+(,\w+)+\\\w+$/.test((header?.cells[0] ?? '').trim())

const plainTitle = (title: string): string => title.replace(/\\\w+$/, '').trim()

// «123 b» is 123, from where on it is counted otherwise; «: c» is none.
const withoutFlag = (cell: string): string => cell.trim().replace(/^(-?[\d.]+|:) [a-z]{1,4}$/, '$1')

/** The row with a cell for each column. */
export const unpackedRow = ({ line, cells: [first = '', ...rest] }: Row): Row => ({ line, cells: [...first.split(',').map(plainTitle), ...rest.map(withoutFlag)] })

/** The rows of such a table. */
export async function* unpackedRows(batches: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const batch of batches) yield batch.map(unpackedRow)
}
