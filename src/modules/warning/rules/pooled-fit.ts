// Log-linear regression of counts on level, trend and annual waves, with a normal prior for each coefficient.

/** The rows of a design shared by many series: `size` rows of `width` values, one row after another. */
export interface Design {
  size: number
  width: number
  values: Float64Array
}

/** What is believed of the coefficients before the counts are seen: one mean and one variance each. */
export interface Prior {
  mean: Float64Array
  variance: Float64Array
}

/** Coefficients, their covariance (width × width, over-dispersion included), and the past's over-dispersion around them. */
export interface PooledFit {
  beta: Float64Array
  covariance: Float64Array
  phi: number
  /** How many independent observations the over-dispersion is worth; fewer when counts are small. */
  freedom: number
}

/** Counts of one series on the design's rows (NaN where missing) with their prior weights. */
export interface Reference {
  counts: Float64Array
  weights: Float64Array
}

const maxSteps = 25
const enough = 1e-5
const longestStep = 2

/** Rows for the periods `times` (offsets from the judged one): 1, years, and cosine and sine of each annual wave. */
export const designOf = (times: readonly number[], frequency: number, waves: number): Design => {
  const rows = times.map((time) => [
    1, time / frequency,
    ...Array.from({ length: waves }, (_, j) => (2 * Math.PI * (j + 1) * time) / frequency).flatMap((angle) => [Math.cos(angle), Math.sin(angle)]),
  ])
  return { size: times.length, width: 2 + 2 * waves, values: Float64Array.from(rows.flat()) }
}

/** The linear predictor of one row. */
export const etaOf = ({ width, values }: Design, beta: Float64Array, row: number): number => {
  let sum = 0
  for (let k = 0; k < width; k += 1) sum += values[row * width + k]! * beta[k]!
  return Math.min(25, sum)
}

/** Variance of the linear predictor of one row. */
export const varianceOf = ({ width, values }: Design, covariance: Float64Array, row: number): number => {
  let sum = 0
  for (let j = 0; j < width; j += 1) {
    for (let k = 0; k < width; k += 1) sum += values[row * width + j]! * covariance[j * width + k]! * values[row * width + k]!
  }
  return Math.max(0, sum)
}

interface Normal {
  matrix: Float64Array
  gradient: Float64Array
}

const addRow = ({ width, values }: Design, row: number, { mu, pull, normal }: { mu: number; pull: number; normal: Normal }): void => {
  const from = row * width
  for (let j = 0; j < width; j += 1) {
    const x = values[from + j]!
    normal.gradient[j]! += pull * x
    for (let k = 0; k <= j; k += 1) normal.matrix[j * width + k]! += mu * x * values[from + k]!
  }
}

const normalEquations = (design: Design, { counts, weights }: Reference, { beta, prior, phi }: { beta: Float64Array; prior: Prior; phi: number }): Normal => {
  const { width } = design
  const normal = { matrix: new Float64Array(width * width), gradient: new Float64Array(width) }
  for (let row = 0; row < design.size; row += 1) {
    const y = counts[row]!
    if (Number.isNaN(y)) continue
    const mu = Math.exp(etaOf(design, beta, row))
    const weight = weights[row]!
    addRow(design, row, { mu: weight * mu, pull: weight * (y - mu), normal })
  }
  for (let k = 0; k < width; k += 1) {
    normal.matrix[k * width + k]! += phi / prior.variance[k]!
    normal.gradient[k]! -= (phi / prior.variance[k]!) * (beta[k]! - prior.mean[k]!)
  }
  return normal
}

/** The lower Cholesky factor, in place of the lower triangle. The prior keeps the matrix positive definite. */
export const factorise = (matrix: Float64Array, width: number): void => {
  for (let j = 0; j < width; j += 1) {
    for (let i = j; i < width; i += 1) {
      let sum = matrix[i * width + j]!
      for (let k = 0; k < j; k += 1) sum -= matrix[i * width + k]! * matrix[j * width + k]!
      matrix[i * width + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * width + j]!
    }
  }
}

const solve = (factor: Float64Array, right: Float64Array): Float64Array => {
  const width = right.length
  const answer = Float64Array.from(right)
  for (let i = 0; i < width; i += 1) {
    for (let k = 0; k < i; k += 1) answer[i]! -= factor[i * width + k]! * answer[k]!
    answer[i]! /= factor[i * width + i]!
  }
  for (let i = width - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < width; k += 1) answer[i]! -= factor[k * width + i]! * answer[k]!
    answer[i]! /= factor[i * width + i]!
  }
  return answer
}

const inverse = (factor: Float64Array, width: number, scale: number): Float64Array => {
  const answer = new Float64Array(width * width)
  for (let k = 0; k < width; k += 1) {
    const unit = new Float64Array(width)
    unit[k] = scale
    answer.set(solve(factor, unit), k * width)
  }
  return answer
}

interface Start {
  prior: Prior
  beta: Float64Array
  phi: number
}

/** The most probable coefficients given the counts and the prior (Newton's steps, shortened where they leap). */
export const fitPooled = (design: Design, reference: Reference, { prior, beta: start, phi }: Start): PooledFit => {
  const beta = Float64Array.from(start)
  let normal = normalEquations(design, reference, { beta, prior, phi })
  for (let at = 0; at < maxSteps; at += 1) {
    factorise(normal.matrix, design.width)
    const step = solve(normal.matrix, normal.gradient)
    const longest = step.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
    const share = Math.min(1, longestStep / longest)
    for (let k = 0; k < design.width; k += 1) beta[k]! += share * step[k]!
    normal = normalEquations(design, reference, { beta, prior, phi })
    if (longest < enough) break
  }
  factorise(normal.matrix, design.width)
  const spread = dispersionOf(design, reference, beta)
  return { beta, covariance: inverse(normal.matrix, design.width, Math.max(1, spread.phi)), ...spread }
}

/**
 * Pearson's over-dispersion and what it is worth: its relative variance is (2 + 1/mean)/rows, for counts near Poisson, so that
 * a series of few cases tells little of its own over-dispersion.
 */
const dispersionOf = (design: Design, { counts, weights }: Reference, beta: Float64Array): Pick<PooledFit, 'phi' | 'freedom'> => {
  let squares = 0
  let rows = 0
  let total = 0
  for (let row = 0; row < design.size; row += 1) {
    const y = counts[row]!
    if (Number.isNaN(y)) continue
    const mu = Math.max(1e-6, Math.exp(etaOf(design, beta, row)))
    squares += (weights[row]! * (y - mu) ** 2) / mu
    total += mu
    rows += 1
  }
  const free = Math.max(1, rows - design.width)
  return { phi: squares / free, freedom: free / (1 + rows / (2 * Math.max(total, 1e-6))) }
}

/** Weights that let past rises count less: 1/r² where the Anscombe residual r is above the limit, 1 elsewhere. */
export const weighedDown = (design: Design, { counts }: Reference, { fit, limit }: { fit: PooledFit; limit: number }): Float64Array => {
  const scale = Math.sqrt(Math.max(1, fit.phi))
  return counts.map((y, row) => {
    const mu = Math.max(1e-6, Math.exp(etaOf(design, fit.beta, row)))
    const residual = y > mu ? (1.5 * (Math.cbrt(y * y) / Math.cbrt(Math.sqrt(mu)) - Math.sqrt(mu))) / scale : 0
    return residual > limit ? 1 / (residual * residual) : 1
  })
}
