// A sealed file as it comes: gone on with after a cut, cut at its own end, and nothing of what was altered is taken for whole.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newKeyPair, openStreamWith, sealTo, type KeyPair } from '../../platform/seal/seal.ts'
import { openedStream } from './file-opening.ts'

const KB = 1024
const content = Uint8Array.from({ length: 300 * KB }, (_, at) => at % 251)
const [noNetwork, nodeAway] = [-1, -2]
const asked = { times: 0 }
let pair: KeyPair
let sealed: Uint8Array

/** Gives the sealed octets, and breaks after so many of them the first times; below zero there is no network at all, or the node is away. */
const serves = (octets: Uint8Array, breaks: readonly number[]): void => {
  asked.times = 0
  vi.stubGlobal('fetch', () => {
    const until = breaks[asked.times]
    asked.times += 1
    if (until === noNetwork) return Promise.reject(new TypeError('no network'))
    if (until === nodeAway) return Promise.resolve(new Response('away', { status: 502 }))
    let given = 0
    return Promise.resolve(new Response(new ReadableStream<Uint8Array>({
      pull(controller) {
        if (until !== undefined && given >= until) return controller.error(new TypeError('cut'))
        if (given >= octets.length) return controller.close()
        controller.enqueue(octets.slice(given, given + 10_000))
        given += 10_000
      },
    })))
  })
}

beforeEach(async () => {
  pair = await newKeyPair()
  sealed = await sealTo([pair.recipient], content)
  vi.stubGlobal('localStorage', { getItem: () => 'es' })
  vi.stubGlobal('setTimeout', (work: () => void) => setImmediate(work))
})
afterEach(() => vi.unstubAllGlobals())

const opened = async (bytes: number): Promise<Uint8Array> => {
  const stream = await openedStream({ report: 'r', file: { id: 'f', name: '', type: '', bytes }, onRead: () => undefined, openStream: (octets) => openStreamWith([pair.identity], octets) })
  return new Uint8Array(await new Response(stream as BodyInit).arrayBuffer())
}

test.each([[[], 1], [[50_000], 2], [[0, 120_000, 70_000, 250_000], 5], [[50_000, noNetwork, noNetwork, nodeAway, noNetwork], 6], [[10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000], 8]])('cut after %j octets it is asked for again, and comes whole', async (breaks, times) => {
  serves(sealed, breaks)
  expect(Buffer.from(await opened(0)).equals(Buffer.from(content))).toBe(true)
  expect(asked.times).toBe(times)
})

test('what was filled in after its end is cut off', async () => {
  serves(sealed, [])
  expect(Buffer.from(await opened(70_001)).equals(Buffer.from(content.subarray(0, 70_001)))).toBe(true)
})

test('a network that does not come back, an altered end and a missing end are refused, also beyond what is shown', async () => {
  serves(sealed, Array.from({ length: 9 }, () => 30_000))
  await expect(opened(0)).rejects.toThrow()
  expect(asked.times).toBe(6)
  serves(sealed, [30_000, ...Array.from({ length: 9 }, () => noNetwork)])
  await expect(opened(0)).rejects.toThrow()
  expect(asked.times).toBe(6)
  const altered = sealed.slice()
  altered[altered.length - 1]! ^= 1
  for (const wrong of [altered, sealed.slice(0, -70_000)]) {
    serves(wrong, [])
    await expect(opened(1000)).rejects.toThrow()
  }
})
