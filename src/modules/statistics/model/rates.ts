// Rates: what is counted for each 100,000 residents of the same place and year.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import { Dimension, FigureAnswer, FigureMeasure, FigureSource, QueryFigures, Release } from '../model.ts'

/** Residents a rate is given for. */
export const ratePer = 100_000

export const QueryRates = QueryFigures.omit({ points: true }).extend({
  /** The residents to divide by, `source.measure`; the node's own choice when left out. */
  per: z.string().max(160).optional(),
})
export type QueryRates = z.infer<typeof QueryRates>

/** A published indicator the rate is, with whose it is and what must be said beside it. */
export const Indicator = z.object({ code: z.string(), name: TextPair, note: TextPair })
export type Indicator = z.infer<typeof Indicator>

/** As figures, but `value` is the rate (null without residents); `count` and `residents` stand beside it in each row. */
export const RateAnswer = FigureAnswer.extend({
  rate: z.object({
    per: z.number(),
    source: FigureSource,
    measure: FigureMeasure,
    release: Release.nullable(),
    /** The one year asked for; null when each row has its own. */
    year: z.number().nullable(),
    /** Of everything asked for together; null when rows are of several years. */
    total: z.object({ count: z.number(), residents: z.number(), value: z.number() }).nullable(),
    /** What the figures are told apart by and the residents are not. */
    unmatched: z.array(Dimension),
    /** Years with figures and no residents: they have no rate, and no other year stands in for them. */
    missingYears: z.array(z.number()),
    /** Counted in places (or years) without residents, and so in no rate. */
    without: z.number(),
    /** Residents of where the source withholds the count: they are in no rate and divide no total. */
    withheldResidents: z.number(),
    /** Years not yet delivered from beginning to end, whose rates are too low. */
    incompleteYears: z.array(z.number()),
    indicator: Indicator.nullable(),
  }),
})
export type RateAnswer = z.infer<typeof RateAnswer>
