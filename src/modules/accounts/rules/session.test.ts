// When sessions end, and how browsers are named.
import { expect, test } from 'vitest'
import { agentName, isAlive, isWorthTouching, sessionLimits } from './session.ts'

const now = new Date('2026-03-01T10:00:00Z')
const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

test.each([
  [-1, 600, true],
  [-29, 600, true],
  [-30, 600, false],
  [-1, 0, false],
  [-1, -5, false],
])('last seen %i min from now, to expire in %i min: alive is %s', (seen, expires, alive) => {
  expect(isAlive({ lastSeenAt: after(seen), expiresAt: after(expires) }, sessionLimits, now)).toBe(alive)
})

test.each([[-0.5, false], [-1, false], [-1.1, true]])('seen %d min ago is written again: %s', (seen, expected) => {
  expect(isWorthTouching(after(seen), now)).toBe(expected)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge · Windows'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36', 'Chrome · Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1', 'Safari · iOS'],
  ['curl/8', ''],
  [undefined, ''],
])('%s is called %s', (header, name) => {
  expect(agentName(header)).toBe(name)
})
