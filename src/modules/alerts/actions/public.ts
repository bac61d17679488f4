// Alerts that leave the workspace: the public page, the Atom feed, and any message as CAP to whoever may read it.
import type { Actor } from '../../../platform/access.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { action, downloadAction } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { ById, FeedInput, PublicAlert, PublicAlertList } from '../model/views.ts'
import { atomDocument } from '../rules/atom.ts'
import { capDocument, type CapMessage } from '../rules/cap.ts'
import { isBehind } from '../rules/visibility.ts'
import { alertById } from '../store/alerts.ts'
import { messagesOf, publicAlertIds, type Message } from '../store/messages.ts'
import { areaNameOf, areaOf, offenceNameOf } from './areas.ts'

const mostShown = 100
const daysInFeedAfterTheEnd = 30

/** The messages of one public alert, the last of them public; `undefined` when there is none. */
const publicMessages = async (db: Db, alertId: string): Promise<Message[] | undefined> => {
  const messages = await messagesOf(db, alertId, null)
  return messages.at(-1)?.isPublic ? messages.filter(({ isPublic }) => isPublic) : undefined
}

const allPublic = async (db: Db): Promise<Message[][]> => {
  const found: Message[][] = []
  for (const id of await publicAlertIds(db, mostShown)) found.push((await publicMessages(db, id)) ?? [])
  return found.filter((messages) => messages.length > 0)
}

const publicState = ({ alertState, kind }: Message): PublicAlert['state'] => {
  if (alertState === 'closed') return 'closed'
  return ({ Alert: 'published', Update: 'updated', Cancel: 'cancelled' } as const)[kind]
}

const isInForce = (message: Message, now: Date): boolean =>
  message.kind !== 'Cancel' && message.alertState !== 'closed' && new Date(message.content.expires!) > now

const publicView = (messages: readonly Message[], now: Date): PublicAlert => {
  const last = messages.at(-1)!
  const { kind, title, summary, instructions, severity, urgency, certainty, offence, territories, expires } = last.content
  return {
    id: last.alertId, kind, title, summary, instructions, severity, urgency, certainty,
    state: publicState(last),
    offence: offenceNameOf(offence),
    areas: territories.map((code) => ({ code, name: areaNameOf(code) })),
    issuedAt: messages[0]!.at.toISOString(),
    sentAt: last.at.toISOString(),
    expires: expires!,
    isInForce: isInForce(last, now),
    note: last.note,
    publisher: last.institutionName,
  }
}

export const listPublicAlerts = action({
  name: 'alert.publicList',
  summary: { es: 'Leer las alertas públicas', en: 'Read the public alerts' },
  input: NoInput,
  output: PublicAlertList,
  may: anyoneGranted,
  async run({ db, now }) {
    return { items: (await allPublic(db)).map((messages) => publicView(messages, now)) }
  },
  remember: () => ({ nothing: 'public reading is not watched' }),
})

export const readPublicAlert = action({
  name: 'alert.publicRead',
  summary: { es: 'Leer una alerta pública', en: 'Read a public alert' },
  input: ById,
  output: PublicAlert,
  on: ({ id }, db) => publicMessages(db, id),
  may: anyoneGranted,
  run: async ({ subject, now }) => publicView(subject, now),
  remember: () => ({ nothing: 'public reading is not watched' }),
})

/** The public alerts first issued within the days, the newest first. */
export const publicAlertsOf = async (db: Db, { from, to }: { from: string; to: string }, now: Date): Promise<PublicAlert[]> =>
  (await allPublic(db)).map((messages) => publicView(messages, now)).filter(({ issuedAt }) => issuedAt.slice(0, 10) >= from && issuedAt.slice(0, 10) <= to)

const capMessage = (message: Message, earlier: readonly Message[], node: Node, addressee: string): CapMessage => ({
  identifier: identifierOf(message.id),
  sender: node.config.sender,
  senderName: message.institutionName,
  sent: message.at,
  kind: message.kind,
  isExercise: node.isDemonstration,
  content: message.content,
  offenceName: offenceNameOf(message.content.offence),
  references: earlier.map(({ id, at }) => ({ identifier: identifierOf(id), sent: at })),
  areas: message.content.territories.map(areaOf),
  web: `${node.publicUrl}/${message.isPublic ? 'alerts' : 'app/alerts'}/${message.alertId}`,
  note: message.note,
  addressee,
})

const identifierOf = (messageId: string): string => `urn:uuid:${messageId}`

async function* once(document: string): AsyncGenerator<string> {
  yield document
}

/** A document sent in one piece, its size known: some readers ask for the size first. */
const whole = (document: string) => ({ bytes: Buffer.byteLength(document), body: once(document) })

const isRecent = (messages: readonly Message[], now: Date): boolean => {
  const last = messages.at(-1)!
  const end = last.kind === 'Cancel' ? last.at : new Date(last.content.expires!)
  return isInForce(last, now) || now.getTime() - end.getTime() < daysInFeedAfterTheEnd * 86_400_000
}

export const readFeed = downloadAction({
  name: 'alert.feed',
  summary: { es: 'Seguir las alertas públicas (Atom)', en: 'Follow the public alerts (Atom)' },
  input: FeedInput,
  may: anyoneGranted,
  async run({ input: { language }, db, node, now }) {
    const recent = (await allPublic(db)).filter((messages) => isRecent(messages, now))
    const entries = recent.map((messages) => ({
      message: capMessage(messages.at(-1)!, messages.slice(0, -1), node, ''),
      issued: messages[0]!.at,
      capUrl: `${node.publicUrl}/alerts/${messages[0]!.alertId}/cap.xml`,
    }))
    const url = `${node.publicUrl}/alerts/atom.xml${language === 'es' ? '' : `?language=${language}`}`
    const feed = { url, home: `${node.publicUrl}/${language}/alerts`, publisher: node.config.name[language], language, entries }
    return { name: 'atom.xml', mediaType: 'application/atom+xml; charset=utf-8', ...whole(atomDocument(feed)) }
  },
  remember: () => ({ nothing: 'public reading is not watched' }),
})

/** The message this person may read, and the ones before it that they may know of; `undefined` when there is none. */
const readableMessages = async ({ id }: { id: string }, db: Db, actor: Actor): Promise<Message[] | undefined> => {
  const alert = actor.kind === 'person' ? await alertById(db, actor, id) : undefined
  const messages = await messagesOf(db, id, actor.id)
  const isOpen = messages.at(-1)?.isPublic ?? false
  const readable = alert && isBehind(actor, alert) ? messages : messages.filter(({ isMine, isPublic }) => isMine || (isOpen && isPublic))
  return readable.length > 0 ? readable : undefined
}

export const readCap = downloadAction({
  name: 'alert.cap',
  summary: { es: 'Descargar una alerta como mensaje CAP 1.2', en: 'Download an alert as a CAP 1.2 message' },
  input: ById,
  on: readableMessages,
  may: anyoneGranted,
  condition: { es: 'la alerta es pública, o la prepara, la revisa o la recibió', en: 'the alert is public, or one prepares, reviews or received it' },
  async run({ subject: messages, actor, node }) {
    const addressee = `urn:uuid:${actor.institution?.id ?? messages[0]!.alertId}`
    const message = capMessage(messages.at(-1)!, messages.slice(0, -1), node, addressee)
    return { name: `${messages[0]!.alertId}.cap.xml`, mediaType: 'application/cap+xml; charset=utf-8', ...whole(capDocument(message)) }
  },
  remember: ({ subject }) => (subject.at(-1)!.isPublic ? { nothing: 'public reading is not watched' } : { subject: subject[0]!.alertId }),
})
