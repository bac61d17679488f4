// What of an alert a person, or anyone, may read outside its screen: messages, and the contents whose files they may open.
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { AlertContent } from '../model/content.ts'
import { isBehind } from '../rules/visibility.ts'
import { alertById } from '../store/alerts.ts'
import { messagesOf, type Message } from '../store/messages.ts'

export interface Readable {
  /** In the order they were sent. */
  messages: Message[]
  /** Of those messages, and of the version at hand for those behind the alert. */
  contents: AlertContent[]
  /** Whether anyone may read the last of them. */
  isPublic: boolean
}

/** Empty lists when the person may read nothing of it, or it does not exist. */
export const readableMessages = async ({ id }: { id: string }, db: Db, actor: Actor): Promise<Readable> => {
  const alert = actor.kind === 'person' ? await alertById(db, actor, id) : undefined
  const sent = await messagesOf(db, id, actor.id)
  const isPublic = sent.at(-1)?.isPublic ?? false
  const seesWork = alert !== undefined && isBehind(actor, alert)
  const messages = seesWork ? sent : sent.filter((message) => message.isMine || (isPublic && message.isPublic))
  return { messages, contents: [...messages.map(({ content }) => content), ...(seesWork ? [alert.content] : [])], isPublic }
}
