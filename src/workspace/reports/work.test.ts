// The work for a file is asked for without its exact size: what stands in an address stands in the logs of proxies.
import { createChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterEach, expect, test, vi } from 'vitest'
import { workFor } from './work.ts'

afterEach(() => vi.unstubAllGlobals())

test.each([[0, 0], [1, 1], [700_123, 1_048_576], [1_048_576, 1_048_576], [550_000_000, 629_145_600]])('for %i bytes work for %i is asked and done', async (bytes, asked) => {
  const addresses: string[] = []
  vi.stubGlobal('localStorage', { getItem: () => 'es' })
  vi.stubGlobal('fetch', async (address: string) => {
    addresses.push(address)
    const { parameters, signature } = await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 1, counter: 1, deriveKey, hmacSignatureSecret: 'secret' })
    return Response.json({ parameters, signature })
  })
  const done = JSON.parse(atob(await workFor(bytes))) as { solution: { counter: number } }
  expect(addresses).toEqual([`/api/reports/challenge?bytes=${String(asked)}`])
  expect(done.solution.counter).toBe(1)
})
