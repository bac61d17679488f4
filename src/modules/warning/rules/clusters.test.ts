// Where cases gather: a cluster among territories is found, over-dispersion alone gives none.
import { expect, test } from 'vitest'
import { clusterOf, type ScanTask } from './clusters.ts'
import { countDraw, randomFrom } from './random.ts'

const places = 16

const taskOf = (seed: number, { phi, extra }: { phi: number; extra: number }): ScanTask => {
  const random = randomFrom(seed)
  const rows = Array.from({ length: places }, (_, place) => Float64Array.from({ length: 60 }, (_week, week) =>
    countDraw(random, { mu: 12, phi }) + ((place === 5 || place === 6) && week >= 57 ? extra : 0)))
  return { grain: 'week', what: `x${String(seed)}`, compared: 50, rows, phis: rows.map(() => phi), points: Array.from({ length: places }, (_, i): [number, number] => [-90 + i * 0.5, 15]) }
}

test('two neighbours that rise together', () => {
  const cluster = clusterOf(taskOf(1, { phi: 1.5, extra: 15 }))!
  expect(cluster.places.toSorted()).toEqual([5, 6])
  expect(cluster).toMatchObject({ periods: 3, pvalue: 1 / 5001 })
})

test('counts that vary three times as much as chance are no clusters by that', () => {
  const pvalues = Array.from({ length: 20 }, (_, seed) => clusterOf(taskOf(50 + seed, { phi: 3, extra: 0 }))?.pvalue ?? 1)
  expect(pvalues.filter((p) => p < 0.05).length).toBeLessThan(5)
  const unaware = Array.from({ length: 20 }, (_, seed) => {
    const task = taskOf(50 + seed, { phi: 3, extra: 0 })
    return clusterOf({ ...task, phis: task.phis.map(() => 1) })?.pvalue ?? 1
  })
  expect(unaware.filter((p) => p < 0.05).length).toBeGreaterThan(10)
})

test('what is missing counts as none, and the answer is always the same', () => {
  const task = taskOf(9, { phi: 1.2, extra: 10 })
  task.rows[0]!.fill(Number.NaN, 0, 30)
  expect(clusterOf(task)).toEqual(clusterOf(task))
})
