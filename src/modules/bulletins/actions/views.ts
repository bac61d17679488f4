// A bulletin as it is answered, to those who make it and to everyone.
import type { z } from 'zod'
import type { Db } from '../../../platform/db/database.ts'
import type { BulletinSummary, BulletinView, PublicBulletin } from '../model.ts'
import type { Bulletin } from '../store.ts'
import { fillBlocks, signalsOf } from './filling.ts'

export const summaryOf = ({ id, state, content, institution, author, changedAt, publishedAt }: Bulletin): z.input<typeof BulletinSummary> => ({
  id, state, title: content.title, from: content.from, to: content.to, institution, author,
  changedAt: changedAt.toISOString(), publishedAt: publishedAt?.toISOString() ?? null,
})

/** Filled with what stood when it was published, or with what stands now. */
export const viewOf = async (db: Db, bulletin: Bulletin, now: Date): Promise<z.input<typeof BulletinView>> => {
  const { version, content, filled, returnReason, withdrawnReason, corrects, correctedBy } = bulletin
  return {
    ...summaryOf(bulletin), version, content, returnReason, withdrawnReason, corrects, correctedBy,
    filled: filled ?? (await fillBlocks(db, content, now)), signals: filled ? [] : await signalsOf(db, content),
  }
}

export const publicViewOf = ({ id, content, filled, institution, publishedAt, withdrawnReason, corrects, correctedBy }: Bulletin): PublicBulletin => ({
  id, from: content.from, to: content.to, title: content.title, lead: content.lead, blocks: filled ?? [], institution,
  publishedAt: publishedAt?.toISOString() ?? '', withdrawnReason, corrects, correctedBy,
})
