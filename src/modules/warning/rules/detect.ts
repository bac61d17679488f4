// Detection in a series somebody hands over: what `sidmi detect` answers.
import { z } from 'zod'
import { parseInput } from '../../../platform/schema.ts'
import { DetectionRequest, earsOptionsOf, isEars } from './detect-request.ts'
import { ears } from './ears.ts'
import { farringtonFlexible } from './farrington.ts'

/** What is said of the evaluated periods, in order; null where nothing can be said. */
export interface Detection {
  upperbound: (number | null)[]
  alarm: (boolean | null)[]
  expected: (number | null)[]
}

const detect = (request: DetectionRequest): Detection => {
  const counts = Float64Array.from(request.counts, (count) => count ?? Number.NaN)
  const judged = isEars(request)
    ? ears({ counts, evaluate: request.evaluate }, earsOptionsOf(request))
    : farringtonFlexible({ counts, frequency: request.frequency, evaluate: request.evaluate }, request.options)
  return { upperbound: judged.map((each) => each.upperbound), alarm: judged.map((each) => each.alarm), expected: judged.map((each) => each.expected) }
}

/**
 * Judges one series, or each of a list of them. Throws `request.invalid` with a sentence for each entry at fault.
 * Input: `{ counts, frequency, evaluate: [first, last], method, options }`; the methods are farrington-flexible, farrington (1996)
 * and ears-c1, ears-c2, ears-c3, which need no frequency.
 */
export const detectSeries = (input: unknown): Detection | Detection[] =>
  Array.isArray(input) ? parseInput(z.array(DetectionRequest), input).map(detect) : detect(parseInput(DetectionRequest, input))
