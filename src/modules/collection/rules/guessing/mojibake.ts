// Letters damaged by an encoding taken for another («MÃ©xico»), found and put right.

const windows1252 = new TextDecoder('windows-1252')
const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [windows1252.decode(Uint8Array.of(byte)), byte] as const))

const marks = /[ÃÂ][\u0080-\u00ff\u0152-\u0178\u2013-\u2122]|â€/

/** The word as it was before UTF-8 was read as windows-1252; undefined when it was not. */
export const repaired = (word: string): string | undefined => {
  if (!marks.test(word)) return undefined
  const bytes = Array.from(word, (letter) => byteOf.get(letter))
  if (bytes.some((byte) => byte === undefined)) return undefined
  const text = new TextDecoder('utf-8').decode(Uint8Array.from(bytes as number[]))
  return text.includes('\uFFFD') ? undefined : text
}
