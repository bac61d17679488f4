// Deliveries: a file an institution sent, how it was read, and what came of it.
import { z } from 'zod'
import { Id, Items, TextPair } from '../../../platform/schema.ts'
import { deliveryStates, grains, readingSteps, units } from '../model.ts'

const CellCounts = z.object({ added: z.int(), revised: z.int(), unchanged: z.int(), withdrawn: z.int() })
export type CellCounts = z.output<typeof CellCounts>

/**
 * In rows of the file: `read` = `accepted` + `refused` + `leftOut`; `accepted` = `added` + `revised` + `unchanged`. `cells` counts single
 * figures, `withheld` those the source keeps back.
 */
export const Counts = z.object({
  read: z.int(), accepted: z.int(), refused: z.int(), leftOut: z.int().default(0), added: z.int(), revised: z.int(), unchanged: z.int(),
  withheld: z.int().default(0), cells: CellCounts,
})
export type Counts = z.output<typeof Counts>

/** How a file was read. `scope`: what its silence about a cell meant. */
export const Reading = z.object({
  profileId: z.string(),
  profileVersion: z.int(),
  profileName: TextPair,
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  scope: z.enum(['full', 'territory-periods', 'partial']),
  isCorrection: z.boolean(),
  milliseconds: z.int(),
  /** What was mended or left unused, in sentences. */
  notes: z.array(TextPair).default([]),
})
export type Reading = z.output<typeof Reading>

export const SourceView = z.object({
  id: z.string(),
  name: TextPair,
  publisher: z.string(),
  licence: z.string(),
  attribution: TextPair,
  note: TextPair,
  url: z.string(),
  isPublic: z.boolean(),
  isDemonstration: z.boolean(),
  cadence: z.string(),
  release: z.int().nullable(),
  releasedAt: z.iso.datetime().nullable(),
  measures: z.array(z.object({ id: z.string(), unit: z.enum(units), name: TextPair, isDefault: z.boolean() })),
  columns: z.array(z.array(z.string())),
  /** Several institutions deliver to it: a file withdraws only what its own institution brought. */
  isByTerritory: z.boolean(),
  /** In some of its files a row is known by all it says, not by columns of its own. */
  isKeyedByContent: z.boolean(),
  /** Whether this person’s institution is one that delivers it. */
  mayDeliver: z.boolean(),
})
export const SourceList = Items(SourceView)
export type SourceView = z.output<typeof SourceView>

export const DeliverySummary = z.object({
  id: Id,
  source: z.string(),
  sourceName: TextPair,
  institution: z.string().nullable(),
  person: z.string().nullable(),
  fileName: z.string(),
  fileBytes: z.int(),
  state: z.enum(deliveryStates),
  receivedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  problem: TextPair.nullable(),
  counts: Counts.nullable(),
  /** The release this delivery made; null when it changed nothing. */
  release: z.int().nullable(),
})
export const ImportedDelivery = z.object({ id: Id, state: z.enum(deliveryStates), release: z.int().nullable(), isNew: z.boolean() })

export const DeliveryList = z.object({ items: z.array(DeliverySummary), hasMore: z.boolean() })
export type DeliverySummary = z.output<typeof DeliverySummary>

const RefusalView = z.object({ line: z.int(), reason: TextPair, column: z.string().nullable(), value: z.string().nullable() })
export type RefusalView = z.output<typeof RefusalView>

/** Where and when an observation is, in codes. */
export const Coded = z.object({
  measure: z.string(),
  grain: z.enum(grains),
  start: z.string().nullable(),
  country: z.string().nullable(),
  territory: z.string().nullable(),
  municipality: z.string().nullable(),
  offence: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  modality: z.string().nullable(),
  region: z.string().nullable(),
  sex: z.string().nullable(),
  ageBand: z.string().nullable(),
  nationality: z.string().nullable(),
  route: z.string().nullable(),
  cause: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
})

export type Coded = z.output<typeof Coded>

/** A figure is null when the source kept it back. */
export const ChangedCell = Coded.extend({ label: TextPair, id: z.int(), line: z.int(), before: z.number().nullable(), after: z.number().nullable() })
export type ChangedCell = z.output<typeof ChangedCell>

/** How far an import got. `share` of its step, 0 to 1, and seconds the step still takes: null while they cannot be known. */
const Progress = z.object({
  step: z.enum(readingSteps), number: z.int(), steps: z.int(), rows: z.int(), share: z.number().nullable(), secondsLeft: z.int().nullable(),
})
export type Progress = z.output<typeof Progress>

export const DeliveryReceipt = DeliverySummary.extend({
  fileSha256: z.string(),
  reading: Reading.nullable(),
  /** The release of the source that stands now. */
  standingRelease: z.int().nullable(),
  /** The first refused rows; all of them are in the download. */
  refusals: z.array(RefusalView),
  /** The largest revisions, before → after. */
  revisions: z.array(ChangedCell),
  /** While this process imports the file. */
  progress: Progress.nullable(),
})
export type DeliveryReceipt = z.output<typeof DeliveryReceipt>

/** A figure walked back: what it says, the row of the file that made it, how it was coded, and what it said before. */
export const ObservationView = Coded.extend({
  /** What it counts, in words. */
  label: TextPair,
  measureName: TextPair,
  id: z.int(),
  /** Null when the source keeps the figure back; `withheld` then has its words, such as `<5`. */
  value: z.number().nullable(),
  withheld: z.string().nullable(),
  isCurrent: z.boolean(),
  source: z.string(),
  sourceName: TextPair,
  attribution: TextPair,
  unit: z.enum(units),
  release: z.int(),
  releasedAt: z.iso.datetime(),
  delivery: Id,
  fileName: z.string(),
  fileSha256: z.string(),
  line: z.int(),
  /** The sheet of a workbook it stands on. */
  sheet: z.string().nullable(),
  row: z.array(z.object({ column: z.string(), value: z.string(), isUsed: z.boolean() })),
  profile: z.object({ id: z.string(), version: z.int(), name: TextPair }),
  /** Every value the cell has had, newest first; `until` is the release that replaced or withdrew it. */
  history: z.array(z.object({ value: z.number().nullable(), withheld: z.string().nullable(), since: z.int(), sinceAt: z.iso.datetime(), until: z.int().nullable(), fileName: z.string() })),
})
export type ObservationView = z.output<typeof ObservationView>
