// What photos and videos no longer tell, what stays as it was, and names as they may be written.
import { describe, expect, it } from 'vitest'
import { cleanedPhoto, safeName, videoPatches } from './metadata.ts'

const text = (words: string): number[] => [...Buffer.from(words)]
const segment = (marker: number, content: number[]): number[] => [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content]
const jpeg = Uint8Array.from([
  0xff, 0xd8, ...segment(0xe0, text('JFIF\0....')), ...segment(0xe1, text('Exif\0\0GPSLatitude 14.6')), ...segment(0xfe, text('hecho por Ana')),
  ...segment(0xdb, [1, 2, 3]), ...segment(0xda, [9]), 7, 7, 7, 0xff, 0xd9,
])
const uint32 = (value: number): number[] => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]
const chunk = (type: string, content: number[]): number[] => [...uint32(content.length), ...text(type), ...content, 0, 0, 0, 0]
const png = Uint8Array.from([0x89, ...text('PNG\r\n\x1a\n'), ...chunk('IHDR', [1, 2]), ...chunk('tEXt', text('Author Ana')), ...chunk('eXIf', text('GPS')), ...chunk('IDAT', [5]), ...chunk('IEND', [])])
const riff = (content: number[]): Uint8Array => Uint8Array.from([...text('RIFF'), ...uint32(content.length + 4).reverse(), ...text('WEBP'), ...content])
const box = (type: string, content: number[]): number[] => [...uint32(content.length + 8), ...text(type), ...content]
const video = Uint8Array.from([
  ...box('ftyp', text('isom')),
  ...box('moov', [...box('mvhd', [0, 0, 0, 0, 9, 9, 9, 9, 8, 8, 8, 8, 1]), ...box('udta', box('©xyz', text('+14.6-090.5/'))), ...box('trak', [...box('tkhd', [0, 0, 0, 0, 9, 9, 9, 9, 8, 8, 8, 8]), ...box('meta', text('com.apple.location'))])]),
  ...box('mdat', text('la película')),
])

const held = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1')

