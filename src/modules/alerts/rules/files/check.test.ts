// What files become before anyone may have them: refusals as a table, and what is left of author and place: nothing.
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { csv, jpeg, packed, pdf, pictureOf, planted, png } from '../../../../../tests/attachments.ts'
import { checkFile, safeFileName } from './check.ts'

const text = (content: string): Buffer => Buffer.from(content)

test.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a program', Buffer.from('MZ\x90\0\x03'), 'unknownType'],
  ['a page that calls itself a table', text('<html><script>1</script></html>,a\n'), 'unknownType'],
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0', 'latin1'), 'unknownType'],
  ['a table that is not UTF-8', Buffer.from('año,lugar\n', 'latin1'), 'unknownType'],
  ['a picture cut short', png().subarray(0, 60), 'damaged'],
  ['a picture with a wrong checksum', Buffer.from(png().map((byte, at) => (at === 20 ? byte ^ 1 : byte))), 'damaged'],
  ['a picture of more points than a reader bears', png(60_000, 60_000), 'tooManyPixels'],
  ['a photograph cut short', jpeg().subarray(0, 150), 'damaged'],
  ['a photograph without an end', jpeg().subarray(0, -16), 'damaged'],
  ['a photograph of more points than a reader bears', jpeg({ height: 60_000, width: 60_000 }), 'tooManyPixels'],
  ['a document cut short', pdf().subarray(0, 200), 'damaged'],
  ['a document that runs JavaScript', pdf({ objects: '8 0 obj << /S /JavaScript /JS (1) >> endobj' }), 'activePdf'],
  ['JavaScript under another spelling', pdf({ objects: '8 0 obj << /S /J#61vaScript /JS (1) >> endobj' }), 'activePdf'],
  ['JavaScript packed away', pdf({ objects: packed('8 0 << /S /JavaScript >>') }), 'activePdf'],
  ['packed away and spelled otherwise', pdf({ objects: packed('8 0 << /S /#4aavaScript >>') }), 'activePdf'],
  ['an action on opening', pdf({ extra: '/OpenAction 8 0 R' }), 'activePdf'],
  ['a program started', pdf({ objects: '8 0 obj << /S /Launch /F (x.exe) >> endobj' }), 'activePdf'],
  ['files inside', pdf({ extra: '/Names << /EmbeddedFiles 8 0 R >>' }), 'activePdf'],
  ['a form that sends', pdf({ objects: '8 0 obj << /S /SubmitForm >> endobj' }), 'activePdf'],
  ['a locked document', pdf({ trailer: '/Encrypt 8 0 R' }), 'lockedPdf'],
  ['objects packed oddly', pdf({ objects: packed('8 0 << >>', '/Filter [/ASCII85Decode /FlateDecode]') }), 'unreadablePdf'],
  ['objects whose packing is broken', pdf({ objects: packed('8 0 << >>').replace('x', 'y') }), 'unreadablePdf'],
  ['objects packed twice', pdf({ objects: packed('8 0 << >>', '/Filter [/FlateDecode /FlateDecode]') }), 'unreadablePdf'],
  ['objects that do not say so', pdf({ objects: packed('8 0 << >>', '/Filter /LZWDecode').replace('/Type /ObjStm', '') }), 'unreadablePdf'],
  ['JavaScript behind a word in a string', pdf({ objects: packed('8 0 << /S /JavaScript >>', '/X (obj) /Filter /FlateDecode') }), 'activePdf'],
  ['JavaScript behind an end in a string', pdf({ objects: packed('8 0 << /S /JavaScript >>', '/X (\\) endstream endobj stream\n) /Filter /FlateDecode') }), 'activePdf'],
  ['JavaScript behind a word in a comment', pdf({ objects: packed('8 0 << /S /JavaScript >>', '%>> obj\n/Filter /FlateDecode') }), 'activePdf'],
  ['JavaScript packed in what calls itself a picture', pdf({ objects: packed('8 0 << /S /JavaScript >>').replace('/ObjStm', '/XObject') }), 'activePdf'],
  ['an odd packing behind a string', pdf({ objects: packed('8 0 << >>', '/X (endstream 8 0 obj <<) /Filter /LZWDecode') }), 'unreadablePdf'],
  ['a type told elsewhere', pdf({ objects: packed('8 0 << >>').replace('/Type /ObjStm', '/Type 8 0 R') }), 'unreadablePdf'],
  ['a packing told elsewhere', pdf({ objects: '8 0 obj << /Length 1 /Filter 9 0 R >> stream\nx\nendstream endobj' }), 'unreadablePdf'],
  ['a packing told elsewhere, in a list', pdf({ objects: '8 0 obj << /Length 1 /Filter [9 0 R] >> stream\nx\nendstream endobj' }), 'unreadablePdf'],
  ['a dictionary without an end', pdf({ objects: '8 0 obj << /X (' }), 'unreadablePdf'],
  ['another file opened', pdf({ objects: '8 0 obj << /S /GoToR /F (\\\\\\\\host\\\\share) >> endobj' }), 'activePdf'],
  ['an address called without a click', pdf({ extra: '/AA << /O << /S /URI /URI (https://x.example) >> >>' }), 'activePdf'],
  ['the same from elsewhere', pdf({ extra: '/AA 8 0 R' }), 'activePdf'],
  ['an author that cannot be reached', pdf({ trailer: '/Info 77 0 R' }), 'pdfTellsAuthor'],
])('%s is refused', (_, file, refusal) => {
  expect(checkFile(file)).toMatchObject({ refusal })
})

