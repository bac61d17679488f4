// The run: every measure judged in threads, what may be told decided over all of them, and the signals kept.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { RunReport, RunWarning } from '../model.ts'
import { allowance, boundAlpha, discovery, wholeAllowance } from '../rules/nightly.ts'
import { aloneHere, keepRises, keepRun, type Rise } from '../store/signals.ts'
import { judgeable, takeTime } from '../store/series.ts'
import { judgeSet, testedIn, type Judged } from './judging.ts'
import { openJudges, type Judges } from './judges.ts'
import { loadSet } from './loading.ts'
import { risesOf, told } from './telling.ts'

/** One measure after the other, so that only one is whole in memory. */
const judgeAll = async (db: Db, source: string | undefined, judges: Judges): Promise<Judged[]> => {
  const measures = await judgeable(db, source)
  const judged: Judged[] = []
  for (const what of measures) {
    const loaded = await loadSet(db, what)
    if (loaded) judged.push(await judgeSet(db, loaded, { judges, patternAlpha: allowance['new-pattern'] / measures.length }))
  }
  return judged
}

const sumOf = (all: readonly Record<string, number>[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const one of all) for (const [key, count] of Object.entries(one)) sums[key] = (sums[key] ?? 0) + count
  return sums
}

interface Outcome {
  judged: Judged[]
  rises: Rise[][]
}

const judgeAndDraw = async (db: Db, source: string | undefined): Promise<Outcome> => {
  const judges = openJudges()
  try {
    const judged = await judgeAll(db, source, judges)
    const things = told(judged, allowance['new-pattern'])
    const rises: Rise[][] = []
    for (const [at, measure] of judged.entries()) rises.push(await risesOf(db, measure, { things: things.filter(({ set }) => set === at), judges }))
    return { judged, rises }
  } finally {
    await judges.close()
  }
}

const keepAll = async (db: Db, { judged, rises }: Outcome, found: { runId: string; at: Date }): Promise<number> => {
  let fresh = 0
  for (const [at, { what }] of judged.entries()) fresh += await keepRises(db, what, rises[at] ?? [], found)
  return fresh
}

export const runWarning = action({
  name: 'warning.run',
  summary: { es: 'Buscar señales en las series', en: 'Look for signals in the series' },
  input: RunWarning,
  output: RunReport,
  may: anyoneGranted,
  async run({ input, db, now, announce }) {
    await takeTime(db)
    const outcome = await judgeAndDraw(db, input.source)
    const { judged, rises } = outcome
    const tested = sumOf(judged.map(testedIn))
    const series = judged.reduce((sum, one) => sum + one.series.length, 0)
    const signals = rises.reduce((sum, each) => sum + each.length, 0)
    const compared = series + (tested['space-time-scan'] ?? 0) + (tested['new-pattern'] ?? 0)
    await aloneHere(db)
    const runId = await keepRun(db, { at: now, series, judged: compared, signals, alpha: boundAlpha, discovery, q: wholeAllowance, tested })
    const found = await keepAll(db, outcome, { runId, at: now })
    announce({ topic: 'signal', to: 'all' })
    return { series, judged: compared, signals, found, tested }
  },
  remember: () => ({ subject: null }),
})
