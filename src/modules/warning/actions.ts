// The acts of early warning: run the detector, list and open signals, dismiss one with a reason.
import { anyoneGranted } from '../../platform/access.ts'
import { action } from '../../platform/action.ts'
import { periodText } from '../../platform/charts/format.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language, Text } from '../../platform/text.ts'
import { nameOf, placeName } from '../catalogues/index.ts'
import { DismissSignal, ListSignals, RunReport, RunWarning, SignalById, SignalDetail, SignalList, type SignalView } from './model.ts'
import { signalProblems } from './problems.ts'
import { cautionFor, explain } from './rules/explanation.ts'
import { alpha, isLongEnough, judgedPerSeries, risesOf, type Rise } from './rules/judging.ts'
import { periodsPerYear } from './rules/series.ts'
import { decide, judgeable, keepRise, keepRun, latestRun, listStored, publicSignalsOf, seriesOf, signalById, type Judgeable, type StoredSignal } from './store.ts'

const seriesBetweenBreaths = 20

/** Judges a source's series, letting other requests be answered in between. */
const judge = async (db: Db, what: Judgeable): Promise<{ series: number; rises: Rise[] }> => {
  const set = { ...what, series: await seriesOf(db, what) }
  if (!isLongEnough(set)) return { series: 0, rises: [] }
  const rises: Rise[] = []
  let done = 0
  for (const rise of risesOf(set)) {
    if (rise) rises.push(rise)
    done += 1
    if (done % seriesBetweenBreaths === 0) await new Promise((resume) => setImmediate(resume))
  }
  return { series: set.series.length, rises }
}

export const runWarning = action({
  name: 'warning.run',
  summary: { es: 'Buscar señales en las series', en: 'Look for signals in the series' },
  input: RunWarning,
  output: RunReport,
  may: anyoneGranted,
  async run({ input, db, now, announce }) {
    const measures = await judgeable(db, input.source)
    const results: { what: Judgeable; series: number; rises: Rise[] }[] = []
    for (const what of measures) results.push({ what, ...(await judge(db, what)) })
    const series = results.reduce((sum, result) => sum + result.series, 0)
    const judged = results.reduce((sum, { what, series: count }) => sum + count * judgedPerSeries(what.grain), 0)
    const signals = results.reduce((sum, result) => sum + result.rises.length, 0)
    const runId = await keepRun(db, { at: now, series, judged, signals, alpha })
    let found = 0
    for (const { what, rises } of results) {
      for (const rise of rises) if ((await keepRise(db, what, rise, { runId, at: now })) === 'new') found += 1
    }
    announce({ topic: 'signal', to: 'all' })
    return { series, judged, signals, found }
  },
  remember: () => ({ subject: null }),
})

const both = (name: (language: Language) => string): Text => ({ es: name('es'), en: name('en') })

const view = (signal: StoredSignal): SignalView => ({
  id: signal.id,
  source: { id: signal.sourceId, name: signal.sourceName, isDemonstration: signal.isDemonstration },
  measure: signal.measureName,
  grain: signal.grain, place: signal.place, dimension: signal.dimension, what: signal.what,
  placeName: both((language) => placeName(signal.place, language)),
  whatName: signal.dimension === 'offence' ? both((language) => nameOf('offence', signal.what, language)) : { es: signal.what, en: signal.what },
  since: signal.since, period: signal.period, observed: signal.observed, expected: signal.expected, upperbound: signal.upperbound, score: signal.score,
  state: signal.state,
})

const detail = (signal: StoredSignal) => ({
  ...view(signal),
  explanation: explain(signal),
  caution: cautionFor(signal.judgedSeries * periodsPerYear[signal.grain], alpha),
  curve: signal.curve,
  release: signal.release,
  foundAt: signal.foundAt.toISOString(),
  reason: signal.reason,
  decidedAt: signal.decidedAt?.toISOString() ?? null,
  alertId: signal.alertId,
})

const stillOpen = (signal: StoredSignal) => (signal.state === 'open' ? undefined : signalProblems.alreadyDecided({ state: signal.state }))

export const listSignals = action({
  name: 'signal.list',
  summary: { es: 'Ver las señales', en: 'List signals' },
  input: ListSignals,
  output: SignalList,
  may: anyoneGranted,
  async run({ input, db }) {
    const run = await latestRun(db)
    return {
      items: (await listStored(db, input.state)).map(view),
      run: run ? { ...run, at: run.at.toISOString() } : null,
      caution: run ? cautionFor(run.judged * 2, alpha) : null,
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
  offers: () => ['signal.dismiss'],
  run: ({ subject }) => Promise.resolve(detail(subject)),
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
    const isDone = await decide(db, { id: subject.id, state: 'dismissed', reason: input.reason, alertId: null, by: actor.id, at: now })
    if (!isDone) throw signalProblems.alreadyDecided({ state: 'dismissed' })
    announce({ topic: 'signal', to: 'all' })
    return detail((await signalById(db, subject.id))!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['state', 'reason'] }),
})

/** The signals of a span that may be told publicly: of public sources, and not dismissed. */
export const publicSignals = async (db: Db, span: { from: string; to: string }): Promise<SignalView[]> => (await publicSignalsOf(db, span)).map(view)

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
const datedExplanation = (signal: StoredSignal): Text => {
  const explanation = explain(signal)
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

/** Marks an open signal as raised by the alert drafted from it, in the caller's transaction. */
export const markRaised = async (db: Db, raised: { id: string; alertId: string; by: string | null; at: Date }): Promise<void> => {
  const isDone = await decide(db, { ...raised, state: 'raised', reason: null })
  if (!isDone) throw signalProblems.alreadyDecided({ state: 'raised' })
}
