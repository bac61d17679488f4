// A JPEG without anything but its picture: camera, place, author, thumbnails and what follows the end are left out (ITU-T T.81).
import { mostPixels, refused, type Cleaned } from './outcome.ts'

interface Segment {
  marker: number
  /** Marker, length and contents, and for a scan all that it holds. */
  whole: Buffer
  data: Buffer
}

const [startOfImage, endOfImage, startOfScan, app0, app1, app14, app15, comment] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xee, 0xef, 0xfe]
const restarts = new Set([0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7])

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === startOfImage && bytes[2] === 0xff

/** Where the next marker after coded data stands: FF 00 is data and restarts belong to the scan; -1 when the file ends first. */
const endOfScan = (file: Buffer, from: number): number => {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]!
    if (next !== 0x00 && next !== 0xff && !restarts.has(next)) return at
  }
  return -1
}

const segmentAt = (file: Buffer, at: number): Segment | undefined => {
  if (at + 4 > file.length || file[at] !== 0xff) return undefined
  const marker = file[at + 1]!
  const end = at + 2 + file.readUInt16BE(at + 2)
  if (end > file.length || end < at + 4) return undefined
  const stop = marker === startOfScan ? endOfScan(file, end) : end
  return stop < 0 ? undefined : { marker, whole: file.subarray(at, stop), data: file.subarray(at + 4, end) }
}

/** More than any camera writes; a file of empty segments would fill the memory. */
const mostSegments = 10_000

const segmentsOf = (file: Buffer): Segment[] | undefined => {
  const segments: Segment[] = []
  let at = 2
  while (file[at + 1] !== endOfImage) {
    const segment = segmentAt(file, at)
    if (!segment || segments.length >= mostSegments) return undefined
    segments.push(segment)
    at += segment.whole.length
  }
  return segments
}

const isFrame = ({ marker }: Segment): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** How colours are coded; without it some pictures come out wrong. */
const isAdobe = ({ marker, data }: Segment): boolean => marker === app14 && data.length === 12 && data.toString('latin1', 0, 5) === 'Adobe'

const isPicture = (segment: Segment): boolean => isAdobe(segment) || !((segment.marker >= app0 && segment.marker <= app15) || segment.marker === comment)

const orientationTag = 0x0112

/** How the picture must be turned (1–8) as its camera noted; 1 when it says nothing readable. */
const orientationOf = (segments: readonly Segment[]): number => {
  const exif = segments.find(({ marker, data }) => marker === app1 && data.toString('latin1', 0, 6) === 'Exif\0\0')?.data.subarray(6)
  if (!exif || exif.length < 14) return 1
  const isLittle = exif.toString('latin1', 0, 2) === 'II'
  const short = (at: number): number => (at + 2 > exif.length ? 0 : isLittle ? exif.readUInt16LE(at) : exif.readUInt16BE(at))
  const first = isLittle ? exif.readUInt32LE(4) : exif.readUInt32BE(4)
  const entries = Array.from({ length: Math.min(short(first), 100) }, (_, entry) => first + 2 + entry * 12)
  const found = entries.find((at) => short(at) === orientationTag)
  const turned = found === undefined ? 1 : short(found + 8)
  return turned >= 1 && turned <= 8 ? turned : 1
}

/** Exif that says how to turn the picture and nothing else. */
const onlyOrientation = (orientation: number): Buffer => {
  const entry = [0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00]
  const tiff = [0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01, ...entry, 0x00, 0x00, 0x00, 0x00]
  const contents = Buffer.from([...Buffer.from('Exif\0\0', 'latin1'), ...tiff])
  return Buffer.concat([Buffer.from([0xff, app1, 0x00, contents.length + 2]), contents])
}

const areaOf = (segments: readonly Segment[]): number | undefined => {
  const data = segments.find(isFrame)?.data
  return data && data.length >= 5 ? data.readUInt16BE(1) * data.readUInt16BE(3) : undefined
}

export const cleanJpeg = (bytes: Uint8Array): Cleaned => {
  const segments = segmentsOf(Buffer.from(bytes))
  const area = segments && areaOf(segments)
  if (!segments || area === undefined || !segments.some(({ marker }) => marker === startOfScan)) return refused('damaged')
  if (area > mostPixels) return refused('tooManyPixels')
  const orientation = orientationOf(segments)
  const turn = orientation === 1 ? [] : [onlyOrientation(orientation)]
  const picture = segments.filter(isPicture).map(({ whole }) => whole)
  return { bytes: Buffer.concat([Buffer.from([0xff, startOfImage]), ...turn, ...picture, Buffer.from([0xff, endOfImage])]) }
}