const mebibytes = 4
const filled = (part: string): string => part.repeat(Math.ceil((mebibytes * 1024 ** 2) / part.length))

test.each<[string, string]>([
  ['streams that never end', filled('stream\n')],
  ['objects with a stream that never ends', filled('1 0 obj<<>>stream\n')],
  ['objects that never end', filled('4 0 obj ')],
  ['dictionaries that never end', filled('1 0 obj<<')],
  ['strings within strings', `${filled('1 0 obj<<(')}${filled(')>>')}`],
  ['comments that never end', filled('obj%')],
  ['authors without number', Array.from({ length: 200_000 }, (_, at) => `/Info ${at} 0 R`).join(' ')],
  ['one author told again and again', filled('4 0 obj<</Author(Juana)>>')],
  ['what is told of the file again and again', filled('9 0 obj<</Type/Metadata>>stream\n')],
  ['numbers that never end', filled('1')],
  ['actions that never come', filled('/AA ')],
])('a PDF made of %s is looked through once', (_, objects) => {
  const checked = checkFile(pdf({ objects }))
  expect('refusal' in checked ? checked.refusal : checked.kind).toMatch(/^(pdf|unreadablePdf|pdfTellsAuthor)$/)
})

test('streams that unpack to more than can be looked through are refused', () => {
  const zeros = deflateSync(Buffer.alloc(30 * 1024 ** 2)).toString('latin1')
  const objects = Array.from({ length: 8 }, (_, at) => `${at + 10} 0 obj << >> stream\n${zeros}\nendstream endobj`).join('\n')
  expect(checkFile(pdf({ objects }))).toEqual({ refusal: 'unreadablePdf' })
})

test.each<[string, Buffer]>([
  ['a photograph', Buffer.concat([jpeg().subarray(0, 2), Buffer.from('ffe00002'.repeat(10_001), 'hex'), jpeg().subarray(2)])],
  ['a picture', Buffer.concat([png().subarray(0, 33), ...Array.from({ length: 10_001 }, () => Buffer.from('00000000744558749642c585', 'hex')), png().subarray(33)])],
])('%s in more pieces than any camera writes is refused', (_, file) => {
  expect(checkFile(file)).toEqual({ refusal: 'damaged' })
})

test.each(['=1+1', '@SUM(A1)', '+cmd|x', '-cmd', '"=1"'])('a table with the cell %s is refused, with its line', (cell) => {
  expect(checkFile(csv('2026-01,a,3', `2026-02,${cell},4`))).toEqual({ refusal: 'formula', line: 3 })
})

