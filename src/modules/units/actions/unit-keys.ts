// Acts on a unit's key: make it, give it to a member, take it, replace it, entrust it to two custodians. Always sealed in the browser.
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { ById, Entrust, NewUnitKey, UnitView, Unwrap, WrapFor } from '../model.ts'
import { keyProblems, unitProblems } from '../problems.ts'
import { areExactly, currentKey, decides, isCustodianOf, keepsCustodians, receiversOf, removalFault, worksWhereReportsArrive, type Unit } from '../rules.ts'
import { holdableKeys, insertUnitKey, keepCustody, keepWrap } from '../store/keys.ts'
import { keepMember, lockedUnit, noteStep, removeMember, setRotation, type By } from '../store/units.ts'
import { announceFirst } from './announcing.ts'
import { refuseUnproven } from './proving.ts'
import { changes } from './units.ts'
import { offers, reread, toEveryoneOf } from './views.ts'

/** The two custodians' own keys, or the problem with them. */
const custodianKeys = async (db: Db, unit: Unit, { first, second }: { first: string; second: string }): Promise<{ first: string; second: string }> => {
  const keys = await holdableKeys(db, [first, second], null)
  const [one, two] = [keys.get(first), keys.get(second)]
  const isInside = unit.members.some(({ person }) => person === first || person === second)
  if (first === second || isInside || one === undefined || two === undefined) throw keyProblems.wrongCustodians()
  return { first: one, second: two }
}

/** Keeps a new key of the unit, wrapped for every member who receives it. */
const keepNewKey = async (db: Db, unit: Unit, input: NewUnitKey, by: By): Promise<void> => {
  const { recipient, wraps, custody } = input
  const people = receiversOf(unit, by.by)
  const keys = await holdableKeys(db, people, unit.institutionId)
  const isAsSeen = areExactly(wraps.map(({ person }) => person), people) && keys.size === people.length
  if (!isAsSeen || (custody && !keepsCustodians(unit, custody))) throw keyProblems.membersChanged()
  const custodians = custody && (await custodianKeys(db, unit, custody))
  const unitKey = await insertUnitKey(db, unit.id, recipient, by)
  if (unitKey === undefined) throw keyProblems.taken()
  for (const { person, sealed } of wraps) await keepWrap(db, { unitKey, personalKey: keys.get(person)!, sealed }, by)
  if (custody && custodians) await keepCustody(db, { unitKey, ...custodians, sealed: custody.sealed }, by)
  await setRotation(db, unit.id, null)
}

const refuseWithoutOwnKey = (unit: Unit, person: string | null): void => {
  if (!unit.members.some((each) => each.person === person && each.recipient !== null)) throw keyProblems.makeYoursFirst()
}

export const makeUnitKey = action({
  name: 'key.make',
  summary: { es: 'Hacer la llave de una unidad', en: 'Make a unit’s key' },
  input: NewUnitKey,
  output: UnitView,
  ...changes,
  ready: (unit) => (currentKey(unit) ? keyProblems.alreadyMade() : undefined),
  async run(run) {
    const { input, subject, actor, db, node, now, announce } = run
    refuseWithoutOwnKey(subject, actor.id)
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    const by = { by: actor.id, now }
    await keepNewKey(db, subject, input, by)
    await noteStep(db, subject.id, { what: 'madeKey' }, by)
    await announceFirst(run, subject.id)
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['key'] }),
})

export const rotateUnitKey = action({
  name: 'key.rotate',
  summary: { es: 'Cambiar la llave de una unidad', en: 'Replace a unit’s key' },
  input: NewUnitKey,
  output: UnitView,
  ...changes,
  ready: (unit) => (currentKey(unit) ? undefined : keyProblems.notMade()),
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseWithoutOwnKey(subject, actor.id)
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    if (!receiversOf(subject, actor.id).includes(actor.id!)) throw keyProblems.holdFirst()
    const by = { by: actor.id, now }
    await keepNewKey(db, subject, input, by)
    await noteStep(db, subject.id, { what: 'rotated' }, by)
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['key'] }),
})

const isMember = (unit: Unit, person: string): boolean => unit.members.some((each) => each.person === person && each.isEntitled)

/** Another's key is given whole; one's own new key gets what the earlier one still opens. */
const refuseIncomplete = (unit: Unit, { person, wraps }: WrapFor, actor: string): void => {
  const given = wraps.map(({ key }) => key)
  const held = unit.keys.filter(({ holders, wrappedFor }) => (person === actor ? wrappedFor : holders).includes(actor)).map(({ id }) => id)
  const fits = person === actor ? given.every((key) => held.includes(key)) : held.length > 0 && areExactly(given, held)
  if (!fits) throw keyProblems.incomplete()
}

