// What other modules take from early warning: signals for alerts and for the public bulletin.
import { periodText } from '../../../platform/charts/format.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Language, Text } from '../../../platform/text.ts'
import type { SignalView } from '../model.ts'
import { signalProblems } from '../problems.ts'
import { decide, publicSignalsOf, signalById, signalsById, type WholeSignal } from '../store/signals.ts'
import { stillOpen } from './signals.ts'
import { both, explanationOf, view } from './views.ts'

/** The signals of a span that may be told publicly: of public sources, neither dismissed nor found false, and not of a history so short that more of them are chance. */
export const publicSignals = async (db: Db, span: { from: string; to: string }): Promise<SignalView[]> => (await publicSignalsOf(db, span)).map(view)

/** Those of the ids that are signals, in the order of the ids. */
export const signalsAmong = async (db: Db, ids: readonly string[]): Promise<SignalView[]> => {
  const found = new Map((await signalsById(db, ids)).map((signal) => [signal.id, view(signal)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** What an alert takes over from the signal it is drafted from. */
export interface SignalFacts {
  id: string
  place: string
  /** Null when the series is counted by the source's own category. */
  offence: string | null
  period: string
  grain: 'week' | 'month'
  explanation: Text
  whatName: Text
  placeName: Text
}

/** The explanation for whoever reads it away from its curve: which week or month it speaks of comes first. */
const datedExplanation = (signal: WholeSignal): Text => {
  const explanation = explanationOf(signal)
  const dated = (language: Language): string => {
    const period = periodText(signal.period, signal.grain, language)
    return `${period.charAt(0).toUpperCase()}${period.slice(1)}. ${explanation[language]}`
  }
  return both(dated)
}

/** The facts of an open signal; undefined when it does not exist, a Problem when it has been decided. */
export const openSignal = async (db: Db, id: string): Promise<SignalFacts | undefined> => {
  const signal = await signalById(db, id)
  if (!signal) return undefined
  const decided = stillOpen(signal)
  if (decided) throw decided
  const { placeName: where, whatName } = view(signal)
  return {
    id, place: signal.place, offence: signal.dimension === 'offence' ? signal.what : null, period: signal.period, grain: signal.grain,
    explanation: datedExplanation(signal), whatName, placeName: where,
  }
}

/** Marks an open signal as raised by an alert, in the caller's transaction; which one, alerts alone knows and tells only those it may. */
export const markRaised = async (db: Db, raised: { id: string; by: string | null; at: Date }): Promise<void> => {
  const isDone = await decide(db, { ...raised, state: 'raised', reason: null })
  if (!isDone) throw signalProblems.alreadyDecided({ state: 'raised' })
}
