// An alert reaches people: they acknowledge it, and the node sends the e-mails that say there is one to read.
import { action } from '../../../platform/action.ts'
import { say, type Text } from '../../../platform/text.ts'
import type { Node } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { AcknowledgeAlert, Acknowledgement, ById, Delivered, Requeued } from '../model/views.ts'
import { alertProblems } from '../problems.ts'
import type { Alert } from '../store/alerts.ts'
import { holdPosting, setAcknowledged, setPosted, takeDueDeliveries, type Posting } from '../store/deliveries.ts'
import { tellDesk } from './desk.ts'
import { actsOnAnAlert, sees, toRead } from './subjects.ts'

export const acknowledgeAlert = action({
  name: 'alert.acknowledge',
  summary: { es: 'Acusar recibo de una alerta y decir qué se hizo', en: 'Acknowledge an alert and say what was done' },
  input: AcknowledgeAlert,
  output: Acknowledgement,
  on: toRead,
  ...sees,
  ready: (alert: Alert) => (alert.received === null ? alertProblems.nothingToAcknowledge() : undefined),
  offers: actsOnAnAlert,
  async run({ input, subject: alert, db, now, announce }) {
    const at = await setAcknowledged(db, alert.received!.deliveryId, input.note, now)
    await tellDesk(db, alert, announce)
    return { acknowledgedAt: at.toISOString(), note: input.note }
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['acknowledgedAt', 'note'] }),
})

const systemOnly = { may: () => false, condition: { es: 'solo el nodo', en: 'only the node itself' } }

/** Hands every e-mail that is due to a worker of its own. */
export const deliverQueued = action({
  name: 'alert.deliverQueued',
  summary: { es: 'Enviar los avisos pendientes', en: 'Send the waiting notices' },
  input: NoInput,
  output: Requeued,
  ...systemOnly,
  async run({ db, now, later }) {
    const due = await takeDueDeliveries(db, now)
    for (const id of due) await later('alert.deliver', { id })
    return { requeued: due.length }
  },
  remember: () => ({ nothing: 'each delivery keeps its own state; this only hands them out' }),
})

const mostAttempts = 10

// The letter never tells what the alert says, how grave it is, nor who sent it: mail is read by others.
const subject: Text = { es: 'SIDMI: tiene una alerta por leer', en: 'SIDMI: you have an alert to read' }
const letter = (address: string): Text => ({
  es: `Tiene una alerta por leer en SIDMI.\n\nÁbrala aquí y acuse recibo:\n${address}\n\nPor seguridad, este correo no dice su contenido. No responda a este mensaje.`,
  en: `You have an alert to read in SIDMI.\n\nOpen it here and acknowledge it:\n${address}\n\nFor safety this e-mail does not tell its content. Do not reply to this message.`,
})

/** A code for what went wrong, never the server's words: they may repeat addresses. */
const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

const outcomeOf = (error: string | null, attempts: number): 'queued' | 'sent' | 'failed' => {
  if (error === null) return 'sent'
  return attempts >= mostAttempts ? 'failed' : 'queued'
}

/** Sends the letter; the code of the error, or null when the mail server took it. */
const post = async ({ mail, publicUrl }: Node, { id, alertId, email, language }: Posting): Promise<string | null> => {
  try {
    await mail.send({ id, to: email, subject: say(subject, language), text: say(letter(`${publicUrl}/app/alerts/${alertId}`), language) })
    return null
  } catch (error) {
    return errorCode(error)
  }
}

/** At least once, and in practice once: a delivery already sent, or held by another worker, is left alone. */
export const deliverAlert = action({
  name: 'alert.deliver',
  summary: { es: 'Enviar por correo el aviso de una alerta', en: 'Send the notice of an alert by e-mail' },
  input: ById,
  output: Delivered,
  ...systemOnly,
  async run({ input, db, now, node }) {
    const posting = await holdPosting(db, input.id)
    if (!posting) return { state: 'nothingToDo' as const }
    const error = await post(node, posting)
    const state = outcomeOf(error, posting.attempts + 1)
    await setPosted(db, posting.id, { state, error, now })
    return { state }
  },
  remember: () => ({ nothing: 'the delivery keeps its own state; the publication is what is remembered' }),
})
