// Files of every wrong kind end in the sentence that says what they are; good ones in rows with their true line numbers.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Fault } from '../model/fault.ts'
import { fileOf, open, readWhole } from '../../../../tests/collection-files.ts'
import type { FileBytes } from './bytes.ts'
import { faultOf, faultText } from './fault.ts'
import { maxLineBytes } from './lines.ts'
import { unpack } from './unpack.ts'
import { shielded, unshielded } from './written.ts'

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const row = '2024-W01,MX-CHP,kidnapping,female,18-29,HN,3'
const good = `${header}\n${row}\n`

const faultIn = async (bytes: FileBytes, source = 'demo-region'): Promise<Fault | undefined> => {
  try {
    await readWhole(bytes, source)
    return undefined
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    expect(faultText(fault).es).toMatch(/No se importó nada\.$/)
    return fault
  }
}

const linesOf = async (text: string | Uint8Array): Promise<number[]> => {
  const table = await open(fileOf(text), 'demo-region')
  const lines: number[] = []
  for await (const batch of table.rows) lines.push(...batch.map((each) => each.line))
  return lines
}

const faults: [string, Buffer | string, Partial<Fault>][] = [
  ['an empty file', '', { kind: 'empty' }],
  ['a header alone', `${header}\n`, { kind: 'headerOnly' }],
  ['a ZIP cut short', Buffer.from('504b0304140000000800', 'hex'), { kind: 'damagedPacked', what: 'zip' }],
  ['a PDF', '%PDF-1.7 …', { kind: 'foreign', what: 'pdf' }],
  ['an old XLS', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), { kind: 'foreign', what: 'xls' }],
  ['a web page', '<!DOCTYPE html><html>', { kind: 'foreign', what: 'html' }],
  ['JSON of another kind', '{"week": 1}', { kind: 'unknownHeader' }],
  ['binary bytes', Buffer.from([1, 2, 0, 4]), { kind: 'foreign', what: 'binary' }],
  ['a gzip cut short', gzipSync(good.repeat(2000)).subarray(0, 200), { kind: 'cutPacked', what: 'gz' }],
  ['a damaged gzip', Buffer.concat([gzipSync(good).subarray(0, 12), Buffer.alloc(30, 7)]), { kind: 'damagedPacked', what: 'gz' }],
  ['a last row cut short', `${good}2024-W02,MX-CHP,kidn`, { kind: 'cutRow', line: 3, expected: 7, found: 3 }],
  ['a quotation mark never closed', `${good}2024-W02,"MX-CHP,x,y\n${row}\n`, { kind: 'openQuote', line: 3 }],
  ['a letter that is not UTF-8', Buffer.concat([Buffer.from(good), Buffer.from([0x32, 0xf1, 0x0a])]), { kind: 'notEncoded', line: 3 }],
  ['a repeated column', `${header},Week\n${row},1\n`, { kind: 'duplicateColumns', columns: ['Week'] }],
  ['missing columns', 'week,territory,offence,sex,age_band\n1,2,3,4,5\n', { kind: 'missingColumns', columns: ['nationality', 'incidents'] }],
  ['a file of another source', 't,type,route,geo,dead,cause,surv,nat,location,lon,lat\n1\n', { kind: 'otherSource', source: 'iom-missing-migrants' }],
  ['a file of nobody', 'a,b,c\n1,2,3\n', { kind: 'unknownHeader' }],
]

test.each(faults)('%s is refused whole, with its sentence', async (_, bytes, fault) => {
  expect(await faultIn(fileOf(bytes))).toMatchObject(fault)
})

test('a header of very many columns is read in no time', async () => {
  const more = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',')
  const began = performance.now()
  expect((await linesOf(`${header},${more}\n${row}\n`))).toEqual([2])
  expect(performance.now() - began).toBeLessThan(5000)
})

test.each(['=1+1', '+1+1', '-1+1|x', '@SUM(1)', '\t=1', "'=1", "''=1", "'-5"])('%j is written so that no spreadsheet runs it, and read as it was', (cell) => {
  expect(shielded(cell)).toBe(`'${cell}`)
  expect(unshielded(shielded(cell))).toBe(cell)
})

