// The acts on signals: list them, open one, dismiss it with a reason, say what it turned out to be.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { DismissSignal, ListSignals, SignalById, SignalDetail, SignalList } from '../model.ts'
import { JudgeSignal } from '../model/verdicts.ts'
import { signalProblems } from '../problems.ts'
import { cautionFor } from '../rules/explanation.ts'
import { decide, latestRun, listStored, signalById, similarTo, type StoredSignal, type WholeSignal } from '../store/signals.ts'
import { keepVerdict, verdictsOn } from '../store/verdicts.ts'
import { detailOf, similarView, view } from './views.ts'

const detail = async (db: Db, signal: WholeSignal): Promise<SignalDetail> => ({
  ...detailOf(signal),
  verdicts: (await verdictsOn(db, signal.id)).map((given) => ({ ...given, at: given.at.toISOString() })),
  similar: (await similarTo(db, signal)).map(similarView),
})

/** A Problem when the signal has been decided. */
export const stillOpen = (signal: StoredSignal) => (signal.state === 'open' ? undefined : signalProblems.alreadyDecided({ state: signal.state }))

export const listSignals = action({
  name: 'signal.list',
  summary: { es: 'Ver las señales', en: 'List signals' },
  input: ListSignals,
  output: SignalList,
  may: anyoneGranted,
  async run({ input, db }) {
    const run = await latestRun(db)
    return {
      items: (await listStored(db, input)).map(view),
      run: run ? { ...run, at: run.at.toISOString() } : null,
      caution: run ? cautionFor(run) : null,
    }
  },
  remember: () => ({ nothing: 'coded figures every analyst works with' }),
})

export const readSignal = action({
  name: 'signal.read',
  summary: { es: 'Abrir una señal', en: 'Open a signal' },
  input: SignalById,
  output: SignalDetail,
  on: ({ id }, db) => signalById(db, id),
  may: anyoneGranted,
  offers: () => ['signal.dismiss', 'signal.judge'],
  run: ({ subject, db }) => detail(db, subject),
  remember: () => ({ nothing: 'coded figures every analyst works with' }),
})

export const dismissSignal = action({
  name: 'signal.dismiss',
  summary: { es: 'Descartar una señal con su razón', en: 'Dismiss a signal with a reason' },
  input: DismissSignal,
  output: SignalDetail,
  on: ({ id }, db) => signalById(db, id),
  may: anyoneGranted,
  ready: stillOpen,
  async run({ input, subject, actor, db, now, announce }) {
    const isDone = await decide(db, { id: subject.id, state: 'dismissed', reason: input.reason, by: actor.id, at: now })
    if (!isDone) throw signalProblems.alreadyDecided({ state: 'dismissed' })
    announce({ topic: 'signal', to: 'all' })
    return detail(db, (await signalById(db, subject.id))!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'reason'] }),
})

export const judgeSignal = action({
  name: 'signal.judge',
  summary: { es: 'Decir qué resultó ser una señal', en: 'Say what a signal turned out to be' },
  input: JudgeSignal,
  output: SignalDetail,
  on: ({ id }, db) => signalById(db, id),
  may: anyoneGranted,
  async run({ input, subject, actor, db, now, announce }) {
    await keepVerdict(db, { signal: subject.id, verdict: input.verdict, note: input.note, by: actor.id!, at: now })
    announce({ topic: 'signal', to: 'all' })
    return detail(db, (await signalById(db, subject.id))!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['verdict', 'note'] }),
})
