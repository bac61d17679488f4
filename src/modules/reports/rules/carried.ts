// A sealed report as others can carry it: one envelope of bytes, cut into numbered pieces with a checksum for messages or QR codes.
import type { SendReport } from '../model.ts'

/** Pieces that fit one text message (160 characters with their head) or one QR code that an old camera reads. */
export const pieceSizes = { message: 137, code: 600 } as const

const mark = 'SIDMI1'
const mostPieces = 9999

const toText = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
const toUrlText = (bytes: Uint8Array): string => toText(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const checksum = async (text: string): Promise<string> =>
  toUrlText(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).subarray(0, 3))

/** What can be carried: no files and no decoy, which would need many more pieces; no proof, which whoever hands it in makes. It opens nothing: `kept` is but a hash. */
export type Carried = Pick<SendReport, 'id' | 'kept' | 'reader' | 'keys' | 'body' | 'consents'>

/** The envelope: the length of its head in four bytes, the head as JSON, the sealed identity, the sealed body. */
export const packed = ({ id, kept, reader, keys, body, consents }: Carried): string => {
  const identity = toBytes(reader.identity)
  const head = new TextEncoder().encode(JSON.stringify({ id, kept, recipient: reader.recipient, keys, consents, identity: identity.length }))
  const sealed = toBytes(body)
  const bytes = new Uint8Array(4 + head.length + identity.length + sealed.length)
  new DataView(bytes.buffer).setUint32(0, head.length)
  bytes.set(head, 4)
  bytes.set(identity, 4 + head.length)
  bytes.set(sealed, 4 + head.length + identity.length)
  return toUrlText(bytes)
}

interface Head {
  id: string
  kept: string
  recipient: string
  keys: string[]
  consents: SendReport['consents']
  identity: number
}

/** The report again. Throws when it is not an envelope. */
export const unpacked = (envelope: string): Carried => {
  const bytes = toBytes(envelope)
  const end = 4 + new DataView(bytes.buffer).getUint32(0)
  const { id, kept, recipient, keys, consents, identity } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))) as Head
  return {
    id, kept, keys, consents, reader: { recipient, identity: toText(bytes.subarray(end, end + identity)) }, body: toText(bytes.subarray(end + identity)),
  }
}

/** The envelope in pieces: `SIDMI1 k7Qx 3/20 9f3a …`: of which report, which piece of how many, its checksum, its part. */
export const inPieces = async (envelope: string, size: number): Promise<string[]> => {
  const report = await checksum(envelope)
  const parts = envelope.match(new RegExp(`.{1,${String(size)}}`, 'g')) ?? []
  return Promise.all(parts.map(async (part, index) => {
    const place = `${String(index + 1)}/${String(parts.length)}`
    return `${mark} ${report} ${place} ${await checksum(`${report} ${place} ${part}`)} ${part}`
  }))
}

export interface Gathered {
  /** The whole envelope once every piece is there and it proves whole. */
  envelope?: string
  have: number
  of: number
  missing: number[]
  /** Numbers of pieces whose checksum does not fit. */
  broken: number[]
  /** Pieces of more than one report. */
  isMixed: boolean
}

const pieceForm = /SIDMI1\s+([\w-]{4})\s+(\d{1,4})\/(\d{1,4})\s+([\w-]{4})\s+([\w-]+)/g

interface Piece {
  report: string
  number: number
  of: number
  part: string
  isSound: boolean
}

const piecesIn = (text: string): Promise<Piece[]> =>
  Promise.all([...text.replaceAll(`${mark} `, `\n${mark} `).matchAll(pieceForm)].slice(0, mostPieces).map(async ([, report = '', number = '', of = '', sum = '', part = '']) =>
    ({ report, number: Number(number), of: Number(of), part, isSound: sum === await checksum(`${report} ${number}/${of} ${part}`) })))

/** The whole, if it has the checksum every piece names it by. */
const wholeOf = async (parts: ReadonlyMap<number, string>, of: number, report: string): Promise<string | undefined> => {
  const whole = Array.from({ length: of }, (_, index) => parts.get(index + 1) ?? '').join('')
  return (await checksum(whole)) === report ? whole : undefined
}

/** Puts together what was pasted or scanned so far, in any order, with anything between the pieces. */
export const gather = async (text: string): Promise<Gathered> => {
  const pieces = await piecesIn(text)
  const [first] = pieces
  if (!first) return { have: 0, of: 0, missing: [], broken: [], isMixed: false }
  const { report, of } = first
  const parts = new Map(pieces.filter(({ isSound }) => isSound).map(({ number, part }) => [number, part]))
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !parts.has(number))
  const broken = [...new Set(pieces.filter(({ isSound, number }) => !isSound && !parts.has(number)).map(({ number }) => number))]
  const isMixed = pieces.some((piece) => piece.report !== report)
  const envelope = missing.length === 0 && !isMixed ? await wholeOf(parts, of, report) : undefined
  return { ...(envelope !== undefined && { envelope }), have: parts.size, of, missing, broken, isMixed }
}
