// The same rows in every packing, encoding and separator read the same; a workbook's cells become the text a person saw.
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fileOf, open, readWhole, type ReadWhole } from '../../../../tests/collection-files.ts'
import { workbookOf, zipOf } from '../../../../tests/packed-files.ts'
import { bunzip } from './bunzip.ts'
import { encoder } from './encoded.ts'
import { faultOf, faultText } from './fault.ts'
import { openGrids } from './grids.ts'
import { lookAt } from './guessing/raw.ts'
import { unpackLimits } from './limits.ts'
import { partsOf } from './workbook/parts.ts'
import { zipEntries } from './zip.ts'

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const rows = ['2024-W01,MX-CHP,kidnapping,female,18-29,HN,3', '2024-W02,MX-CHP,kidnapping,female,18-29,HN,4']
const csv = [header, ...rows, ''].join('\n')

const objects = rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [header.split(',')[at] ?? '', at === 6 ? Number(cell) : cell])))

const cellXml = (value: string): string => (/^\d+$/.test(value) ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)
const rowXml = (row: string): string => `<row>${row.split(',').map(cellXml).join('')}</row>`
const workbook = workbookOf({ sheets: { Datos: [header, ...rows].map(rowXml).join('') } })

// Packed with bzip2 1.0.
const bz2 = Buffer.from('QlpoOTFBWSZTWTr67HUAAEhfgAAQAAZ8YAhDQMC/r9zgIABkJU1MppjQhtJtGhPTUzQaptJ6ZIaAAAAS81PPRaWN6gTcQor3wHlw8aYuEcIYixh7EFiz6IZAseXsicbIrVFRVwR0nZJUJyvGc2nLdynoP+ogYWIhJARtpNgJpK8GHuU0BpMzRHL+LuSKcKEgdfXY6g==', 'base64')

const bigEndian = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()

const same: [string, string | Uint8Array][] = [
  ['plain', csv], ['with tabs', csv.replaceAll(',', '\t')], ['with bars', csv.replaceAll(',', '|')], ['with semicolons', csv.replaceAll(',', ';')],
  ['gzipped', gzipSync(csv)], ['packed with bzip2', bz2], ['zipped', zipOf({ 'datos/marzo.csv': csv, '__MACOSX/datos/._marzo.csv': 'x', 'datos/LEEME.pdf': 'x' })],
  ['in UTF-16, little end first', Buffer.from(`\uFEFF${csv}`, 'utf16le')], ['in UTF-16, big end first', bigEndian(csv.replaceAll(',', '\t'))],
  ['in a workbook', workbook], ['in a zipped workbook', zipOf({ 'datos.xlsx': workbook })],
  ['as JSON Lines', objects.map((each) => JSON.stringify(each)).join('\n')], ['as a list of objects', JSON.stringify(objects)], ['as an indented list', `\uFEFF${JSON.stringify(objects, null, 2)}`],
  ['as gzipped JSON Lines', gzipSync(objects.map((each) => `${JSON.stringify(each)}\n`).join(''))],
  ['under two title rows', `Secretaría de ejemplo\n"Publicado el 1, de marzo",,\n\n${csv}`],
  ['with other columns, in another order and case', `Extra, INCIDENTS ,nationality,Age_Band,sex,offence,territory,WEEK\n${rows.map((row) => ['x', ...row.split(',').toReversed()].join(',')).join('\n')}\n`],
  ['with commas at the ends of rows', `${header}\n${rows.map((row) => `${row},,`).join('\n')}\n`],
]

const said = ({ cells }: ReadWhole): unknown => cells.map(({ key, start, value, offence }) => ({ key, start, value, offence }))

test.each(same)('rows %s say what the plain ones say', async (_, body) => {
  const [read, plain] = [await readWhole(fileOf(body), 'demo-region'), await readWhole(fileOf(csv), 'demo-region')]
  expect([read.read, read.refused]).toEqual([2, []])
  expect(said(read)).toEqual(said(plain))
})

