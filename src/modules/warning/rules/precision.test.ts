// Precision with its doubt, against intervals computed by hand from Wilson's formula.
import { expect, test } from 'vitest'
import { precisionOf, tally } from './precision.ts'

test.each([
  ['none judged', 0, 0, null],
  ['one true', 1, 0, { share: 1, lower: 0.2065, upper: 1 }],
  ['one false', 0, 1, { share: 0, lower: 0, upper: 0.7935 }],
  ['eight of ten', 8, 2, { share: 0.8, lower: 0.4902, upper: 0.9433 }],
  ['half of two hundred', 100, 100, { share: 0.5, lower: 0.4314, upper: 0.5686 }],
])('%s', (_name, right, wrong, interval) => {
  const found = precisionOf({ true: right, false: wrong })
  expect(found && [found.share, found.lower, found.upper].map((value) => Math.round(value * 1e4) / 1e4)).toEqual(interval && Object.values(interval))
})

test('unclear ones and those still waiting are counted, and change no precision', () => {
  const counts = tally([{ verdict: 'true', count: 3 }, { verdict: null, count: 7 }, { verdict: 'unclear', count: 2 }, { verdict: 'false', count: 1 }, { verdict: 'true', count: 1 }])
  expect(counts).toEqual({ true: 4, false: 1, unclear: 2, waiting: 7 })
  expect(precisionOf(counts)!.share).toBe(0.8)
})
