// The words of receiving units: who they are, what they are competent for, and the keys that open what is sealed to them.
import { z } from 'zod'
import { Day, Id } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'
import { institutionKindNames, institutionKinds, roles } from '../accounts/model.ts'

export const unitKinds = ['prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'] as const
export type UnitKind = (typeof unitKinds)[number]

/** A unit's kind is its institution's. */
export const unitKindNames: Record<UnitKind, Text> = institutionKindNames

const Country = z.string().regex(/^[A-Z]{2}$/)
const Territory = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** The public half of a key: `age1…`, X25519. */
export const Recipient = z.string().regex(/^age1[a-z0-9]{58}$/)
/** An age file, as base64; at most 64 KiB of it, for keys and what is wrapped. */
export const SealedKey = z.base64().max(87_384)

/** What a unit promises unless it says otherwise. */
export const usualPromise = 7
export const longestPromise = 60
const PromisedDays = z.int().min(1).max(longestPromise)

/** What anyone may know of a unit: what is needed to choose it and to seal to it. */
export const PublicUnit = z.object({
  id: Id,
  name: z.string(),
  /** The institution it belongs to, by the name this node gives it. */
  institution: z.string(),
  kind: z.enum(unitKinds),
  /** Where it is; a consulate is where it stands, and `represents` says whose it is. */
  country: Country,
  represents: Country.nullable(),
  /** Where it is competent: countries or territories. */
  territories: z.array(Territory),
  /** Beginnings of ICCS codes it is competent for; none means all. */
  offences: z.array(z.string()),
  key: z.object({ id: Id, recipient: Recipient }),
  /** Days until the first answer, as the unit promises today. */
  promisedDays: PromisedDays,
})
export type PublicUnit = z.infer<typeof PublicUnit>
export const PublicUnits = z.object({ units: z.array(PublicUnit) })

/** When a unit was announced and who spoke for it; `waits`: why it does not receive yet, and until when if nobody doubts it. */
const Announced = z.object({
  since: Day, until: Day, waits: z.enum(['announced', 'doubted']).nullable(),
  /** Units whose key whoever vouched holds. */
  vouchedBy: z.array(z.string()), doubts: z.int(),
})
/** A unit as the public page tells of it. */
const ExplainedUnit = PublicUnit.extend({ print: z.string(), announced: Announced.nullable() })
export type ExplainedUnit = z.infer<typeof ExplainedUnit>

/** Who can open what, as the policy itself has it: kinds of institution and roles that can hold a key, and the units that receive. */
export const Explanation = z.object({
  kinds: z.array(z.object({ kind: z.enum(institutionKinds), holds: z.boolean() })),
  roles: z.array(z.object({ role: z.enum(roles), holds: z.boolean() })),
  /** `print`: as officers compare it, the first 64 bits of the key’s SHA-256. */
  units: z.array(ExplainedUnit),
  /** Announced, and not receiving yet. */
  announced: z.array(ExplainedUnit),
})
export type Explanation = z.infer<typeof Explanation>

// What officers see and send. Everything sealed is an age file as base64, made and opened in the browser alone.
const ageHeader = btoa('age-encryption.org/v1')
const notSealed: Text = { es: 'Esto no llegó sellado. Recargue la página y vuelva a intentarlo; nada se guardó.', en: 'This did not arrive sealed. Reload the page and try again; nothing was kept.' }
/** A key as sealed by the browser; whatever does not begin as an age file is refused. */
const Sealed = SealedKey.refine((text) => text.startsWith(ageHeader), { params: { text: notSealed } })
const Moment = z.iso.datetime()
const Person = z.object({ id: Id, name: z.string() })

/** Why a unit does not receive reports yet, or no longer. */
export const gaps = ['closed', 'wrongKind', 'noKey', 'noHolder', 'oneHolder', 'migration', 'announced', 'doubted'] as const
export type Gap = (typeof gaps)[number]

