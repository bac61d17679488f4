// Recovering a unit's key: the first custodian opens the outer seal and hands on, the second opens the inner one and wraps for a new member.
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { ById, Done, Dropped, HandOn, Recover } from '../model.ts'
import { keyProblems } from '../problems.ts'
import { areExactly, worksWhereReportsArrive, type Unit } from '../rules.ts'
import { holdableKeys, keepWrap } from '../store/keys.ts'
import { endRecovery, exposeKeys, firstKeysOf, heldByMigrationControl, insertRecovery, recoveryById, removeCustody, type Recovery } from '../store/recovery.ts'
import { keepMember, lockedUnit, noteStep, removeMember, setRotation } from '../store/units.ts'
import { refuseUnproven } from './proving.ts'
import { toEveryoneOf } from './views.ts'

/** Keys this person can open the outer seal of today, in custody with one and the same second custodian. */
const inFirstHands = (unit: Unit, first: string | null): { second: string; keys: string[] }[] => {
  const ready = unit.keys.flatMap(({ id, custodians }) => (custodians?.isReady && custodians.first.id === first ? [{ id, second: custodians.second.id }] : []))
  return [...new Set(ready.map(({ second }) => second))].map((second) => ({ second, keys: ready.filter((each) => each.second === second).map(({ id }) => id) }))
}

/** Whoever hands on shows that they open what was entrusted, with the key it was sealed to then. */
const refuseUnopened = async (db: Db, keys: readonly string[], proving: Omit<Parameters<typeof refuseUnproven>[0], 'about'>): Promise<void> => {
  const [about, ...others] = await firstKeysOf(db, keys)
  if (about === undefined || others.length > 0) throw keyProblems.incomplete()
  refuseUnproven({ ...proving, about })
}

const waiting = ({ recoveries }: Unit) => recoveries.find(({ state }) => state === 'waiting')

export const handOn = action({
  name: 'key.handOn',
  summary: { es: 'Como primer custodio, abrir mi parte y pasarla al segundo', en: 'As first custodian, open my part and hand it to the second' },
  input: HandOn,
  output: Done,
  on: ({ id }, db) => lockedUnit(db, id),
  may: (actor, unit) => worksWhereReportsArrive(actor) && inFirstHands(unit, actor.id).length > 0,
  condition: { es: 'es primer custodio', en: 'is first custodian' },
  ready: (unit) => (waiting(unit) ? keyProblems.recoveryWaits() : undefined),
  async run({ input, subject, actor, db, node, now, announce }) {
    const given = input.parts.map(({ key }) => key)
    const hands = inFirstHands(subject, actor.id).find(({ keys }) => areExactly(given, keys))
    if (!hands) throw keyProblems.incomplete()
    await refuseUnopened(db, hands.keys, { node, actor, proof: input.proof, now })
    const isCustodian = input.person === actor.id || input.person === hands.second
    if (isCustodian || !(await holdableKeys(db, [input.person], subject.institutionId)).has(input.person)) throw keyProblems.cannotReceive()
    const secondKey = (await holdableKeys(db, [hands.second], null)).get(hands.second)
    if (secondKey === undefined) throw keyProblems.wrongCustodians()
    await insertRecovery(db, { unit: subject.id, person: input.person, first: actor.id!, second: hands.second, secondKey, parts: input.parts }, now)
    await noteStep(db, subject.id, { what: 'handedOn', about: input.person }, { by: actor.id, now })
    announce(toEveryoneOf(subject, input.person))
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['recovery'] }),
})

const recoveryWithUnit = async ({ recovery: id }: { recovery: string }, db: Db): Promise<{ recovery: Recovery; unit: Unit } | undefined> => {
  const found = await recoveryById(db, id)
  const unit = found && (await lockedUnit(db, found.unitId))
  const recovery = unit && (await recoveryById(db, id))
  return recovery && { recovery, unit }
}

