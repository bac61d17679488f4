// How one notice leaves the node by each channel. None of them says more than that there is something to read.
import { createHmac, randomUUID } from 'node:crypto'
import webPush from 'web-push'
import type { Node } from '../../../platform/node.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { sendOut } from '../../../platform/work/outgoing.ts'
import { neverWaits, type Severity } from '../model/channels.ts'
import { errorIn, type Waking } from '../rules/attempts.ts'
import type { Held, HeldDigest } from '../store/dispatches.ts'
import { letterId, pushKeys, webhookSecret } from '../store/secret.ts'
import type { Device } from '../store/settings.ts'

/** A code for what went wrong, never the words: they may repeat addresses. */
const errorCode = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'ETIMEDOUT'
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

const attempt = async (send: () => Promise<string | null>): Promise<string | null> => {
  try {
    return await send()
  } catch (error) {
    return errorCode(error)
  }
}

/** Besides that there is something to read, only whether it is a practice. */
const marked = (words: Text, isExercise: boolean): Text => (isExercise ? { es: `EJERCICIO · ${words.es}`, en: `EXERCISE · ${words.en}` } : words)

const subject: Text = { es: 'SIDMI: tiene un aviso por leer', en: 'SIDMI: you have a notice to read' }
const letter = (address: string): Text => ({
  es: `Tiene un aviso por leer en SIDMI.\n\nÁbralo aquí y diga que lo recibió:\n${address}\n\nPor seguridad, este correo no dice su contenido. No responda a este mensaje.`,
  en: `You have a notice to read in SIDMI.\n\nOpen it here and say that you received it:\n${address}\n\nFor safety this e-mail does not tell its content. Do not reply to this message.`,
})

const digestSubject: Text = { es: 'SIDMI: resumen del día', en: 'SIDMI: your daily digest' }
const digestLetter = (address: string): Text => ({
  es: `Desde el último resumen hay avisos por leer en SIDMI.\n\nVéalos aquí:\n${address}\n\nPor seguridad, este correo no dice su contenido. No responda a este mensaje.`,
  en: `Since the last digest there are notices to read in SIDMI.\n\nSee them here:\n${address}\n\nFor safety this e-mail does not tell its content. Do not reply to this message.`,
})

/** The letter's id is the dispatch's, so that a mailbox drops one sent twice after a crash. */
export const postLetter = ({ mail, publicUrl }: Node, { id, address, isExercise, email, language }: Held): Promise<string | null> =>
  attempt(async () => {
    const [title, text] = [marked(subject, isExercise), marked(letter(`${publicUrl}/app${address}`), isExercise)]
    await mail.send({ id, to: email ?? '', subject: say(title, language ?? 'es'), text: say(text, language ?? 'es') })
    return null
  })

export const postDigest = ({ mail, publicUrl, config }: Node, person: string, { firstDue, email, language }: HeldDigest): Promise<string | null> =>
  attempt(async () => {
    const id = letterId(config.dataFolder, person, firstDue.toISOString())
    await mail.send({ id, to: email, subject: say(digestSubject, language), text: say(digestLetter(`${publicUrl}/app/alerts`), language) })
    return null
  })

const wakingWords: Text = { es: 'Tiene algo por leer.', en: 'You have something to read.' }

/** Who pushes, as RFC 8292 wants it told: an address a push service can turn to. */
const contactOf = (publicUrl: string): string => (publicUrl.startsWith('https://') ? publicUrl : 'mailto:sidmi@sidmi.invalid')

interface Notice {
  noticeId: string
  severity: Severity
  isExercise: boolean
  language: Language | null
}

const twoDays = 2 * 24 * 60 * 60

/** Encrypted to the browser; `topic` and `tag` are the notice's, so that one that comes again takes the place of the first. */
const wake = async ({ config, publicUrl }: Node, { endpoint, p256dh, auth }: Device, { noticeId, severity, isExercise, language }: Notice): Promise<number> => {
  const payload = JSON.stringify({ tag: noticeId, words: say(marked(wakingWords, isExercise), language ?? 'es') })
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    TTL: twoDays, topic: noticeId.replaceAll('-', ''), urgency: neverWaits(severity) ? 'high' : 'normal',
    vapidDetails: { subject: contactOf(publicUrl), ...pushKeys(config.dataFolder) },
  })
  return sendOut(config, endpoint, { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])), body: body ?? '' })
}

const isGone = (status: number): boolean => status === 404 || status === 410

/** Wakes each of the browsers, and says what each answered. */
export const postPush = (node: Node, devices: readonly Device[], held: Held): Promise<Waking[]> =>
  Promise.all(devices.map((device) => attempt(async () => {
    const status = await wake(node, device, held)
    return isGone(status) ? 'gone' : errorIn(status)
  })))

export interface Call {
  webhook: string
  url: string
  /** What is sent as JSON. */
  body: Record<string, unknown>
}

/** Signed: `sidmi-signature: sha256=…` is the HMAC-SHA-256 of the body, in hex, under the webhook's secret. */
const call = async ({ config }: Node, { webhook, url, body }: Call): Promise<number> => {
  const text = JSON.stringify(body)
  const signature = createHmac('sha256', webhookSecret(config.dataFolder, webhook)).update(text).digest('hex')
  return sendOut(config, url, { headers: { 'content-type': 'application/json', 'user-agent': 'SIDMI', 'sidmi-signature': `sha256=${signature}` }, body: text })
}

/** The body holds a random id of this call, the same however often it is sent, and where alerts are read: nothing by which one alert is told from another. */
export const postWebhook = (node: Node, { id, recipientId, url }: Held): Promise<string | null> =>
  attempt(async () => errorIn(await call(node, { webhook: recipientId, url: url ?? '', body: { id, address: `${node.publicUrl}/app/alerts` } })))

/** A call that says it is a trial; gives the status it was answered with, or a code of why it was not reached. */
export const tryWebhook = async (node: Node, { id, url }: { id: string; url: string }): Promise<{ isTaken: boolean; answer: string }> => {
  const reached = { status: 0 }
  const error = await attempt(async () => {
    reached.status = await call(node, { webhook: id, url, body: { id: randomUUID(), address: `${node.publicUrl}/app`, isTrial: true } })
    return errorIn(reached.status)
  })
  return { isTaken: error === null, answer: error ?? `http-${String(reached.status)}` }
}
