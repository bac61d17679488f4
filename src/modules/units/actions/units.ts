// Acts on units themselves: create, list, read, change, who leads, close, open again, and the public list.
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { country, offences, territory } from '../../catalogues/index.ts'
import { Appointment, ById, NewUnit, PublicUnits, UnitChange, UnitList, UnitView } from '../model.ts'
import { unitProblems } from '../problems.ts'
import { decides, removalFault, sees, worksWhereReportsArrive, type Unit } from '../rules.ts'
import { insertUnit, keepMember, lockedUnit, noteStep, openUnits, setClosed, unitById, unitsSeenBy, updateUnit } from '../store/units.ts'
import { offers, reread, summaryOf, toEveryoneOf, viewOf } from './views.ts'

const whereReportsArrive: Text = { es: 'su institución recibe reportes (nunca control migratorio)', en: 'the institution receives reports (never migration control)' }

/** To change a unit one decides about. */
export const changes = {
  on: ({ id }: { id: string }, db: Db) => lockedUnit(db, id),
  may: (actor: Actor, unit: Unit): boolean => worksWhereReportsArrive(actor) && decides(unit, actor.id),
  condition: { es: 'dirige la unidad', en: 'leads the unit' },
  offers,
}

const isKnownPlace = (code: string): boolean => (code.length === 2 ? country(code) !== undefined : territory(code) !== undefined)

const refuseUnknown = ({ country: where, represents, territories, offences: codes }: NewUnit): void => {
  const places = [where, ...(represents === null ? [] : [represents]), ...territories].filter((code) => !isKnownPlace(code))
  if (places.length > 0) throw unitProblems.unknownPlace({ codes: places.join(', ') })
  const unknown = codes.filter((code) => !offences().some(({ iccs }) => iccs?.code.startsWith(code)))
  if (unknown.length > 0) throw unitProblems.unknownOffence({ codes: unknown.join(', ') })
}

const refuseMisfit = (unit: NewUnit, kind: string | undefined): void => {
  refuseUnknown(unit)
  if (kind === 'consulate' && unit.represents === null) throw unitProblems.whoseConsulate()
  if (kind !== 'consulate' && unit.represents !== null) throw unitProblems.onlyConsulates()
}

export const createUnit = action({
  name: 'unit.create',
  summary: { es: 'Crear una unidad que recibe reportes', en: 'Create a unit that receives reports' },
  input: NewUnit,
  output: UnitView,
  may: worksWhereReportsArrive,
  condition: whereReportsArrive,
  async run({ input, actor, db, now }) {
    const institution = actor.institution!
    refuseMisfit(input, institution.kind)
    const by = { by: actor.id, now }
    const id = await insertUnit(db, institution.id, input, by)
    if (id === undefined) throw unitProblems.nameTaken({ name: input.name })
    await keepMember(db, id, { person: actor.id!, isLead: true }, by)
    await noteStep(db, id, { what: 'created' }, by)
    return reread(db, id, actor)
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const listUnits = action({
  name: 'unit.list',
  summary: { es: 'Ver las unidades de mi institución', en: 'See the units of my institution' },
  input: NoInput,
  output: UnitList,
  may: worksWhereReportsArrive,
  condition: whereReportsArrive,
  run: async ({ db, actor }) => ({
    items: (await unitsSeenBy(db, { person: actor.id!, institution: actor.institution!.id })).map((unit) => summaryOf(unit, actor)),
  }),
  remember: () => ({ nothing: 'names of the institution’s units' }),
})

export const readUnit = action({
  name: 'unit.read',
  summary: { es: 'Ver una unidad, sus personas y sus llaves', en: 'See a unit, its people and its keys' },
  input: ById,
  output: UnitView,
  on: ({ id }, db) => unitById(db, id),
  may: (actor, unit) => sees(unit, actor),
  condition: { es: 'de su institución, o es custodio', en: 'of the institution, or a custodian' },
  offers,
  run: ({ subject, db, actor }) => viewOf(db, subject, actor),
  remember: ({ subject }) => ({ subject: subject.id }),
})

export const changeUnit = action({
  name: 'unit.change',
  summary: { es: 'Cambiar el nombre y las competencias de una unidad', en: 'Change a unit’s name and competence' },
  input: UnitChange,
  output: UnitView,
  ...changes,
  async run({ input, subject, actor, db, now, announce }) {
    refuseMisfit(input, subject.kind)
    if (!(await updateUnit(db, subject.id, input))) throw unitProblems.nameTaken({ name: input.name })
    await noteStep(db, subject.id, { what: 'changed' }, { by: actor.id, now })
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['name', 'country', 'represents', 'territories', 'offences', 'promisedDays'] }),
})

export const appointLead = action({
  name: 'unit.appoint',
  summary: { es: 'Decir quién dirige una unidad', en: 'Say who leads a unit' },
  input: Appointment,
  output: UnitView,
  ...changes,
  async run({ input, subject, actor, db, now, announce }) {
    if (!subject.members.some(({ person, isEntitled }) => person === input.person && isEntitled)) throw unitProblems.notAMember()
    if (!input.isLead && removalFault(subject, input.person) === 'onlyLead') throw unitProblems.onlyLead()
    const by = { by: actor.id, now }
    await keepMember(db, subject.id, input, by)
    await noteStep(db, subject.id, { what: 'appointed', about: input.person }, by)
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['leads'] }),
})

export const closeUnit = action({
  name: 'unit.close',
  summary: { es: 'Cerrar una unidad: no recibe reportes nuevos', en: 'Close a unit: it takes no new reports' },
  input: ById,
  output: UnitView,
  ...changes,
  ready: ({ closedAt }) => (closedAt === null ? undefined : unitProblems.alreadyClosed()),
  async run({ subject, actor, db, now, announce }) {
    await setClosed(db, subject.id, now)
    await noteStep(db, subject.id, { what: 'closed' }, { by: actor.id, now })
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['closedAt'] }),
})

export const reopenUnit = action({
  name: 'unit.reopen',
  summary: { es: 'Volver a abrir una unidad cerrada', en: 'Open a closed unit again' },
  input: ById,
  output: UnitView,
  ...changes,
  ready: ({ closedAt }) => (closedAt === null ? unitProblems.notClosed() : undefined),
  async run({ subject, actor, db, now, announce }) {
    await setClosed(db, subject.id, null)
    await noteStep(db, subject.id, { what: 'reopened' }, { by: actor.id, now })
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['closedAt'] }),
})

export const listOpenUnits = action({
  name: 'unit.publicList',
  summary: { es: 'Ver las unidades que reciben reportes y la llave de cada una', en: 'See the units that receive reports and the key of each' },
  input: NoInput,
  output: PublicUnits,
  may: anyoneGranted,
  leavesNoTrace: true,
  run: async ({ db }) => ({ units: await openUnits(db) }),
  remember: () => ({ nothing: 'what anyone may know, asked by people of whom nothing is kept' }),
})
