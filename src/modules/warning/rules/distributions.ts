// Probability distributions the detector needs: normal, Student, and over-dispersed counts (negative binomial, Poisson).

const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]

/** Natural logarithm of the gamma function, for positive x: Stirling's series after shifting x above 12. */
const logGamma = (x: number): number => {
  let shift = 0
  let at = x
  for (; at < 12; at += 1) shift += Math.log(at)
  let series = 0
  let power = 1 / at
  for (const coefficient of stirling) {
    series += coefficient * power
    power /= at * at
  }
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift
}

const tiny = 1e-300
const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)

/** Continued fraction b0 + a1/(b1 + a2/(b2 + …)) by Lentz's method; `term(i)` gives [aᵢ, bᵢ]. */
const continuedFraction = (b0: number, term: (i: number) => readonly [number, number]): number => {
  let value = away(b0)
  let c = value
  let d = 0
  for (let i = 1; i < 200_000; i += 1) {
    const [a, b] = term(i)
    d = 1 / away(b + a * d)
    c = away(b + a / c)
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return value
}

const betaTerm = (x: number, a: number, b: number) => (i: number): readonly [number, number] => {
  const m = Math.floor((i - 1) / 2)
  if (i === 1) return [1, 1]
  return i % 2 === 0
    ? [(-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)), 1]
    : [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), 1]
}

const betaBelow = (x: number, a: number, b: number): number => {
  const front = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return (Math.exp(front) / a) * continuedFraction(0, betaTerm(x, a, b))
}

/** Regularised incomplete beta function I_x(a, b). */
export const regularisedBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  return x > (a + 1) / (a + b + 2) ? 1 - betaBelow(1 - x, b, a) : betaBelow(x, a, b)
}

/** Upper tail of the standard normal, P(Z > z). */
export const normalUpper = (z: number): number => {
  if (z < 0) return 1 - normalUpper(-z)
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z > 3) return density / continuedFraction(z, (i) => [i, z])
  let term = z
  let sum = z
  for (let i = 1; i < 100 && term > sum * 1e-17; i += 1) {
    term *= (z * z) / (2 * i + 1)
    sum += term
  }
  return 0.5 - density * sum
}

/** The z with P(Z ≤ z) = p, by Newton's method on the tail that keeps its precision. */
export const normalQuantile = (p: number): number => {
  if (p < 0.5) return -normalQuantile(1 - p)
  const upper = 1 - p
  let z = upper < 0.1 ? Math.sqrt(-2 * Math.log(upper)) - 0.5 : 0
  for (let i = 0; i < 60; i += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const step = (normalUpper(z) - upper) / density
    z += step
    if (Math.abs(step) < 1e-15 * (1 + Math.abs(z))) break
  }
  return z
}

/** Two-sided p-value of a Student t statistic. */
export const studentTwoSided = (t: number, degrees: number): number => regularisedBeta(degrees / (degrees + t * t), degrees / 2, 0.5)

/** Counts with mean mu and variance phi·mu: negative binomial when phi > 1, Poisson when phi is 1. */
export interface CountLaw {
  mu: number
  phi: number
}

// P(x + 1) / P(x) holds for both laws; sums of such products need no gamma function and cannot lose digits.
const ratio = ({ mu, phi }: CountLaw, x: number): number => (mu / phi + (1 - 1 / phi) * x) / (x + 1)

const modeOf = ({ mu, phi }: CountLaw): number => Math.max(0, Math.floor(mu - phi + 1))

/** Sum over x > from of P(x)/P(from), or over from < x ≤ to when `to` is given. */
const sumAbove = (law: CountLaw, from: number, to = Infinity): number => {
  let term = 1
  let sum = 0
  for (let x = from; x < to; x += 1) {
    term *= ratio(law, x)
    sum += term
    if (term < 1e-18 * (1 + sum) && ratio(law, x) < 1) break
  }
  return sum
}

/** Sum over x < from of P(x)/P(from). */
const sumBelow = (law: CountLaw, from: number): number => {
  let term = 1
  let sum = 0
  for (let x = from - 1; x >= 0 && term > 1e-18 * (1 + sum); x -= 1) {
    term /= ratio(law, x)
    sum += term
  }
  return sum
}

// Sums of more than some ten million terms give way to a closed form, exact to less than one count in a million.
const isWide = ({ mu, phi }: CountLaw): boolean => 40 * (Math.sqrt(mu * phi) + phi) > 1e7

// With this many "successes" the law is normal but for its skewness.
const isNearlyNormal = ({ mu, phi }: CountLaw): boolean => mu > 1e9 * (phi - 1)

const wideTail = (law: CountLaw, x: number): number => isNearlyNormal(law)
  ? normalUpper((x + 0.5 - law.mu) / Math.sqrt(law.mu * law.phi))
  : regularisedBeta(1 - 1 / law.phi, x + 1, law.mu / (law.phi - 1))

// Beyond this nothing is counted, and the tail of so wide a law can no longer be told from one: it would be doubled for ever.
const neverCounted = Number.MAX_SAFE_INTEGER

const wideQuantile = (law: CountLaw, alpha: number): number => {
  if (isNearlyNormal(law)) return skewedQuantile(law, normalQuantile(1 - alpha))
  let low = -1
  let high = Math.ceil(law.mu + law.phi)
  while (wideTail(law, high) > alpha) {
    if (high > neverCounted) return high
    low = high
    high *= 2
  }
  while (high - low > Math.max(1, high * 1e-12)) {
    const middle = Math.floor((low + high) / 2)
    if (wideTail(law, middle) > alpha) low = middle
    else high = middle
  }
  return high
}

// The first two terms of the Cornish–Fisher expansion.
const skewedQuantile = ({ mu, phi }: CountLaw, z: number): number =>
  Math.round(mu + z * Math.sqrt(mu * phi) + ((2 * phi - 1) * (z * z - 1)) / 6)

const quantileBySums = (law: CountLaw, alpha: number): number => {
  let x = modeOf(law)
  let term = 1
  let upTo = sumBelow(law, x) + 1
  const wanted = (1 - alpha) * (upTo + sumAbove(law, x))
  for (; x > 0 && upTo - term >= wanted; x -= 1) {
    upTo -= term
    term /= ratio(law, x - 1)
  }
  for (; upTo < wanted; x += 1) {
    term *= ratio(law, x)
    upTo += term
    if (term === 0) break
  }
  return x
}

/** The smallest count exceeded with probability at most alpha. */
export const countQuantile = (law: CountLaw, alpha: number): number => {
  if (law.mu <= 0) return 0
  return isWide(law) ? wideQuantile(law, alpha) : quantileBySums(law, alpha)
}

/** Probability of a count of at least y. */
export const countTail = (law: CountLaw, y: number): number => {
  if (y <= 0) return 1
  if (isWide(law)) return wideTail(law, y - 1)
  const mode = modeOf(law)
  const above = sumAbove(law, mode)
  const total = sumBelow(law, mode) + 1 + above
  if (y > mode) return Math.max(0, above - sumAbove(law, mode, y - 1)) / total
  let term = 1
  let sum = 1 + above
  for (let x = mode - 1; x >= y && term > 1e-18 * sum; x -= 1) {
    term /= ratio(law, x)
    sum += term
  }
  return sum / total
}