test('numbers with a sign are no formulas; the table stays byte for byte', () => {
  const file = csv('2026-01,Tecún Umán,-3', '2026-02,a,"+4,5"')
  expect(checkFile(file)).toEqual({ kind: 'csv', bytes: file })
})

const cleanOf = (file: Buffer): Buffer => {
  const checked = checkFile(file)
  if ('refusal' in checked) throw new Error(checked.refusal)
  return Buffer.from(checked.bytes)
}
const tells = (file: Buffer): boolean => /Juana|GPS|Plantada|Author|4a75616e61|uno|dos/.test(file.toString('latin1').replaceAll('/Author', ''))

describe('nothing of author or place is left', () => {
  test('in a PNG: only the chunks of its picture', () => {
    expect(png().includes(planted)).toBe(true)
    const clean = cleanOf(png())
    expect(tells(clean)).toBe(false)
    expect([...clean.toString('latin1').matchAll(/IHDR|IDAT|IEND|tEXt|eXIf|tIME/g)].map(String)).toEqual(['IHDR', 'IDAT', 'IEND'])
    expect(cleanOf(clean)).toEqual(clean)
  })

  test('in a JPEG: the picture, byte for byte', () => {
    const clean = cleanOf(jpeg())
    expect(tells(clean)).toBe(false)
    expect(clean).toEqual(Buffer.concat([Buffer.from([0xff, 0xd8]), pictureOf({ height: 2, width: 2 }), Buffer.from([0xff, 0xd9])]))
  })

  test('how a photograph must be turned is kept, and nothing else of its notes', () => {
    const clean = cleanOf(jpeg({ orientation: 6 }))
    expect(tells(clean)).toBe(false)
    expect([clean.indexOf('Exif'), clean.subarray(30, 32).toString('hex')]).toEqual([6, '0006'])
    expect(cleanOf(clean)).toEqual(clean)
  })

  test('in a PDF: blanked at its length, so that every object stays where it was', () => {
    const clean = cleanOf(pdf())
    expect(tells(clean)).toBe(false)
    expect([clean.length, clean.indexOf('trailer')]).toEqual([pdf().length, pdf().indexOf('trailer')])
  })

  test('in a photograph inside a PDF', () => {
    const clean = cleanOf(pdf({ objects: `8 0 obj << /Subtype /Image /Filter /DCTDecode >> stream\n${jpeg().subarray(0, -16).toString('latin1')}\nendstream endobj` }))
    expect(clean.includes('GPS')).toBe(false)
  })

  test('fonts, lists of packings, comments and two letters in a picture are no harm', () => {
    const objects = ['/Subtype /Type1C', '/Filter [/ASCII85Decode /FlateDecode]', '% how it is packed\n/Filter /DCTDecode', '/Length 4 0 R', '/DecodeParms << /Columns 4 >>']
      .map((words, at) => `${at + 10} 0 obj << ${words} >> stream\n/AA/AAx\nendstream endobj`).join('\n')
    expect(checkFile(pdf({ objects }))).toMatchObject({ kind: 'pdf' })
  })

  test('opening at a page, or objects packed plainly, is no harm', () => {
    expect(checkFile(pdf({ extra: '/OpenAction [3 0 R /Fit]', objects: packed('8 0 << /Type /Font >>') }))).toMatchObject({ kind: 'pdf' })
  })
})

test.each<[string, 'pdf' | 'csv' | 'jpeg', string]>([
  ['informe.pdf', 'pdf', 'informe.pdf'],
  ['../../etc/passwd', 'csv', 'passwd.csv'],
  ['C:\\fotos\\paso.PNG', 'jpeg', 'paso.jpg'],
  ['informe\u202Efdp.exe', 'pdf', 'informefdp.pdf'],
  ['<b>a</b>\u0000\n.pdf', 'pdf', 'b.pdf'],
  ['....', 'pdf', 'archivo.pdf'],
  ['x'.repeat(300), 'csv', `${'x'.repeat(80)}.csv`],
])('the name %j is shown as %s → %s', (name, kind, shown) => {
  expect(safeFileName(name, kind)).toBe(shown)
})
