// What the acts on trafficking records exchange.
import { z } from 'zod'
import { Id, Items, TextPair, WordList } from '../../../platform/schema.ts'
import { doorClasses, standards, units } from './fields.ts'

const Moment = z.iso.datetime()
const Count = z.int().min(0)

/** A column that did not come in: how many of its cells held something, and why it stayed outside. */
export const LeftColumn = z.object({ column: z.string(), class: z.enum(doorClasses), cells: Count, reason: TextPair })
export type LeftColumn = z.output<typeof LeftColumn>

export const FaultView = z.object({ line: z.int(), field: z.string(), sentence: TextPair })

/** In records: `read` = `added` + `changed` + `unchanged` + `refused`. */
export const IntakeCounts = z.object({ read: Count, added: Count, changed: Count, unchanged: Count, refused: Count })
export type IntakeCounts = z.output<typeof IntakeCounts>

export const IntakeView = z.object({
  id: Id, standard: z.enum(standards), channel: z.enum(['file', 'form']), form: z.string().nullable(), institution: z.string(),
  receivedAt: Moment, counts: IntakeCounts, left: z.array(LeftColumn), faults: z.array(FaultView),
})
export type IntakeView = z.output<typeof IntakeView>
export const IntakeList = Items(IntakeView)

/** The most a file may weigh: it is held in memory and never written. */
export const fileLimitBytes = 16 * 1024 ** 2
const Body = z.instanceof(Uint8Array).default(new Uint8Array())

export const VictimImport = z.object({ standard: z.enum(standards), body: Body })
export const VictimExport = z.object({ standard: z.enum(standards), intake: Id.optional() })

/** A record in the words of its standard, by unit. */
export const RecordView = z.object({
  id: Id, standard: z.enum(standards), receivedAt: Moment,
  units: z.array(z.object({ unit: z.enum(units), facts: z.array(z.object({ field: z.string(), names: TextPair, values: z.array(TextPair) })) })),
})
export type RecordView = z.output<typeof RecordView>
export const RecordList = z.object({ items: z.array(RecordView), total: Count, page: z.int(), pages: z.int() })
export const PageChoice = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) })

// Figures
export const FigureQuestion = z.object({ by: WordList.pipe(z.array(z.string().max(64)).max(2)) })
const Label = z.object({ code: z.string(), names: TextPair })
/** Of others’ records: the number rounded down to a multiple of five, or `<5` for 0 to 4. */
export const Shielded = z.union([Count, z.literal('<5')])
export type Shielded = z.output<typeof Shielded>
export const FigureTable = z.object({
  dimensions: z.array(Label),
  by: z.array(Label),
  rows: z.array(z.object({ at: z.array(Label), own: Count, others: Shielded, share: z.number().nullable() })),
  /** Own records with any value in every dimension: what `share` divides by. */
  ownWithValue: Count,
  own: Count,
  others: Shielded,
})
export type FigureTable = z.output<typeof FigureTable>

// Forms
export const FormView = z.object({
  id: z.string(), version: z.string(), title: z.string(), isShipped: z.boolean(), hash: z.string(),
  /** Questions whose answers are kept, and those left at the door. */
  kept: z.array(z.string()), left: z.array(z.string()),
})
export type FormView = z.output<typeof FormView>
export const FormList = Items(FormView)
const FormId = z.string().min(1).max(200)
export const ByFormId = z.object({ id: FormId })
export const FormText = z.object({ id: z.string(), xml: z.string() })
export const formLimitBytes = 2 * 1024 ** 2
export const NewForm = z.object({ body: Body })
export const submissionLimitBytes = 8 * 1024 ** 2
export const Submission = z.object({ body: Body, contentType: z.string().max(300).default('') })
export const Submitted = z.object({ id: Id, isNew: z.boolean(), kept: Count, left: Count, notCoded: Count })
export type Submitted = z.output<typeof Submitted>

// Devices
export const DeviceView = z.object({
  id: Id, name: z.string(), username: z.string(), institution: z.string(), enrolledAt: Moment, lastSentAt: Moment.nullable(), isRevoked: z.boolean(),
  /** In whose name it delivers figures; null when in nobody's, or when they no longer may. */
  delivers: z.string().nullable(),
})
export type DeviceView = z.output<typeof DeviceView>
/** The devices, and the focal points in whose name a new one may deliver. */
export const DeviceList = Items(DeviceView).extend({ people: z.array(z.object({ id: Id, name: z.string(), institutionId: Id })) })
export type DeviceList = z.output<typeof DeviceList>
const InstitutionId = z.string().meta({ format: 'uuid' }).refine(
  (text) => z.uuid().safeParse(text).success, { params: { text: { es: 'Elija una institución de la lista.', en: 'Choose an institution from the list.' } } },
)
/** `personId`: the focal point in whose name the device delivers figures; empty: it delivers none. */
export const NewDevice = z.object({ name: z.string().trim().min(2).max(80), institutionId: InstitutionId, personId: z.union([z.literal(''), Id]).default('') })
export type NewDevice = z.input<typeof NewDevice>
/** The access code is shown this once; `qr` sets ODK Collect up, drawn as one SVG path of unit squares. */
export const EnrolledDevice = DeviceView.extend({
  address: z.string(), code: z.string(), qr: z.object({ size: z.number().int(), path: z.string() }),
})
export type EnrolledDevice = z.output<typeof EnrolledDevice>
export const ById = z.object({ id: Id })
export const Done = z.object({})
