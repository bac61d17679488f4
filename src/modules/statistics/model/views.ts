// Saved views: a question of the explorer kept as data, under a short address that rebuilds it.
import { z } from 'zod'
import { Items } from '../../../platform/schema.ts'

const Value = z.string().max(200)

/** What the explorer's address says, name by name; `source` and `measure` at the least. */
export const ViewQuestion = z.record(z.string().regex(/^[a-z][A-Za-z_]{0,30}$/), z.union([Value, z.array(Value).max(400)]))
  .refine((question) => Object.keys(question).length <= 60 && typeof question['source'] === 'string' && typeof question['measure'] === 'string', {
    params: { text: { es: 'La vista debe decir de qué fuente y de qué medida es.', en: 'The view must say which source and which measure it is of.' } },
  })
export type ViewQuestion = z.infer<typeof ViewQuestion>

const Name = z.string().trim().min(1).max(120)

export const ViewId = z.string().regex(/^[a-z2-7]{10}$/)

export const SaveView = z.object({
  name: Name,
  question: ViewQuestion,
  /** Whether everybody on this node who works with figures sees it. */
  isShared: z.boolean().default(false),
  /** `pinned` keeps the release of today; `latest` follows the source. */
  release: z.enum(['latest', 'pinned']).default('latest'),
})

export const ViewById = z.object({ id: ViewId })

export const RenameView = ViewById.extend({ name: Name, isShared: z.boolean() })

export const SavedView = z.object({
  id: ViewId, name: z.string(), question: ViewQuestion, isShared: z.boolean(),
  ownerName: z.string(), isMine: z.boolean(), createdAt: z.string(), changedAt: z.string(),
})
export type SavedView = z.infer<typeof SavedView>

export const SavedViews = Items(SavedView)
