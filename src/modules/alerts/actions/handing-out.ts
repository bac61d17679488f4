// Hands a message out: onto every recipient's screen, and to the channels each of them chose.
import type { Announcement } from '../../../platform/action.ts'
import { tell, type Telling } from '../../notices/index.ts'
import type { AlertContent } from '../model/content.ts'
import { insertDeliveries } from '../store/deliveries.ts'
import { messagesOf } from '../store/messages.ts'

export type HandingOut = Telling & { announce: (announcement: Announcement) => void }

export interface Handed {
  /** The message's id, by which nobody is told it twice. */
  message: string
  alert: string
  severity: AlertContent['severity']
  /** A practice: letters and devices say so. */
  isExercise: boolean
  people: readonly string[]
}

/** What is for the people who receive it alone, or for them and those they choose: that it exists is told to no system, whoever set its address. */
const isForPeopleAlone = ({ tlp, audience }: AlertContent): boolean => tlp === 'red' || tlp === 'amber+strict' || audience.people.length > 0

const contentOf = async ({ db }: HandingOut, { alert, message }: Handed): Promise<AlertContent> =>
  (await messagesOf(db, alert, null)).find(({ id }) => id === message)!.content

/** All in the act's own transaction: after a crash everyone has it, or nobody. */
export const handOut = async (run: HandingOut, handed: Handed): Promise<void> => {
  const { message, alert, severity, isExercise, people } = handed
  const reached = await insertDeliveries(run.db, message, people, run.now)
  await tell(run, { id: message, subject: alert, address: `/alerts/${alert}`, severity, isExercise, people: reached, withoutWebhook: isForPeopleAlone(await contentOf(run, handed)) })
  run.announce({ topic: 'alert', address: `/alerts/${alert}`, brings: alert, to: reached })
}