const faultIn = async (body: string | Uint8Array): Promise<unknown> => {
  try {
    await readWhole(fileOf(body), 'demo-region')
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    expect(faultText(fault).es).toMatch(/No se importó nada\.$/)
    return fault
  }
  return undefined
}

const wordXml = (letters: number, letter = 'x'): string => `<row><c t="inlineStr"><is><t>${letter.repeat(letters)}</t></is></c></row>`

test.each([
  ['a ZIP of two tables', zipOf({ 'a.csv': csv, 'b.xlsx': workbook }), { kind: 'severalTables', names: ['a.csv', 'b.xlsx'] }],
  ['a ZIP of nothing', zipOf({}), { kind: 'empty' }],
  ['a ZIP of a PDF', zipOf({ 'a.pdf': '%PDF-1.7' }), { kind: 'foreign', what: 'pdf' }],
  ['a ZIP cut short', zipOf({ 'a.csv': csv }).subarray(0, 120), { kind: 'damagedPacked', what: 'zip' }],
  ['an OpenDocument sheet', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }), { kind: 'foreign', what: 'ods' }],
  ['a workbook in a gzip', gzipSync(workbook), { kind: 'foreign', what: 'packedTwice' }],
  ['a workbook without its sheets', zipOf({ 'xl/workbook.xml': '<workbook/>' }), { kind: 'damagedWorkbook', part: 'xl/_rels/workbook.xml.rels' }],
  ['a workbook with two rows of one number', workbookOf({ sheets: { Datos: [header, ...rows].map(rowXml).join('').replaceAll(/<row[^>]*>/g, '<row r="7">') } }), { kind: 'damagedWorkbook', part: '7' }],
  ['a workbook with a row beyond the last', workbookOf({ sheets: { Datos: '<row r="99999999999"><c><v>1</v></c></row>' } }), { kind: 'damagedWorkbook', part: '99999999999' }],
  ['a workbook with a row of no number', workbookOf({ sheets: { Datos: '<row r="dos"><c><v>1</v></c></row>' } }), { kind: 'damagedWorkbook', part: 'dos' }],
  ['a workbook of broken XML', workbookOf({ sheets: { Datos: '<row><c></row>' } }), { kind: 'damagedWorkbook', part: 'Datos' }],
  ['bzip2 cut short', bz2.subarray(0, 100), { kind: 'cutPacked', what: 'bz2' }],
  ['bzip2 damaged', Buffer.concat([bz2.subarray(0, 60), Buffer.alloc(40, 7), bz2.subarray(100)]), { kind: 'damagedPacked', what: 'bz2' }],
  ['JSON cut short', JSON.stringify(objects).slice(0, -20), { kind: 'badJson', line: 1 }],
  ['JSON Lines with a comma too many', `${JSON.stringify(objects[0])}\n{"week": 1,}\n`, { kind: 'badJson', line: 2 }],
  ['JSON of lists within objects', `${JSON.stringify(objects[0])}\n{"week":[{"a":1}]}\n`, { kind: 'nestedJson', line: 2, key: 'week' }],
  ['a workbook beyond measure', workbookOf({ sheets: { Datos: wordXml(2 ** 19, ' ').repeat(140) } }), { kind: 'bomb' }],
  ['a workbook of one endless text', workbookOf({ sheets: { Datos: wordXml(3 * 2 ** 20) } }), { kind: 'longText', part: 'Datos', megabytes: 1 }],
  ['a workbook of one endless row', workbookOf({ sheets: { Datos: `<row>${`<c t="inlineStr"><is><t>${'x'.repeat(1100)}</t></is></c>`.repeat(1000)}</row>` } }), { kind: 'longText', part: 'Datos' }],
  ['a workbook whose cell is written in many pieces', workbookOf({ sheets: { Datos: `<row><c t="inlineStr"><is>${`<r><t>${'x'.repeat(1000)}</t></r>`.repeat(1100)}</is></c></row>` } }), { kind: 'longText', part: 'Datos' }],
  ['a workbook of more styles than Excel takes', workbookOf({ sheets: { Datos: rowXml(header) }, formats: Array.from({ length: 65_500 }, () => '0') }), { kind: 'manyWords' }],
])('%s is refused with its sentence', async (_, body, fault) => {
  expect(await faultIn(body)).toMatchObject(fault)
})

