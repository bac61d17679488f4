// Simulated crimes by the week, some with a rise whose weeks are known: the generator of the reference vectors, and the same on a chain of territories.
import { countDraw, normalDraw, poissonDraw, randomFrom, type Random } from '../../modules/warning/index.ts'

export const weeks = 624
export const evaluated = 49

/** Weekly counts, the cases a rise added (by week), the mean of the last year, and the positions of related series. */
export interface Simulated {
  counts: number[]
  rise: number[]
  level: number
  related: number[]
}

interface Parameters {
  theta: number
  phi: number
  wave: number
  trend: number
  /** Eight weeks of every year with two and a half times as many cases, from one week to the next. */
  hasPeak?: boolean
}

const grid: Parameters[] = [0, 0.0025].flatMap((trend) => [0, 1, 2].flatMap((wave) => [1, 1.5, 3].flatMap((phi) => [-2, 0.1, 1.5, 3.5].map((theta) => ({ theta, phi, wave, trend })))))

const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!

const drawn = <T>(random: Random, values: readonly T[], count: number): T[] => {
  const left = [...values]
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!)
}

const meanAt = ({ theta, wave, trend, hasPeak }: Parameters, week: number): number => {
  let eta = theta + trend * week + (hasPeak && week % 52 >= 20 && week % 52 < 28 ? Math.log(2.5) : 0)
  for (let j = 1; j <= wave; j += 1) eta += 0.4 * Math.cos((2 * Math.PI * j * week) / 52) + 0.4 * Math.sin((2 * Math.PI * j * week) / 52)
  return Math.exp(Math.min(eta, 6))
}

interface Burst {
  /** Week of the start, from 1. */
  start: number
  /** How many standard deviations of one week it brings, on average. */
  strength: number
}

const simulate = (random: Random, parameters: Parameters, burst?: Burst): Simulated => {
  const means = Array.from({ length: weeks }, (_, i) => meanAt(parameters, i + 1))
  const rise = means.map(() => 0)
  if (burst) {
    const size = 1 + poissonDraw(random, burst.strength * Math.sqrt(parameters.phi * means[burst.start - 1]!))
    for (let i = 0; i < size; i += 1) {
      const week = burst.start + Math.floor(Math.exp(0.5 * normalDraw(random)))
      if (week <= weeks) rise[week - 1]! += 1
    }
  }
  const level = means.slice(-evaluated).reduce((sum, mean) => sum + mean, 0) / evaluated
  return { counts: means.map((mu, i) => countDraw(random, { mu, phi: parameters.phi }) + rise[i]!), rise, level, related: [] }
}

const startOf = (random: Random): number => weeks - evaluated + 5 + Math.floor(36 * random())
const strengths = [3, 5, 8]

const unrelated = (seed: number, hasPeak: boolean): Simulated[] => {
  const random = randomFrom(seed)
  return drawn(random, grid, 24).map((parameters, i) =>
    simulate(random, { ...parameters, hasPeak }, i % 2 === 1 ? { start: startOf(random), strength: pick(random, strengths) } : undefined))
}

/** Twenty-four unrelated series as `make-vectors.R` draws them, every second one with a rise of its own. */
export const aloneRegion = (seed: number): Simulated[] => unrelated(seed, false)

/** The same with a short steep season, which no waves follow. */
export const steepRegion = (seed: number): Simulated[] => unrelated(seed, true)

const territories = 8
const offences = 3

/**
 * Twenty-four series: eight territories in a chain by three offences, with the same laws; series of one offence have like seasons and trends.
 * Each offence has one rise: in one territory, and, where it spreads, half as strong in its neighbours.
 */
const chain = (seed: number, isSpreading: boolean): Simulated[] => {
  const random = randomFrom(seed)
  const kinds = drawn(random, grid, offences)
  const levels = Array.from({ length: territories }, () => pick(random, [-2, 0.1, 1.5, 3.5]))
  const rises = kinds.map(() => ({ centre: Math.floor(random() * territories), start: startOf(random), strength: pick(random, strengths) }))
  return Array.from({ length: territories * offences }, (_, i) => {
    const [place, what] = [Math.floor(i / offences), i % offences]
    const { centre, start, strength } = rises[what]!
    const distance = Math.abs(place - centre)
    const burst = distance > (isSpreading ? 1 : 0) ? undefined : { start, strength: distance === 0 ? strength : strength / 2 }
    const neighbours = [place - 1, place + 1].filter((other) => other >= 0 && other < territories).map((other) => other * offences + what)
    return { ...simulate(random, { ...kinds[what]!, theta: levels[place]! }, burst), related: neighbours }
  })
}

/** Rises that neighbours share. */
export const spreadingRegion = (seed: number): Simulated[] => chain(seed, true)

/** Rises of one series, its neighbours calm. */
export const loneRegion = (seed: number): Simulated[] => chain(seed, false)

/** The kinds of region that detectors are tried on, by what is said of them. */
export const regions = {
  'unrelated series, as the reference generator': aloneRegion,
  'rises that neighbours share': spreadingRegion,
  'lone rises among calm neighbours': loneRegion,
  'unrelated series with a steep season': steepRegion,
} as const
export type RegionKind = keyof typeof regions
