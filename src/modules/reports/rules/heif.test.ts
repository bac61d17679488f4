// What a HEIC or AVIF no longer tells, and that what draws it lies where it did: taken for a film, it lost its picture and kept its place.
import { describe, expect, it } from 'vitest'
import { cleanedPhoto, videoPatches } from './metadata.ts'

const text = (words: string): number[] => [...Buffer.from(words)]
const uint16 = (value: number): number[] => [(value >> 8) & 255, value & 255]
const uint32 = (value: number): number[] => [...uint16(value >>> 16), ...uint16(value & 0xffff)]
const box = (type: string, content: readonly number[]): number[] => [...uint32(content.length + 8), ...text(type), ...content]
const full = (type: string, version: number, content: readonly number[]): number[] => box(type, [version, 0, 0, 0, ...content])
const held = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1')

interface Item {
  type: string
  said: string
  /** 0: in `mdat`; 1: beside the index; 2: in another item. */
  method?: number
}

interface Made {
  items: readonly Item[]
  brand?: string
  /** Boxes and bytes behind the photo. */
  behind?: readonly number[]
  /** Instead of the version of `infe`, or of what an extent says of its length. */
  infe?: number
  longer?: number
}

const ordinary: Item[] = [
  { type: 'hvc1', said: 'el cuadro uno' }, { type: 'Exif', said: 'GPSLatitude 14.6' }, { type: 'hvc1', said: 'el cuadro dos' }, { type: 'mime', said: '<xmp>hecho por Ana' },
  { type: 'grid', said: 'juntos', method: 1 }, { type: 'uri ', said: 'serie 8812', method: 1 },
]

/** A photo with those items, as telephones write them. */
const made = ({ items, brand = 'heic', behind = [], infe = 2, longer = 0 }: Made): Uint8Array => {
  const [inMdat, inIdat] = [items.filter(({ method = 0 }) => method !== 1), items.filter(({ method }) => method === 1)]
  const ftyp = box('ftyp', [...text(brand), 0, 0, 0, 0, ...text('mif1')])
  const offsetIn = (all: readonly Item[], item: Item): number => all.slice(0, all.indexOf(item)).reduce((sum, { said }) => sum + said.length, 0)
  const indexFor = (base: number): number[] => full('meta', 0, [
    ...full('hdlr', 0, [0, 0, 0, 0, ...text('pict'), ...Array.from({ length: 13 }, () => 0)]), ...full('pitm', 0, uint16(1)), ...box('uuid', text('de Ana')),
    ...full('iinf', 0, [...uint16(items.length), ...items.flatMap(({ type }, at) => full('infe', infe, [...uint16(at + 1), 0, 0, ...text(type), 0]))]),
    ...box('iprp', [...box('ipco', [...full('ispe', 0, [...uint32(640), ...uint32(480)]), ...full('udes', 0, text('es\0casa de Ana\0'))]), ...full('ipma', 0, uint32(0))]),
    ...box('idat', inIdat.flatMap(({ said }) => text(said))),
    ...full('iloc', 1, [0x44, 0x40, ...uint16(items.length), ...items.flatMap((item, at) =>
      [...uint16(at + 1), ...uint16(item.method ?? 0), 0, 0, ...uint32(item.method === 1 ? 0 : base), ...uint16(1), ...uint32(offsetIn(item.method === 1 ? inIdat : inMdat, item)), ...uint32(item.said.length + longer)])]),
  ])
  const index = indexFor(ftyp.length + indexFor(0).length + 8)
  return Uint8Array.from([...ftyp, ...index, ...box('mdat', inMdat.flatMap(({ said }) => text(said))), ...behind])
}

const read = (file: Uint8Array) => async (from: number, to: number) => file.subarray(from, to)

describe('a HEIC or AVIF', () => {
  it.each(['heic', 'mif1', 'avif'])('of brand %s loses place, maker and film; every part of the picture stays where it was', (brand) => {
    const photo = made({ items: ordinary, brand, behind: [...box('mpvd', text('película 14.6')), ...text('cola de Ana')] })
    const cleaned = cleanedPhoto(photo)
    expect(held(cleaned)).not.toMatch(/GPS|14\.6|Ana|8812|xmp|udes|mpvd/)
    for (const drawn of ['el cuadro uno', 'el cuadro dos', 'juntos', 'ispe', 'iloc', 'iinf']) expect([drawn, held(cleaned).indexOf(drawn)]).toEqual([drawn, held(photo).indexOf(drawn)])
    expect(cleaned).toHaveLength(photo.length - 'cola de Ana'.length)
  })

  it('is no film: nothing of it is blanked as that of one', async () => {
    const photo = made({ items: ordinary })
    expect(await videoPatches(read(photo), photo.length)).toBeUndefined()
  })

  it.each<[string, Made]>([
    ['whose items do not say what they are', { items: ordinary, infe: 0 }],
    ['with a picture that lies in another item', { items: [{ type: 'hvc1', said: 'el cuadro uno', method: 2 }] }],
    ['with a picture that ends behind the file', { items: ordinary, longer: 9000 }],
    ['in which nothing is drawn', { items: [{ type: 'Exif', said: 'GPS' }] }],
    ['that moves', { items: ordinary, behind: box('moov', []) }],
    ['with two indexes', { items: ordinary, behind: full('meta', 0, []) }],
  ])('%s is left as it is, and said to be', async (_name, how) => {
    const photo = made(how)
    expect(cleanedPhoto(photo)).toBeUndefined()
    expect(await videoPatches(read(photo), photo.length)).toBeUndefined()
  })

  it('whose parts are without number is not counted to their end', () => {
    const photo = made({ items: ordinary })
    const at = held(photo).indexOf('iloc')
    const hostile = Uint8Array.from([...photo.subarray(0, at - 4), ...box('iloc', [0, 0, 0, 0, 0, 0, 0xff, 0xff, ...Array.from({ length: 60_000 }, () => [0, 1, 0, 0, 0xff, 0xff]).flat()])])
    new DataView(hostile.buffer).setUint32(held(photo).indexOf('meta') - 4, hostile.length - held(photo).indexOf('meta') + 4)
    expect(cleanedPhoto(hostile)).toBeUndefined()
  })

  it('cut off or damaged anywhere is cleaned or left, and never tells when it is cleaned', () => {
    const photo = made({ items: ordinary })
    for (let at = 12; at < photo.length; at += 1) {
      const [cut, hurt] = [cleanedPhoto(photo.subarray(0, at)), cleanedPhoto(photo.map((value, here) => (here === at ? value ^ 0xff : value)))]
      for (const each of [cut, hurt]) if (each) expect([at, /GPSLatitude|hecho por Ana|8812/.test(held(each))]).toEqual([at, false])
    }
  })
})
