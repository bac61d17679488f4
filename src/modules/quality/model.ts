// The words of quality: what is checked, what a finding is and where it stands, and the score of a source with its parts.
import { z } from 'zod'
import { Id, TextPair } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'
import { units } from '../collection/model.ts'

export const checks = ['place', 'totals', 'duplicate', 'split', 'jump', 'gap'] as const
export type CheckId = (typeof checks)[number]

export const checkNames: Record<CheckId, Text> = {
  place: { es: 'País y coordenadas no coinciden', en: 'Country and coordinates disagree' },
  totals: { es: 'Totales que no cuadran', en: 'Totals that do not agree' },
  duplicate: { es: 'Posible duplicado', en: 'Possible duplicate' },
  split: { es: 'Posible hecho partido en varias filas', en: 'Possible event split over several rows' },
  jump: { es: 'Salto difícil de creer', en: 'Jump hard to believe' },
  gap: { es: 'Hueco o cero repentino', en: 'Gap or sudden zero' },
}

/** What a finding is, within its check. */
export const diagnoses = [
  'longitude-sign', 'latitude-sign', 'both-signs', 'swapped', 'same-number', 'merged-places', 'another-country', 'far-away',
  'declared-pair', 'usual-pair', 'same-row', 'across-sources', 'near-rows', 'spike', 'drop', 'last-period', 'missing-months', 'sudden-zero', 'year-in-a-month',
] as const
export type Diagnosis = (typeof diagnoses)[number]

export const findingStates = ['open', 'explained', 'mended'] as const
export type FindingState = (typeof findingStates)[number]

export const stateNames: Record<FindingState, Text> = {
  open: { es: 'Abierto', en: 'Open' },
  explained: { es: 'Explicado', en: 'Explained' },
  mended: { es: 'Corregido en la fuente', en: 'Mended at the source' },
}

export const severities = ['severe', 'moderate', 'minor'] as const
export type FindingSeverity = (typeof severities)[number]

/** What a check saw: codes and numbers only, from which the sentences are made. */
export const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number(), z.null()]))]))
export type Facts = z.output<typeof Facts>

/** What a check found; `key` is the same for as long as it is the same figures. */
export interface Candidate {
  check: CheckId
  key: string
  diagnosis: Diagnosis
  severity: FindingSeverity
  /** From 0 to 1: how sure. */
  score: number
  facts: Facts
  /** The observations it is about: at most a hundred. */
  observations: readonly number[]
  cells: number
  delivery: string | null
}

export const FindingView = z.object({
  id: Id,
  check: z.enum(checks),
  diagnosis: z.enum(diagnoses),
  severity: z.enum(severities),
  state: z.enum(findingStates),
  source: z.object({ id: z.string(), name: TextPair, isDemonstration: z.boolean() }),
  title: TextPair,
  institution: z.object({ id: Id, name: z.string() }).nullable(),
  person: z.object({ id: Id, name: z.string() }).nullable(),
  foundAt: z.iso.datetime(),
  foundRelease: z.int(),
  mendedRelease: z.int().nullable(),
  cells: z.int(),
})
export type FindingView = z.output<typeof FindingView>

export const noteKinds = ['found', 'mended', 'returned', 'assigned', 'explained', 'reopened', 'noted'] as const
export type NoteKind = (typeof noteKinds)[number]

const NoteView = z.object({ id: z.int(), at: z.iso.datetime(), what: z.enum(noteKinds), person: z.string().nullable(), words: z.string().nullable() })
export type NoteView = z.output<typeof NoteView>

/** A line of a file the finding is about. */
const EvidenceLine = z.object({
  observation: z.int(), delivery: Id, fileName: z.string(), line: z.int(), measure: z.string(), start: z.string().nullable(), grain: z.string(),
  country: z.string().nullable(), territory: z.string().nullable(), value: z.number().nullable(), isStanding: z.boolean(),
})
export type EvidenceLine = z.output<typeof EvidenceLine>

export const FindingDetail = FindingView.extend({
  explanation: TextPair,
  advice: TextPair,
  score: z.number(),
  facts: Facts,
  /** What somebody answered; null while open. */
  answer: z.string().nullable(),
  /** Those the reader may see: of public sources, or of their own institution. */
  lines: z.array(EvidenceLine),
  /** How many more there are, of other institutions. */
  hiddenLines: z.int(),
  notes: z.array(NoteView),
})
export type FindingDetail = z.output<typeof FindingDetail>

export const FindingList = z.object({
  items: z.array(FindingView),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  counts: z.array(z.object({ check: z.enum(checks), open: z.int() })),
  sources: z.array(z.object({ id: z.string(), name: TextPair })),
})
export type FindingList = z.output<typeof FindingList>

export const ListFindings = z.object({
  state: z.enum([...findingStates, 'all']).default('open'),
  check: z.enum(checks).optional(),
  severity: z.enum(severities).optional(),
  source: z.string().max(64).optional(),
  mine: z.stringbool().default(false),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export const FindingById = z.object({ id: Id })
export const AnswerFinding = z.object({ id: Id, words: z.string().trim().min(10).max(2000) })
export const AssignFinding = z.object({ id: Id, institution: Id.nullable().default(null), person: Id.nullable().default(null) })

export const ExamineQuality = z.object({ source: z.string().min(1).max(64) })
export const Examined = z.object({ source: z.string(), release: z.int().nullable(), found: z.int(), mended: z.int(), open: z.int() })

export const partIds = ['completeness', 'timeliness', 'acceptance', 'place', 'consistency', 'soundness'] as const
export type PartId = (typeof partIds)[number]

/** A part of the score: `value` = `numerator` ÷ `denominator`, from 0 to 1; null when it cannot be judged, with why in `words`. */
export const ScorePart = z.object({
  id: z.enum(partIds), name: TextPair, value: z.number().nullable(), numerator: z.number(), denominator: z.number(), words: TextPair,
})
export type ScorePart = z.output<typeof ScorePart>

export const SourceScore = z.object({
  source: z.object({ id: z.string(), name: TextPair, isDemonstration: z.boolean() }),
  release: z.int(),
  releasedAt: z.iso.datetime(),
  /** The mean of the parts that can be judged, from 0 to 100, rounded down. */
  score: z.int().nullable(),
  parts: z.array(ScorePart),
  open: z.int(),
  examinedAt: z.iso.datetime().nullable(),
  /** Measures of other sources about the same offences in another unit of count: never to be added to this one. */
  apart: z.array(z.object({ source: z.string(), sourceName: TextPair, measureName: TextPair, unit: z.enum(units), offences: z.array(z.string()), offenceNames: z.array(TextPair) })),
  units: z.array(z.enum(units)),
  deliveries: z.array(z.object({ id: Id, fileName: z.string(), institution: z.string().nullable(), receivedAt: z.iso.datetime(), accepted: z.int(), read: z.int() })),
})
export type SourceScore = z.output<typeof SourceScore>

export const ScoreList = z.object({ items: z.array(SourceScore.pick({ source: true, release: true, releasedAt: true, score: true, open: true, examinedAt: true, parts: true })) })
export type ScoreList = z.output<typeof ScoreList>
