// The words of early warning: runs, signals, what is decided about them, and the curve that shows why.
import { z } from 'zod'
import { Id, TextPair } from '../../platform/schema.ts'
import { Detector, NamedEvidence, NamedExplained, type Detector as DetectorName } from './model/evidence.ts'
import { GivenVerdict, SimilarSignal, verdicts } from './model/verdicts.ts'

export type { Detector, Evidence, Explained } from './model/evidence.ts'

export const signalStates = ['open', 'dismissed', 'raised'] as const
export const grains = ['week', 'month'] as const
export type SignalGrain = (typeof grains)[number]

/** Which of a source's words a series is counted by. */
export type SeriesDimension = 'offence' | 'category'

/** One period of the curve; `expected` and `upperbound` only where the detector judged it, `nowcast` where late reports are still to come. */
export const CurvePoint = z.object({
  start: z.string(), count: z.number().nullable(), expected: z.number().nullable(), upperbound: z.number().nullable(), alarm: z.boolean(),
  nowcast: z.object({ estimate: z.number(), lower: z.number(), upper: z.number() }).nullable().default(null),
})
export type CurvePoint = z.infer<typeof CurvePoint>

export const SignalView = z.object({
  id: Id,
  source: z.object({ id: z.string(), name: TextPair, isDemonstration: z.boolean() }),
  measure: TextPair,
  grain: z.enum(grains),
  place: z.string(),
  placeName: TextPair,
  /** All places that rise together; the first leads. */
  places: z.array(z.object({ code: z.string(), name: TextPair })),
  dimension: z.enum(['offence', 'category']),
  what: z.string(),
  whatName: TextPair,
  /** First unusual period and the latest one, by their first day. */
  since: z.string(),
  period: z.string(),
  observed: z.number(),
  expected: z.number(),
  upperbound: z.number(),
  score: z.number(),
  /** Detectors that agree, the p-value of all together, and the share of false signals of the run at which it would just be told. */
  detectors: z.array(Detector),
  pvalue: z.number(),
  adjusted: z.number().nullable(),
  state: z.enum(signalStates),
  verdict: z.enum(verdicts).nullable(),
})
export type SignalView = z.infer<typeof SignalView>

/** A run: how many series and comparisons, and the share of false signals it allows (null: each series was judged alone). */
export const Run = z.object({
  at: z.string(), series: z.number(), judged: z.number(), signals: z.number(), discovery: z.string(), q: z.number().nullable(),
  tested: z.record(z.string(), z.number()),
})
export type Run = z.infer<typeof Run>

export const SignalDetail = SignalView.extend({
  explanation: TextPair,
  caution: TextPair,
  curve: z.array(CurvePoint),
  evidence: z.array(NamedEvidence),
  explained: NamedExplained.nullable(),
  run: Run,
  publisher: z.string(),
  /** What readers of the source should know, such as that its figures are minimum estimates. */
  sourceNote: TextPair,
  release: z.number().nullable(),
  releasedAt: z.string().nullable(),
  foundAt: z.string(),
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
  verdicts: z.array(GivenVerdict),
  similar: z.array(SimilarSignal),
})
export type SignalDetail = z.infer<typeof SignalDetail>

/** `verdict` may also ask for those nobody has judged. */
export const ListSignals = z.object({
  state: z.enum([...signalStates, 'all']).default('open'),
  detector: Detector.optional(),
  verdict: z.enum([...verdicts, 'none']).optional(),
})
export const SignalList = z.object({ items: z.array(SignalView), run: Run.nullable(), caution: TextPair.nullable() })
export type SignalList = z.infer<typeof SignalList>

export const SignalById = z.object({ id: Id })
export const DismissSignal = z.object({ id: Id, reason: z.string().trim().min(5).max(2000) })

/** One source, or every source when left out. */
export const RunWarning = z.object({ source: z.string().optional() })
export const RunReport = z.object({ series: z.number(), judged: z.number(), signals: z.number(), found: z.number(), tested: z.record(z.string(), z.number()) })
export type RunReport = z.infer<typeof RunReport>

/** Counts of comparisons by detector. */
export type Tested = Partial<Record<DetectorName, number>>
