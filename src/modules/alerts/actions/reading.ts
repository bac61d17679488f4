// Acts that read alerts: the lists, one alert, what changed between versions, and who has answered.
import { action } from '../../../platform/action.ts'
import { AlertList, AlertView, Board, ById, CompareAlert, Comparison, ListAlerts } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { isBehind } from '../rules/visibility.ts'
import { versionsOf, visibleAlerts } from '../store/alerts.ts'
import { boardOf, type BoardRow } from '../store/deliveries.ts'
import { differencesFor } from './differences.ts'
import { actsOnAnAlert, sees, toRead } from './subjects.ts'
import { summaryOf, viewOf } from './views.ts'

export const listAlerts = action({
  name: 'alert.list',
  summary: { es: 'Ver las alertas que prepara, revisa o recibió', en: 'See the alerts one prepares, reviews or received' },
  input: ListAlerts,
  output: AlertList,
  may: (actor) => actor.kind === 'person',
  condition: { es: 'solo las que prepara, revisa o recibió', en: 'only those one prepares, reviews or received' },
  async run({ input, actor, db, now }) {
    const alerts = await visibleAlerts(db, actor, input.box)
    return { items: alerts.map((alert) => summaryOf(alert, input.box !== 'received' && isBehind(actor, alert), now)) }
  },
  remember: () => ({ nothing: 'a list tells titles already addressed to the person; opening one is remembered' }),
})

export const readAlert = action({
  name: 'alert.read',
  summary: { es: 'Leer una alerta', en: 'Read an alert' },
  input: ById,
  output: AlertView,
  on: toRead,
  ...sees,
  offers: actsOnAnAlert,
  run: ({ subject, actor, db, now }) => viewOf(db, actor, subject.id, now),
  remember: ({ subject }) => ({ subject: subject.id }),
})

const behind = { may: isBehind, condition: { es: 'la prepara o la revisa', en: 'prepares or reviews it' } }

export const compareAlert = action({
  name: 'alert.compare',
  summary: { es: 'Comparar dos versiones de una alerta', en: 'Compare two versions of an alert' },
  input: CompareAlert,
  output: Comparison,
  on: toRead,
  ...behind,
  async run({ input, subject, actor, db }) {
    const versions = await versionsOf(db, subject.id)
    const [before, after] = [input.before, input.after].map((number) => versions.find((version) => version.number === number))
    if (!before || !after) throw alertProblems.noSuchVersion()
    return { before: before.number, after: after.number, differences: await differencesFor(db, actor, before.content, after.content) }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})

const minutesTaken = (row: BoardRow): number[] =>
  row.acknowledgedAt ? [(row.acknowledgedAt.getTime() - row.deliveredAt.getTime()) / 60_000] : []

const middle = (sorted: readonly number[]): number | null => {
  if (sorted.length === 0) return null
  const half = (sorted.length - 1) / 2
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2
}

export const readBoard = action({
  name: 'alert.board',
  summary: { es: 'Ver quién ha acusado recibo y quién no', en: 'See who has acknowledged and who has not' },
  input: ById,
  output: Board,
  on: toRead,
  ...behind,
  async run({ subject, db }) {
    const rows = await boardOf(db, subject.id)
    const minutes = rows.flatMap(minutesTaken).sort((a, b) => a - b)
    const items = rows.map((row) => ({ ...row, deliveredAt: row.deliveredAt.toISOString(), acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null }))
    return { items, acknowledged: minutes.length, waiting: rows.length - minutes.length, medianMinutes: middle(minutes) }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
