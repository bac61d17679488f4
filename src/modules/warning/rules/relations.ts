// From whom a series may learn: the same offence in near places, and related offences in the same place.
import { kilometres } from './nearness.ts'

export type Point = readonly [longitude: number, latitude: number]

const nearest = 4
const farthest = 350
const sameGroup = 2

/** The nearest places of each, within 350 km; a place without a point has none. */
const neighboursOf = (places: ReadonlyMap<string, Point>): Map<string, string[]> => {
  const all = [...places]
  return new Map(all.map(([place, point]) => [place, all
    .filter(([other]) => other !== place)
    .map(([other, at]) => ({ other, distance: kilometres(point, at) }))
    .filter(({ distance }) => distance <= farthest)
    .toSorted((a, b) => a.distance - b.distance || a.other.localeCompare(b.other))
    .slice(0, nearest).map(({ other }) => other)]))
}

/** For each series the positions of those related to it; `groups` gives the kind of an offence, where it has one. */
export const relationsOf = (
  series: readonly { place: string; what: string }[], { points, groups }: { points: ReadonlyMap<string, Point>; groups: ReadonlyMap<string, string> },
): number[][] => {
  const neighbours = neighboursOf(points)
  const at = new Map(series.map(({ place, what }, i) => [`${place} ${what}`, i]))
  const byPlace = Map.groupBy(series.keys(), (i) => series[i]!.place)
  return series.map(({ place, what }, i) => {
    const near = (neighbours.get(place) ?? []).flatMap((other) => at.get(`${other} ${what}`) ?? [])
    const group = groups.get(what)
    const alike = group === undefined ? [] : (byPlace.get(place) ?? []).filter((j) => j !== i && groups.get(series[j]!.what) === group)
    return [...near, ...alike.slice(0, sameGroup)]
  })
}