describe('photos', () => {
  it('JPEG: place, maker and comment go, the picture stays', () => {
    expect(held(cleanedPhoto(jpeg))).not.toMatch(/GPS|Ana|Exif/)
    expect(held(cleanedPhoto(jpeg))).toContain('JFIF')
    expect([...(cleanedPhoto(jpeg) ?? [])].slice(-5)).toEqual([7, 7, 7, 0xff, 0xd9])
  })
  it('JPEG: a film behind the picture, previews and what stands between its scans go too', () => {
    const scans = [...segment(0xda, [9]), 7, 0xff, 0, 0xff, 0xd0, 7, ...segment(0xfe, text('Ana')), ...segment(0xda, [8]), 6, 0xff, 0xd9]
    const motion = [0xff, 0xd8, ...segment(0xe0, text('JFXX\0miniatura')), ...segment(0xe2, text('MPF\0lugares')), ...segment(0xe2, text('ICC_PROFILE\0sRGB')), ...scans, ...video]
    const cleaned = cleanedPhoto(Uint8Array.from(motion))
    expect(held(cleaned)).not.toMatch(/Ana|JFXX|MPF|ftyp|14\.6/)
    expect(held(cleaned)).toContain('ICC_PROFILE')
    expect([...(cleaned ?? [])].slice(-19)).toEqual([...segment(0xda, [9]), 7, 0xff, 0, 0xff, 0xd0, 7, ...segment(0xda, [8]), 6, 0xff, 0xd9].slice(-19))
  })
  const head = [0xff, 0xd8, ...segment(0xe1, text('Exif\0\0GPS'))]
  const scan = [...segment(0xda, [9]), 7, 0xff, 0, 7]
  const drawn = [0xff, 0xd8, ...segment(0xda, [9]), 7, 0xff, 0, 7, 0xff, 0xd9]
  it.each<[string, number[], number[]]>([
    ['cut off in its scan', [...head, ...scan], drawn],
    ['cut off at a marker', [...head, ...scan, 0xff], [...drawn.slice(0, -2), 0xff, 0xff, 0xd9]],
    ['whose piece behind the scan is longer than the file', [...head, ...scan, 0xff, 0xe1, 0xff, 0xff, ...text('GPS')], drawn],
    ['whose table behind the scan is longer than the file', [...head, ...scan, 0xff, 0xc4, 0xff, 0xff, ...text('Ana')], drawn],
    ['without an end, and another picture behind it', [...head, ...scan, ...head, ...scan, 0xff, 0xd9], drawn],
    ['with filling before its markers', [0xff, 0xd8, 0xff, 0xff, ...head.slice(2), 0xff, ...scan, 0xff, 0xff, 0xd9, ...text('Ana')], [...drawn.slice(0, -2), 0xff, 0xff, 0xd9]],
    ['with bytes of nothing between its pieces', [...head, 0, 0, ...scan, 0xff, 0xd9], drawn],
    ['with marks in its scan that mean nothing', [...head, ...scan, 0xff, 2, 7, 7, 0xff, 0xd9], [...drawn.slice(0, -2), 0xff, 2, 7, 7, 0xff, 0xd9]],
  ])('JPEG %s: once something is drawn it is cleaned', (_name, damaged, cleaned) => {
    expect([...(cleanedPhoto(Uint8Array.from([...damaged])) ?? [])]).toEqual(cleaned)
  })
  it('JPEG: the small preview that JFIF may bring goes, as it may show what was cut away', () => {
    const jfif = (preview: readonly number[]): Uint8Array => Uint8Array.from([...head, ...segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, preview.length / 3, preview.length && 1, ...preview]), ...scan, 0xff, 0xd9])
    expect(held(cleanedPhoto(jfif([])))).toContain('JFIF')
    expect([...(cleanedPhoto(jfif(text('de Ana'))) ?? [])]).toEqual(drawn)
  })
  it('JPEG: APP14 stays where it says Adobe, and goes where it says anything else', () => {
    const with14 = (words: string): Uint8Array => Uint8Array.from([...head, ...segment(0xee, text(words)), ...scan, 0xff, 0xd9])
    expect(held(cleanedPhoto(with14('Adobe\0d\0\0\0\0\x01')))).toContain('Adobe')
    expect(held(cleanedPhoto(with14('Ana, 14.6 -90.5')))).not.toContain('Ana')
  })
  it.each([0, 22, 25, 4_000_000_000])('WebP: a size that does not fit its parts (%i) hides none of them', (said) => {
    const lying = riff([...text('VP8X'), 10, 0, 0, 0, 0x0c, ...Array.from({ length: 9 }, () => 0), ...text('VP8 '), 2, 0, 0, 0, 5, 6, ...text('EXIF'), 4, 0, 0, 0, ...text('GPS!')])
    new DataView(lying.buffer).setUint32(4, said, true)
    const cleaned = cleanedPhoto(lying)
    expect([held(cleaned).includes('GPS'), cleaned?.length, cleaned?.[4], [...(cleaned ?? [])].slice(-2)]).toEqual([false, 40, 32, [5, 6]])
  })
  it('WebP: what is cut off behind the picture goes', () => {
    const cut = riff([...text('VP8 '), 2, 0, 0, 0, 5, 6, ...text('EXIF'), 200, 0, 0, 0, ...text('GPS')])
    expect([held(cleanedPhoto(cut)).includes('GPS'), cleanedPhoto(cut)?.length]).toEqual([false, 22])
  })
  it('PNG and WebP: what is no part of the drawing goes, also when it stands behind the end', () => {
    const odd = Uint8Array.from([0x89, ...text('PNG\r\n\x1a\n'), ...chunk('IHDR', [1, 2]), ...chunk('caBX', text('Ana')), ...chunk('IDAT', [5]), ...chunk('IEND', []), ...text('Ana')])
    expect(held(cleanedPhoto(odd))).not.toMatch(/Ana|caBX/)
    const tailed = Uint8Array.from([...riff([...text('VP8 '), 2, 0, 0, 0, 5, 6]), ...text('VP8 '), 4, 0, 0, 0, ...text('Ana!')])
    expect(held(cleanedPhoto(tailed))).not.toContain('Ana')
    expect(cleanedPhoto(tailed)).toHaveLength(22)
  })
  it('PNG: texts and EXIF go, the picture stays', () => {
    expect(held(cleanedPhoto(png))).not.toMatch(/Ana|GPS|tEXt/)
    expect(held(cleanedPhoto(png))).toMatch(/IHDR.*IDAT.*IEND/s)
  })
  it.each([['empty', []], ['a text', text('hola, esto no es una foto')], ['a JPEG cut off', [...jpeg.subarray(0, 20)]]])('%s is not a photo', (_name, bytes) => {
    expect(cleanedPhoto(Uint8Array.from(bytes))).toBeUndefined()
  })
  it('WebP: EXIF and what announces it go, the picture stays', () => {
    const part = (type: string, content: number[]): number[] => [...text(type), content.length, 0, 0, 0, ...content, ...(content.length % 2 ? [0] : [])]
    const webp = riff([...part('VP8X', [0xff, 0, 0, 0, 1, 0, 0, 1, 0, 0]), ...part('VP8 ', [5, 6]), ...part('EXIF', text('GPS')), ...part('XMP ', text('Ana'))])
    const cleaned = cleanedPhoto(webp)
    expect(held(cleaned)).not.toMatch(/GPS|Ana|EXIF/)
    expect([cleaned?.length, cleaned?.[4], cleaned?.[20]]).toEqual([40, 32, 0xf3])
  })
  it('with thousands of pieces of what is kept are cleaned; cut into thousands of stretches they are refused', () => {
    const large = [0x89, ...text('PNG\r\n\x1a\n'), ...chunk('eXIf', text('GPS')), ...Array.from({ length: 5000 }, () => chunk('IDAT', [5])).flat(), ...chunk('IEND', [])]
    expect(cleanedPhoto(Uint8Array.from(large))?.length).toBe(large.length - 15)
    const cut = [0xff, 0xd8, ...Array.from({ length: 2001 }, () => [...segment(0xe0, text('JFIF')), ...segment(0xe1, [])]).flat(), ...segment(0xda, [9])]
    expect(cleanedPhoto(Uint8Array.from(cut))).toBeUndefined()
    const webp = riff(Array.from({ length: 2001 }, () => [...text('EXIF'), 0, 0, 0, 0, ...text('VP8 '), 0, 0, 0, 0]).flat())
    expect(cleanedPhoto(webp)).toBeUndefined()
  })
})

