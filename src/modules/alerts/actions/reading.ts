// Acts that read alerts: the lists, one alert, and what changed between versions.
import { action } from '../../../platform/action.ts'
import type { Difference } from '../model/content.ts'
import { AlertList, AlertView, ById, CompareAlert, Comparison, ListAlerts } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import { isBehind } from '../rules/visibility.ts'
import { versionsOf, visibleAlerts } from '../store/alerts.ts'
import { differencesFor } from './differences.ts'
import { actsOnAnAlert, sees, toRead } from './subjects.ts'
import { comparableVersions, summariesOf, viewOf } from './views.ts'

export const listAlerts = action({
  name: 'alert.list',
  summary: { es: 'Ver las alertas que prepara, revisa o recibió', en: 'See the alerts one prepares, reviews or received' },
  input: ListAlerts,
  output: AlertList,
  may: (actor) => actor.kind === 'person',
  condition: { es: 'solo las que prepara, revisa o recibió', en: 'only those one prepares, reviews or received' },
  async run({ input, actor, db, now }) {
    const alerts = await visibleAlerts(db, actor, input.box)
    return { items: await summariesOf(db, actor, { alerts, now, asReceived: input.box === 'received' }) }
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

/** Fields that say whom an alert is for, or who prepares it. */
const isOfThoseBehind = ({ field }: Difference): boolean => /^(audience|desk|links)\b/.test(field)

export const compareAlert = action({
  name: 'alert.compare',
  summary: { es: 'Comparar dos versiones de una alerta', en: 'Compare two versions of an alert' },
  input: CompareAlert,
  output: Comparison,
  on: toRead,
  ...sees,
  async run({ input, subject, actor, db }) {
    const numbers = await comparableVersions(db, actor, subject)
    const versions = (await versionsOf(db, subject.id)).filter(({ number }) => numbers.includes(number))
    const [before, after] = [input.before, input.after].map((number) => versions.find((version) => version.number === number))
    if (!before || !after) throw alertProblems.noSuchVersion()
    const differences = await differencesFor(db, actor, before.content, after.content)
    return { before: before.number, after: after.number, differences: isBehind(actor, subject) ? differences : differences.filter((each) => !isOfThoseBehind(each)) }
  },
  remember: ({ subject }) => ({ subject: subject.id }),
})
