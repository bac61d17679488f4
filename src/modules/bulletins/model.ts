// The words of the periodic bulletin: its blocks as they are written, and the same blocks filled with figures, alerts and signals.
import { z } from 'zod'
import { Day, Id, TextPair } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'

export const bulletinStates = ['draft', 'review', 'published', 'withdrawn', 'discarded'] as const
export type BulletinState = (typeof bulletinStates)[number]

export const bulletinStateNames: Readonly<Record<BulletinState, Text>> = {
  draft: { es: 'borrador', en: 'draft' },
  review: { es: 'en revisión', en: 'in review' },
  published: { es: 'publicado', en: 'published' },
  withdrawn: { es: 'retirado', en: 'withdrawn' },
  discarded: { es: 'descartado', en: 'discarded' },
}

/** How a figure is shown: a map by place, the places with most, or month by month. */
export const figureForms = ['map', 'ranking', 'months'] as const
export type FigureForm = (typeof figureForms)[number]

export const figureFormNames: Readonly<Record<FigureForm, Text>> = {
  map: { es: 'Mapa por lugar', en: 'Map by place' },
  ranking: { es: 'Lugares con más', en: 'Places with most' },
  months: { es: 'Mes a mes', en: 'Month by month' },
}

const Words = z.object({ es: z.string().max(8000), en: z.string().max(8000) })
const heading = { heading: Words, note: Words }

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...heading }),
  z.object({ kind: z.literal('figure'), ...heading, source: z.string().max(80), measure: z.string().max(80), form: z.enum(figureForms), offence: z.string().max(80).nullable() }),
  z.object({ kind: z.literal('alerts'), ...heading }),
  z.object({ kind: z.literal('signals'), ...heading, ids: z.array(Id).max(30) }),
])
export type Block = z.infer<typeof Block>

/** First and last day, both included. */
const Period = { from: Day, to: Day }

export const BulletinContent = z.object({ ...Period, title: Words, lead: Words, blocks: z.array(Block).max(30) })
export type BulletinContent = z.infer<typeof BulletinContent>

const Measured = z.object({ code: z.string().nullable(), name: TextPair, value: z.number().nullable() })

/**
 * A figure as it stood: of one release, in the form anyone may have. `reaches`: the last day its source speaks of, when the span goes on after it.
 * `before`: the same days a year earlier, as far as the source reaches, when they are whole and nothing of them withheld.
 * A `total` or `value` of null is one the source withholds; `withheld`: how many observations are, in no sum.
 */
export const FilledFigure = z.object({
  sourceName: TextPair, measureName: TextPair, unitName: TextPair, attribution: TextPair, note: TextPair, licence: z.string(), url: z.string(),
  isDemonstration: z.boolean(), isRounded: z.boolean(), isMinimum: z.boolean().default(true), release: z.number(), releasedAt: z.string(), offenceName: TextPair.nullable(),
  total: z.number().nullable(), withheld: z.number().default(0), reaches: z.string().nullable().default(null), before: z.number().nullable(), by: z.enum(['territory', 'country', 'month']), places: z.array(Measured),
  months: z.array(z.object({ start: z.string(), value: z.number().nullable() })),
})
export type FilledFigure = z.infer<typeof FilledFigure>

const FilledAlert = z.object({ id: Id, title: TextPair, offence: TextPair.nullable(), areas: z.array(TextPair), issuedAt: z.string(), state: z.string() })
const FilledSignal = z.object({
  id: Id, sourceName: TextPair, placeName: TextPair, whatName: TextPair, grain: z.enum(['week', 'month']), period: z.string(), observed: z.number(), expected: z.number(), isDemonstration: z.boolean(),
})
export type FilledAlert = z.infer<typeof FilledAlert>
export type FilledSignal = z.infer<typeof FilledSignal>

/** A block with what it shows; `figure` is null when the source says nothing of the period. */
export const FilledBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...heading }),
  z.object({ kind: z.literal('figure'), ...heading, form: z.enum(figureForms), figure: FilledFigure.nullable() }),
  z.object({ kind: z.literal('alerts'), ...heading, alerts: z.array(FilledAlert) }),
  z.object({ kind: z.literal('signals'), ...heading, signals: z.array(FilledSignal) }),
])
export type FilledBlock = z.infer<typeof FilledBlock>

export const BulletinSummary = z.object({
  id: Id, state: z.enum(bulletinStates), title: Words, ...Period, institution: z.string(), author: z.string(), changedAt: z.string(), publishedAt: z.string().nullable(),
})
export type BulletinSummary = z.infer<typeof BulletinSummary>
export const BulletinList = z.object({ items: z.array(BulletinSummary) })

export const BulletinView = BulletinSummary.extend({
  version: z.int(), content: BulletinContent, filled: z.array(FilledBlock), returnReason: z.string().nullable(), withdrawnReason: z.string().nullable(),
  corrects: Id.nullable(), correctedBy: Id.nullable(),
  /** Signals of the period that may be told publicly, to choose from. */
  signals: z.array(FilledSignal),
})
export type BulletinView = z.infer<typeof BulletinView>

export const PublicBulletin = z.object({
  id: Id, ...Period, title: Words, lead: Words, blocks: z.array(FilledBlock), institution: z.string(), publishedAt: z.string(),
  withdrawnReason: z.string().nullable(), corrects: Id.nullable(), correctedBy: Id.nullable(),
})
export type PublicBulletin = z.infer<typeof PublicBulletin>

export const ById = z.object({ id: Id })
export const Compose = z.object(Period)
const Based = z.object({ id: Id, basedOn: z.coerce.number().int().positive() })
export const DecideOnBulletin = Based
export const ReviseBulletin = Based.extend({ content: BulletinContent })
const Reason = z.string().trim().min(5).max(1000)
export const ReturnBulletin = Based.extend({ reason: Reason })
export const WithdrawBulletin = ById.extend({ reason: Reason })
export const PrintBulletin = ById.extend({ lang: z.enum(['es', 'en']).default('es') })
