// New patterns: chances by hand, the stated false alarms kept, and which part of a combination is new.
import { describe, expect, test } from 'vitest'
import { allRecent, binomialTail, newPatterns, type Pattern } from './pattern.ts'
import { randomFrom } from './random.ts'

const of = (words: string, cases: number): Pattern => ({ words: words.split(' '), cases })

test.each([[1, 2, 8, 0.2], [2, 2, 8, 1 / 45], [3, 2, 8, 0], [2, 10, 90, 90 / 9900], [0, 5, 5, 1]])(
  'all of %d cases among the %d recent of %d more: %d', (cases, recent, reference, chance) => expect(allRecent(cases, recent, reference)).toBeCloseTo(chance, 12),
)

test.each([[0, 5, 0.1, 1], [1, 5, 0.1, 1 - 0.9 ** 5], [2, 3, 0.5, 0.5], [3, 3, 0.2, 0.008], [4, 10, 1e-4, 2.099e-14], [2, 4, 1, 1]])(
  'at least %d of %d with share %d: %d', (x, n, share, chance) => expect(binomialTail(x, n, share) / chance).toBeCloseTo(1, 3),
)

const reference = [of('kidnapping north vehicle', 60), of('kidnapping south foot', 30), of('fraud north online', 9), of('fraud south online', 1)]

describe('by hand: a hundred reference cases, ten recent', () => {
  const answer = newPatterns({ reference, recent: [of('kidnapping north vehicle', 6), of('kidnapping north boat', 3), of('fraud south online', 0), of('kidnapping south vehicle', 1)] }, { alpha: 0.05 })

  test('three cases of a new combination are an alarm, one is not', () => {
    expect(answer.patterns.map(({ words, alarm }) => [words.join(' '), alarm])).toEqual([['kidnapping north boat', true], ['kidnapping south vehicle', false]])
    expect(answer.patterns[0]!.pvalue).toBeCloseTo((10 * 9 * 8) / (110 * 109 * 108), 12)
  })

  test('a share never seen in a hundred cases was, with 95 % confidence, below 3 %', () => {
    expect(answer.patterns[0]!.rarityBound).toBeCloseTo(0.029513, 5)
    expect(answer.patterns[0]!.boundTail).toBeCloseTo(0.0026, 3)
  })

  test('what is new: the boat by itself; the vehicle only in the south', () => {
    expect(answer.patterns.map(({ novel }) => novel)).toEqual([[[2]], [[1, 2]]])
  })

  test('by Good and Turing one case in a hundred comes from combinations never seen', () => {
    expect(answer.unseenShare).toBe(0.01)
  })

  test('the cutoff follows from the combinations that could reach it, and the false alarms are their sum', () => {
    // Totals 66, 30, 9, 1, 3, 1: only the 9 and the 3 could be all recent and reach 0.05 by that.
    expect(answer.cutoff).toBeCloseTo(0.025, 12)
    expect(answer.falseAlarms).toBeCloseTo(allRecent(9, 10, 100) + allRecent(3, 10, 100), 12)
  })
})

test.each<[string, Pattern[], Pattern[], number]>([
  ['nothing recent', reference, [], 0],
  ['no reference: all is new and nothing is surprising', [], [of('fraud north online', 20)], 0],
  ['the same combinations again', reference, [of('kidnapping south foot', 40)], 0],
  ['the same combination told in two rows', reference, [of('theft east foot', 1), of('theft east foot', 2)], 1],
])('%s', (_name, before, recent, alarms) => {
  const { patterns } = newPatterns({ reference: before, recent }, { alpha: 0.05 })
  expect(patterns.filter(({ alarm }) => alarm).length).toBe(alarms)
})

test('were nothing new, false alarms would be no more than stated', () => {
  const random = randomFrom(17)
  const drawn = (count: number): Pattern[] => Array.from({ length: count }, () => of(`o${Math.floor(3 * random() ** 2)} c${Math.floor(12 * random() ** 3)} m${Math.floor(12 * random() ** 3)}`, 1))
  let [alarms, stated] = [0, 0]
  const runs = 150
  for (let run = 0; run < runs; run += 1) {
    const { patterns, falseAlarms } = newPatterns({ reference: drawn(300), recent: drawn(100) }, { alpha: 0.2 })
    alarms += patterns.filter(({ alarm }) => alarm).length
    stated += falseAlarms
    expect(falseAlarms).toBeLessThanOrEqual(0.2)
  }
  expect(stated).toBeGreaterThan(0)
  expect(alarms / runs).toBeLessThan(0.2)
  expect(Math.abs(alarms - stated)).toBeLessThan(4 * Math.sqrt(stated) + 1)
})
