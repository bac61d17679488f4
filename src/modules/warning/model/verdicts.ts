// What signals turned out to be: verdicts, and the running precision of each detector and source.
import { z } from 'zod'
import { Id, TextPair } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'

export const verdicts = ['true', 'false', 'unclear'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictNames: Readonly<Record<Verdict, Text>> = {
  true: { es: 'Era cierta', en: 'It was true' },
  false: { es: 'Era falsa', en: 'It was false' },
  unclear: { es: 'No se sabe', en: 'Unclear' },
}

/** A verdict somebody gave; the newest of a signal counts. */
export const GivenVerdict = z.object({ verdict: z.enum(verdicts), note: z.string(), by: z.string(), at: z.string() })
export type GivenVerdict = z.infer<typeof GivenVerdict>

export const JudgeSignal = z.object({ id: Id, verdict: z.enum(verdicts), note: z.string().trim().min(5).max(2000) })

/** An earlier signal of the same source, of the same place or the same thing. */
export const SimilarSignal = z.object({
  id: Id, placeName: TextPair, whatName: TextPair, period: z.string(), grain: z.enum(['week', 'month']), state: z.string(), verdict: z.enum(verdicts).nullable(),
})
export type SimilarSignal = z.infer<typeof SimilarSignal>

/** Counts of signals by verdict; `share` of true ones among true and false, with its 95 % interval (Wilson); null before any. */
const Precision = z.object({
  true: z.number(), false: z.number(), unclear: z.number(), waiting: z.number(),
  precision: z.object({ share: z.number(), lower: z.number(), upper: z.number() }).nullable(),
})
export const PrecisionRow = Precision.extend({ key: z.string(), name: TextPair })
export type PrecisionRow = z.infer<typeof PrecisionRow>

/** `months`: all verdicts on signals found up to the end of each month. */
export const PrecisionReport = z.object({
  all: Precision, detectors: z.array(PrecisionRow), sources: z.array(PrecisionRow), months: z.array(Precision.extend({ month: z.string() })),
})
export type PrecisionReport = z.infer<typeof PrecisionReport>
