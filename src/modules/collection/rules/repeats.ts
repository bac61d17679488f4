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

/**
 * A Bloom filter of at most 16 MB whose bits for one key lie in one line of the processor's cache: false means «surely new», true
 * «perhaps seen before». Keys begin with 14 hexadecimal digits of a hash. Of five million keys about one in a thousand is suspected
 * wrongly; whoever asks looks the suspects up.
 */
export const seenBefore = (fileBytes: number): ((key: string) => boolean) => {
  const lines = Math.min(mostLines, Math.max(leastLines, Math.ceil(Math.log2(fileBytes / 16 + 1))))
  const filter = new Uint32Array(2 ** (lines + lineBits - 5))
  const mark = (bit: number): boolean => {
    const before = filter[bit >>> 5]!
    filter[bit >>> 5] = before | (1 << (bit & 31))
    return filter[bit >>> 5] === before
  }
  return (key) => {
    const line = (wordAt(key, 0) >>> (wordBits - lines)) << lineBits
    const bits = wordAt(key, wordDigits)
    const first = mark(line | (bits & 511))
    const second = mark(line | ((bits >>> 9) & 511))
    const third = mark(line | ((bits >>> 18) & 511))
    return first && second && third
  }
}
