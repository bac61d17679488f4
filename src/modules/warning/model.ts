// The words of early warning: runs, signals, what is decided about them, and the curve that shows why.
import { z } from 'zod'
import { Id, TextPair } from '../../platform/schema.ts'

export const signalStates = ['open', 'dismissed', 'raised'] as const
export const grains = ['week', 'month'] as const
export type SignalGrain = (typeof grains)[number]

/** Which of a source's words a series is counted by. */
export type SeriesDimension = 'offence' | 'category'

/** One period of the curve; `expected` and `upperbound` only where the detector judged it. */
export const CurvePoint = z.object({
  start: z.string(), count: z.number().nullable(), expected: z.number().nullable(), upperbound: z.number().nullable(), alarm: z.boolean(),
})
export type CurvePoint = z.infer<typeof CurvePoint>

export const SignalView = z.object({
  id: Id,
  source: z.object({ id: z.string(), name: TextPair, isDemonstration: z.boolean() }),
  measure: TextPair,
  grain: z.enum(grains),
  place: z.string(),
  placeName: TextPair,
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
  state: z.enum(signalStates),
})
export type SignalView = z.infer<typeof SignalView>

export const SignalDetail = SignalView.extend({
  explanation: TextPair,
  caution: TextPair,
  curve: z.array(CurvePoint),
  release: z.number().nullable(),
  foundAt: z.string(),
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
  alertId: Id.nullable(),
})
export type SignalDetail = z.infer<typeof SignalDetail>

export const ListSignals = z.object({ state: z.enum([...signalStates, 'all']).default('open') })
export const LastRun = z.object({ at: z.string(), series: z.number(), judged: z.number(), signals: z.number() })
export const SignalList = z.object({ items: z.array(SignalView), run: LastRun.nullable(), caution: TextPair.nullable() })
export type SignalList = z.infer<typeof SignalList>

export const SignalById = z.object({ id: Id })
export const DismissSignal = z.object({ id: Id, reason: z.string().trim().min(5).max(2000) })

/** One source, or every source when left out. */
export const RunWarning = z.object({ source: z.string().optional() })
export const RunReport = z.object({ series: z.number(), judged: z.number(), signals: z.number(), found: z.number() })