export const recoverKey = action({
  name: 'key.recover',
  summary: { es: 'Como segundo custodio, recuperar la llave para una persona', en: 'As second custodian, recover the key for a person' },
  input: Recover,
  output: Done,
  on: recoveryWithUnit,
  may: (actor, { recovery }) => worksWhereReportsArrive(actor) && recovery.secondPerson === actor.id,
  condition: { es: 'es segundo custodio', en: 'is second custodian' },
  ready: ({ recovery }) => (recovery.isWaiting ? undefined : keyProblems.recoveryOver()),
  async run({ input, subject: { recovery, unit }, actor, db, node, now, announce }) {
    if (recovery.secondKey === null) throw keyProblems.recoveryOver()
    refuseUnproven({ node, actor, about: recovery.secondKey, proof: input.proof, now })
    if (!areExactly(input.wraps.map(({ key }) => key), recovery.keys)) throw keyProblems.incomplete()
    const personalKey = (await holdableKeys(db, [recovery.personId], unit.institutionId)).get(recovery.personId)
    if (personalKey === undefined) throw keyProblems.cannotReceive()
    const by = { by: actor.id, now }
    const leads = unit.members.filter(({ isLead, isEntitled }) => isLead && isEntitled).map(({ person }) => person)
    await keepMember(db, unit.id, { person: recovery.personId, isLead: leads.length === 0 || leads.includes(recovery.personId) }, by)
    for (const { key, sealed } of input.wraps) await keepWrap(db, { unitKey: key, personalKey, sealed }, by)
    await setRotation(db, unit.id, { reason: 'recovered', now })
    await endRecovery(db, recovery.id, 'done', now)
    await noteStep(db, unit.id, { what: 'recovered', about: recovery.personId }, by)
    announce(toEveryoneOf(unit, recovery.personId))
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.unit.id, changed: ['recovery', 'members'] }),
})

const isConcerned = (unit: Unit, person: string | null): boolean => {
  const recovery = waiting(unit)
  return unit.members.some((each) => each.isEntitled && each.person === person) || recovery?.first.id === person || recovery?.second.id === person
}

export const stopRecovery = action({
  name: 'key.stopRecovery',
  summary: { es: 'Detener una recuperación', en: 'Stop a recovery' },
  input: ById,
  output: Done,
  on: ({ id }, db) => lockedUnit(db, id),
  may: (actor, unit) => worksWhereReportsArrive(actor) && isConcerned(unit, actor.id),
  condition: { es: 'miembro de la unidad, o uno de los dos custodios', en: 'a member of the unit, or one of the two custodians' },
  ready: (unit) => (waiting(unit) ? undefined : keyProblems.recoveryOver()),
  async run({ subject: unit, actor, db, now, announce }) {
    const { id, person } = waiting(unit)!
    await endRecovery(db, id, 'stopped', now)
    await noteStep(db, unit.id, { what: 'stopped', about: person.id }, { by: actor.id, now })
    announce(toEveryoneOf(unit, person.id))
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['recovery'] }),
})

export const dropKeys = action({
  name: 'key.drop',
  summary: { es: 'Retirar toda llave a quien pasó a control migratorio', en: 'Take every key from whoever passed to migration control' },
  input: ById,
  output: Dropped,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'the node only' },
  async run({ input, db, now, announce }) {
    const dropped = await heldByMigrationControl(db, input.id)
    for (const { unit: id, person, holds } of dropped) {
      const unit = (await lockedUnit(db, id))!
      const isExposed = await exposeKeys(db, { unit: id, person }, now)
      await removeCustody(db, { unit: id, person })
      await removeMember(db, id, person)
      if (isExposed || holds) await setRotation(db, id, { reason: isExposed ? 'migration' : 'removed', now })
      await noteStep(db, id, { what: holds ? 'dropped' : 'exposed', about: person }, { by: null, now })
      announce(toEveryoneOf(unit))
    }
    return { units: [...new Set(dropped.map(({ unit }) => unit))] }
  },
  remember: ({ input, output }) => (output.units.length > 0 ? { subject: input.id, changed: ['keys'] } : { nothing: 'nobody of migration control held anything' }),
})
