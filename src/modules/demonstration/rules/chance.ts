// Repeatable chance: the same seed always makes the same region, on any machine.

/** Gives the next number in [0, 1). */
export type Random = () => number

/** A generator of 32-bit quality from an integer seed (a Weyl sequence passed through a mixing function). */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

/** A number between 0 and 1 that always belongs to this word. */
export const chanceOf = (word: string): number => {
  let hash = 2166136261
  for (const letter of word) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
  return randomFrom(hash)()
}

/** A standard normal number (Box and Muller). */
export const normalFrom = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** A Poisson count; above 40 the normal law is near enough. */
export const poissonFrom = (random: Random, mean: number): number => {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalFrom(random)))
  const limit = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > limit; product *= random()) count += 1
  return Math.max(0, count)
}

/** Running sums of the weights, ending at 1, for `pick`. */
export const cumulative = (weights: readonly number[]): Float64Array => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return Float64Array.from(weights, (weight) => (sum += weight) / total)
}

/** The index of one of the weights, chosen in proportion. */
export const pick = (random: Random, sums: Float64Array): number => {
  const at = random()
  const found = sums.findIndex((sum) => at < sum)
  return found < 0 ? sums.length - 1 : found
}
