// What an institution's own system is told: that there is something to read, and where; never what it says.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'

const Moment = z.iso.datetime()

export const WebhookById = z.object({ id: Id })
export const NewWebhook = z.object({ institutionId: Id, url: z.string().trim().min(1).max(500) })

export const WebhookView = z.object({
  id: Id,
  institution: z.object({ id: Id, name: z.string(), country: z.string() }),
  url: z.string(),
  setAt: Moment,
  endedAt: Moment.nullable(),
  /** The last try: its day, and a code of what went wrong or null. No more is told: how often and when would tell of alerts. */
  lastTry: z.object({ day: z.iso.date(), error: z.string().nullable() }).nullable(),
})
export type WebhookView = z.infer<typeof WebhookView>
export const WebhookList = z.object({ items: z.array(WebhookView) })
/** The secret that signs is told this once. */
export const WebhookSet = WebhookView.extend({ secret: z.string() })
export type WebhookSet = z.infer<typeof WebhookSet>

/** `answer`: the status of the institution's system, or a code of why it was not reached. */
export const WebhookTried = z.object({ isTaken: z.boolean(), answer: z.string() })
export type WebhookTried = z.infer<typeof WebhookTried>
