// What acts on one alert share: how it is loaded, who may work on it, and the acts offered beside it.
import type { Actor } from '../../../platform/access.ts'
import type { ActName } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { AlertContent } from '../model/content.ts'
import { alertProblems, gapSentences } from '../problems.ts'
import { gapsBeforeReview, type Gap } from '../rules/life.ts'
import { canSee, worksOn } from '../rules/visibility.ts'
import { alertById, insertVersion, lockedAlertById, setStanding, versionsOf, type Alert } from '../store/alerts.ts'
import { isKnownBorderPoint, isKnownCorridor } from './areas.ts'
import { differencesFor } from './differences.ts'

interface Addressed {
  id: string
}

/** For acts that only read. */
export const toRead = ({ id }: Addressed, db: Db, actor: Actor): Promise<Alert | undefined> => alertById(db, actor, id)

/** For acts that change the alert. */
export const toChange = ({ id }: Addressed, db: Db, actor: Actor): Promise<Alert | undefined> => lockedAlertById(db, actor, id)

export const sees = { may: canSee, condition: { es: 'la prepara, la revisa o la recibió', en: 'prepares, reviews or received it' } }
export const drafts = { may: worksOn, condition: { es: 'de la institución que la prepara', en: 'of the institution that prepares it' } }

export const actsOnAnAlert = (): readonly ActName[] => [
  'alert.revise', 'alert.submit', 'alert.return', 'alert.publish', 'alert.cancel', 'alert.close', 'alert.attach', 'alert.detach', 'alert.acknowledge', 'alert.compare', 'alert.board',
]

/** What a person decided, and in front of which version. */
interface Decided {
  actor: Actor
  basedOn: number
  /** What they would save; the version at hand when they only decide. */
  sent?: AlertContent
}

/** Refuses what was decided in front of a version that is no longer the one at hand, and shows what changed. */
export const refuseStale = async (db: Db, alert: Alert, { actor, basedOn, sent = alert.content }: Decided): Promise<void> => {
  if (basedOn === alert.version) return
  const versions = await versionsOf(db, alert.id)
  const { number, byName, at, content } = versions.find((version) => version.number === alert.version)!
  const current = { version: number, by: byName, at: at.toISOString(), content }
  throw alertProblems.stale({ by: byName }, { extra: { current, differences: await differencesFor(db, actor, content, sent) } })
}

/** Corridors and border points that the catalogue does not have (any more): they would reach nobody. */
const unknownCodes = ({ corridors, borderPoints, audience }: AlertContent): Gap[] => {
  const fields: [string, boolean][] = [
    ['corridors', corridors.every(isKnownCorridor)], ['borderPoints', borderPoints.every(isKnownBorderPoint)],
    ['audience.corridors', audience.corridors.every(isKnownCorridor)], ['audience.borderPoints', audience.borderPoints.every(isKnownBorderPoint)],
  ]
  return fields.filter(([, areKnown]) => !areKnown).map(([field]) => ({ field, reason: 'unknownCode' }))
}

/** All that keeps the version at hand from review. */
export const gapsOf = (content: AlertContent, now: Date): Gap[] => [...gapsBeforeReview(content, now), ...unknownCodes(content)]

/** Refuses what is not ready for others to read, with a sentence per field. */
export const refuseGaps = (alert: Alert, now: Date): void => {
  const gaps = gapsOf(alert.content, now)
  if (gaps.length === 0) return
  const fields = Object.fromEntries(gaps.map(({ field, reason }) => [field, gapSentences[reason]]))
  throw alertProblems.incomplete({ count: gaps.length }, { fields })
}

/** Keeps new content as the next version, at hand from now on. */
export const keepVersion = async (db: Db, { id }: Alert, content: AlertContent, written: { by: string; now: Date }): Promise<void> => {
  const number = Math.max(...(await versionsOf(db, id)).map((version) => version.number)) + 1
  await insertVersion(db, { alertId: id, number, content, ...written })
  await setStanding(db, id, { state: 'draft', version: number }, written.now)
}
