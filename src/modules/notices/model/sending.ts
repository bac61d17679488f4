// What becomes of a notice on its way.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'

export const dispatchStates = ['queued', 'sent', 'failed', 'dropped'] as const
export type DispatchState = (typeof dispatchStates)[number]

export const ById = z.object({ id: Id })
export const HandedOut = z.object({ handedOut: z.number().int() })
/** Sent together, in one transaction. */
export const Together = z.object({ ids: z.array(Id).max(100) })
export const Sent = z.object({ states: z.array(z.enum(dispatchStates)) })
export const Dropped = z.object({ dropped: z.number().int() })
