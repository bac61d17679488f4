// Makes the region's weekly incidents, one CSV chunk at a time, so that ten million rows take no more memory than a thousand.
import { mondayOf, plusDays } from '../../../platform/weeks.ts'
import type { Place, RegionPlan, RegionSize } from '../model.ts'
import { chanceOf, cumulative, normalFrom, pick, poissonFrom, randomFrom, type Random } from './chance.ts'
import {
  ageBands, ageWeights, corridorWeights, nationalities, nationalityWeightsIn, offencePatterns, plantedRises, sexes, sexWeights, years,
} from './region.ts'

/** The columns of the file, as the collection's profile of the source expects them. */
export const header = 'week,territory,offence,sex,age_band,nationality,incidents\n'

const weekMs = 7 * 86_400_000
const chunkSize = 65_536
/** Week-to-week variation beyond chance, as the deviation of a logarithm. */
const unrest = 0.3

/** The Monday of the last whole week, so many weeks before that. */
export const mondayBefore = (now: Date, weeks: number): string => {
  return plusDays(mondayOf(now.toISOString().slice(0, 10)), -7 * (weeks + 1))
}

/** The plan for a size: the weeks end with the last whole one before today. */
export const planRegion = (size: RegionSize, now: Date): RegionPlan =>
  ({ ...size, firstWeek: mondayBefore(now, years * 52 - 1), lastWeek: mondayBefore(now, 0), planted: [...plantedRises] })

type Offence = (typeof offencePatterns)[number]

/** One territory and offence: its share of all incidents and to whom they happen. */
interface Series {
  place: Place
  offence: Offence
  share: number
  sex: Float64Array
  age: Float64Array
  nationality: Float64Array
  lasts: number
  times: number
}

const seriesOf = (place: Place, offence: Offence, planted: RegionPlan['planted']): Series => {
  const rise = planted.find((each) => each.territory === place.code && each.offence === offence.id)
  const weight = corridorWeights[place.code] ?? 0.2 + 0.8 * chanceOf(place.code)
  return {
    place, offence, share: weight * offence.weight * (0.6 + 0.8 * chanceOf(`${place.code} ${offence.id}`)),
    sex: cumulative(sexWeights(offence)), age: cumulative(ageWeights(offence)), nationality: cumulative(nationalityWeightsIn(place.country)),
    lasts: rise?.lasts ?? 0, times: rise?.times ?? 1,
  }
}

const stepsOf = (sums: Float64Array): number[] => Array.from(sums, (sum, i) => sum - (i === 0 ? 0 : (sums[i - 1] ?? 0)))

/** Rows a week expected of a series with so many incidents: people alike in the same week share a row. */
const rowsExpected = ({ sex, age, nationality }: Series, incidents: number): number => {
  let rows = 0
  for (const s of stepsOf(sex)) for (const a of stepsOf(age)) for (const n of stepsOf(nationality)) rows += 1 - Math.exp(-incidents * s * a * n)
  return rows
}

/** Incidents a week per unit of share that make the wanted number of rows. */
const scaleFor = (all: readonly Series[], rowsPerWeek: number): number => {
  const groups = Map.groupBy(all, ({ share }) => Math.round(Math.log2(share) * 4))
  const typical = [...groups.values()].map((group) => ({ series: group[0]!, count: group.length, share: group.reduce((sum, { share }) => sum + share, 0) / group.length }))
  let low = 0
  let high = 1e6
  for (let step = 0; step < 50; step += 1) {
    const middle = step < 20 ? Math.sqrt(Math.max(low, 1e-6) * high) : (low + high) / 2
    const rows = typical.reduce((sum, { series, count, share }) => sum + count * rowsExpected(series, middle * share), 0)
    if (rows < rowsPerWeek) low = middle
    else high = middle
  }
  return low
}

const meanIn = ({ offence, share, lasts, times }: Series, week: number, weeks: number): number => {
  const season = 1 + offence.swing * Math.cos((2 * Math.PI * (week - offence.peak)) / 52)
  const growth = (1 + offence.growth) ** ((week - weeks / 2) / 52)
  return share * season * growth * (week >= weeks - lasts ? times : 1)
}

const sexCount = sexes.length
const ageCount = ageBands.length
const cellCount = sexCount * ageCount * nationalities.length
const endings = Array.from({ length: cellCount }, (_, cell) =>
  `,${sexes[cell % sexCount] ?? ''},${ageBands[Math.floor(cell / sexCount) % ageCount] ?? ''},${nationalities[Math.floor(cell / sexCount / ageCount)] ?? ''},`)

/** Writes one week of one series: its incidents shared out by sex, age and nationality. */
const weekRows = (start: string, series: Series, incidents: number, random: Random): string => {
  const counts = new Map<number, number>()
  for (let i = 0; i < incidents; i += 1) {
    const cell = pick(random, series.sex) + sexCount * (pick(random, series.age) + ageCount * pick(random, series.nationality))
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  let rows = ''
  for (const [cell, count] of counts) rows += `${start}${endings[cell] ?? ''}${count}\n`
  return rows
}

/** The whole file, in chunks of some 64 kB. The same plan and places always give the same file. */
export function* writeIncidents(plan: RegionPlan, places: readonly Place[]): Generator<string> {
  const all = places.flatMap((place) => offencePatterns.map((offence) => seriesOf(place, offence, plan.planted)))
  const first = Date.parse(plan.firstWeek)
  const weeks = Math.round((Date.parse(plan.lastWeek) - first) / weekMs) + 1
  const scale = scaleFor(all, plan.records / weeks)
  const random = randomFrom(plan.seed)
  let chunk = header
  for (let week = 0; week < weeks; week += 1) {
    const monday = plusDays(plan.firstWeek, 7 * week)
    for (const series of all) {
      const mean = scale * meanIn(series, week, weeks) * Math.exp(unrest * normalFrom(random) - (unrest * unrest) / 2)
      const incidents = poissonFrom(random, mean)
      if (incidents > 0) chunk += weekRows(`${monday},${series.place.code},${series.offence.id}`, series, incidents, random)
      if (chunk.length < chunkSize) continue
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}
