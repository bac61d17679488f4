// The states a source has been in: which release stands, and which stood when it was asked for.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/db/database.ts'
import type { Release } from '../model.ts'
import { releaseAsOf } from '../rules.ts'

type Numbered = z.infer<typeof Release>

/** One release of a source as the state of its figures. */
export interface State extends Numbered {
  id: number
  isLatest: boolean
}

export interface States {
  /** Null when none is as asked. */
  asked: State | null
  latest: Numbered | null
  first: Numbered | null
}

/** The state asked for (a day or a release number; the newest without), among all there were. */
export const statesOf = async (db: Db, sourceId: string, asOf?: string): Promise<States> => {
  const { rows } = await sql<{ id: number; number: number; at: Date }>`
    select id, number, released_at as at from collection.shared_release where source_id = ${sourceId} order by number desc`.execute(db)
  const releases = rows.map(({ id, number, at }) => ({ id, number, at: at.toISOString() }))
  const [found, latest, first] = [releaseAsOf(releases, asOf), releases[0] ?? null, releases.at(-1) ?? null]
  return { asked: found ? { ...found, isLatest: found === latest } : null, latest, first }
}
