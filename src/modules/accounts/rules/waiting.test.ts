// How wrong attempts slow down the next one, and whom they do not slow down.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptMemory, countersOf, networkOf, waitAfter, waitLeft, type CounterKind } from './waiting.ts'

const now = new Date('2026-03-01T10:00:00Z')
const ago = (ms: number): Date => new Date(now.getTime() - ms)
const kinds: CounterKind[] = ['device', 'account', 'pair', 'source']

test.each([
  ['pair', 0, 0], ['pair', 3, 0], ['pair', 4, 1000], ['pair', 5, 2000], ['pair', 8, 16_000], ['pair', 500, 300_000],
  ['device', 4, 0], ['device', 5, 1000], ['device', 500, 60_000],
  ['account', 7, 0], ['account', 8, 1000], ['account', 500, 30_000],
  ['source', 29, 0], ['source', 30, 1000], ['source', 500, 60_000],
] as const)('%s with %i failures waits %i ms', (kind, failures, wait) => {
  expect(waitAfter(kind, failures)).toBe(wait)
})

test('no number of failures ever makes anyone wait longer than five minutes, and all is forgotten in an hour', () => {
  fc.assert(fc.property(fc.constantFrom(...kinds), fc.nat(), fc.nat(attemptMemory * 3), (kind, failures, passed) => {
    const wait = waitLeft([{ kind, failures, lastAt: ago(passed) }], now)
    expect(wait).toBeLessThanOrEqual(300_000)
    if (passed > attemptMemory) expect(wait).toBe(0)
  }))
})

describe('nobody can lock another person out', () => {
  const hammered = { kind: 'account', failures: 9000, lastAt: ago(10) } as const

  test('a known device is counted apart from strangers', () => {
    expect(countersOf(true)).toEqual(['device'])
    expect(countersOf(false)).not.toContain('device')
  })

  test('from a network that has not failed with the account, its owner is heard at once', () => {
    expect(waitLeft([hammered, { kind: 'source', failures: 0, lastAt: now }], now)).toBe(0)
  })

  test('a network that has failed with it waits with the other strangers', () => {
    expect(waitLeft([hammered, { kind: 'pair', failures: 1, lastAt: ago(5000) }], now)).toBe(29_990)
  })

  test('a network that tries many accounts waits whatever the account', () => {
    expect(waitLeft([{ kind: 'source', failures: 40, lastAt: ago(1000) }], now)).toBe(59_000)
  })
})

test.each([
  ['203.0.113.77', '203.0.113'],
  ['::ffff:203.0.113.77', '203.0.113'],
  ['2001:db8:12:34::1', '2001:db8:12'],
  ['2001:db8::1', '2001:db8:0'],
  ['::1', '0:0:0'],
])('%s belongs to network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
