// Classes of a choropleth: quantiles of what is above zero, so that one very large area does not empty the map.
import { quantileSorted } from 'd3-array'

/** `from` and `to` are values that occur; `level` goes from 1 (least) to the number of classes; a single class has the middle one. */
export interface ValueClass {
  level: number
  from: number
  to: number
}

const bounds = (sorted: number[], count: number): number[] => {
  const cuts = Array.from({ length: count - 1 }, (_, index) => quantileSorted(sorted, (index + 1) / count) ?? 0)
  return [...new Set(cuts)]
}

/** At most `count` classes of equal number of areas; fewer when values repeat. Zero and nothing known are not classed. */
export const quantileClasses = (values: readonly (number | null)[], count = 5): ValueClass[] => {
  const sorted = values.filter((value): value is number => value !== null && value > 0).sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const edges = [...bounds(sorted, Math.min(count, sorted.length)), Infinity]
  const groups = edges.map((edge, index) => sorted.filter((value) => value <= edge && value > (edges[index - 1] ?? 0))).filter((group) => group.length > 0)
  // A single class says where, not how much: the palest colour would hide it.
  const first = groups.length === 1 ? Math.ceil(count / 2) : 1
  return groups.map((group, index) => ({ level: first + index, from: group[0] ?? 0, to: group.at(-1) ?? 0 }))
}

/** `none` when nothing is known, `zero`, or the level of the class the value falls in. */
export const levelOf = (value: number | null, classes: readonly ValueClass[]): 'none' | 'zero' | number => {
  if (value === null) return 'none'
  return classes.findLast((one) => value >= one.from)?.level ?? 'zero'
}
