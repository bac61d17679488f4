// An alert reached a person: they say that they read it and what was done.
import { action } from '../../../platform/action.ts'
import { settle } from '../../notices/index.ts'
import { AcknowledgeAlert, Acknowledgement } from '../model/answers.ts'
import { alertProblems } from '../problems.ts'
import type { Alert } from '../store/alerts.ts'
import { deliveryOf, setAcknowledged } from '../store/deliveries.ts'
import { tellDesk } from './desk.ts'
import { actsOnAnAlert, sees, toRead } from './subjects.ts'

/** May be sent again, as what was written without network is: the first time and the latest words stay. */
export const acknowledgeAlert = action({
  name: 'alert.acknowledge',
  summary: { es: 'Acusar recibo de una alerta y decir qué se hizo', en: 'Acknowledge an alert and say what was done' },
  input: AcknowledgeAlert,
  output: Acknowledgement,
  on: toRead,
  ...sees,
  ready: (alert: Alert) => (alert.received === null ? alertProblems.nothingToAcknowledge() : undefined),
  offers: actsOnAnAlert,
  async run({ input, subject: alert, actor, db, now, announce }) {
    const received = alert.received!
    const { version = received.version, kind = received.kind, did, note, writtenAt } = input
    const delivery = await deliveryOf(db, { alertId: alert.id, person: actor.id! }, { version, kind })
    if (delivery === undefined) throw alertProblems.nothingToAcknowledge()
    const kept = await setAcknowledged(db, delivery, { did, note, writtenAt: writtenAt === undefined ? now : new Date(writtenAt), now })
    if (delivery === received.deliveryId) await settle(db, { subject: alert.id, person: actor.id! }, now)
    announce({ topic: 'alert', to: [actor.id!] })
    await tellDesk(db, alert, announce)
    return { acknowledgedAt: kept.at.toISOString(), did: kept.did, note: kept.note }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['acknowledgedAt', 'did', 'note'] }),
})
