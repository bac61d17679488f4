// What the acts on an alert's files and on what people watch for take and give.
import { z } from 'zod'
import { Id, TextPair } from '../../../platform/schema.ts'
import { watchKinds } from './codes.ts'
import { AlertSummary, WatchedCode } from './views.ts'

const Basis = z.coerce.number().int().min(1)

/** The file itself is the body, or was sent before in pieces under `uploadId`. */
export const AttachFile = z.object({ id: Id, basedOn: Basis, name: z.string().min(1).max(300), body: z.instanceof(Uint8Array), uploadId: Id.optional() })
export const DetachFile = z.object({ id: Id, basedOn: Basis, attachment: Id })
export const ReadAttachment = z.object({ id: Id, attachment: Id })

/** How many alerts in force a newcomer was handed. */
export const WelcomedTo = z.object({ alerts: z.number().int() })

export const SetWatch = z.object({ kind: z.enum(watchKinds), code: z.string().min(1).max(60) })
export const WatchById = z.object({ id: Id })
const Moment = z.iso.datetime()
/** `signals`: those found since it was set, the latest first; none for people who do not work with signals. */
export const WatchView = WatchedCode.extend({
  id: Id, createdAt: Moment, signals: z.array(z.object({ id: Id, what: TextPair, place: TextPair, foundAt: Moment })),
})
export type WatchView = z.infer<typeof WatchView>
/** `alerts`: those the person may see that match any of them. */
export const WatchList = z.object({ items: z.array(WatchView), alerts: z.array(AlertSummary) })
export type WatchList = z.infer<typeof WatchList>

/** Signals as the detector left them, for those who watch. */
export const TellWatchers = z.object({ signals: z.array(z.object({ id: Id, territory: z.string(), offence: z.string() })) })
export const ToldWatchers = z.object({ told: z.number().int() })