describe('videos', () => {
  const read = (file: Uint8Array) => async (from: number, to: number) => file.subarray(from, to)
  it('lose place and time at every depth; the film stays where the index says', async () => {
    const patched = Uint8Array.from(video)
    for (const { at, bytes } of (await videoPatches(read(video), video.length)) ?? []) patched.set(bytes, at)
    expect(held(patched)).not.toMatch(/xyz|14\.6|location|udta|meta/)
    expect(patched.length).toBe(video.length)
    expect(Buffer.from(patched).toString()).toContain('la película')
    expect(held(patched)).not.toContain('\x09\x09\x09\x09')
  })
  it('whose boxes nest without end, or are too many, are read no further', async () => {
    const deep = new Uint8Array(8 * 200_000)
    const view = new DataView(deep.buffer)
    for (let at = 0; at < deep.length; at += 8) {
      view.setUint32(at, deep.length - at)
      deep.set(text('moov'), at + 4)
    }
    expect(await videoPatches(read(deep), deep.length)).toHaveLength(1)
    const many = Uint8Array.from([...box('ftyp', text('isom')), ...Array.from({ length: 3000 }, () => box('uuid', [])).flat()])
    expect((await videoPatches(read(many), many.length))?.length).toBeLessThan(2000)
  })
  it('that are not videos are left alone, and one whose index lies does not lead astray', async () => {
    expect(await videoPatches(read(jpeg), jpeg.length)).toBeUndefined()
    const lying = Uint8Array.from([...box('ftyp', text('isom')), 0xff, 0xff, 0xff, 0xff, ...text('moov')])
    expect(await videoPatches(read(lying), lying.length)).toEqual([])
  })
})

it.each([
  ['foto.jpg', 'foto.jpg'], ['../../etc/passwd', 'passwd'], ['C:\\x\\foto.png', 'foto.png'], ['a\u202Egpj.exe', 'agpj.exe'], ['', 'archivo'], ['..', 'archivo'],
  ['😀'.repeat(80) + '.jpg', '😀'.repeat(60) + '.jpg'], ['صورة.jpg', 'صورة.jpg'], ['a'.repeat(64), 'a'.repeat(64)], ['a\0b\n.txt', 'ab.txt'],
])('the name %j is written %j', (name, written) => {
  expect(safeName(name)).toBe(written)
})
