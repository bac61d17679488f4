// Text to bytes and back in the encodings the region's files come in; JavaScript itself writes only UTF-8 and reads no IBM850.
import type { Encoding } from '../model/profile.ts'

// What bytes 80 to FF are in code page 850, the one of Spanish DOS and of many terminals of Windows.
const high850 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0'

type OneByte = Extract<Encoding, 'windows-1252' | 'ibm850'>

const letters: Record<OneByte, string> = {
  'windows-1252': new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
  ibm850: String.fromCharCode(...Array.from({ length: 128 }, (_, byte) => byte)) + high850,
}

const bytesOf = (encoding: OneByte): ReadonlyMap<string, number> => new Map(Array.from(letters[encoding], (letter, byte) => [letter, byte]))

/** The text of bytes in an encoding of one byte a letter. */
export const decodeOneByte = (bytes: Buffer, encoding: OneByte): string => {
  if (encoding === 'windows-1252') return new TextDecoder('windows-1252').decode(bytes)
  return bytes.toString('latin1').replace(/[\u0080-\u00ff]/g, (letter) => high850[letter.charCodeAt(0) - 128] ?? letter)
}

const utf16 = (isBig: boolean): ((text: string) => Uint8Array) => {
  let isFirst = true
  return (text) => {
    const bytes = Buffer.from(isFirst ? `\uFEFF${text}` : text, 'utf16le')
    isFirst = false
    return isBig ? bytes.swap16() : bytes
  }
}

const utf8 = (): ((text: string) => Uint8Array) => {
  let isFirst = true
  return (text) => {
    const bytes = Buffer.from(isFirst ? `\uFEFF${text}` : text)
    isFirst = false
    return bytes
  }
}

/** Text as bytes of the encoding; letters it lacks become `?`. Unicode begins with the mark that spreadsheets need. */
export const encoder = (encoding: Encoding): ((text: string) => Uint8Array) => {
  if (encoding === 'utf-8') return utf8()
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16(encoding === 'utf-16be')
  const known = bytesOf(encoding)
  return (text) => Uint8Array.from(Array.from(text, (letter) => known.get(letter) ?? 63))
}
