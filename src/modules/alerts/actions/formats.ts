// An alert for machines: any message as CAP 1.2 or STIX 2.1 to whoever may read it, and the public ones as an Atom feed.
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { downloadAction } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Node } from '../../../platform/node.ts'
import { offence } from '../../catalogues/index.ts'
import type { AlertContent } from '../model/content.ts'
import { ById, FeedInput } from '../model/views.ts'
import { atomDocument } from '../rules/atom.ts'
import { capDocument, type CapArea, type CapMessage } from '../rules/cap.ts'
import type { CapResource } from '../rules/cap-resources.ts'
import { isExercise } from '../rules/exercise.ts'
import { mediaTypes } from '../rules/files/check.ts'
import { stixBundle } from '../rules/stix.ts'
import { attachmentsOf } from '../store/attachments.ts'
import type { Message } from '../store/messages.ts'
import { areaOf, borderPointArea, offenceNameOf } from './areas.ts'
import { recentPublic } from './public.ts'
import { readableMessages } from './readable.ts'

const identifierOf = (messageId: string): string => `urn:uuid:${messageId}`

const areasOf = ({ territories, borderPoints }: AlertContent): CapArea[] => [...territories.map(areaOf), ...borderPoints.flatMap((code) => borderPointArea(code) ?? [])]

/** The address each file is given out at; it asks for the reader's own rights. */
const resourcesOf = async (db: Db, { alertId, content }: Message, { publicUrl }: Node): Promise<CapResource[]> => {
  if (content.attachments.length === 0) return []
  const rows = await attachmentsOf(db, alertId)
  return content.attachments.flatMap((id) => rows.filter((row) => row.id === id)).map(({ id, name, kind, bytes, sha1 }) =>
    ({ name, mediaType: mediaTypes[kind], bytes, sha1, url: `${publicUrl}/alerts/${alertId}/attachments/${id}` }))
}

/** What a message is made from: the last of those the reader may know of, which the ones before are references of. */
interface Source {
  messages: readonly Message[]
  node: Node
  addressee: string
}

const capMessage = async (db: Db, { messages, node, addressee }: Source): Promise<CapMessage> => {
  const [message, earlier] = [messages.at(-1)!, messages.slice(0, -1)]
  return {
    identifier: identifierOf(message.id),
    sender: node.config.sender,
    senderName: message.institutionName,
    sent: message.at,
    kind: message.kind,
    isExercise: isExercise(message.content, node),
    content: message.content,
    offenceName: offenceNameOf(message.content.offence),
    references: earlier.map(({ id, at }) => ({ identifier: identifierOf(id), sent: at })),
    areas: areasOf(message.content),
    resources: await resourcesOf(db, message, node),
    web: `${node.publicUrl}/${message.isPublic ? 'alerts' : 'app/alerts'}/${message.alertId}`,
    note: message.note,
    addressee,
  }
}

async function* once(document: string): AsyncGenerator<string> {
  yield document
}

/** A document sent in one piece, its size known: some readers ask for the size first. */
const whole = (document: string) => ({ bytes: Buffer.byteLength(document), body: once(document) })

export const readFeed = downloadAction({
  name: 'alert.feed',
  summary: { es: 'Seguir las alertas públicas (Atom)', en: 'Follow the public alerts (Atom)' },
  input: FeedInput,
  may: anyoneGranted,
  async run({ input: { language }, db, node, now }) {
    const entries = []
    for (const messages of await recentPublic(db, now)) {
      const message = await capMessage(db, { messages, node, addressee: '' })
      entries.push({ message, issued: messages[0]!.at, capUrl: `${node.publicUrl}/alerts/${messages[0]!.alertId}/cap.xml` })
    }
    const url = `${node.publicUrl}/alerts/atom.xml${language === 'es' ? '' : `?language=${language}`}`
    const feed = { url, home: `${node.publicUrl}/${language}/alerts`, publisher: node.config.name[language], language, entries }
    return { name: 'atom.xml', mediaType: 'application/atom+xml; charset=utf-8', ...whole(atomDocument(feed)) }
  },
  remember: () => ({ nothing: 'public reading is not watched' }),
})

/** What the person may read of it; `undefined` when that is nothing. */
const readable = async (input: { id: string }, db: Db, actor: Actor): Promise<Message[] | undefined> => {
  const { messages } = await readableMessages(input, db, actor)
  return messages.length > 0 ? messages : undefined
}

const toWhoMayRead = {
  input: ById,
  on: readable,
  may: anyoneGranted,
  condition: { es: 'la alerta es pública, o la prepara, la revisa o la recibió', en: 'the alert is public, or one prepares, reviews or received it' },
  remember: ({ subject }: { subject: Message[] }) => (subject.at(-1)!.isPublic ? { nothing: 'public reading is not watched' } : { subject: subject[0]!.alertId }),
}

const addresseeOf = (actor: Actor, messages: readonly Message[]): string => `urn:uuid:${actor.institution?.id ?? messages[0]!.alertId}`

export const readCap = downloadAction({
  name: 'alert.cap',
  summary: { es: 'Descargar una alerta como mensaje CAP 1.2', en: 'Download an alert as a CAP 1.2 message' },
  ...toWhoMayRead,
  async run({ subject: messages, actor, db, node }) {
    const message = await capMessage(db, { messages, node, addressee: addresseeOf(actor, messages) })
    return { name: `${messages[0]!.alertId}.cap.xml`, mediaType: 'application/cap+xml; charset=utf-8', ...whole(capDocument(message)) }
  },
})

export const readStix = downloadAction({
  name: 'alert.stix',
  summary: { es: 'Descargar una alerta como paquete STIX 2.1', en: 'Download an alert as a STIX 2.1 bundle' },
  ...toWhoMayRead,
  async run({ subject: messages, actor, db, node }) {
    const message = await capMessage(db, { messages, node, addressee: addresseeOf(actor, messages) })
    const { alertId, institutionId, at } = messages[0]!
    const iccs = offence(message.content.offence ?? '')?.iccs?.code ?? null
    const document = `${JSON.stringify(stixBundle({ ...message, alertId, institutionId, issued: at, iccs }), null, 2)}\n`
    return { name: `${alertId}.stix.json`, mediaType: 'application/stix+json;version=2.1', ...whole(document) }
  },
})
