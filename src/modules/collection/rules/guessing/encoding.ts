// Which encoding a file's bytes are in: by its mark, by what is valid, and by which letters it would give; a second opinion from chardet.
import { isUtf8 } from 'node:buffer'
import { detect } from 'chardet'
import type { Encoding } from '../../model/profile.ts'

export interface EncodingGuess {
  encoding: Encoding
  /** Whether the bytes allow no other, or all others give the same text. */
  isSure: boolean
}

const byMark = (bytes: Buffer): Encoding | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined
}

const byZeros = (bytes: Buffer): Encoding | undefined => {
  const head = bytes.subarray(0, 2000)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const enough = head.length / 8
  if ((zeros[1] ?? 0) > enough) return 'utf-16le'
  return (zeros[0] ?? 0) > enough ? 'utf-16be' : undefined
}

// The Spanish, Portuguese and French letters as each encoding writes them; no other byte is common in the region's files.
const lettersOf: Readonly<Record<'windows-1252' | 'ibm850', readonly number[]>> = {
  'windows-1252': Array.from('áéíóúñüÁÉÍÓÚÑÜçãõâêôàèºª¿¡', (letter) => letter.charCodeAt(0)),
  ibm850: [0xa0, 0x82, 0xa1, 0xa2, 0xa3, 0xa4, 0x81, 0xb5, 0x90, 0xd6, 0xe0, 0xe9, 0xa5, 0x9a, 0x87, 0xc6, 0xe4, 0x83, 0x88, 0x93, 0x85, 0x8a, 0xa7, 0xa6],
}

// Between letters the byte must be a letter: á in windows-1252 is ß in ibm850.
const lettersWithin = (bytes: Buffer, encoding: 'windows-1252' | 'ibm850'): number => {
  const letters = new Set(lettersOf[encoding])
  const isPlain = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122))
  let found = 0
  bytes.forEach((byte, at) => {
    if (byte >= 128 && letters.has(byte) && (isPlain(bytes[at - 1]) || isPlain(bytes[at + 1]))) found += 1
  })
  return found
}

// A sample may end in the middle of a letter.
const isUtf8Start = (bytes: Buffer): boolean => [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))

/** The encoding of the first bytes of a text. */
export const guessEncoding = (bytes: Buffer): EncodingGuess => {
  const plain = byMark(bytes) ?? byZeros(bytes)
  if (plain) return { encoding: plain, isSure: true }
  if (isUtf8Start(bytes)) return { encoding: 'utf-8', isSure: true }
  const [windows, ibm] = [lettersWithin(bytes, 'windows-1252'), lettersWithin(bytes, 'ibm850')]
  const encoding = ibm > windows ? 'ibm850' : 'windows-1252'
  const second = detect(bytes) ?? ''
  return { encoding, isSure: encoding === 'windows-1252' ? /8859-1|1252/.test(second) && ibm === 0 : windows === 0 }
}
