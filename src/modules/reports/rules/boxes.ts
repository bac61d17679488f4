// The boxes that films and newer photos are made of: four letters, a size, and what is inside. Pure, for browser and server.

export const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export interface Box {
  type: string
  /** Where its head and its content begin, and where it ends. */
  at: number
  inside: number
  end: number
}

/** The box whose head begins with these bytes, at that place of what ends at `size`; undefined when it is damaged. */
export const boxAt = (head: Uint8Array, at: number, size: number): Box | undefined => {
  if (head.length < 8) return undefined
  const view = viewOf(head)
  const said = view.getUint32(0)
  const isLong = said === 1 && head.length >= 16
  const length = isLong ? Number(view.getBigUint64(8)) : said === 0 ? size - at : said
  const inside = at + (isLong ? 16 : 8)
  return at + length > size || at + length < inside ? undefined : { type: ascii(head, 4, 4), at, inside, end: at + length }
}

/** Turns what tells into free space, of the same length, so that all else stays where the file says it is. */
export const blankBox = (bytes: Uint8Array, { at, inside, end }: Box): void => {
  bytes.set([0x66, 0x72, 0x65, 0x65], at + 4)
  bytes.fill(0, inside, end)
}
