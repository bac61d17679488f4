// What a fast import rests on: cutting that equals parsing, a filter that never misses a repeat, bzip2 opened as its own program would.
import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytesOf } from '../../../../tests/collection-files.ts'
import { bunzip } from './bunzip.ts'
import { takingTurns } from './limits.ts'
import { records } from './records.ts'
import { seenBefore } from './repeats.ts'

async function* texts(...parts: string[]): AsyncGenerator<string> {
  for (const part of parts) yield await Promise.resolve(part)
}

const rowsOf = async (...parts: string[]): Promise<{ line: number; cells: readonly string[] }[]> => {
  const rows = []
  for await (const batch of records(texts(...parts), ',')) rows.push(...batch)
  return rows
}

test.each([
  ['no quotation mark at all', ['a,b\n1,2\n', '\n3,4\n', '5,6']],
  ['one in the second block', ['a,b\n1,2\n', '"3\n,x",4\n', '5,6\n7,8\n']],
  ['a row that goes on in the next block', ['a,b\n"1\n', '2",3\n', '4,5\n']],
  ['blank lines and a stray mark', ['a,b\n\n1,2\n', '5" pipe,3\n\n', '4,5\n , \n6,7\n']],
])('rows are the same and on the same lines however the text is cut into blocks: %s', async (_, parts) => {
  expect(await rowsOf(...parts)).toEqual(await rowsOf(`${parts.join('')}${parts.at(-1)?.endsWith('\n') ? '' : '\n'}`.replace(/^a,b/, '"a",b')))
})

test('a key that came before is always suspected, a new one of as many as a file of this size holds is not', () => {
  const isSeen = seenBefore(2_000_000)
  const keys = Array.from({ length: 50_000 }, (_, at) => hash('sha256', String(at), 'hex').slice(0, 32))
  expect(keys.filter(isSeen)).toEqual([])
  expect(keys.every(isSeen)).toBe(true)
})

// `printf 'hola\nhola\n' | bzip2`
const packed = Buffer.from('QlpoOTFBWSZTWXJOo0cAAALBAAAQIESgACCqaNBmgjmqrxdyRThQkHJOo0c=', 'base64')

const opened = async (...parts: Uint8Array[]): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of bunzip(bytesOf(...parts))) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

test('bzip2: several streams, whichever way their bytes arrive; a cut and a damage are told apart', async () => {
  expect(await opened(packed, packed)).toBe('hola\nhola\nhola\nhola\n')
  expect(await opened(...Array.from(packed, (byte) => Uint8Array.of(byte)))).toBe('hola\nhola\n')
  await expect(opened(packed.subarray(0, -6))).rejects.toThrow('cutPacked')
  await expect(opened(packed.map((byte, at) => (at === 24 ? byte ^ 4 : byte)))).rejects.toThrow('damagedPacked')
})

test('while a file is looked at, others take their turn between its batches', async () => {
  let [turns, isOver] = [0, false]
  const turn = (): void => {
    turns += 1
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const seen: number[] = []
  for await (const _ of takingTurns(texts('a', 'b', 'c', 'd'))) seen.push(turns)
  isOver = true
  expect(seen).toHaveLength(4)
  expect(seen.every((each, at) => at === 0 || each > (seen[at - 1] ?? 0))).toBe(true)
})