export const gapTexts: Record<Gap, Text> = {
  closed: { es: 'Está cerrada: no recibe reportes nuevos. Los anteriores se siguen abriendo.', en: 'It is closed: it takes no new reports. Earlier ones still open.' },
  wrongKind: { es: 'Su institución ya no es de las que reciben reportes.', en: 'Its institution is no longer of a kind that receives reports.' },
  noKey: { es: 'Todavía no tiene llave. Hágala: es el paso siguiente.', en: 'It has no key yet. Make it: that is the next step.' },
  noHolder: { es: 'Nadie tiene hoy su llave. Pida a los custodios que la recuperen.', en: 'Nobody holds its key today. Ask the custodians to recover it.' },
  oneHolder: { es: 'Solo una persona tiene su llave: si falta, los reportes se pierden. Añada a otra persona o nombre dos custodios.', en: 'Only one person holds its key: if that person is gone, reports are lost. Add another person or name two custodians.' },
  announced: { es: 'Su llave está anunciada a todos. Recibe pasados siete días, o antes si quien tiene la llave de otra unidad da fe de ella.', en: 'Its key is announced to everybody. It receives after seven days, or earlier if somebody who holds another unit’s key vouches for it.' },
  doubted: { es: 'Alguien de recepción no la reconoce. Recibe cuando quien tiene la llave de otra unidad dé fe de ella.', en: 'A reception officer does not know it. It receives once somebody who holds another unit’s key vouches for it.' },
  migration: { es: 'Alguien que tenía su llave pasó a control migratorio. No recibe nada hasta que se cambie la llave.', en: 'Somebody who held its key passed to migration control. It takes nothing until the key is replaced.' },
}

export const rotationReasons = ['removed', 'recovered', 'migration'] as const
export type RotationReason = (typeof rotationReasons)[number]

export const rotationTexts: Record<RotationReason, Text> = {
  removed: { es: 'Una persona que tenía la llave ya no está en la unidad.', en: 'A person who held the key is no longer in the unit.' },
  recovered: { es: 'La llave se recuperó con los custodios: la segunda persona la tuvo un momento.', en: 'The key was recovered by the custodians: the second one held it for a moment.' },
  migration: gapTexts.migration,
}

export const steps = ['created', 'changed', 'closed', 'reopened', 'madeKey', 'added', 'removed', 'appointed', 'rotated', 'entrusted', 'handedOn', 'recovered', 'stopped', 'exported', 'dropped', 'exposed', 'rekeyed', 'vouched', 'doubted', 'undoubted', 'announced'] as const
export type Step = (typeof steps)[number]

export const stepTexts: Record<Step, Text> = {
  created: { es: 'Creó la unidad', en: 'Created the unit' },
  changed: { es: 'Cambió los datos de la unidad', en: 'Changed the unit’s details' },
  closed: { es: 'Cerró la unidad', en: 'Closed the unit' },
  reopened: { es: 'Volvió a abrir la unidad', en: 'Opened the unit again' },
  madeKey: { es: 'Hizo la llave de la unidad', en: 'Made the unit’s key' },
  added: { es: 'Entregó la llave a una persona', en: 'Gave the key to a person' },
  removed: { es: 'Retiró a una persona', en: 'Removed a person' },
  appointed: { es: 'Cambió quién dirige', en: 'Changed who leads' },
  rotated: { es: 'Cambió la llave', en: 'Replaced the key' },
  entrusted: { es: 'Confió la llave a dos custodios', en: 'Entrusted the key to two custodians' },
  handedOn: { es: 'Primer custodio: abrió su parte y la pasó al segundo', en: 'First custodian: opened their part and handed it to the second' },
  recovered: { es: 'Segundo custodio: recuperó la llave para una persona', en: 'Second custodian: recovered the key for a person' },
  stopped: { es: 'Detuvo una recuperación', en: 'Stopped a recovery' },
  exported: { es: 'Descargó la llave abierta de la unidad', en: 'Downloaded the unit’s open key' },
  vouched: { es: 'Desde otra unidad: dio fe de esta llave', en: 'From another unit: vouched for this key' },
  doubted: { es: 'Desde otra unidad: dijo que no la reconoce', en: 'From another unit: said it does not know it' },
  undoubted: { es: 'Desde otra unidad: retiró su duda', en: 'From another unit: took the doubt back' },
  announced: { es: 'Cambió la clase de su institución: el sistema anunció la unidad otra vez', en: 'Its institution became of another kind: the system announced the unit again' },
  dropped: { es: 'El sistema retiró la llave a alguien que pasó a control migratorio', en: 'The system took the key away from someone who passed to migration control' },
  exposed: { es: 'Alguien que había podido abrir una llave pasó a control migratorio: el sistema no acepta más nada sellado con ella', en: 'Someone who had been able to open a key passed to migration control: the system takes nothing more that is sealed to it' },
  rekeyed: { es: 'Hizo otra llave propia en lugar de la anterior', en: 'Made another key of their own in place of the one before' },
}

