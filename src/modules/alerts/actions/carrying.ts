// What a person takes along to read without network: the alerts they received that are in force, and never what is for their eyes only.
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { CarriedAlerts } from '../model/carried.ts'
import { visibleAlerts } from '../store/alerts.ts'
import { receivedViewOf } from './views.ts'

export const carryAlerts = action({
  name: 'alert.carry',
  summary: { es: 'Llevar las alertas en vigor en el dispositivo', en: 'Carry the alerts in force on the device' },
  input: NoInput,
  output: CarriedAlerts,
  may: (actor) => actor.kind === 'person',
  condition: { es: 'solo las que recibió, y nunca TLP:RED', en: 'only those one received, and never TLP:RED' },
  async run({ actor, db, now }) {
    const received = await visibleAlerts(db, actor, 'received')
    const views = []
    for (const alert of received) {
      const { tlp, expires } = alert.received!.content
      const isOver = alert.received!.kind === 'Cancel' || alert.state === 'closed' || expires === null || new Date(expires) <= now
      if (tlp !== 'red' && !isOver) views.push(await receivedViewOf(db, actor, alert, now))
    }
    return { items: views }
  },
  remember: ({ actor }) => ({ subject: actor.id }),
})
