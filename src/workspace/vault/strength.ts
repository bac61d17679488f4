// How hard a passphrase is to guess, told in words; and one proposed by the browser, easy to say and to write down.

/** Bits of guessing: `weak` is refused. About 45 bits behind age's scrypt take a well-paid attacker years. */
const enough = 45
const plenty = 60

export type Strength = 'empty' | 'weak' | 'good' | 'strong'

const classes = [/[a-zñáéíóúü]/, /[A-ZÑÁÉÍÓÚÜ]/, /[0-9]/, /[^\p{L}\p{N}\s]/u]
const classSizes = [27, 27, 10, 20]
const mostBitsOfAWord = 14

const stepAt = (word: string, at: number): number => (word.codePointAt(at) ?? 0) - (word.codePointAt(at - 1) ?? 0)

/** Letters that only go on as the two before them did (aaa, abc, 321) count nothing. */
const surprising = (word: string): number =>
  Array.from({ length: word.length }, (_, at) => at).filter((at) => at < 2 || Math.abs(stepAt(word, at)) > 1 || stepAt(word, at) !== stepAt(word, at - 1)).length

const bitsOf = (word: string): number => {
  const alphabet = classes.reduce((size, kind, at) => size + (kind.test(word) ? classSizes[at]! : 0), 1)
  // Words of a language are far fewer than their letters could spell.
  return surprising(word) * Math.log2(alphabet) * 0.55
}

const partsOf = (passphrase: string): string[] => [...new Set(passphrase.toLowerCase().split(/[\s\-_.,;]+/).filter(Boolean))]

/** What the passphrase is worth. `known`: names anyone would try first, which count nothing. */
export const strengthOf = (passphrase: string, known: readonly string[] = []): Strength => {
  if (passphrase.trim() === '') return 'empty'
  const guessable = [...known.flatMap(partsOf), 'sidmi', 'contraseña', 'password'].filter((word) => word.length > 2)
  const parts = [...new Set(passphrase.split(/[\s\-_.,;]+/).filter(Boolean))]
    .filter((part, at, all) => all.findIndex((other) => other.toLowerCase() === part.toLowerCase()) === at)
    .map((part) => guessable.reduce((left, word) => left.replace(new RegExp(word.replaceAll(/[^\p{L}\p{N}]/gu, ''), 'iu'), ''), part))
  const bits = parts.reduce((sum, part) => sum + (parts.length > 1 ? Math.min(bitsOf(part), mostBitsOfAWord) : bitsOf(part)), 0)
  if (bits < enough) return 'weak'
  return bits < plenty ? 'good' : 'strong'
}

const consonants = 'bcdfglmnprstvz'
const vowels = 'aeiou'

/** Even odds: bytes beyond the last whole multiple are drawn again. */
const oneOf = (letters: string): string => {
  const limit = 256 - (256 % letters.length)
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < limit) return letters[byte % letters.length]!
  }
}

const word = (): string => Array.from({ length: 3 }, () => oneOf(consonants) + oneOf(vowels)).join('')

/** Four invented words of three syllables, such as «lutapo remiva sodufe binalo»: 73 bits. */
export const proposed = (): string => Array.from({ length: 4 }, word).join(' ')