export const UnitSummary = z.object({
  id: Id, name: z.string(), kind: z.string(), institution: z.string(), isOpen: z.boolean(), gaps: z.array(z.enum(gaps)),
  holders: z.int(), hasCustodians: z.boolean(), rotation: z.enum(rotationReasons).nullable(), isMine: z.boolean(),
})
export type UnitSummary = z.infer<typeof UnitSummary>
export const UnitList = z.object({ items: z.array(UnitSummary) })

/** Somebody a key can be wrapped for. `recipient` is the public half of their own key. */
const Receiver = z.object({ person: Id, name: z.string(), institution: z.string(), isOfInstitution: z.boolean(), recipient: Recipient })
export type Receiver = z.infer<typeof Receiver>

const Member = z.object({
  person: Id, name: z.string(), isLead: z.boolean(), addedAt: Moment,
  /** May hold the key today: active, a reception officer, still of the institution. */
  isEntitled: z.boolean(),
  /** Can open with today's own key what is sealed to the unit's current key. */
  holds: z.boolean(),
  recipient: Recipient.nullable(),
  /** When today's own key was made, if the unit's keys were given to an earlier one of theirs and none since. */
  rekeyedAt: Moment.nullable(),
})

const UnitKey = z.object({
  id: Id, recipient: Recipient, isCurrent: z.boolean(), madeAt: Moment, holders: z.array(Id),
  /** `isReady`: both can still do their part. */
  custodians: z.object({ first: Person, second: Person, isReady: z.boolean() }).nullable(),
})

const Recovery = z.object({ id: Id, first: Person, second: Person, person: Person, handedAt: Moment, state: z.enum(['waiting', 'done', 'stopped']) })

export const UnitView = z.object({
  id: Id, name: z.string(), kind: z.string(), institution: z.string(), country: Country, represents: Country.nullable(),
  /** `promisedDays`: as it was set last; a change counts from the next day. */
  territories: z.array(Territory), offences: z.array(z.string()), promisedDays: PromisedDays, isOpen: z.boolean(), gaps: z.array(z.enum(gaps)), closedAt: Moment.nullable(),
  rotation: z.object({ since: Moment, reason: z.enum(rotationReasons) }).nullable(),
  announced: Announced.nullable(),
  keys: z.array(UnitKey), members: z.array(Member), recoveries: z.array(Recovery),
  steps: z.array(z.object({ what: z.enum(steps), by: z.string().nullable(), about: z.string().nullable(), at: Moment })),
  /** People with a key of their own: of the institution to be added, of others to be custodians. */
  receivers: z.array(Receiver),
})
export type UnitView = z.infer<typeof UnitView>

const Competence = {
  name: z.string().trim().min(3).max(120), country: Country, represents: Country.nullable().default(null),
  territories: z.array(Territory).min(1).max(200), offences: z.array(z.string().regex(/^\d{2,6}$/)).max(60).default([]), promisedDays: PromisedDays.default(usualPromise),
}
export const ById = z.object({ id: Id })
export const NewUnit = z.object(Competence)
export type NewUnit = z.infer<typeof NewUnit>
/** Units of a demonstration, each with the people who hold its key; the first leads. */
export const DemonstrationUnits = z.object({ units: z.array(NewUnit.extend({ institutionId: Id, people: z.array(Id).min(2) })) })
export type DemonstrationUnits = z.infer<typeof DemonstrationUnits>
export const UnitChange = ById.extend(Competence)
/** `as`: the unit whose key whoever vouches holds, and `proof` shows it. */
export const Vouching = ById.extend({ as: Id, proof: z.string().max(64) })
export const Doubting = ById.extend({ isDoubted: z.boolean() })
/** Units announced anew. */
export const AnnouncedAgain = z.object({ units: z.array(Id) })
export const Appointment = ById.extend({ person: Id, isLead: z.boolean() })

