// A unit as officers see it, reread after each change, and who is told that something changed.
import type { Actor } from '../../../platform/access.ts'
import type { ActName, Announcement } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { UnitSummary, UnitView } from '../model.ts'
import { currentKey, decides, gapsOf, type Unit } from '../rules.ts'
import { receivers, unitById } from '../store/units.ts'

export const offers = (): ActName[] => [
  'unit.change', 'unit.appoint', 'unit.close', 'unit.reopen', 'key.make', 'key.wrap', 'key.unwrap', 'key.rotate', 'key.entrust', 'key.stopRecovery', 'key.export',
]

/** `receivers` only for whoever decides about the unit. */
export const viewOf = async (db: Db, unit: Unit, actor: Actor): Promise<UnitView> => ({
  ...unit,
  gaps: gapsOf(unit),
  rotation: unit.rotationDueAt !== null && unit.rotationReason !== null ? { since: unit.rotationDueAt, reason: unit.rotationReason } : null,
  receivers: decides(unit, actor.id) ? await receivers(db, unit.institutionId) : [],
})

export const summaryOf = (unit: Unit, actor: Actor): UnitSummary => ({
  ...unit,
  gaps: gapsOf(unit),
  holders: currentKey(unit)?.holders.length ?? 0,
  hasCustodians: currentKey(unit)?.custodians?.isReady ?? false,
  rotation: unit.rotationReason,
  isMine: unit.members.some(({ person, isEntitled }) => isEntitled && person === actor.id),
})

/** The unit as it stands after a change. */
export const reread = async (db: Db, id: string, actor: Actor): Promise<UnitView> => {
  const unit = await unitById(db, id)
  if (!unit) throw new Error('the unit just written is gone')
  return viewOf(db, unit, actor)
}

/** Tells members, custodians and whoever else is concerned that something of the unit changed. */
export const toEveryoneOf = (unit: Unit, ...others: readonly string[]): Announcement => ({
  topic: 'unit',
  to: [...new Set([
    ...unit.members.map(({ person }) => person), ...unit.keys.flatMap(({ custodians }) => (custodians ? [custodians.first.id, custodians.second.id] : [])), ...others,
  ])],
})

