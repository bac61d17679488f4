// What a person watches for: setting it, ending it, and the list with what matched.
import { randomUUID } from 'node:crypto'
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { SetWatch, WatchById, WatchList, WatchView } from '../model/files-and-watches.ts'
import { watchProblems } from '../problems.ts'
import { visibleAlerts } from '../store/alerts.ts'
import { deleteWatch, insertWatch, watchedSignalsOf, watchesOf, type Watch, type WatchedSignal } from '../store/watches.ts'
import { areaNameOf } from './areas.ts'
import { canBeWatched, named, offenceOrCode } from './matches.ts'
import { summariesOf } from './views.ts'

const viewOf = (watch: Watch, signals: readonly WatchedSignal[]): WatchView => ({
  ...named(watch), id: watch.id, createdAt: watch.createdAt.toISOString(),
  signals: signals.filter(({ watchId }) => watchId === watch.id).map(({ signalId, what, place, foundAt }) =>
    ({ id: signalId, what: offenceOrCode(what), place: areaNameOf(place), foundAt: foundAt.toISOString() })),
})

const mostWatches = 100

export const setWatch = action({
  name: 'watch.set',
  summary: { es: 'Vigilar un corredor, un delito, un vehículo u otro código', en: 'Watch for a corridor, an offence, a vehicle or another code' },
  input: SetWatch,
  output: WatchView,
  may: (actor) => actor.id !== null,
  condition: { es: 'solo personas', en: 'people only' },
  async run({ input: { kind, code }, actor, db, now }) {
    if (!canBeWatched({ kind, code })) throw watchProblems.unknownCode()
    const before = await watchesOf(db, actor.id)
    if (before.length >= mostWatches) throw watchProblems.tooMany({ most: mostWatches })
    await insertWatch(db, { id: randomUUID(), personId: actor.id!, kind, code, createdAt: now })
    const watch = (await watchesOf(db, actor.id)).find((each) => each.kind === kind && each.code === code)!
    return viewOf(watch, [])
  },
  remember: ({ output }) => ({ subject: output.id }),
})

export const listWatches = action({
  name: 'watch.list',
  summary: { es: 'Ver lo que vigilo y lo que coincide', en: 'See what I watch for and what matches' },
  input: NoInput,
  output: WatchList,
  may: anyoneGranted,
  async run({ actor, db, now }) {
    const signals = actor.acts.has('signal.read') ? await watchedSignalsOf(db, actor.id) : []
    const alerts = await summariesOf(db, actor, { alerts: await visibleAlerts(db, actor), now })
    return { items: (await watchesOf(db, actor.id)).map((watch) => viewOf(watch, signals)), alerts: alerts.filter(({ matches }) => matches.length > 0) }
  },
  remember: () => ({ nothing: 'only what is already shown to the person' }),
})

export const endWatch = action({
  name: 'watch.end',
  summary: { es: 'Dejar de vigilar', en: 'Stop watching' },
  input: WatchById,
  output: NoInput,
  on: async ({ id }, db, actor) => (await watchesOf(db, actor.id)).find((watch) => watch.id === id),
  may: (actor, watch) => watch.personId === actor.id,
  condition: { es: 'solo lo que una misma vigila', en: 'only what one watches oneself' },
  async run({ input, db }) {
    await deleteWatch(db, input.id)
    return {}
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
