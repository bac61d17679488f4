// The bits of a bzip2 stream and the codes in them: symbols of variable length, each group of fifty by one of up to six codes.

const mostBits = 20
export const groupSize = 50

/** Thrown when the bytes at hand end before the block does. */
export const needsMore = new Error('bzip2: more bytes are needed')

export const wrong = (): Error => new Error('bzip2: the bytes are damaged')

/** The bytes at hand, four empty ones after them, read bit by bit, the highest first. `at` and `end` count bits. */
export interface Bits {
  bytes: Uint8Array
  at: number
  end: number
}

/** The next bits, at most 24, without passing them. */
const peek = ({ bytes, at }: Bits, count: number): number => {
  const byte = at >>> 3
  const four = (bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!
  return (four << (at & 7)) >>> (32 - count)
}

const pass = (bits: Bits, count: number): void => {
  bits.at += count
  if (bits.at > bits.end) throw needsMore
}

/** At most 24 bits. */
export const take = (bits: Bits, count: number): number => {
  const value = peek(bits, count)
  pass(bits, count)
  return value
}

export const take32 = (bits: Bits): number => (take(bits, 16) << 16) | take(bits, 16)

interface Code {
  shortest: number
  longest: number
  limit: Int32Array
  base: Int32Array
  symbols: Int32Array
}

const lengthsOf = (bits: Bits, symbols: number): Uint8Array => {
  const lengths = new Uint8Array(symbols)
  let length = take(bits, 5)
  for (let symbol = 0; symbol < symbols; symbol += 1) {
    while (take(bits, 1) === 1) length += take(bits, 1) === 1 ? -1 : 1
    if (length < 1 || length > mostBits) throw wrong()
    lengths[symbol] = length
  }
  return lengths
}

const codeOf = (lengths: Uint8Array): Code => {
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)]
  const [limit, base] = [new Int32Array(mostBits + 2), new Int32Array(mostBits + 2)]
  const symbols: number[] = []
  let code = 0
  for (let length = shortest; length <= longest; length += 1) {
    base[length] = code - symbols.length
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue
      symbols.push(symbol)
      code += 1
    }
    limit[length] = code - 1
    code <<= 1
  }
  return { shortest, longest, limit, base, symbols: Int32Array.from(symbols) }
}

export const symbolIn = (bits: Bits, { shortest, longest, limit, base, symbols }: Code): number => {
  const ahead = peek(bits, mostBits)
  let length = shortest
  while (length <= longest && ahead >>> (mostBits - length) > limit[length]!) length += 1
  if (length > longest) throw bits.at + mostBits > bits.end ? needsMore : wrong()
  pass(bits, length)
  return symbols[(ahead >>> (mostBits - length)) - base[length]!] ?? -1
}

export const usedBytes = (bits: Bits): Uint8Array => {
  const groups = take(bits, 16)
  const used: number[] = []
  for (let group = 0; group < 16; group += 1) {
    if ((groups & (0x8000 >>> group)) === 0) continue
    const members = take(bits, 16)
    for (let member = 0; member < 16; member += 1) if ((members & (0x8000 >>> member)) !== 0) used.push(group * 16 + member)
  }
  return Uint8Array.from(used)
}

export const toFront = (order: Uint8Array, place: number): number => {
  const value = order[place]!
  order.copyWithin(1, 0, place)
  order[0] = value
  return value
}

const selectorsOf = (bits: Bits, codes: number): Uint8Array => {
  const selectors = new Uint8Array(take(bits, 15))
  const order = Uint8Array.from({ length: codes }, (_, code) => code)
  for (let at = 0; at < selectors.length; at += 1) {
    let place = 0
    while (take(bits, 1) === 1) place += 1
    if (place >= codes) throw wrong()
    selectors[at] = toFront(order, place)
  }
  return selectors
}

/** The codes of a block, in the order in which its groups of symbols use them. */
export const codesOf = (bits: Bits, used: number): Code[] => {
  const count = take(bits, 3)
  if (count < 2 || count > 6 || used === 0) throw wrong()
  const selectors = selectorsOf(bits, count)
  const codes = Array.from({ length: count }, () => codeOf(lengthsOf(bits, used + 2)))
  return Array.from(selectors, (selector) => codes[selector]!)
}
