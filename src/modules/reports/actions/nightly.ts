// What the node does by itself: remembers past days whole, works out once a day how long answers take, shuffles rows, and tells units of news once a minute.
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { dayOf } from '../rules/states.ts'
import { asNode } from '../store/asking.ts'
import { membersOf, settleDays, shuffleDays } from '../store/nightly.ts'
import { workOutTimes } from './figures.ts'
import { newsFor, takeNews } from './news.ts'

const nodeOnly = { may: (actor: { kind: string }) => actor.kind === 'system', condition: { es: 'solo el propio nodo, por el reloj', en: 'only the node itself, by the clock' } } as const

export const settleReports = action({
  name: 'report.settle',
  summary: {
    es: 'Recordar cuántos reportes trajo cada día pasado, sin su hora, y sacar la cuenta de cuánto tardan las respuestas',
    en: 'Remember how many reports each past day brought, without their hour, and work out how long answers take',
  },
  input: NoInput,
  output: z.object({ days: z.array(z.object({ day: z.string(), reports: z.int(), digest: z.string() })) }),
  ...nodeOnly,
  async run({ db, now }) {
    const today = dayOf(now)
    await asNode(db)
    await workOutTimes(db, today)
    return { days: await settleDays(db, today) }
  },
  remember: ({ output: { days } }) =>
    days.length === 0 ? { nothing: 'No past day had reports that were not remembered yet.' } : { subject: null, changed: days.map(({ day, reports, digest }) => `${day} ${reports} ${digest}`) },
})

export const shuffleReports = action({
  name: 'report.shuffle',
  summary: { es: 'Reescribir lo recibido en días pasados en un orden que no dice nada', en: 'Write what came on past days anew in an order that tells nothing' },
  input: NoInput,
  output: NoInput,
  ...nodeOnly,
  async run({ db, now }) {
    await asNode(db)
    await shuffleDays(db, dayOf(now))
    return {}
  },
  remember: () => ({ nothing: 'Nothing changes but places on the disk.' }),
})

export const tellNews = action({
  name: 'report.tellNews',
  summary: { es: 'Avisar a las unidades que hay algo nuevo', en: 'Tell units that there is something new' },
  input: NoInput,
  output: z.object({ people: z.int() }),
  ...nodeOnly,
  async run({ db, announce }) {
    const units = takeNews()
    const people = units.length === 0 ? [] : await membersOf(db, units)
    if (people.length > 0) announce(newsFor(people))
    return { people: people.length }
  },
  remember: () => ({ nothing: 'Nothing changes.' }),
})
