// Answers to an alert: that it was read and what was done, who has not answered yet, and how long answers took.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { severities } from './content.ts'

const Moment = z.iso.datetime()

/** What was done about an alert, besides the words. */
export const deeds = ['read', 'informed', 'acting', 'done', 'passed-on', 'not-ours'] as const
export type Deed = (typeof deeds)[number]

export const deedNames: Record<Deed, Text> = {
  read: { es: 'La leí; no hace falta hacer nada', en: 'I read it; nothing needs doing' },
  informed: { es: 'Informé a mi equipo', en: 'I informed my team' },
  acting: { es: 'Estamos actuando', en: 'We are acting' },
  done: { es: 'Hecho', en: 'Done' },
  'passed-on': { es: 'La pasé a quien le toca', en: 'I passed it on to whose task it is' },
  'not-ours': { es: 'No nos toca', en: 'It does not concern us' },
}

/**
 * `version` and `kind` name the message answered; without them, the last one received. `writtenAt` is when it was written,
 * which without network is before it arrives: what was written later stays.
 */
export const AcknowledgeAlert = z.object({
  id: Id, did: z.enum(deeds), note: z.string().trim().max(2000).default(''),
  version: z.int().min(1).optional(), kind: z.enum(['Alert', 'Update', 'Cancel']).optional(), writtenAt: Moment.optional(),
})
export const Acknowledgement = z.object({ acknowledgedAt: Moment, did: z.enum(deeds), note: z.string() })

const mails = ['queued', 'sent', 'failed', 'none'] as const

/** Minutes; null until somebody has answered. Only of those who did. */
const Times = { medianMinutes: z.number().nullable(), ninetyMinutes: z.number().nullable() }

const BoardRow = z.object({
  person: z.string(),
  institution: z.string(),
  deliveredAt: Moment,
  acknowledgedAt: Moment.nullable(),
  /** When it was written, if that was without network before it arrived. */
  writtenAt: Moment.nullable(),
  did: z.enum(deeds).nullable(),
  note: z.string().nullable(),
  mail: z.enum(mails),
  push: z.enum(mails),
})

const BoardInstitution = z.object({
  institution: z.string(), people: z.number().int(), acknowledged: z.number().int(), firstMinutes: z.number().nullable(), ...Times,
  /** Who was told next, since nobody had answered. */
  escalated: z.array(z.object({ person: z.string(), at: Moment })),
  hasPlan: z.boolean(),
})

export const Board = z.object({
  items: z.array(BoardRow), institutions: z.array(BoardInstitution),
  acknowledged: z.number().int(), waiting: z.number().int(), ...Times,
})
export type Board = z.infer<typeof Board>

/** Days back from now. */
export const FiguresAsked = z.object({ days: z.coerce.number().int().min(1).max(3660).default(90) })
export const AnswerFigures = z.object({
  items: z.array(z.object({
    institution: z.string(), country: z.string(), severity: z.enum(severities),
    alerts: z.number().int(), delivered: z.number().int(), acknowledged: z.number().int(), ...Times,
  })),
})
export type AnswerFigures = z.infer<typeof AnswerFigures>

export const Escalated = z.object({ escalated: z.number().int() })
