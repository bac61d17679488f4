// When the signal an alert began with is marked as raised, and who is told that it was drafted from before.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { markRaised, signalsAmong } from '../../warning/index.ts'
import { alertProblems } from '../problems.ts'
import { holdSignal, visibleAlertOfSignal, type Alert } from '../store/alerts.ts'

/** At publication, not before: the mark tells all who watch signals. A closed desk leaves none, nor does a signal already decided change. */
export const raiseSignalOf = async (db: Db, { signalId, content }: Alert, { by, at }: { by: string; at: Date }): Promise<void> => {
  if (signalId === null || content.desk.isClosed) return
  const [signal] = await signalsAmong(db, [signalId])
  if (signal?.state === 'open') await markRaised(db, { id: signalId, by, at })
}

/** Refuses a second draft from the signal to whoever can see the first; everyone else drafts as if there were none. */
export const refuseSecondDraft = async (db: Db, actor: Actor, signalId: string): Promise<void> => {
  await holdSignal(db, signalId)
  const reference = await visibleAlertOfSignal(db, actor, signalId)
  if (reference !== undefined) throw alertProblems.alreadyDrafted({ reference })
}
