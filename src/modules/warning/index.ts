// The front door of early warning.
import { systemActor } from '../../platform/access.ts'
import { module, type Module } from '../../platform/module.ts'
import { perform } from '../../platform/perform.ts'
import type { System } from '../../platform/system.ts'
import { runWarning } from './actions/run.ts'
import { listSignals } from './actions/signals.ts'
import type { RunReport } from './model.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export { markRaised, openSignal, publicSignals, signalsAmong } from './actions/facts.ts'
export { openJudges } from './actions/judges.ts'
export { detectSeries } from './rules/detect.ts'
export { adjusted, type DiscoveryRule } from './rules/discovery.ts'
export { countTail } from './rules/distributions.ts'
export { farringtonFlexible } from './rules/farrington.ts'
export { pooled, type PooledOptions } from './rules/pooled.ts'
export { allReported } from './rules/standing.ts'
export { countDraw, normalDraw, poissonDraw, randomFrom, type Random } from './rules/random.ts'

export const warning: Module = module({
  name: 'warning',
  actions: [...routes.map(({ act }) => act), runWarning],
  routes,
  reactions,
  schedules: [{ name: 'warning.nightly', cron: '30 4 * * *', act: 'warning.run', input: {} }],
})

/** One open signal as the terminal gives it. */
export interface SignalReport {
  id: string
  source: string
  period: string
  territory: string
  offence: string
  observed: number
  expected: number
  upperbound: number
  score: number
  state: string
}

/** The open signals, seen as the node; the most unusual first. */
export const reportSignals = async (system: System): Promise<SignalReport[]> => {
  const { items } = await perform(system, listSignals, { actor: systemActor, input: {} })
  return items.map(({ id, source, period, place, what, observed, expected, upperbound, score, state }) =>
    ({ id, source: source.id, period, territory: place, offence: what, observed, expected, upperbound, score, state }))
}

/** The nightly run, done now: over one source, or over all of them. */
export const lookForSignals = (system: System, source?: string): Promise<RunReport> =>
  perform(system, runWarning, { actor: systemActor, input: { ...(source !== undefined && { source }) } })
