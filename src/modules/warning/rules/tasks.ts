// What the threads of the run are asked, and what they answer.
import { clusterOf, type ScanTask } from './clusters.ts'
import { curveOf, farringtonTails, type Curve, type CurveTask } from './judging.ts'
import { newPatterns, type NewPattern } from './pattern.ts'
import type { Cluster } from './scan.ts'
import type { SeriesSet } from './series.ts'
import type { Reported } from './standing.ts'
import type { Drift } from './drift.ts'
import { judgeShort } from './short.ts'
import { driftsOf, judgeTogether, type Together } from './together.ts'

/** What stands between the words of a combination in one text. */
export const wordsBreak = '\u001f'

/** Combinations, each in one text, with their cases lately and before. */
export interface PatternTask {
  words: string[]
  recent: Float64Array
  before: Float64Array
  alpha: number
}

/** A new combination: its position among those asked about. */
export interface PatternAlarm extends Pick<NewPattern, 'words' | 'cases' | 'pvalue' | 'rarityBound'> {
  at: number
}

const alarmsOf = ({ words, recent, before, alpha }: PatternTask): PatternAlarm[] => {
  const split = words.map((text) => text.split(wordsBreak))
  const casesOf = (cases: Float64Array) => split.map((each, at) => ({ words: each, cases: cases[at]! }))
  const alarms = newPatterns({ reference: casesOf(before), recent: casesOf(recent) }, { alpha }).patterns.filter(({ alarm }) => alarm)
  return alarms.map(({ words: own, cases, pvalue, rarityBound }) => ({ words: own, cases, pvalue, rarityBound, at: words.indexOf(own.join(wordsBreak)) }))
}

export interface Tasks {
  farrington: { ask: { set: SeriesSet; range: readonly [number, number]; reported: readonly Reported[] }; answer: Float64Array }
  together: { ask: { set: SeriesSet; related: readonly (readonly number[])[]; reported: readonly Reported[] }; answer: Together }
  short: { ask: { set: SeriesSet; reported: readonly Reported[] }; answer: Together }
  drifts: { ask: Tasks['together']['ask']; answer: (Drift | null)[] }
  scan: { ask: ScanTask; answer: Cluster | undefined }
  pattern: { ask: PatternTask; answer: PatternAlarm[] }
  curve: { ask: CurveTask; answer: Curve }
}

export type TaskName = keyof Tasks

export type Task = { [Name in TaskName]: { name: Name; ask: Tasks[Name]['ask'] } }[TaskName]

const workers: { [Name in TaskName]: (ask: Tasks[Name]['ask']) => Tasks[Name]['answer'] } = {
  farrington: ({ set, range, reported }) => farringtonTails(set, range, reported),
  together: ({ set, related, reported }) => judgeTogether(set, related, reported),
  short: ({ set, reported }) => judgeShort(set, reported),
  drifts: ({ set, related, reported }) => driftsOf(set, related, reported),
  scan: clusterOf,
  pattern: alarmsOf,
  curve: curveOf,
}

/** Does one task; the same question always gets the same answer, whichever thread is asked. */
export const answerTask = ({ name, ask }: Task): Tasks[TaskName]['answer'] => workers[name](ask as never)
