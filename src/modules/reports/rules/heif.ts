// Photos kept as HEIF: HEIC of newer telephones, AVIF. What is drawn and what tells of the maker lie side by side as items; all but what is drawn is blanked where it lies.
import { ascii, blankBox, boxAt, viewOf, type Box } from './boxes.ts'

const brands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'mif2', 'msf1', 'avif', 'avis']

/** Whether it begins as such a photo does; twelve bytes are enough. */
export const isHeif = (bytes: Uint8Array): boolean => bytes.length >= 12 && ascii(bytes, 4, 4) === 'ftyp' && brands.includes(ascii(bytes, 8, 4))

/** Items that are a picture or a part of one. Others (Exif, mime …) hold places, dates and makers. */
const drawnItems = ['hvc1', 'hev1', 'lhv1', 'avc1', 'av01', 'vvc1', 'jpeg', 'j2k1', 'unci', 'grid', 'iovl', 'iden', 'tmap']
/** Of the whole file, of its index and of what is said of each item, what draws or finds. */
const keptBoxes = {
  file: ['ftyp', 'meta', 'mdat', 'free', 'skip'],
  index: ['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'dinf', 'grpl'],
}
const tellingProperties = ['udes', 'altt', 'crtt', 'mdft', 'uuid']
/** No photo has so many boxes in one, nor its items so many parts. */
const mostBoxes = 4000
const mostExtents = 20_000

/** The boxes between two places; what is behind the last that is whole is none. */
const boxesIn = (bytes: Uint8Array, from: number, to: number): Box[] => {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to && boxes.length < mostBoxes;) {
    const box = boxAt(bytes.subarray(at, Math.min(to, at + 16)), at, to)
    if (!box) return boxes
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** Reads numbers one after the other. Throws a RangeError behind the end. */
const numbersFrom = (bytes: Uint8Array, { inside, end }: Box) => {
  const view = viewOf(bytes.subarray(inside, end))
  let at = 0
  return (size: number): number => {
    const here = at
    at += size
    if (size === 0) return 0
    if (size === 1) return view.getUint8(here)
    if (size === 2) return view.getUint16(here)
    return size === 4 ? view.getUint32(here) : Number(view.getBigUint64(here))
  }
}

/** The ids of the items that are drawn; undefined where an item does not say what it is. */
const drawnIn = (bytes: Uint8Array, iinf: Box): Set<number> | undefined => {
  const drawn = new Set<number>()
  const head = bytes[iinf.inside] === 0 ? 6 : 8
  for (const infe of boxesIn(bytes, iinf.inside + head, iinf.end)) {
    const next = numbersFrom(bytes, infe)
    const version = next(1)
    if (version < 2) return undefined
    next(1), next(2)
    const id = next(version === 2 ? 2 : 4)
    next(2)
    const at = infe.inside + (version === 2 ? 8 : 10)
    if (drawnItems.includes(ascii(bytes, at, 4))) drawn.add(id)
  }
  return drawn
}

interface Extent {
  item: number
  /** Beside the index, or counted from the beginning of the file. */
  isBeside: boolean
  from: number
  length: number
}

/** Where every item lies; undefined where one lies in another file or item. */
const extentsIn = (bytes: Uint8Array, iloc: Box): Extent[] | undefined => {
  const next = numbersFrom(bytes, iloc)
  const version = next(1)
  next(1), next(2)
  const [sizes, more] = [next(1), next(1)]
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 4, sizes & 15, more >> 4, version === 0 ? 0 : more & 15]
  const wide = version < 2 ? 2 : 4
  const extents: Extent[] = []
  for (let left = next(wide); left > 0; left -= 1) {
    const item = next(wide)
    const method = version === 0 ? 0 : next(2) & 15
    if (method > 1 || next(2) !== 0) return undefined
    const [base, count] = [next(baseSize), next(2)]
    if (extents.length + count > mostExtents) return undefined
    for (let parts = count; parts > 0; parts -= 1) {
      next(indexSize)
      extents.push({ item, isBeside: method === 1, from: base + next(offsetSize), length: next(lengthSize) })
    }
  }
  return extents
}

interface Parts {
  top: Box[]
  index: Box[]
}

/** Blanks whole boxes that tell, and what the items' properties tell. */
const blankBoxes = (bytes: Uint8Array, { top, index }: Parts): void => {
  for (const box of top) if (!keptBoxes.file.includes(box.type)) blankBox(bytes, box)
  for (const box of index) if (!keptBoxes.index.includes(box.type)) blankBox(bytes, box)
  const properties = index.filter(({ type }) => type === 'iprp').flatMap(({ inside, end }) => boxesIn(bytes, inside, end)).filter(({ type }) => type === 'ipco')
  for (const box of properties.flatMap(({ inside, end }) => boxesIn(bytes, inside, end))) if (tellingProperties.includes(box.type)) blankBox(bytes, box)
}

interface Place {
  inside: number
  end: number
}

/** The bytes with nothing in those places but what lies there of the stretches; undefined when one lies elsewhere, or they are more than a photo has. */
const emptiedBut = (bytes: Uint8Array, places: readonly Place[], stretches: readonly Place[]): Uint8Array | undefined => {
  const isInPlace = (one: Place): boolean => one.end > one.inside && places.some(({ inside, end }) => one.inside >= inside && one.end <= end)
  const sum = stretches.reduce((all, { inside, end }) => all + end - inside, 0)
  if (sum > 2 * bytes.length || !stretches.every(isInPlace)) return undefined
  const emptied = bytes.slice()
  for (const { inside, end } of places) emptied.fill(0, inside, end)
  for (const { inside, end } of stretches) emptied.set(bytes.subarray(inside, end), inside)
  return emptied
}

/** The same file with nothing in its places for items but what is drawn; undefined where that cannot be found. */
const keepDrawn = (bytes: Uint8Array, { top, index }: Parts): Uint8Array | undefined => {
  const [iinf, iloc, idat] = ['iinf', 'iloc', 'idat'].map((name) => index.find(({ type }) => type === name))
  const drawn = iinf && drawnIn(bytes, iinf)
  const extents = iloc && extentsIn(bytes, iloc)
  if (!drawn?.size || !extents) return undefined
  const beside = idat ?? { inside: 0, end: 0 }
  const stretches = extents.filter(({ item }) => drawn.has(item)).map(({ from, length, isBeside }) => {
    const inside = isBeside ? beside.inside + from : from
    return { inside, end: inside + length }
  })
  return emptiedBut(bytes.subarray(0, top.at(-1)!.end), [...top.filter(({ type }) => type !== 'ftyp' && type !== 'meta'), beside], stretches)
}

/** The photo without what tells on its maker, films behind it included; undefined when it moves, or what draws it cannot be told from the rest. */
export const cleanHeif = (bytes: Uint8Array): Uint8Array | undefined => {
  const top = boxesIn(bytes, 0, bytes.length)
  const [meta, ...others] = top.filter(({ type }) => type === 'meta')
  if (!meta || others.length > 0 || top.some(({ type }) => type === 'moov')) return undefined
  const parts = { top, index: boxesIn(bytes, meta.inside + 4, meta.end) }
  try {
    const whole = keepDrawn(bytes, parts)
    if (whole) blankBoxes(whole, parts)
    return whole
  } catch {
    return undefined
  }
}
