// What may be asked of the detectors about a series somebody hands over, and why the rest is refused.
import { z } from 'zod'
import { Counts, Evaluate, Frequency, maxCount, maxPeriods, oneOf, orSay, rangeFaults, report, whole, within, yesOrNo, type Fault } from './asking.ts'
import { CusumRequest, NewPatternRequest, NowcastRequest, PooledRequest, ScanRequest } from './detect-more.ts'
import { earsReach, type EarsOptions } from './ears.ts'

const isLimit54 = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && value[0] >= 0 && Number.isInteger(value[1]) && Number(value[1]) > 0

/**
 * The options of R's `farringtonFlexible`; left out, they have the values recommended for it (Noufaily et al. 2013).
 * An option or value that would need something not computed here is refused.
 */
const FlexibleOptions = z.strictObject({
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

const flexible = FlexibleOptions.shape

/** The same engine as the method of Farrington et al. 1996: no seasonal groups, only significant trends, a normal limit. */
const OriginalOptions = FlexibleOptions.extend({
  noPeriods: flexible.noPeriods.default(1),
  pastWeeksNotIncluded: flexible.pastWeeksNotIncluded.default(3),
  weightsThreshold: flexible.weightsThreshold.default(1),
  pThresholdTrend: flexible.pThresholdTrend.default(0.05),
  thresholdMethod: flexible.thresholdMethod.default('delta'),
})

/** The options of R's `earsC`; the defaults are those of the United States' CDC. */
const earsOptions = (alpha: number) => z.strictObject({
  baseline: whole('baseline', 3, 366).default(7),
  minSigma: within('minSigma', 0, maxCount).default(0),
  alpha: within('alpha', 1e-9, 0.999).default(alpha),
})

const given = { counts: Counts, evaluate: Evaluate }

const FarringtonRequest = z.discriminatedUnion('method', [
  z.strictObject({ ...given, frequency: Frequency, method: z.literal('farrington-flexible'), options: FlexibleOptions.prefault({}) }),
  z.strictObject({ ...given, frequency: Frequency, method: z.literal('farrington'), options: OriginalOptions.prefault({}) }),
])
export type FarringtonRequest = z.output<typeof FarringtonRequest>

// EARS knows no seasons: the periods a year may be given and change nothing.
const earsGiven = { ...given, frequency: Frequency.optional() }
const EarsRequest = z.discriminatedUnion('method', [
  z.strictObject({ ...earsGiven, method: z.literal('ears-c1'), options: earsOptions(0.001).prefault({}) }),
  z.strictObject({ ...earsGiven, method: z.literal('ears-c2'), options: earsOptions(0.001).prefault({}) }),
  z.strictObject({ ...earsGiven, method: z.literal('ears-c3'), options: earsOptions(0.025).prefault({}) }),
])
export type EarsRequest = z.output<typeof EarsRequest>

const earsMethods = { 'ears-c1': 'C1', 'ears-c2': 'C2', 'ears-c3': 'C3' } as const

/** The options as the EARS detectors take them. */
export const earsOptionsOf = ({ method, options }: EarsRequest): EarsOptions => ({ method: earsMethods[method], ...options })

const earsFaults = (request: EarsRequest): (Fault | false)[] => {
  const earliest = earsReach(earsOptionsOf(request)) + 1
  return [request.evaluate[0] < earliest && {
    path: ['evaluate'],
    text: {
      es: `Con este método y baseline, el primer periodo que se puede evaluar es el ${earliest}. Reduzca baseline o evalúe desde ahí.`,
      en: `With this method and baseline the first period that can be evaluated is ${earliest}. Lower baseline or evaluate from there.`,
    },
  }]
}

const farringtonFaults = ({ evaluate: [first], frequency, options: { b, w, noPeriods, pastWeeksNotIncluded } }: FarringtonRequest): (Fault | false)[] => {
  const earliest = b * frequency + Math.max(w, 1)
  return [
    first < earliest && {
      path: ['evaluate'],
      text: {
        es: `Con b, w y frequency dados, el primer periodo que se puede evaluar es el ${earliest}. Reduzca b o evalúe desde ahí.`,
        en: `With this b, w and frequency the first period that can be evaluated is ${earliest}. Lower b or evaluate from there.`,
      },
    },
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
}

/** Whether a request asks for EARS. */
export const isEars = (request: FarringtonRequest | EarsRequest): request is EarsRequest => request.method in earsMethods

/** One series to judge: counts, periods a year, first and last period to evaluate (from 1), method, and options by their R names. */
const SeriesRequest = z.discriminatedUnion('method', [FarringtonRequest, EarsRequest]).superRefine((request, context) => {
  report(context, [...rangeFaults(request.evaluate, request.counts.length), ...(isEars(request) ? earsFaults(request) : farringtonFaults(request))])
})

const methods = [
  'farrington-flexible', 'farrington', 'ears-c1', 'ears-c2', 'ears-c3', 'cusum', 'space-time-scan', 'new-pattern', 'nowcast', 'pooled',
] as const

/** One question: a method, and what that method needs. */
export const DetectionRequest = z.looseObject({ method: oneOf('method', methods) })
  .pipe(z.discriminatedUnion('method', [SeriesRequest, CusumRequest, ScanRequest, NewPatternRequest, NowcastRequest, PooledRequest]))
export type DetectionRequest = z.output<typeof DetectionRequest>
