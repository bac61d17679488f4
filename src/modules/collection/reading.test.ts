// A reading in its thread: one that runs out of memory ends with a sentence, and rows of any width come through whole.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SourceFile } from './model/profile.ts'
import { blockBytes } from './model/reading.ts'
import { reading } from './actions/reading.ts'
import { bunzipBeside } from './actions/unpacking.ts'
import { faultOf, faultText } from './rules/fault.ts'
import { sourceById } from './rules/sources.ts'

test('a file that needs more memory than a reading may take is a fault that says so', async () => {
  const path = join(tmpdir(), `sidmi-memory-${process.pid}.csv`)
  writeFileSync(path, 'week,territory,offence,sex,age_band,nationality,incidents\n2024-W01,GT-16,robbery,male,18-29,HN,1\n')
  const source = sourceById('demo-region')
  if (!source) throw new Error('no source to read')
  const task = { path, fileBytes: 100, source, others: [], territories: [] }
  const work = { stop: new AbortController(), rows: 0, done: 0 }
  const found = (megabytes?: number): Promise<unknown> => reading(task, work, ({ opened }) => Promise.resolve(opened.profile.id), megabytes).catch((error: unknown) => faultOf(error) ?? error)
  expect(await found()).toBe('demo-weekly')
  const fault = await found(4)
  expect(fault).toEqual({ kind: 'muchMemory' })
  expect(faultText({ kind: 'muchMemory' }).es).toMatch(/más memoria de la que este nodo da a una lectura: divídalo/)
})

const years = Array.from({ length: 40 }, (_, at) => String(1980 + at))

/** One row holds forty years, and its one word is written with each of them. */
const wide = SourceFile.parse({
  source: {
    id: 'wide', name: { es: 'Ancha', en: 'Wide' }, publisher: 'Prueba', licence: 'Prueba', attribution: { es: 'Prueba', en: 'Test' }, note: { es: 'Prueba', en: 'Test' },
    url: 'https://prueba.example/', isPublic: true, isDemonstration: true, cadence: 'yearly',
  },
  measures: [{ id: 'cases', unit: 'events', name: { es: 'Casos', en: 'Cases' }, isDefault: true }],
  profiles: [{
    id: 'wide-years', version: 1, name: { es: 'Años', en: 'Years' }, encodings: ['utf-8'], scope: 'full',
    period: { kind: 'wide-periods', columns: years.map((year) => ({ column: year, grain: 'year', start: `${year}-01-01` })) },
    territory: { kind: 'whole-country', country: 'MX' }, words: { category: { column: 'category' } }, measures: { cases: { from: 'months' } }, key: ['id', 'category'],
  }],
})

test('blocks larger than usual between blocks full of accents are written whole', async () => {
  const path = join(tmpdir(), `sidmi-wide-${process.pid}.csv`)
  const words = Array.from({ length: 160 }, (_, at) => (at % 16 < 8 ? 'a'.repeat(3000) : 'é'.repeat(400)))
  const text = `id,category,${years.join(',')}\n${words.map((word, at) => `${String(at)},${word},${years.map(() => '1').join(',')}\n`).join('')}`
  writeFileSync(path, text)
  const task = { path, fileBytes: Buffer.byteLength(text), source: wide, others: [], territories: [] }
  const found: string[] = []
  const sizes = new Set<number>()
  await reading(task, { stop: new AbortController(), rows: 0, done: 0 }, async ({ blocks }) => {
    for await (const block of blocks({ before: [], sparesKeys: false })) {
      sizes.add(block.buffer.byteLength)
      found.push(new TextDecoder('utf-8', { fatal: true }).decode(block))
    }
  })
  const lines = found.join('').split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line) => line.split('\t').find((cell) => /^(a+|é+)$/.test(cell)))).toEqual(words.flatMap((word) => years.map(() => word)))
  expect(sizes).toContain(blockBytes)
  expect(sizes.size).toBeGreaterThan(1)
})

// `printf 'hola\nhola\n' | bzip2`
const packed = Buffer.from('QlpoOTFBWSZTWXJOo0cAAALBAAAQIESgACCqaNBmgjmqrxdyRThQkHJOo0c=', 'base64')

test('what one thread opened of a packed file is gone on with by the next who reads it, from its first byte', async () => {
  let opened = 0
  const file = async function* (): AsyncGenerator<Uint8Array> {
    opened += 1
    for (let stream = 0; stream < 5; stream += 1) yield await Promise.resolve(packed)
  }
  const { bunzip, close } = bunzipBeside()
  const first = async (): Promise<string> => {
    for await (const piece of bunzip(file())) return Buffer.from(piece).toString()
    return ''
  }
  const whole = async (): Promise<string> => {
    const pieces: Uint8Array[] = []
    for await (const piece of bunzip(file())) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  }
  expect([await first(), await first(), await whole(), opened]).toEqual(['hola\nhola\n', 'hola\nhola\n', 'hola\nhola\n'.repeat(5), 1])
  expect([await whole(), opened]).toEqual(['hola\nhola\n'.repeat(5), 2])
  await first()
  await close()
  const cut = bunzip((async function* () { yield await Promise.resolve(packed.subarray(0, -6)) })())
  expect((await cut.next()).done).toBe(false)
  await expect(cut.next()).rejects.toThrow('cutPacked')
})
