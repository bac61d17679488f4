// bzip2 opened block by block: at most one block's input and output are held at a time.
import { bytesOfBlock, bzip2, type Block } from './bzip2.ts'
import { faultError } from './fault.ts'

const pieceBytes = 2 ** 16
/** No block packs into more. */
const packedBlock = 925_000

function* piecesOf(block: Block): Generator<Uint8Array> {
  for (let size = pieceBytes; size === pieceBytes;) {
    const piece = new Uint8Array(pieceBytes)
    size = bytesOfBlock(block, piece)
    if (size > 0) yield piece.subarray(0, size)
  }
}

/** The bytes packed with bzip2, several streams one after another included. Fails with a fault when they are cut short or damaged. */
export async function* bunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const opened = bzip2()
  let least = 0
  const blocks = function* (): Generator<Uint8Array> {
    try {
      for (let block = opened.next(); block; block = opened.next()) yield* piecesOf(block)
    } catch {
      throw faultError({ kind: 'damagedPacked', what: 'bz2' })
    }
    // What did not suffice is tried again with twice as much, so that no block is tried often.
    least = Math.min(packedBlock, opened.left() * 2)
  }
  for await (const chunk of packed) {
    opened.feed(chunk)
    if (opened.left() > least) yield* blocks()
  }
  yield* blocks()
  if (opened.isInside() || opened.left() > 0) throw faultError({ kind: 'cutPacked', what: 'bz2' })
}
