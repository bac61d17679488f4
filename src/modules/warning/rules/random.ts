// Chance that can be repeated: the same seed always gives the same draws, so that an analysis can be checked by another person.

/** A stream of uniform numbers from 0 up to but not including 1. */
export type Random = () => number

/** A stream from a whole-number seed (Mulberry32, 2³² draws long). */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A seed that always belongs to this word (FNV-1a). */
export const seedOf = (word: string): number => {
  let hash = 2_166_136_261
  for (const letter of word) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619)
  return hash >>> 0
}

/** A standard normal draw (Box and Muller 1958). */
export const normalDraw = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** A gamma draw of the given shape and scale 1 (Marsaglia and Tsang 2000). */
export const gammaDraw = (random: Random, shape: number): number => {
  if (shape < 1) return gammaDraw(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const z = normalDraw(random)
    const v = (1 + z / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A beta draw, from two gamma draws. */
export const betaDraw = (random: Random, a: number, b: number): number => {
  const x = gammaDraw(random, a)
  const both = x + gammaDraw(random, b)
  return both > 0 ? x / both : a / (a + b)
}

const smallMean = 20
const largeMean = 500

const searched = (random: Random, mean: number): number => {
  let term = Math.exp(-mean)
  let left = random() - term
  let count = 0
  for (; left > 0 && count < 1000; left -= term) {
    count += 1
    term *= mean / count
  }
  return count
}

/** A Poisson draw; beyond a mean of 500 the rounded normal, which differs by less than anything here is sensitive to. */
export const poissonDraw = (random: Random, mean: number): number => {
  if (mean > largeMean) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalDraw(random)))
  let count = 0
  let rest = mean
  for (; rest > smallMean; rest -= smallMean) count += searched(random, smallMean)
  return count + searched(random, rest)
}

/** A count with mean mu and variance phi·mu: negative binomial when phi > 1, Poisson otherwise. */
export const countDraw = (random: Random, { mu, phi }: { mu: number; phi: number }): number =>
  poissonDraw(random, phi > 1 ? gammaDraw(random, mu / (phi - 1)) * (phi - 1) : mu)