test('a workbook of more shared strings than fit is refused, though all be empty', async () => {
  const limits = { letters: 100, strings: 2, styles: 10 }
  const of = async (strings: readonly string[]): Promise<unknown> => {
    const parts = partsOf(await zipEntries(fileOf(workbookOf({ sheets: { Datos: '' }, strings })), unpackLimits), limits)
    return faultOf(await parts.then(({ strings: { length } }) => length, (error: unknown) => error)) ?? (await parts).strings
  }
  expect(await of(['', ''])).toEqual(['', ''])
  expect(await of(['', '', ''])).toMatchObject({ kind: 'manyWords' })
})

test('rows of one cell in the last column come in batches of bounded size', async () => {
  const [found] = await openGrids(fileOf(workbookOf({ sheets: { Datos: '<row><c r="XFD1"><v>1</v></c></row>'.repeat(3000) } })))
  let [rowsRead, mostInBatch] = [0, 0]
  for await (const batch of found?.open().rows ?? []) {
    rowsRead += batch.length
    mostInBatch = Math.max(mostInBatch, batch.length)
  }
  expect(rowsRead).toBe(3000)
  expect(mostInBatch).toBeLessThan(150)
})

test('of a sheet of thousands of columns only so many cells are looked at', async () => {
  const seen = await lookAt(fileOf(workbookOf({ sheets: { Datos: '<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'.repeat(400) } })), 'ancho.xlsx', 10_000)
  expect(seen.isWhole).toBe(false)
  expect(seen.shape.rows.length).toBeLessThan(200)
})

const grid = async (body: Uint8Array, at = 0): Promise<string[][]> => {
  const found = (await openGrids(fileOf(body)))[at]
  const read: string[][] = []
  for await (const batch of found?.open().rows ?? []) read.push(...batch.map(({ line, cells }) => [String(line), ...cells]))
  return read
}

test('a workbook’s cells: shared and inline words, numbers, dates by their format, truths, errors, formulas by the value kept', async () => {
  const cells = [
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="inlineStr"><is><r><t>dos </t></r><r><t>trozos</t></r></is></c></row>',
    '<row r="7"><c r="A7"><v>1.6390000000000001E4</v></c><c r="B7" s="1"><v>45382</v></c><c r="C7" s="2"><v>45382.5</v></c><c r="D7" t="b"><v>1</v></c></row>',
    '<row r="8"><c r="A8" t="e"><v>#N/A</v></c><c r="B8"><f>A7*2</f><v>32780</v></c><c r="C8"><f>A7*3</f></c><c r="D8" t="str"><f>X</f><v></v></c><c r="E8" s="3"><v>7</v></c><c r="F8" s="4"><v>0.5</v></c></row>',
    '<row r="9"><c r="A9" t="s"><v>2</v></c></row><row r="10"><c r="A10"/></row>',
  ].join('')
  const book = workbookOf({
    sheets: { Hoja: cells }, formats: ['dd/mm/yyyy', 'yyyy\\-mm\\-dd hh:mm', '&quot;mes &quot;0', '0.00%'],
    strings: ['<t>uno</t>', '<r><t>Peña</t></r><rPh><t>no</t></rPh><r><t> &amp; Ríos</t></r>', '<t xml:space="preserve">fila_x000A_partida</t>'],
  })
  expect(await grid(book)).toEqual([
    ['3', 'uno', '', 'Peña & Ríos', 'dos trozos'],
    ['7', '16390', '2024-03-31', '2024-03-31T12:00:00', 'true'],
    ['8', '#N/A', '32780', '=A7*3', '', '7', '0.5'],
    ['9', 'fila\npartida'],
  ])
})

