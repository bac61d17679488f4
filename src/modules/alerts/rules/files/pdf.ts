// A PDF that cannot do anything but be read: active contents are refused, and what names its author or place is blanked where it stands.
import { inflateSync } from 'node:zlib'
import { refused, type Cleaned } from './outcome.ts'
import { objectsOf, spelled, stringsOf, type Objects, type Stream } from './pdf-objects.ts'

export const isPdf = (bytes: Uint8Array): boolean => /^%PDF-[12]\.\d/.test(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))

/** Names of what runs, calls, sends or carries files. An action always says its kind by one of them, whatever it hangs from. */
const active = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie|Sound|Filespec)(?![A-Za-z])/
/** Opening at a page is a list; anything else is an action. */
const opensByAction = /\/OpenAction(?!\s*\[)(?![A-Za-z])/
/** Actions without a click: a dictionary of them or where it is; the two letters alone stand in any picture. */
const actsByItself = /\/AA[\0\s]*(<<|%|\d+([\0\s]+[\d%]|%))/
const mostInflated = 32 * 1024 ** 2
const mostInflatedTogether = 200 * 1024 ** 2
const mostInfos = 16

/** Of a text whose names are spelled out. */
const isActive = (plain: string): boolean => active.test(plain) || opensByAction.test(plain) || actsByItself.test(plain)

/** What was packed there, wherever it ends. */
const inflated = (file: Buffer, { from }: Stream): string | undefined => {
  try {
    return inflateSync(file.subarray(from), { maxOutputLength: mostInflated }).toString('latin1')
  } catch {
    return undefined
  }
}

/** Whether the first two bytes are those of something packed, so that a viewer would unpack it. */
const looksPacked = (file: Buffer, { from }: Stream): boolean => from + 2 <= file.length && (file[from]! & 15) === 8 && file.readUInt16BE(from) % 31 === 0

/** By its type, or by saying where its first object begins: viewers look only at that. */
const isObjects = ({ dictionary }: Stream): boolean => /\/(ObjStm|First)(?![A-Za-z])/.test(dictionary)
/** Objects packed in any other way than once could hide what they are. */
const isPlainlyPacked = ({ dictionary }: Stream): boolean =>
  (dictionary.match(/\/(F|Filter|DP|DecodeParms)(?![A-Za-z])/g) ?? []).length === 1 && /\/Filter\s*(\/FlateDecode|\[\s*\/FlateDecode\s*\])\s*(\/|>>)/.test(dictionary)
/** What it is or how it is packed stands somewhere else than in its dictionary. */
const isToldElsewhere = ({ dictionary }: Stream): boolean => /\/Type(?![A-Za-z0-9])(?!\s*\/)|\/Filter(?![A-Za-z0-9])(?!\s*(\/|\[\s*(\/[^\s\]/]+\s*)*\]))/.test(dictionary)

type Verdict = 'activePdf' | 'unreadablePdf' | undefined

const verdictOn = (stream: Stream, contents: string | undefined): Verdict => {
  if (isToldElsewhere(stream)) return 'unreadablePdf'
  if (isObjects(stream) && (!isPlainlyPacked(stream) || contents === undefined)) return 'unreadablePdf'
  return contents !== undefined && isActive(spelled(contents)) ? 'activePdf' : undefined
}

/** The first thing wrong with what is packed inside, whatever is said of it; so much of it that it cannot be looked through is wrong too. */
const verdictOnStreams = (file: Buffer, streams: readonly Stream[]): Verdict => {
  let together = 0
  for (const stream of streams) {
    const isPacked = looksPacked(file, stream)
    const contents = isPacked ? inflated(file, stream) : undefined
    together += contents?.length ?? (isPacked ? mostInflated : 0)
    const verdict = together > mostInflatedTogether ? 'unreadablePdf' : verdictOn(stream, contents)
    if (verdict) return verdict
  }
  return undefined
}

const blank = (file: Buffer, from: number, to: number): void => void file.fill(0x20, from, to)

/** The objects that name author, title and program. */
const infosOf = (plain: string): Set<string> =>
  new Set([...plain.matchAll(/\/Info\s+(\d{1,10})\s+(\d{1,5})\s+R/g)].map(([, number, generation]) => `${Number(number)} ${Number(generation)}`))

/** Their strings, blanked at their length so that nothing moves; false when one of them cannot be reached. */
const blankInfo = (file: Buffer, text: string, { infos, asked }: { infos: ReadonlySet<string>; asked: Objects['asked'] }): boolean => {
  for (const { begin } of asked) stringsOf(text, begin, (from, to) => blank(file, from, to))
  const reached = new Set(asked.map(({ reference }) => reference))
  return [...infos].every((info) => reached.has(info))
}

const isMetadata = ({ dictionary }: Stream): boolean => /\/Type\s*\/Metadata|\/Subtype\s*\/XML/.test(dictionary)

/** From where each begins to the word that ends it, each part once. */
const blankMetadata = (file: Buffer, streams: readonly Stream[]): void => {
  let end = 0
  for (const from of streams.filter(isMetadata).map((stream) => stream.from).sort((a, b) => a - b)) {
    if (from < end) continue
    const found = file.indexOf('endstream', from, 'latin1')
    end = found < 0 ? file.length : found
    blank(file, from, end)
  }
}

/** Camera and place inside pictures: the Exif, XMP and IPTC segments of every JPEG. */
const pictureNotes = ['Exif\0\0', 'http://ns.adobe.com/xap/1.0/\0', 'Photoshop 3.0\0']

const blankPictureNotes = (file: Buffer): void => {
  for (const mark of pictureNotes) {
    for (let at = file.indexOf(mark, 0, 'latin1'); at >= 4; at = file.indexOf(mark, at + mark.length, 'latin1')) {
      const isSegment = file[at - 4] === 0xff && (file[at - 3]! & 0xf0) === 0xe0
      if (isSegment) file.fill(0, at + mark.length, Math.min(file.length, at - 2 + file.readUInt16BE(at - 2)))
    }
  }
}

export const cleanPdf = (bytes: Uint8Array): Cleaned => {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  if (!text.slice(-2048).includes('%%EOF')) return refused('damaged')
  const plain = spelled(text)
  if (/\/Encrypt(?![A-Za-z])/.test(plain)) return refused('lockedPdf')
  if (isActive(plain)) return refused('activePdf')
  const infos = infosOf(plain)
  const objects = infos.size > mostInfos ? undefined : objectsOf(text, infos)
  const verdict = objects ? verdictOnStreams(file, objects.streams) : 'unreadablePdf'
  if (!objects || verdict) return refused(verdict ?? 'unreadablePdf')
  if (!blankInfo(file, text, { infos, asked: objects.asked })) return refused('pdfTellsAuthor')
  blankMetadata(file, objects.streams)
  blankPictureNotes(file)
  return { bytes: file }
}
