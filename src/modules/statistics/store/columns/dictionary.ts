// Words as small numbers: each word of a column is kept once, and looked up by its bytes without making a string of them.

export interface Dictionary {
  /** By code; code 0 is what is not stated. */
  words: (string | null)[]
  codeOf: (bytes: Uint8Array, start: number, end: number) => number
}

const hashOf = (bytes: Uint8Array, start: number, end: number): number => {
  let hash = 2166136261
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 16777619)
  return (hash ^ (hash >>> 15)) >>> 0
}

const isSame = (known: Uint8Array, bytes: Uint8Array, start: number): boolean => {
  for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false
  return true
}

/** A dictionary that already knows the words, in their order; the first is null. */
export const openDictionary = (known: readonly (string | null)[] = [null]): Dictionary => {
  const words: (string | null)[] = [null]
  const spellings: Uint8Array[] = [new Uint8Array()]
  const hashes: number[] = [0]
  let slots = new Int32Array(64)
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2)
    for (let code = 1; code < words.length; code += 1) {
      let slot = hashes[code]! & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = code
    }
  }
  const codeOf = (bytes: Uint8Array, start: number, end: number): number => {
    const hash = hashOf(bytes, start, end)
    const mask = slots.length - 1
    let slot = hash & mask
    for (let code = slots[slot]!; code !== 0; code = slots[slot]!) {
      if (hashes[code] === hash && spellings[code]!.length === end - start && isSame(spellings[code]!, bytes, start)) return code
      slot = (slot + 1) & mask
    }
    const spelling = new Uint8Array(bytes.subarray(start, end))
    slots[slot] = words.push(Buffer.from(spelling).toString('utf8')) - 1
    spellings.push(spelling)
    hashes.push(hash)
    if (words.length * 2 > slots.length) grow()
    return words.length - 1
  }
  for (const word of known) {
    if (word === null) continue
    const bytes = Buffer.from(word)
    codeOf(bytes, 0, bytes.length)
  }
  return { words, codeOf }
}
