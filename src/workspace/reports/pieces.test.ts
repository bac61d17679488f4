// A sealed stream on its way: never more of it in memory than a piece or two, whole after cuts, and given up in the end.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newKeyPair, openStreamWith, openWith, sealTo } from '../../platform/seal/seal.ts'
import { sendInPieces } from './pieces.ts'
import { sendOwnFile, sendSealedFile } from './sealing.ts'

const MB = 1024 ** 2

interface Node {
  bytes: number
  arrived: Uint8Array[]
  /** What to do before the next piece is taken. */
  before: (offset: number) => Response | undefined
  /** Whether the answer to what was taken is lost on its way. */
  loses: boolean
}

vi.mock('./work.ts', () => ({ workFor: (bytes: number) => Promise.resolve(`done for ${String(bytes)}`) }))

let node: Node
const arrivedBytes = (): number => node.arrived.reduce((sum, { length }) => sum + length, 0)
const json = (body: object, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const answers = (url: string, { method = 'GET', body }: RequestInit): Response => {
  const offset = arrivedBytes()
  if (method === 'POST') {
    const begun = JSON.parse(body as string) as { bytes: number; proof: string }
    expect(begun.proof).toBe(`done for ${String(begun.bytes)}`)
    node.bytes = begun.bytes
    return json({ offset: 0, bytes: node.bytes })
  }
  if (method === 'GET') return json({ offset, bytes: node.bytes })
  const refused = node.before(offset)
  if (refused) return refused
  if (Number(new URL(url, 'http://node').searchParams.get('offset')) !== offset) return json({ code: 'report.elsewhere', offset }, 409)
  node.arrived.push(new Uint8Array(body as Uint8Array))
  if (node.loses) {
    node.loses = false
    throw new TypeError('cut')
  }
  return json({ offset: arrivedBytes(), bytes: node.bytes })
}

beforeEach(() => {
  node = { bytes: 0, arrived: [], before: () => undefined, loses: false }
  vi.stubGlobal('fetch', (url: string, options: RequestInit = {}) => new Promise((resolve) => resolve(answers(url, options))))
  vi.stubGlobal('localStorage', { getItem: () => 'es' })
  vi.stubGlobal('setTimeout', (work: () => void) => setImmediate(work))
})
afterEach(() => vi.unstubAllGlobals())

/** Octets that tell where they stand; `given` counts how many were asked for. */
const octets = (bytes: number) => {
  const counted = { given: 0, isCancelled: false }
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (counted.given >= bytes) return controller.close()
      const size = Math.min(64 * 1024, bytes - counted.given)
      controller.enqueue(Uint8Array.from({ length: size }, (_, at) => (counted.given + at) % 251))
      counted.given += size
    },
    cancel: () => void (counted.isCancelled = true),
  }, { highWaterMark: 0 })
  return { stream, counted }
}

const isInOrder = (): boolean => Buffer.concat(node.arrived).every((octet, at) => octet === at % 251)

test('a stream is not read further than a piece beyond what has arrived', async () => {
  const { stream, counted } = octets(22 * MB)
  let mostAhead = 0
  node.before = () => {
    mostAhead = Math.max(mostAhead, counted.given - arrivedBytes())
    return undefined
  }
  await sendInPieces({ stream, bytes: 22 * MB })
  expect(arrivedBytes()).toBe(22 * MB)
  expect(mostAhead).toBeLessThanOrEqual(5 * MB)
  expect(isInOrder()).toBe(true)
})

test.each<[string, (at: number) => Response | undefined]>([
  ['the network is cut', () => {
    throw new TypeError('cut')
  }],
  ['the node is busy', () => json({ code: 'request.tooMany' }, 429)],
  ['the node fell', () => json({ code: 'unexpected' }, 500)],
])('it goes on where it was after %s twice', async (_name, falls) => {
  let left = 2
  node.before = (at) => (at >= 4 * MB && (left -= 1) >= 0 ? falls(at) : undefined)
  const told: number[] = []
  await sendInPieces({ stream: octets(9 * MB).stream, bytes: 9 * MB }, (bytes) => told.push(bytes))
  expect(isInOrder() && arrivedBytes() === 9 * MB).toBe(true)
  expect(told).toEqual([4 * MB, 8 * MB, 9 * MB])
})

test('a piece whose answer was lost is not sent twice', async () => {
  node.loses = true
  await sendInPieces({ stream: octets(5 * MB).stream, bytes: 5 * MB })
  expect(node.arrived.map(({ length }) => length)).toEqual([4 * MB, MB])
})

test('what the node refuses, and a network that does not come back, end it; the stream is let go', async () => {
  for (const refuses of [() => json({ code: 'report.noRoom' }, 409), () => {
    throw new TypeError('cut')
  }]) {
    node = { bytes: 0, arrived: [], before: refuses, loses: false }
    const { stream, counted } = octets(9 * MB)
    await expect(sendInPieces({ stream, bytes: 9 * MB })).rejects.toThrow()
    expect(counted).toMatchObject({ isCancelled: true })
    expect(counted.given).toBeLessThan(5 * MB)
  }
})

test('opened with one key and sealed to another on the way, of the size that was announced', async () => {
  const [mine, theirs] = [await newKeyPair(), await newKeyPair()]
  const content = Uint8Array.from({ length: 9 * MB + 17 }, (_, at) => at % 253)
  const sealed = await sealTo([mine.recipient], content)
  const opened = await openStreamWith([mine.identity], new Blob([new Uint8Array(sealed)]).stream())
  await sendSealedFile([theirs.recipient], { stream: opened, bytes: opened.size(sealed.length) })
  expect(arrivedBytes()).toBe(node.bytes)
  expect(Buffer.from(await openWith([theirs.identity], new Uint8Array(Buffer.concat(node.arrived)))).equals(Buffer.from(content))).toBe(true)
})

test('an officer’s own file is sent in a size that tells little, and opens to what it was', async () => {
  const theirs = await newKeyPair()
  const sizes: number[] = []
  for (const bytes of [1, 40_000]) {
    node = { bytes: 0, arrived: [], before: () => undefined, loses: false }
    const content = Uint8Array.from({ length: bytes }, (_, at) => 1 + (at % 253))
    await sendOwnFile([theirs.recipient], new File([content], 'mapa.pdf'))
    const opened = await openWith([theirs.identity], new Uint8Array(Buffer.concat(node.arrived)))
    expect(Buffer.from(opened.subarray(0, bytes)).equals(Buffer.from(content))).toBe(true)
    sizes.push(node.bytes)
  }
  expect(sizes[0]).toBe(sizes[1])
})
