// Takes out of photos and videos what says where, when and with what they were made, without touching the picture. Pure, for browser and server.
import { ascii, blankBox, boxAt, viewOf, type Box } from './boxes.ts'
import { cleanHeif, isHeif } from './heif.ts'

/** What could be done for a file: cleaned whole, a video’s place blanked, or nothing. */
export type Cleaning = 'clean' | 'video' | 'as-is'

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** More stretches than this has no photo, and no film so many boxes: what is damaged on purpose must not fill the memory. */
const mostPieces = 2000

interface Stretch {
  from: number
  to: number
}

/** Adds a stretch to those that stay; right behind the last one it becomes part of it. */
const keep = (kept: Stretch[], from: number, to: number): void => {
  const last = kept.at(-1)
  if (last?.to === from) last.to = to
  else kept.push({ from, to })
}

const cutTo = (bytes: Uint8Array, kept: readonly Stretch[]): Uint8Array<ArrayBuffer> => joined(kept.map(({ from, to }) => bytes.subarray(from, to)))


const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** How long JFIF is without a preview of its own. */
const plainJfif = 16

/** Markers that draw the picture: its tables and frames, and of APP0, APP2 and APP14 those that say JFIF and colours. Others hold places, dates, makers and small previews. */
const drawsJpeg = (bytes: Uint8Array, at: number): boolean => {
  const marker = bytes[at + 1] ?? 0
  if (marker === 0xe0) return ascii(bytes, at + 4, 4) === 'JFIF' && viewOf(bytes).getUint16(at + 2) <= plainJfif
  if (marker === 0xe2) return ascii(bytes, at + 4, 11) === 'ICC_PROFILE'
  if (marker === 0xee) return ascii(bytes, at + 4, 5) === 'Adobe'
  return marker >= 0xc0 && marker <= 0xdf
}

/** Where the next piece begins: what draws passes over the picture’s own bits, restarts, filling and marks that mean nothing. */
const nextMarker = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next >= 0xc0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Where the piece that begins here ends; undefined behind the picture, or where the file is damaged. */
const pieceEnd = (bytes: Uint8Array, view: DataView, at: number): number | undefined => {
  const marker = bytes[at + 1]
  if (at + 4 > bytes.length || marker === 0xd8 || marker === 0xd9) return undefined
  const headEnd = at + 2 + view.getUint16(at + 2)
  if (headEnd > bytes.length) return undefined
  return marker === 0xda ? nextMarker(bytes, headEnd) : headEnd
}

/** Ends with the picture, also one that was cut off or damaged: some cameras put a film behind it. */
const cleanJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  const kept: Stretch[] = [{ from: 0, to: 2 }]
  const view = viewOf(bytes)
  let at = nextMarker(bytes, 2)
  let isDrawn = false
  for (let end = pieceEnd(bytes, view, at); end !== undefined && kept.length < mostPieces; end = pieceEnd(bytes, view, at)) {
    if (drawsJpeg(bytes, at)) keep(kept, at, end)
    isDrawn ||= bytes[at + 1] === 0xda
    at = nextMarker(bytes, end)
  }
  return isDrawn ? joined([cutTo(bytes, kept), Uint8Array.of(0xff, 0xd9)]) : undefined
}

const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && ascii(bytes, 1, 3) === 'PNG'
/** What draws a PNG, its colours and its movement. */
const drawingChunks = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT']

const cleanPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const kept: Stretch[] = [{ from: 0, to: 8 }]
  const view = viewOf(bytes)
  for (let at = 8; at + 12 <= bytes.length && kept.length < mostPieces;) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return undefined
    const type = ascii(bytes, at + 4, 4)
    if (drawingChunks.includes(type)) keep(kept, at, end)
    if (type === 'IEND') return cutTo(bytes, kept)
    at = end
  }
  return undefined
}

const isWebp = (bytes: Uint8Array): boolean => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP'
/** What draws a WebP, its colours and its movement. */
const drawingParts = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']

/** The flags of VP8X that announce EXIF and XMP. */
const announcing = 0x0c

/** Where the flags lie in what stays, if the photo has any. */
const flagsOf = (bytes: Uint8Array): number | undefined => (ascii(bytes, 12, 4) === 'VP8X' ? 20 : undefined)

/** Those that are a picture themselves. */
const pictures = ['VP8 ', 'VP8L', 'ANMF']

