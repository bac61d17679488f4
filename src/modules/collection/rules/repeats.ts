// Whether a key may have come before in the same file, in memory that does not grow with the file.

const wordDigits = 7
const wordBits = 28

// Seven hexadecimal digits of a key as a number.
const wordAt = (key: string, from: number): number => {
  let word = 0
  for (let at = from; at < from + wordDigits; at += 1) {
    const code = key.charCodeAt(at)
    word = word * 16 + (code < 58 ? code - 48 : code - 87)
  }
  return word
}

const leastLines = 14
const mostLines = 18
const lineBits = 9
const lineMask = 2 ** lineBits - 1

/**
 * A Bloom filter of at most 16 MB whose six bits for one key lie in one line of the processor's cache: false means «surely new», true
 * «perhaps seen before». Keys begin with 21 hexadecimal digits of a hash. Of a million keys none is suspected wrongly in most files, of
 * five million about one in fifty thousand; whoever asks looks the suspects up.
 */
export const seenBefore = (fileBytes: number): ((key: string) => boolean) => {
  const lines = Math.min(mostLines, Math.max(leastLines, Math.ceil(Math.log2(fileBytes / 16 + 1))))
  const filter = new Uint32Array(2 ** (lines + lineBits - 5))
  // How many of three bits of one line were not set before.
  const mark = (line: number, bits: number): number => {
    let fresh = 0
    for (let shift = 0; shift < 3 * lineBits; shift += lineBits) {
      const bit = line | ((bits >>> shift) & lineMask)
      const mask = 1 << (bit & 31)
      if ((filter[bit >>> 5]! & mask) !== 0) continue
      filter[bit >>> 5]! |= mask
      fresh += 1
    }
    return fresh
  }
  return (key) => {
    const line = (wordAt(key, 0) >>> (wordBits - lines)) << lineBits
    return mark(line, wordAt(key, wordDigits)) + mark(line, wordAt(key, 2 * wordDigits)) === 0
  }
}
