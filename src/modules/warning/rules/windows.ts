// Which past periods an evaluation is compared with: windows around the same date of earlier years, and seasonal blocks between them.

interface WindowOptions {
  /** Years looked back. */
  b: number
  /** Half-width of the window around the same date. */
  w: number
  /** Seasonal groups of a year, the window itself being the last. */
  noPeriods: number
  /** Latest periods left out; the half-width when null. */
  pastWeeksNotIncluded: number | null
}

/** Reference periods as offsets from the evaluated one (all negative, ascending) with the seasonal group of each, from 0. */
export interface Windows {
  offsets: Int32Array
  groups: Uint16Array
  groupCount: number
  /** The seasonal group of the evaluated period. */
  current: number
}

// A block of no length still takes two places, walked backwards, as the published method does; later blocks overwrite.
const fill = (factors: Int32Array, from: number, to: number, group: number): void => {
  const step = to >= from ? 1 : -1
  for (let at = from; at !== to + step; at += step) if (at >= 0 && at < factors.length) factors[at] = group
}

const fillSeasons = (factors: Int32Array, first: number, period: number, noPeriods: number): void => {
  const blocks = noPeriods - 1
  const rest = period % blocks
  let start = first
  for (let block = 1; block <= blocks; block += 1) {
    const length = Math.floor(period / blocks) + (block <= rest ? 1 : 0)
    fill(factors, start, start + length - 1, block)
    start += length
  }
}

const seasonOfEach = (frequency: number, { b, w, noPeriods }: WindowOptions): Int32Array => {
  const now = b * frequency + w
  const factors = new Int32Array(now + 1)
  fill(factors, now - w, now, noPeriods)
  for (let year = 1; year <= b; year += 1) {
    const same = now - year * frequency
    fill(factors, same - w, same + w, noPeriods)
    if (noPeriods > 1) fillSeasons(factors, same + w + 1, frequency - 2 * w - 1, noPeriods)
  }
  return factors
}

/** The reference windows of every evaluation of a series: they only shift with the evaluated period. */
export const referenceWindows = (frequency: number, options: WindowOptions): Windows => {
  const factors = seasonOfEach(frequency, options)
  const now = factors.length - 1
  const last = now - (options.pastWeeksNotIncluded ?? options.w) - 1
  const chosen: number[] = []
  for (let at = 0; at <= last; at += 1) if (factors[at] !== 0) chosen.push(at)
  return {
    offsets: Int32Array.from(chosen, (at) => at - now),
    groups: Uint16Array.from(chosen, (at) => (factors[at] ?? 1) - 1),
    groupCount: options.noPeriods,
    current: options.noPeriods - 1,
  }
}
