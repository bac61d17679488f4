// Whole numbers packed as tightly as the largest of them allows; they widen and grow as more come.

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** `data` is null while every number is nought. */
export interface Packed {
  data: Numbers | null
}

const firstRoom = 1024

interface Kind {
  BYTES_PER_ELEMENT: number
  new (memory: SharedArrayBuffer): Numbers
}

const kindFor = (largest: number): Kind => {
  if (largest < 2 ** 8) return Uint8Array
  if (largest < 2 ** 16) return Uint16Array
  return largest < 2 ** 32 ? Uint32Array : Float64Array
}

// In memory that another thread may read at the same time.
const roomOf = (largest: number, length: number): Numbers => {
  const kind = kindFor(largest)
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT))
}

const largestIn = (data: Numbers): number => (data instanceof Float64Array ? Number.MAX_SAFE_INTEGER : 2 ** (8 * data.BYTES_PER_ELEMENT) - 1)

const moved = (data: Numbers, room: number, largest: number): Numbers => {
  const wider = roomOf(Math.max(largest, largestIn(data)), room)
  wider.set(data)
  return wider
}

/** Writes a number at a place; places left out before it are nought. */
export const put = (packed: Packed, at: number, value: number): void => {
  let { data } = packed
  if (data === null) {
    if (value === 0) return
    data = packed.data = roomOf(value, Math.max(firstRoom, at + 1))
  } else if (at >= data.length || value > largestIn(data)) {
    const room = at < data.length ? data.length : Math.max(firstRoom, Math.ceil(at * 1.5))
    data = packed.data = moved(data, room, value > largestIn(data) ? value : 0)
  }
  data[at] = value
}

/** The numbers at the first `length` places, or null when all are nought. */
export const filled = (packed: Packed, length: number): Numbers | null => {
  if (packed.data === null) return null
  if (packed.data.length < length) packed.data = moved(packed.data, length, 0)
  return packed.data.subarray(0, length)
}

export const bytesOf = ({ data }: Packed): number => data?.byteLength ?? 0
