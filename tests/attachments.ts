// Small files with everything an attachment must not keep: made here, so that no outside file is needed.
import { crc32, deflateSync } from 'node:zlib'

/** The name and the place that the files below hide in every corner they have. */
export const planted = 'Juana Plantada'
const place = 'GPS 14.6775 -92.1475'

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const header = (width: number, height: number): Buffer => {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  return data
}

/** A grey PNG of so many pixels with author, date, Exif and something after its end. */
export const png = (width = 2, height = 2): Buffer => Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header(width, height)),
  chunk('tEXt', Buffer.from(`Author\0${planted}`)), chunk('eXIf', Buffer.from(`MM\0*${place}`)), chunk('tIME', Buffer.alloc(7)),
  chunk('IDAT', deflateSync(Buffer.alloc((Math.min(width, 16) + 1) * Math.min(height, 16)))), chunk('IEND', Buffer.alloc(0)), Buffer.from(planted),
])

const segment = (marker: number, data: Buffer): Buffer => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, data])
}

/** Exif in big-endian order: turned by `orientation`, and signed. */
const exif = (orientation: number): Buffer => Buffer.concat([
  Buffer.from('Exif\0\0MM\0*', 'latin1'), Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]), Buffer.from(`${planted} ${place}`),
])

/** The parts of a JPEG that make its picture. */
const picture = (height: number, width: number): Buffer[] => [
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])),
  segment(0xc4, Buffer.alloc(19, 1)),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
]

/** A JPEG with Exif, XMP, IPTC, a comment and something after its end. */
export const jpeg = ({ orientation = 1, height = 2, width = 2 } = {}): Buffer => Buffer.concat([
  Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')), segment(0xe1, exif(orientation)),
  segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${planted}</x:xmpmeta>`)), segment(0xed, Buffer.from(`Photoshop 3.0\0${planted}`)),
  segment(0xfe, Buffer.from(planted)), ...picture(height, width), Buffer.from([0xff, 0xd9]), Buffer.from(planted),
])

/** What is left of it when only the picture stays. */
export const pictureOf = (file: { height: number; width: number }): Buffer => Buffer.concat(picture(file.height, file.width))

/** A PDF of one page; `extra` goes into its catalogue, `objects` among its objects. */
export const pdf = ({ extra = '', objects = '', trailer = '' } = {}): Buffer => Buffer.from(`%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R ${extra} >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
4 0 obj << /Author (${planted} \\(o\\) \\\\) /Title <4a75616e61> /Producer (uno (dos) tres) >> endobj
5 0 obj << /Type /Metadata /Subtype /XML /Length 60 >> stream
<x:xmpmeta>${planted}</x:xmpmeta>
endstream endobj
${objects}
trailer << /Root 1 0 R /Info 4 0 R ${trailer} >>
%%EOF
`, 'latin1')

/** Objects packed into one stream, as newer PDFs do. */
export const packed = (objects: string, filter = '/Filter /FlateDecode'): string => {
  const bytes = deflateSync(Buffer.from(objects, 'latin1'))
  return `9 0 obj << /Type /ObjStm /N 1 /First 4 ${filter} /Length ${bytes.length} >> stream\n${bytes.toString('latin1')}\nendstream endobj`
}

export const csv = (...rows: string[]): Buffer => Buffer.from(`mes,paso,hechos\n${rows.join('\n')}\n`)