test.each(['-5', '+5', '-1.5', '-1,234.5', '18-29', "O'Higgins", "'tis", '', '5=5'])('%j is no formula and stays as it is', (cell) => {
  expect([shielded(cell), unshielded(cell)]).toEqual([cell, cell])
})

const sesnspTitles = 'Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
const sesnspRow = '2024,7,Chiapas,La vida,Tráfico de menores,Tráfico de menores,Tráfico de menores,1,2,,,,,,,,,,'

test('letters read in the wrong encoding are put right, and it is said', async () => {
  const twice = Buffer.from(`${sesnspTitles}\n${sesnspRow}\n`, 'utf8').toString('latin1')
  const { accepted, table } = await readWhole(fileOf(twice), 'sesnsp-estatal')
  expect(accepted[0]?.dimensions.category).toBe('Tráfico de menores')
  expect(table.header[0]).toBe('Año')
  expect(table.notes().map(({ es }) => es)).toEqual(['El archivo traía letras dañadas por la codificación («AÃ±o» por «Año»); se repararon en 5 celdas.'])
})

test.each([['?', 'A?o'], ['\uFFFD', 'A\uFFFDo']])('letters lost for good, written %s, are named, not guessed', async (mark, found) => {
  expect(await faultIn(fileOf(sesnspTitles.replaceAll(/[^\x20-\x7e\n]/g, mark)), 'sesnsp-estatal')).toMatchObject({ kind: 'damagedHeader', found, expected: 'Año' })
})

test('an endless line is refused by its number, with memory flat', async () => {
  const before = process.memoryUsage().rss
  const endless: FileBytes = {
    size: 2 ** 31,
    async *read() {
      yield await Promise.resolve(Buffer.from(good))
      const chunk = Buffer.alloc(65_536, 'x')
      for (let sent = 0; sent < 2 ** 31; sent += chunk.length) yield chunk
    },
  }
  expect(await faultIn(endless)).toEqual({ kind: 'longLine', line: 3, megabytes: maxLineBytes / 2 ** 20 })
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
})

test('a compression bomb is refused before it fills anything', async () => {
  const limits = { bytes: 2 ** 30, ratio: 300, freeBytes: 2 ** 20 }
  const bomb = gzipSync(Buffer.alloc(30 * 2 ** 20, '\n'))
  const drained = async (): Promise<void> => {
    const unpacked = await unpack(fileOf(bomb), limits)
    if (unpacked.kind === 'text') for await (const chunk of unpacked.read()) void chunk
  }
  await expect(drained().catch(faultOf)).resolves.toMatchObject({ kind: 'bomb' })
  await expect(drained().catch((error: unknown) => (faultOf(error) ? 'said' : error))).resolves.toBe('said')
})

const numbered: [string, string | Uint8Array, number[]][] = [
  ['plain', `${good}${row}\n`, [2, 3]],
  ['with CRLF, quoted line ends and a blank line', `${header}\r\n${row}\r\n2024-W01,MX-CHP,"two\r\nlines",f,g,h,1\r\n\r\n${row}\r\n`, [2, 3, 6]],
  ['with a BOM and no end of line', `\uFEFF${good}${row}`, [2, 3]],
  ['gzipped', gzipSync(`${good}${row}\n`), [2, 3]],
  ['with semicolons', `${good}${row}\n`.replaceAll(',', ';'), [2, 3]],
  ['with rows of empty cells', `${good},,,,,,\n${row}\n`, [2, 4]],
]

test.each(numbered)('lines are the physical lines of a file %s', async (_, text, lines) => {
  expect(await linesOf(text)).toEqual(lines)
})

test('a file arriving byte by byte reads the same as whole', async () => {
  const text = Buffer.from(`${header}\r\n2024-W01,MX-CHP,kidnapping,female,"18-29\r\nñ",HN,3\r\n${row}`)
  const whole = await readWhole(fileOf(text), 'demo-region')
  const bitwise = await readWhole({
    size: text.length,
    async *read(from = 0, to = text.length) {
      for (const byte of text.subarray(from, to)) yield await Promise.resolve(Buffer.of(byte))
    },
  }, 'demo-region')
  const sum = (cells: unknown): string => createHash('sha256').update(JSON.stringify(cells)).digest('hex')
  expect(sum(bitwise.cells)).toBe(sum(whole.cells))
  expect(whole.read).toBe(2)
})
