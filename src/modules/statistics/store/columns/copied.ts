// Reads PostgreSQL's binary COPY as it streams: each row as the places of its fields within the bytes at hand.

/** The fields of one row: where each begins and ends in `bytes`; a null field begins at -1. */
export interface CopiedRow {
  bytes: Buffer
  starts: Int32Array
  ends: Int32Array
}

const headBytes = 19

/** Goes through a row's fields; gives where the next row begins, -1 when the row is not whole yet, -2 at the end. */
const readRow = (row: CopiedRow, from: number): number => {
  const { bytes, starts, ends } = row
  if (from + 2 > bytes.length) return -1
  const fields = bytes.readInt16BE(from)
  if (fields < 0) return -2
  let at = from + 2
  for (let field = 0; field < fields; field += 1) {
    if (at + 4 > bytes.length) return -1
    const size = bytes.readInt32BE(at)
    at += 4
    starts[field] = size < 0 ? -1 : at
    at += Math.max(0, size)
    if (at > bytes.length) return -1
    ends[field] = at
  }
  return at
}

/** Hands over every row of `fields` fields; what it is given is only good until it returns. */
export const readCopied = async (chunks: AsyncIterable<Buffer>, fields: number, take: (row: CopiedRow) => void): Promise<void> => {
  const row: CopiedRow = { bytes: Buffer.alloc(0), starts: new Int32Array(fields), ends: new Int32Array(fields) }
  let isBegun = false
  for await (const chunk of chunks) {
    row.bytes = row.bytes.length > 0 ? Buffer.concat([row.bytes, chunk]) : chunk
    let at = 0
    if (!isBegun) {
      if (row.bytes.length < headBytes) continue
      at = headBytes + row.bytes.readInt32BE(headBytes - 4)
      isBegun = true
    }
    for (let next = readRow(row, at); next >= 0; next = readRow(row, at)) {
      take(row)
      at = next
    }
    row.bytes = row.bytes.subarray(at)
  }
}