export const wrapKey = action({
  name: 'key.wrap',
  summary: { es: 'Dar la llave de una unidad a una persona', en: 'Give a unit’s key to a person' },
  input: WrapFor,
  output: UnitView,
  on: ({ id }, db) => lockedUnit(db, id),
  may: (actor, unit, { person }) => worksWhereReportsArrive(actor) && (decides(unit, actor.id) || (isMember(unit, actor.id!) && isMember(unit, person))),
  condition: { es: 'dirige la unidad; cualquier miembro, a quien ya está en ella', en: 'leads the unit; any member, to somebody already in it' },
  offers,
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    if (isCustodianOf(subject, input.person)) throw keyProblems.isCustodian()
    refuseIncomplete(subject, input, actor.id!)
    const personalKey = (await holdableKeys(db, [input.person], subject.institutionId)).get(input.person)
    if (personalKey === undefined) throw keyProblems.cannotReceive()
    const by = { by: actor.id, now }
    const wasLead = subject.members.some(({ person, isLead }) => person === input.person && isLead)
    await keepMember(db, subject.id, { person: input.person, isLead: decides(subject, actor.id) && input.isLead || wasLead }, by)
    for (const { key, sealed } of input.wraps) await keepWrap(db, { unitKey: key, personalKey, sealed }, by)
    await noteStep(db, subject.id, { what: 'added', about: input.person }, by)
    announce(toEveryoneOf(subject, input.person))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['members'] }),
})

const removalProblems = { onlyLead: unitProblems.onlyLead, tooFew: keyProblems.tooFew }

export const unwrapKey = action({
  name: 'key.unwrap',
  summary: { es: 'Retirar a una persona de una unidad', en: 'Remove a person from a unit' },
  input: Unwrap,
  output: UnitView,
  on: ({ id }, db) => lockedUnit(db, id),
  may: (actor, unit, { person }) => worksWhereReportsArrive(actor) && (decides(unit, actor.id) || (actor.id === person && isMember(unit, person))),
  condition: { es: 'dirige la unidad; cualquiera, a sí mismo', en: 'leads the unit; anyone, oneself' },
  offers,
  async run({ input, subject, actor, db, now, announce }) {
    if (!subject.members.some(({ person }) => person === input.person)) throw unitProblems.notAMember()
    const fault = removalFault(subject, input.person)
    if (fault) throw removalProblems[fault]()
    const by = { by: actor.id, now }
    await removeMember(db, subject.id, input.person)
    if (subject.keys.some(({ wrappedFor }) => wrappedFor.includes(input.person))) await setRotation(db, subject.id, { reason: 'removed', now })
    await noteStep(db, subject.id, { what: 'removed', about: input.person }, by)
    announce(toEveryoneOf(subject, input.person))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['members'] }),
})

export const entrustKey = action({
  name: 'key.entrust',
  summary: { es: 'Confiar la llave de una unidad a dos custodios', en: 'Entrust a unit’s key to two custodians' },
  input: Entrust,
  output: UnitView,
  ...changes,
  ready: (unit) => (currentKey(unit) ? undefined : keyProblems.notMade()),
  async run({ input, subject, actor, db, node, now, announce }) {
    refuseUnproven({ node, actor, about: subject.id, proof: input.proof, now })
    const held = subject.keys.filter(({ holders }) => holders.includes(actor.id!)).map(({ id }) => id)
    if (!areExactly(input.parts.map(({ key }) => key), held)) throw keyProblems.incomplete()
    const custodians = await custodianKeys(db, subject, input)
    const by = { by: actor.id, now }
    for (const { key, sealed } of input.parts) await keepCustody(db, { unitKey: key, ...custodians, sealed }, by)
    await noteStep(db, subject.id, { what: 'entrusted' }, by)
    announce(toEveryoneOf(subject, input.first, input.second))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['custodians'] }),
})

export const exportKey = action({
  name: 'key.export',
  summary: { es: 'Avisar de que descargo la llave abierta de una unidad', en: 'Tell that I download a unit’s open key' },
  input: ById,
  output: UnitView,
  on: ({ id }, db) => lockedUnit(db, id),
  may: (actor, unit) => worksWhereReportsArrive(actor) && unit.keys.some(({ holders }) => holders.includes(actor.id!)),
  condition: { es: 'tiene la llave; la descarga la hace su navegador', en: 'holds the key; the download is the browser’s' },
  offers,
  async run({ subject, actor, db, now, announce }) {
    await noteStep(db, subject.id, { what: 'exported' }, { by: actor.id, now })
    announce(toEveryoneOf(subject))
    return reread(db, subject.id, actor)
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