test('a workbook whose days count from 1904 gives the days it shows', async () => {
  const book = workbookOf({ sheets: { Hoja: '<row><c s="1"><v>0.25</v></c><c s="1"><v>43920</v></c></row>' }, formats: ['d/m/yyyy'], is1904: true })
  expect(await grid(book)).toEqual([['1', '0.25', '2024-03-31']])
})

test('of several sheets the one whose header fits is read, and it is said which', async () => {
  const book = workbookOf({ sheets: { Portada: rowXml('Informe,2024'), Datos: `${rowXml('Semanas,,,')}${[header, ...rows].map(rowXml).join('')}` } })
  const { read, table } = await readWhole(fileOf(book), 'demo-region')
  expect(read).toBe(2)
  expect(table.notes().map(({ es }) => es)).toEqual(['Se leyó la hoja «Datos»; no se leyeron: «Portada».', 'El encabezado está en la línea 2; lo que hay encima no es de la tabla.'])
})

const accents = 'nacionalidad,año\nGuatemala,2024\nPerú,2023\nEspaña y Panamá,2022\n'

test.each([['windows-1252'], ['ibm850'], ['utf-8'], ['utf-16le'], ['utf-16be']] as const)('Spanish letters in %s are told and read, and written back in it', async (encoding) => {
  const found = await openGrids(fileOf(encoder(encoding)(accents)))
  expect(found[0]?.encoding).toBe(encoding)
  expect(found[0]?.head.map(({ cells }) => cells[0])).toEqual(['nacionalidad', 'Guatemala', 'Perú', 'España y Panamá'])
})

test('the first accent may come a million letters down, in an encoding the profile accepts', async () => {
  const months = 'Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
  const plain = `AÑO,INEGI,ENTIDAD,LEY,CONCEPTO,TIPO,${months}`.replace('Ñ', 'N')
  const body = Array.from({ length: 40_000 }, (_, at) => `2024,1,AGUASCALIENTES,LEY,C${at},T,1,,,,,,,,,,,`).join('\n')
  const late = '2024,19,NUEVO LEÓN,LEY,DAÑOS,T,1,,,,,,,,,,,'
  for (const [encoding, bytes] of [['windows-1252', Buffer.from(late, 'latin1')], ['utf-8', Buffer.from(late)]] as const) {
    const { cells, table } = await readWhole(fileOf(Buffer.concat([Buffer.from(`${plain}\n${body}\n`), bytes])), 'sesnsp-ideff')
    expect([table.encoding(), cells.at(-1)?.region, cells.at(-1)?.subcategory]).toEqual([encoding, 'NUEVO LEÓN', 'DAÑOS'])
  }
})

test('titles that repeat are told apart where the profile does not use them', async () => {
  const { table } = await readWhole(fileOf(`${header},Total,Total\n${rows[0] ?? ''},1,2\n`), 'demo-region')
  expect(table.header.slice(-2)).toEqual(['Total', 'Total (2)'])
  expect(table.notes().map(({ en }) => en)).toEqual(['Columns that the profile does not know and were not used: “Total”, “Total”.'])
})

test('a header no profile fits is answered with the nearest, what it lacks and what is not known', async () => {
  const opened = open(fileOf(`${header.replace('week', 'fecha').replace('incidents', 'cuantos')}\n${rows[0] ?? ''}\n`), 'demo-region')
  const fault = faultOf(await opened.then(() => undefined, (error: unknown) => error))
  expect(fault).toMatchObject({ kind: 'missingColumns', columns: ['week', 'incidents'], unknown: ['fecha', 'cuantos'] })
  expect(fault && faultText(fault).es).toMatch(/le faltan estas columnas: «week», «incidents».*No se conocen: «fecha», «cuantos».*una persona analista puede hacer su perfil/)
})

test('a packed file is opened once to tell what it is and once for its first lines, not oftener', async () => {
  let opened = 0
  const counted = (packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => {
    opened += 1
    return bunzip(packed)
  }
  const [grid] = await openGrids({ ...fileOf(bz2), bunzip: counted })
  expect([grid?.head.length, opened]).toEqual([3, 2])
})