/** What the file says of its own size is believed where a part ends there, behind a picture: else its parts go on to its last byte. */
const cleanWebp = (bytes: Uint8Array): Uint8Array | undefined => {
  const kept: Stretch[] = [{ from: 0, to: 12 }]
  const view = viewOf(bytes)
  const said = 8 + view.getUint32(4, true)
  let isDrawn = false
  for (let at = 12; at + 8 <= bytes.length && !(isDrawn && (at === said || at === said + 1));) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (kept.length > mostPieces) return undefined
    if (end > bytes.length + 1) break
    const type = ascii(bytes, at, 4)
    if (drawingParts.includes(type)) keep(kept, at, Math.min(end, bytes.length))
    isDrawn ||= pictures.includes(type)
    at = end
  }
  return isDrawn ? announced(cutTo(bytes, kept)) : undefined
}

/** With its new size, and no word of what was taken out. */
const announced = (whole: Uint8Array<ArrayBuffer>): Uint8Array => {
  viewOf(whole).setUint32(4, whole.length - 8, true)
  const flags = flagsOf(whole)
  if (flags !== undefined) whole[flags] = (whole[flags] ?? 0) & ~announcing
  return whole
}

/** A photo without what tells on its maker; undefined when its kind is another or it is damaged. */
export const cleanedPhoto = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes.length < 16) return undefined
  if (isJpeg(bytes)) return cleanJpeg(bytes)
  if (isPng(bytes)) return cleanPng(bytes)
  if (isHeif(bytes)) return cleanHeif(bytes)
  return isWebp(bytes) ? cleanWebp(bytes) : undefined
}

/** A piece of a file that is to be read in its place. */
export interface Patch {
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

/** Reads bytes of a file that may be larger than memory. */
export type ReadAt = (from: number, to: number) => Promise<Uint8Array>

/** Videos keep their place and maker in these. */
const tellingBoxes = ['udta', 'meta', 'uuid', 'ilst', 'XMP_', 'cprt']
/** These hold times of making right behind their version. */
const timedBoxes = ['mvhd', 'tkhd', 'mdhd']
const nesting = ['moov', 'trak', 'mdia', 'moof', 'traf']
/** The index of a video larger than this is not one. */
const largestIndex = 64 * 1024 ** 2

const blankTimes = (bytes: Uint8Array, { inside, end }: Box): void => {
  const long = bytes[inside] === 1
  bytes.fill(0, Math.min(inside + 4, end), Math.min(inside + (long ? 20 : 12), end))
}

/** No film nests deeper. */
const mostDepth = 16

const blankInside = (bytes: Uint8Array, from: number, to: number, depth = 0): void => {
  for (let at = from; at + 8 <= to;) {
    const box = boxAt(bytes.subarray(at, at + 16), at, to)
    if (!box) return
    if (tellingBoxes.includes(box.type)) blankBox(bytes, box)
    else if (timedBoxes.includes(box.type)) blankTimes(bytes, box)
    else if (nesting.includes(box.type) && depth < mostDepth) blankInside(bytes, box.inside, box.end, depth + 1)
    at = box.end
  }
}

const holdsMore = ({ type, at, end }: Box): boolean => (type === 'moov' || tellingBoxes.includes(type)) && end - at <= largestIndex

/** The first box of the file and those that tell, as far as they can be believed. */
const topBoxes = async (read: ReadAt, size: number): Promise<Box[]> => {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= size && boxes.length < mostPieces;) {
    const box = boxAt(await read(at, Math.min(size, at + 16)), at, size)
    if (!box) return boxes
    if (at === 0 || holdsMore(box)) boxes.push(box)
    at = box.end
  }
  return boxes
}

/**
 * What must be read in place of the original for an MP4 or MOV to keep silent about where and when it was made.
 * Undefined when it is neither: what a HEIC or AVIF is drawn by lies in boxes that only tell in a film. The picture, the sound and tracks a camera adds (some write its path as a track) stay.
 */
export const videoPatches = async (read: ReadAt, size: number): Promise<Patch[] | undefined> => {
  if (isHeif(await read(0, Math.min(size, 12)))) return undefined
  const boxes = await topBoxes(read, size)
  if (boxes[0]?.type !== 'ftyp' && boxes[0]?.type !== 'moov') return undefined
  const patches: Patch[] = []
  for (const { at, end } of boxes.filter(holdsMore)) {
    const bytes = Uint8Array.from(await read(at, end))
    blankInside(bytes, 0, bytes.length)
    patches.push({ at, bytes })
  }
  return patches
}

/** A name as it may stand in a list and on a disk: no paths, no control or direction signs, at most 64 characters with its ending. */
export const safeName = (name: string): string => {
  const plain = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').split(/[\\/]/).at(-1)?.trim() ?? ''
  const letters = [...plain]
  if (letters.length <= 64) return plain === '' || /^\.+$/.test(plain) ? 'archivo' : plain
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(plain)?.[0] ?? ''
  return [...letters.slice(0, 64 - [...ending].length), ...ending].join('')
}
