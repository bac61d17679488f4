// Detection in a series somebody hands over: what `sidmi detect` reads, what it refuses and why, and what it answers.
import { z } from 'zod'
import { parseInput } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { farringtonFlexible } from './farrington.ts'

const maxPeriods = 20_000
const maxCount = 1e9

const orSay = (es: string, en: string): { params: { text: Text } } => ({ params: { text: { es, en } } })

const oneOf = <T extends string>(name: string, values: readonly T[]) =>
  z.custom<T>((value) => values.some((each) => each === value), orSay(`${name} puede ser: ${values.join(', ')}.`, `${name} can be: ${values.join(', ')}.`))

const within = (name: string, low: number, high: number) =>
  z.custom<number>((value) => typeof value === 'number' && value >= low && value <= high, orSay(
    `${name} debe ser un número entre ${low} y ${high}.`, `${name} must be a number from ${low} to ${high}.`,
  ))

const whole = (name: string, low: number, high: number) =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high, orSay(
    `${name} debe ser un número entero entre ${low} y ${high}.`, `${name} must be a whole number from ${low} to ${high}.`,
  ))

const yesOrNo = (name: string) =>
  z.custom<boolean>((value) => typeof value === 'boolean', orSay(`${name} debe ser true o false.`, `${name} must be true or false.`))

const isLimit54 = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && value[0] >= 0 && Number.isInteger(value[1]) && Number(value[1]) > 0

/**
 * The options of R's `farringtonFlexible`; left out, they have the values recommended for it (Noufaily et al. 2013).
 * An option or value that would need something not computed here is refused.
 */
const Options = z.strictObject({
  b: whole('b', 1, 50).default(5),
  w: whole('w', 0, 100).default(3),
  noPeriods: whole('noPeriods', 1, 366).default(10),
  pastWeeksNotIncluded: whole('pastWeeksNotIncluded', 0, maxPeriods).nullable().default(26),
  reweight: yesOrNo('reweight').default(true),
  weightsThreshold: within('weightsThreshold', 0, 1e6).default(2.58),
  trend: yesOrNo('trend').default(true),
  pThresholdTrend: within('pThresholdTrend', 0, 1).default(1),
  alpha: within('alpha', 1e-9, 0.999).default(0.01),
  limit54: z.custom<[number, number]>(isLimit54, orSay(
    'limit54 son dos números: casos (0 o más) y periodos (1 o más), como [5, 4].', 'limit54 is two numbers: cases (0 or more) and periods (1 or more), such as [5, 4].',
  )).default([5, 4]),
  powertrans: oneOf('powertrans', ['2/3', '1/2', 'none']).default('2/3'),
  thresholdMethod: oneOf('thresholdMethod', ['nbPlugin', 'muan', 'delta']).default('nbPlugin'),
  fitFun: oneOf('fitFun', ['algo.farrington.fitGLM.flexible']).optional(),
  populationOffset: z.custom<false>((value) => value === false, orSay(
    'populationOffset solo puede ser false: aquí no se divide por la población.', 'populationOffset can only be false: counts are not divided by population here.',
  )).optional(),
  glmWarnings: yesOrNo('glmWarnings').optional(),
  verbose: yesOrNo('verbose').optional(),
})

const isCount = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value <= maxCount && Number.isInteger(value))

const Count = z.custom<number | null>(isCount, orSay(
  'Un recuento es un entero de 0 a mil millones, o null si no se entregó.', 'A count is a whole number from 0 to a billion, or null when not delivered.',
))

const Series = z.strictObject({
  counts: z.array(Count).min(1).max(maxPeriods),
  frequency: whole('frequency', 1, 366),
  evaluate: z.tuple([whole('evaluate', 1, maxPeriods), whole('evaluate', 1, maxPeriods)]),
  method: oneOf('method', ['farrington-flexible']),
  options: Options.prefault({}),
})
type Series = z.output<typeof Series>

interface Fault {
  path: string[]
  text: Text
}

const evaluateFaults = ({ counts, evaluate: [first, last], frequency, options: { b, w } }: Series): (Fault | false)[] => {
  const earliest = b * frequency + Math.max(w, 1)
  return [
    first > last && {
      path: ['evaluate'], text: { es: `evaluate va del primero al último: ${first} es posterior a ${last}.`, en: `evaluate goes from first to last: ${first} is after ${last}.` },
    },
    last > counts.length && {
      path: ['evaluate'], text: { es: `evaluate llega al periodo ${last} y counts tiene ${counts.length}.`, en: `evaluate reaches period ${last} and counts has ${counts.length}.` },
    },
    first < earliest && {
      path: ['evaluate'],
      text: {
        es: `Con b, w y frequency dados, el primer periodo que se puede evaluar es el ${earliest}. Reduzca b o evalúe desde ahí.`,
        en: `With this b, w and frequency the first period that can be evaluated is ${earliest}. Lower b or evaluate from there.`,
      },
    },
  ]
}

const optionFaults = ({ frequency, options: { b, w, noPeriods, pastWeeksNotIncluded } }: Series): (Fault | false)[] => [
  noPeriods > frequency && {
    path: ['options', 'noPeriods'], text: { es: `noPeriods no puede pasar de frequency (${frequency}).`, en: `noPeriods cannot exceed frequency (${frequency}).` },
  },
  noPeriods > 1 && 2 * w + 1 > frequency && {
    path: ['options', 'w'], text: { es: 'La ventana 2w + 1 no cabe en un año. Reduzca w.', en: 'The window 2w + 1 does not fit in a year. Lower w.' },
  },
  (pastWeeksNotIncluded ?? w) >= b * frequency + w && {
    path: ['options', 'pastWeeksNotIncluded'],
    text: { es: 'pastWeeksNotIncluded deja sin periodos de referencia. Redúzcalo.', en: 'pastWeeksNotIncluded leaves no reference periods. Lower it.' },
  },
]

/** One series to judge: counts, periods a year, first and last period to evaluate (from 1), and options by their R names. */
const Request = Series.superRefine((series, context) => {
  for (const fault of [...evaluateFaults(series), ...optionFaults(series)]) {
    if (fault) context.addIssue({ code: 'custom', path: fault.path, params: { text: fault.text } })
  }
})

/** What is said of the evaluated periods, in order; null where nothing can be said. */
export interface Detection {
  upperbound: (number | null)[]
  alarm: (boolean | null)[]
  expected: (number | null)[]
}

const detect = ({ counts, frequency, evaluate, options }: Series): Detection => {
  const numbers = Float64Array.from(counts, (count) => count ?? Number.NaN)
  const judged = farringtonFlexible({ counts: numbers, frequency, evaluate }, options)
  return { upperbound: judged.map((each) => each.upperbound), alarm: judged.map((each) => each.alarm), expected: judged.map((each) => each.expected) }
}

/**
 * Judges one series, or each of a list of them. Throws `request.invalid` with a sentence for each entry at fault.
 * Input: `{ counts, frequency, evaluate: [first, last], method: 'farrington-flexible', options }`.
 */
export const detectSeries = (input: unknown): Detection | Detection[] =>
  Array.isArray(input) ? parseInput(z.array(Request), input).map(detect) : detect(parseInput(Request, input))
