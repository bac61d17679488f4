// Decisions about units and keys as pure functions: who may hold, what keeps reports from being lost, why a unit does not receive.
import type { Actor } from '../../platform/access.ts'
import { unitKinds, type Gap, type RotationReason, type UnitKind, type UnitView } from './model.ts'

/** A unit as it stands in the database, with everyone and every key it has. */
export interface Unit extends Omit<UnitView, 'isOpen' | 'gaps' | 'receivers' | 'keys' | 'rotation'> {
  institutionId: string
  isOpen: boolean
  rotationDueAt: string | null
  rotationReason: RotationReason | null
  keys: (UnitView['keys'][number] & {
    /** Everyone it was ever wrapped for and not taken from, whether or not they can use it today. */
    wrappedFor: string[]
  })[]
}

export const isReceivingKind = (kind: string | undefined): kind is UnitKind => unitKinds.some((each) => each === kind)

/** Whether the person works for an institution that receives reports; the role is the grant's matter. */
export const worksWhereReportsArrive = (actor: Actor): boolean => isReceivingKind(actor.institution?.kind)

/** Enough that losing one person loses nothing: two who can open, or one and two custodians who together can. */
export const isSafe = (holders: number, hasCustodians: boolean): boolean => holders >= 2 || (holders >= 1 && hasCustodians)

export const currentKey = <K extends { isCurrent: boolean }>({ keys }: { keys: readonly K[] }): K | undefined => keys.find(({ isCurrent }) => isCurrent)

type Standing = Pick<Unit, 'closedAt' | 'kind' | 'rotationReason' | 'keys' | 'announced'>

/** Why the unit does not receive; none when it is open. */
export const gapsOf = (unit: Standing): Gap[] => {
  const key = currentKey(unit)
  const holders = key?.holders.length ?? 0
  const found: [Gap, boolean][] = [
    ['closed', unit.closedAt !== null],
    ['wrongKind', !isReceivingKind(unit.kind)],
    ['migration', unit.rotationReason === 'migration'],
    ['noKey', key === undefined],
    ['noHolder', key !== undefined && holders === 0],
    ['oneHolder', holders === 1 && !(key?.custodians?.isReady ?? false)],
    ['announced', unit.announced?.waits === 'announced'],
    ['doubted', unit.announced?.waits === 'doubted'],
  ]
  return found.filter(([, holds]) => holds).map(([gap]) => gap)
}

const member = (unit: Unit, person: string | null) => unit.members.find((each) => each.person === person && each.isEntitled)

/** Whether the person decides about the unit: a lead, or any member when no lead is left. */
export const decides = (unit: Unit, person: string | null): boolean => {
  const own = member(unit, person)
  return own !== undefined && (own.isLead || !unit.members.some(({ isLead, isEntitled }) => isLead && isEntitled))
}

/** Whether the person sees the unit: of its institution, a custodian of one of its keys, or the one a recovery is for. */
export const sees = (unit: Unit, actor: Actor): boolean =>
  worksWhereReportsArrive(actor) && (actor.institution?.id === unit.institutionId || unit.keys.some(({ custodians }) => isCustodian(custodians, actor.id)))

const isCustodian = (custodians: Unit['keys'][number]['custodians'], person: string | null): boolean =>
  custodians !== null && (custodians.first.id === person || custodians.second.id === person)

/** Whether the person holds the unit's key today, and it receives: such a one can speak for another unit. */
export const speaksFor = (unit: Unit | undefined, person: string | null): boolean =>
  unit !== undefined && unit.isOpen && (currentKey(unit)?.holders.some((holder) => holder === person) ?? false)

/** The units' keys for which this person is the first or second custodian. */
export const isCustodianOf = (unit: Unit, person: string): boolean => unit.keys.some(({ custodians }) => isCustodian(custodians, person))

export type RemovalFault = 'onlyLead' | 'tooFew'

/** Why the person cannot be removed: reports would hang on one person, or nobody would lead. */
export const removalFault = (unit: Unit, person: string): RemovalFault | undefined => {
  const hasOtherLead = unit.members.some((each) => each.person !== person && each.isEntitled && each.isLead)
  if (member(unit, person)?.isLead && !hasOtherLead) return 'onlyLead'
  const isLost = unit.keys.some(({ holders, custodians }) =>
    holders.includes(person) && !isSafe(holders.length - 1, custodians?.isReady ?? false))
  return isLost ? 'tooFew' : undefined
}

/** Whether the keys given are exactly those, in any order, each once. */
export const areExactly = (given: readonly string[], expected: readonly string[]): boolean =>
  given.length === expected.length && new Set(given).size === given.length && expected.every((each) => given.includes(each))

/**
 * The members a new key must be wrapped for: everyone who holds the one there is, or whoever makes the first. Another's own key that was never
 * given the unit's may be anybody's who signs in as them: somebody compares its finger print first, and gives.
 */
export const receiversOf = (unit: Unit, person: string | null): string[] => {
  const hasKey = currentKey(unit) !== undefined
  return unit.members.filter((each) => each.isEntitled && each.recipient !== null && (hasKey ? each.holds : each.person === person)).map((each) => each.person)
}

/** Whether a new key with these custodians keeps those of the one there is, while both can still do their part. */
export const keepsCustodians = (unit: Unit, { first, second }: { first: string; second: string }): boolean => {
  const named = currentKey(unit)?.custodians
  return named?.isReady === true && named.first.id === first && named.second.id === second
}
