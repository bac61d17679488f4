// Tells those who watch that the detector found a signal of what they watch for: each signal once to each person.
import { action, type Context } from '../../../platform/action.ts'
import type { Reaction } from '../../../platform/module.ts'
import { tell } from '../../notices/index.ts'
import { reportSignals } from '../../warning/index.ts'
import { TellWatchers, ToldWatchers } from '../model/files-and-watches.ts'
import { matchesOf, nothingCoded, type Watched } from '../rules/watching.ts'
import { everyWatch, keepWatchedSignal, type Watch } from '../store/watches.ts'
import { placesAtBorderPoint, placesOfCorridor } from './circles.ts'
import { mayDo } from './desk.ts'

interface Signal {
  id: string
  territory: string
  offence: string
}

/** Corridors and border points are watched by the territories they touch: a signal knows no more of where it is. */
const asTerritories = ({ kind, code }: Watched): Watched[] => {
  if (kind === 'corridor') return placesOfCorridor(code).map((place) => ({ kind: 'territory', code: place }))
  if (kind === 'border-point') return placesAtBorderPoint(code).map((place) => ({ kind: 'territory', code: place }))
  return [{ kind, code }]
}

const watchesFor = (watch: Watched, { territory, offence }: Signal): boolean =>
  matchesOf(asTerritories(watch), { ...nothingCoded, territory: [territory], offence: [offence] }).length > 0

type Run = Pick<Context<unknown, unknown>, 'db' | 'now'>

/** The people who had not been told of it. */
const newWatchersOf = async ({ db, now }: Run, signal: Signal, watches: readonly Watch[]): Promise<string[]> => {
  const found = new Set<string>()
  for (const watch of watches.filter((each) => watchesFor(each, signal))) {
    const isNew = await keepWatchedSignal(db, { watchId: watch.id, signalId: signal.id, place: signal.territory, what: signal.offence, foundAt: now })
    if (isNew) found.add(watch.personId)
  }
  return [...found]
}

/** Only people who may read signals are told. */
export const tellWatchers = action({
  name: 'watch.tell',
  summary: { es: 'Avisar a quienes vigilan de las señales nuevas', en: 'Tell those who watch of new signals' },
  input: TellWatchers,
  output: ToldWatchers,
  may: () => false,
  condition: { es: 'solo el nodo', en: 'only the node itself' },
  async run({ input: { signals }, ...run }) {
    const watches = (await everyWatch(run.db)).filter(({ roles }) => mayDo(roles, 'signal.read'))
    let told = 0
    for (const signal of signals) {
      const people = await newWatchersOf(run, signal, watches)
      if (people.length > 0) await tell(run, { id: signal.id, subject: signal.id, address: '/alerts/watches', severity: 'Minor', isExercise: false, people, withoutWebhook: true })
      run.announce({ topic: 'watch', to: people })
      told += people.length
    }
    return { told }
  },
  remember: () => ({ nothing: 'each match is kept once; the run of the detector is remembered' }),
})

export const watchReactions: readonly Reaction[] = [{
  name: 'alerts.tellWatchers',
  on: 'warning.run',
  react: async ({ perform, system }) => {
    const signals = (await reportSignals(system)).map(({ id, territory, offence }) => ({ id, territory, offence }))
    if (signals.length > 0) await perform(tellWatchers, { signals })
  },
}]
