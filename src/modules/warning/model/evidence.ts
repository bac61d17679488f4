// What detectors say of a signal, and what the rise and the expected value are made of.
import { z } from 'zod'
import { TextPair } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'

export const detectors = ['pooled', 'farrington-flexible', 'cusum', 'space-time-scan', 'new-pattern', 'ears'] as const
export const Detector = z.enum(detectors)
export type Detector = z.infer<typeof Detector>

export const detectorNames: Readonly<Record<Detector, Text>> = {
  pooled: { es: 'Series en conjunto', en: 'Series together' },
  'farrington-flexible': { es: 'Farrington flexible', en: 'Farrington Flexible' },
  cusum: { es: 'Deriva lenta (CUSUM)', en: 'Slow drift (CUSUM)' },
  'space-time-scan': { es: 'Concentración en lugar y tiempo', en: 'Cluster in space and time' },
  'new-pattern': { es: 'Combinación nueva', en: 'New combination' },
  ears: { es: 'Historia corta (EARS)', en: 'Short history (EARS)' },
}

/** The same in a word, for lists. */
export const detectorWords: Readonly<Record<Detector, Text>> = {
  pooled: { es: 'conjunto', en: 'together' },
  'farrington-flexible': { es: 'Farrington', en: 'Farrington' },
  cusum: { es: 'deriva', en: 'drift' },
  'space-time-scan': { es: 'concentración', en: 'cluster' },
  'new-pattern': { es: 'novedad', en: 'novelty' },
  ears: { es: 'historia corta', en: 'short history' },
}

/** What each detector compares, in a sentence. */
export const detectorExplained: Readonly<Record<Detector, Text>> = {
  pooled: {
    es: 'Compara con su pasado, su tendencia y su época del año, y aprende de los lugares vecinos y de los delitos parecidos.',
    en: 'Compares with its past, trend and season, and learns from neighbouring places and related offences.',
  },
  'farrington-flexible': {
    es: 'Compara con las mismas fechas de años anteriores, con tendencia y época del año (Noufaily y otros, 2013).',
    en: 'Compares with the same dates of earlier years, with trend and season (Noufaily and others, 2013).',
  },
  cusum: {
    es: 'Suma pequeños excesos de un año entero: encuentra lo que crece poco a poco sin que ninguna semana llame la atención.',
    en: 'Adds up small excesses of a whole year: finds what grows little by little without any week standing out.',
  },
  'space-time-scan': {
    es: 'Busca dónde y desde cuándo hay más casos que los que explican el lugar y la fecha por separado (Kulldorff y otros, 2005).',
    en: 'Looks for where and since when there are more cases than place and date apart explain (Kulldorff and others, 2005).',
  },
  'new-pattern': {
    es: 'Encuentra combinaciones de delito, lugar y modo que los años anteriores nunca vieron.',
    en: 'Finds combinations of offence, place and manner that the years before never saw.',
  },
  ears: {
    es: 'Para fuentes con menos de dos años: compara con las semanas o meses justo anteriores, sin saber de épocas del año (EARS, de los CDC). Se equivoca más que los otros métodos.',
    en: 'For sources of less than two years: compares with the weeks or months just before, knowing no seasons (EARS, of the CDC). It errs more often than the other methods.',
  },
}

/** Whether a signal comes of a source too young for detectors that need years: its false signals are more, and less well known. */
export const hasShortHistory = ({ detectors: seenBy }: { detectors: readonly Detector[] }): boolean => seenBy.includes('ears')

/** The words a combination may be made of. */
export const patternDimensions = ['offence', 'category', 'territory', 'country', 'route', 'region', 'modality', 'cause', 'subcategory', 'nationality'] as const

/** What one detector says: its p-value alone, and, of drifts, clusters and combinations, since when, how many cases and how many expected. */
export const Evidence = z.object({
  detector: Detector,
  pvalue: z.number(),
  since: z.string().optional(),
  cases: z.number().optional(),
  expected: z.number().optional(),
  places: z.array(z.string()).optional(),
  words: z.array(z.object({ dimension: z.enum(patternDimensions), code: z.string() })).optional(),
})
export type Evidence = z.infer<typeof Evidence>

/** A place, an offence or a group, with what there was and what was expected of it. */
const Compared = z.object({ code: z.string().nullable(), observed: z.number(), expected: z.number() })
const ComparedGroup = Compared.extend({ dimension: z.enum(['sex', 'age_band', 'nationality']) })

/** As the run saw it. `trend`: growth in a year; `season`: this time of the year against the year's mean; `reported`: the part in, null when not known. */
export const Explained = z.object({
  places: z.array(Compared),
  offences: z.array(Compared),
  groups: z.array(ComparedGroup),
  years: z.array(z.object({ start: z.string(), mean: z.number() })),
  trend: z.number().nullable(),
  season: z.number().nullable(),
  reported: z.number().nullable(),
})
export type Explained = z.infer<typeof Explained>

/** The same with names for people. */
const named = { name: TextPair }
export const NamedExplained = Explained.extend({
  places: z.array(Compared.extend(named)), offences: z.array(Compared.extend(named)), groups: z.array(ComparedGroup.extend(named)),
})
export const NamedEvidence = Evidence.extend({ says: TextPair })
