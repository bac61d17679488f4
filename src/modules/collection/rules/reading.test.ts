// Files of every wrong kind end in the sentence that says what they are; good ones in rows with their true line numbers.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Fault } from '../model/fault.ts'
import { bytesOf, open, readWhole } from '../../../../tests/collection-files.ts'
import { faultOf, faultText } from './fault.ts'
import { maxLineBytes } from './lines.ts'
import { unpack } from './unpack.ts'
import { shielded, unshielded } from './written.ts'

const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const row = '2024-W01,MX-CHP,kidnapping,female,18-29,HN,3'
const good = `${header}\n${row}\n`

const faultIn = async (bytes: AsyncIterable<Uint8Array>, source = 'demo-region'): Promise<Fault | undefined> => {
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
  const table = await open(bytesOf(text), 'demo-region')
  const lines: number[] = []
  for await (const batch of table.rows) lines.push(...batch.map((each) => each.line))
  return lines
}

const faults: [string, Buffer | string, Partial<Fault>][] = [
  ['an empty file', '', { kind: 'empty' }],
  ['a header alone', `${header}\n`, { kind: 'headerOnly' }],
  ['a ZIP', Buffer.from('504b0304140000000800', 'hex'), { kind: 'foreign', what: 'zip' }],
  ['an XLSX', Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.from('[Content_Types].xml')]), { kind: 'foreign', what: 'xlsx' }],
  ['a PDF', '%PDF-1.7 …', { kind: 'foreign', what: 'pdf' }],
  ['an old XLS', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), { kind: 'foreign', what: 'xls' }],
  ['UTF-16', Buffer.from('\uFEFFweek', 'utf16le'), { kind: 'foreign', what: 'utf-16' }],
  ['a web page', '<!DOCTYPE html><html>', { kind: 'foreign', what: 'html' }],
  ['JSON', '{"week": 1}', { kind: 'foreign', what: 'json' }],
  ['binary bytes', Buffer.from([1, 2, 0, 4]), { kind: 'foreign', what: 'binary' }],
  ['a gzip cut short', gzipSync(good.repeat(2000)).subarray(0, 200), { kind: 'cutGzip' }],
  ['a damaged gzip', Buffer.concat([gzipSync(good).subarray(0, 12), Buffer.alloc(30, 7)]), { kind: 'damagedGzip' }],
  ['a last row cut short', `${good}2024-W02,MX-CHP,kidn`, { kind: 'cutRow', line: 3, expected: 7, found: 3 }],
  ['a quotation mark never closed', `${good}2024-W02,"MX-CHP,x,y\n${row}\n`, { kind: 'openQuote', line: 3 }],
  ['a letter that is not UTF-8', Buffer.concat([Buffer.from(good), Buffer.from([0x32, 0xf1, 0x0a])]), { kind: 'notUtf8', line: 3 }],
  ['a repeated column', `${header},Week\n${row},1\n`, { kind: 'duplicateColumns', columns: ['Week'] }],
  ['missing columns', 'week,territory,offence,sex,age_band\n1,2,3,4,5\n', { kind: 'missingColumns', columns: ['nationality', 'incidents'] }],
  ['a file of another source', 't,type,route,geo,dead,cause,surv,nat,location,lon,lat\n1\n', { kind: 'otherSource', source: 'iom-missing-migrants' }],
  ['a file of nobody', 'a,b,c\n1,2,3\n', { kind: 'unknownHeader' }],
]

test.each(faults)('%s is refused whole, with its sentence', async (_, bytes, fault) => {
  expect(await faultIn(bytesOf(bytes))).toMatchObject(fault)
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

test('a SESNSP header with damaged accents is named, not guessed', async () => {
  const months = 'Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
  const line = `Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,${months}\n`
  const mojibake = Buffer.from(line, 'utf8').toString('latin1')
  expect(await faultIn(bytesOf(mojibake), 'sesnsp-estatal')).toMatchObject({ kind: 'damagedHeader', expected: 'Año' })
  expect(await faultIn(bytesOf(line.replaceAll(/[^\x20-\x7e\n]/g, '?')), 'sesnsp-estatal')).toMatchObject({ kind: 'damagedHeader', found: 'A?o' })
})

test('an endless line is refused by its number, with memory flat', async () => {
  const before = process.memoryUsage().rss
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield* bytesOf(good)
    const chunk = Buffer.alloc(65_536, 'x')
    for (let sent = 0; sent < 2 * 2 ** 30; sent += chunk.length) yield chunk
  }
  expect(await faultIn(endless())).toEqual({ kind: 'longLine', line: 3, megabytes: maxLineBytes / 2 ** 20 })
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
})

test('a compression bomb is refused before it fills anything', async () => {
  const limits = { bytes: 2 ** 30, ratio: 300, freeBytes: 2 ** 20 }
  const bomb = gzipSync(Buffer.alloc(30 * 2 ** 20, '\n'))
  const drained = async (): Promise<void> => {
    for await (const chunk of unpack(bytesOf(bomb), limits)) void chunk
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
  const whole = await readWhole(bytesOf(text), 'demo-region')
  const bitwise = await readWhole(bytesOf(...Array.from(text, (byte) => Buffer.of(byte))), 'demo-region')
  const sum = (cells: unknown): string => createHash('sha256').update(JSON.stringify(cells)).digest('hex')
  expect(sum(bitwise.cells)).toBe(sum(whole.cells))
  expect(whole.read).toBe(2)
})
