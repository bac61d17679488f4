// One block of bzip2 after another: its codes read bit by bit, its sorted bytes put back in order, its sum checked.
// Written for speed, because the largest files come packed this way; the format is described in the documentation of bzip2 1.0.
import { codesOf, groupSize, needsMore, symbolIn, take, take32, toFront, usedBytes, wrong, type Bits } from './bzip2-codes.ts'

const blockUnit = 100_000

const blockMark = 0x314159
const endMark = 0x177245

/** A block whose bytes are still in sorted order, and how far they were put back. */
export interface Block {
  /** For each place the byte (lowest 8 bits) and, once linked, the place of the next. */
  places: Uint32Array
  /** Places not visited yet. */
  left: number
  place: number
  /** The byte written last, how often in a row, and how often it still comes. */
  last: number
  run: number
  repeats: number
  sum: number
  expectedSum: number
}

const link = (places: Uint32Array, size: number, counts: Int32Array): void => {
  const next = new Int32Array(256)
  for (let byte = 1; byte < 256; byte += 1) next[byte] = next[byte - 1]! + counts[byte - 1]!
  for (let at = 0; at < size; at += 1) {
    const byte = places[at]! & 255
    const place = next[byte]!
    next[byte] = place + 1
    places[place]! |= at << 8
  }
}

/** The bytes of a block in sorted order, and how often each comes. */
interface Sorted {
  places: Uint32Array
  size: number
  counts: Int32Array
}

const addRun = (sorted: Sorted, byte: number, length: number): void => {
  const { places, size, counts } = sorted
  if (size + length > places.length) throw wrong()
  if (length === 1) places[size] = byte
  else places.fill(byte, size, size + length)
  counts[byte]! += length
  sorted.size += length
}

const longestRun = 2 ** 22

/** Reads the symbols of a block into `places`; the first two symbols count runs of the byte at the front. */
const sortedBytes = (bits: Bits, places: Uint32Array): Sorted => {
  const sorted: Sorted = { places, size: 0, counts: new Int32Array(256) }
  const used = usedBytes(bits)
  const codes = codesOf(bits, used.length)
  let [length, unit] = [0, 1]
  for (let read = 0; ; read += 1) {
    const code = codes[Math.floor(read / groupSize)]
    if (!code || unit > longestRun) throw wrong()
    const symbol = symbolIn(bits, code)
    if (symbol < 2) {
      length += unit << symbol
      unit <<= 1
      continue
    }
    if (length > 0) addRun(sorted, used[0]!, length)
    if (symbol > used.length) return sorted
    addRun(sorted, toFront(used, symbol - 1), 1)
    length = 0
    unit = 1
  }
}

const openBlock = (bits: Bits, places: Uint32Array): Block => {
  const expectedSum = take32(bits)
  if (take(bits, 1) === 1) throw wrong()
  const origin = take(bits, 24)
  const { size, counts } = sortedBytes(bits, places)
  if (origin >= size) throw wrong()
  link(places, size, counts)
  return { places, left: size, place: places[origin]! >>> 8, last: -1, run: 0, repeats: 0, sum: -1, expectedSum }
}

const sums = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum
})

const checkSum = ({ left, repeats, sum, expectedSum }: Block): void => {
  if (left === 0 && repeats === 0 && ~sum !== expectedSum) throw wrong()
}

/** Puts the next bytes of a block back in order; how many. Fewer than there is room for end the block, whose sum is then checked. */
export const bytesOfBlock = (block: Block, into: Uint8Array): number => {
  const { places } = block
  let { left, place, last, run, repeats, sum } = block
  let at = 0
  while (at < into.length && (left > 0 || repeats > 0)) {
    if (repeats > 0) repeats -= 1
    else {
      const entry = places[place]!
      const byte = entry & 255
      place = entry >>> 8
      left -= 1
      // Four alike are followed by how often the byte comes once more.
      if (run === 4) {
        repeats = byte
        run = 0
        continue
      }
      run = byte === last ? run + 1 : 1
      last = byte
    }
    into[at] = last
    at += 1
    sum = (sum << 8) ^ sums[(sum >>> 24) ^ last]!
  }
  Object.assign(block, { left, place, last, run, repeats, sum })
  checkSum(block)
  return at
}

export interface Bzip2 {
  /** Adds packed bytes. */
  feed: (bytes: Uint8Array) => void
  /** The next block; undefined when the bytes at hand end before it does. Throws when they are damaged. */
  next: () => Block | undefined
  /** Packed bytes not used yet, and whether a stream is under way. */
  left: () => number
  isInside: () => boolean
}

/** Goes from mark to mark of the streams in the bits. */
const blocksIn = (bits: Bits) => {
  const stream = { isInside: false, sum: 0, places: new Uint32Array(0) }
  const begin = (): void => {
    if (take(bits, 24) !== 0x425a68) throw wrong()
    const size = take(bits, 8) - 48
    if (size < 1 || size > 9) throw wrong()
    if (stream.places.length < size * blockUnit) stream.places = new Uint32Array(size * blockUnit)
    stream.isInside = true
    stream.sum = 0
  }
  const end = (): void => {
    take(bits, 24)
    if (take32(bits) !== stream.sum) throw wrong()
    stream.isInside = false
    bits.at = Math.ceil(bits.at / 8) * 8
  }
  const found = (): Block => {
    take(bits, 24)
    const block = openBlock(bits, stream.places)
    stream.sum = ((stream.sum << 1) | (stream.sum >>> 31)) ^ block.expectedSum
    return block
  }
  const next = (): Block | undefined => {
    for (;;) {
      if (!stream.isInside && bits.at === bits.end) return undefined
      if (!stream.isInside) begin()
      const mark = take(bits, 24)
      if (mark === blockMark) return found()
      if (mark !== endMark) throw wrong()
      end()
    }
  }
  return { stream, next }
}

/** Opens the blocks of packed bytes fed to it, of several streams one after another. A block is done with before the next is asked for. */
export const bzip2 = (): Bzip2 => {
  const bits: Bits = { bytes: new Uint8Array(4), at: 0, end: 0 }
  const { stream, next } = blocksIn(bits)
  const feed = (more: Uint8Array): void => {
    const used = bits.at >>> 3
    const rest = bits.bytes.subarray(used, bits.end >>> 3)
    bits.bytes = Buffer.concat([rest, more, new Uint8Array(4)])
    bits.at &= 7
    bits.end = (rest.length + more.length) * 8
  }
  // What does not suffice for a block is left as it was.
  const nextWhole = (): Block | undefined => {
    const { at } = bits
    const { isInside, sum } = stream
    try {
      return next()
    } catch (error) {
      if (error !== needsMore) throw error
      bits.at = at
      Object.assign(stream, { isInside, sum })
      return undefined
    }
  }
  return { feed, next: nextWhole, left: () => (bits.end >>> 3) - Math.ceil(bits.at / 8), isInside: () => stream.isInside }
}