// Keys
export const lockKinds = ['passphrase', 'passkey'] as const
/** How a person's own identity is sealed. `hint`: what the browser needs to ask for the passkey. */
const NewLock = z.object({ kind: z.enum(lockKinds), name: z.string().trim().max(60).default(''), hint: z.string().max(2000).nullable().default(null), sealed: Sealed })
const Lock = NewLock.extend({ id: Id, madeAt: Moment })

/** `replaces`: a key one has already is retired. */
export const NewPersonalKey = z.object({ recipient: Recipient, lock: NewLock, replaces: z.boolean().default(false) })
/** The word the node sealed to a key, opened: that one can open it, and not only sign in as somebody who can. */
const Proof = z.string().max(64)
/** How every such word begins: a browser gives back nothing else it opened, so that the question opens no report and no key. */
export const proofBegins = 'sidmi-proof-'
/** A unit or a key of one's own. */
export const ChallengeFor = z.object({ about: Id })
export const Challenge = z.object({ sealed: z.string() })
export const NewPassphrase = z.object({ key: Id, sealed: Sealed, proof: Proof })
export const NewPasskey = z.object({ key: Id, lock: NewLock, proof: Proof })
export const OldPasskey = z.object({ lock: Id, proof: Proof })

/** Everything sealed to whoever asks, still sealed. */
export const KeyRing = z.object({
  keys: z.array(z.object({ id: Id, recipient: Recipient, isCurrent: z.boolean(), madeAt: Moment, locks: z.array(Lock) })),
  units: z.array(z.object({
    id: Id, name: z.string(), isLead: z.boolean(),
    keys: z.array(z.object({ id: Id, recipient: Recipient, isCurrent: z.boolean(), wraps: z.array(z.object({ to: Id, sealed: z.string() })) })),
  })),
  /** Units one is the first custodian of: nested parts, the own key they are sealed to, and who is second. */
  custodies: z.array(z.object({ unit: Id, name: z.string(), to: Id, second: Person, people: z.array(Receiver), parts: z.array(z.object({ key: Id, sealed: z.string() })) })),
  /** Recoveries handed on to whoever asks, to which own key, for which new member. */
  recoveries: z.array(z.object({
    id: Id, unit: Id, name: z.string(), to: Id, first: Person, person: Person, recipient: Recipient.nullable(), handedAt: Moment,
    parts: z.array(z.object({ key: Id, recipient: Recipient, sealed: z.string() })),
  })),
})
export type KeyRing = z.infer<typeof KeyRing>

const Part = z.object({ key: Id, sealed: Sealed })
const Parts = z.array(Part).min(1).max(200)
const PersonalWrap = z.object({ person: Id, sealed: Sealed })
/** Outer seal for the first, inner for the second. */
const Custody = z.object({ first: Id, second: Id, sealed: Sealed })

/** A unit's key: the first with a wrap for whoever makes it, another with one for each member who holds the one before; `custody` keeps its custodians. */
export const NewUnitKey = ById.extend({ recipient: Recipient, wraps: z.array(PersonalWrap).min(1).max(200), custody: Custody.nullable().default(null), proof: Proof })
export type NewUnitKey = z.infer<typeof NewUnitKey>
/** Every key of the unit that whoever wraps can open, sealed to the person. */
export const WrapFor = ById.extend({ person: Id, isLead: z.boolean().default(false), wraps: Parts, proof: Proof })
export type WrapFor = z.infer<typeof WrapFor>
export const Unwrap = ById.extend({ person: Id })
export const Entrust = ById.extend({ first: Id, second: Id, parts: Parts, proof: Proof })
/** `proof`: of the own key that the first custodian's parts are sealed to. */
export const HandOn = ById.extend({ person: Id, parts: Parts, proof: Proof })
/** `proof`: of the own key that the second custodian's parts are sealed to. */
export const Recover = z.object({ recovery: Id, wraps: Parts, proof: Proof })
/** The units that lost a holder or custodian because somebody passed to migration control. */
export const Dropped = z.object({ units: z.array(Id) })
export const Done = z.object({})
