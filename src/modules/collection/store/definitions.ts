// Published profiles and drafts in the database; a shipped source and what was published for it become one definition.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { SourceFile, type SourceDefinition } from '../model/profile.ts'
import { definitionsWith, standingIn, type Published, type Standing } from '../rules/definitions.ts'
import { keptSource } from './sources.ts'

export interface PublishedProfile {
  sourceId: string
  profileId: string
  version: number
  definition: SourceDefinition
  publishedAt: Date
  publishedBy: string | null
  draftedBy: string | null
  retiredAt: Date | null
}

/** Every published version, in the order of publication. */
export const publishedProfiles = async (db: Db): Promise<PublishedProfile[]> => {
  const { rows } = await sql<PublishedProfile>`
    select profile.source_id as "sourceId", profile.profile_id as "profileId", profile.version, profile.definition,
      profile.published_at as "publishedAt", publisher.name as "publishedBy", drafter.name as "draftedBy", profile.retired_at as "retiredAt"
    from collection.published_profile as profile
      left join accounts.shared_person as publisher on publisher.id = profile.published_by
      left join accounts.shared_person as drafter on drafter.id = profile.drafted_by
    order by profile.published_at, profile.source_id, profile.profile_id, profile.version`.execute(db)
  return rows.map((row) => ({ ...row, definition: SourceFile.parse(row.definition) }))
}

const publishedIn = async (db: Db): Promise<Published[]> =>
  (await publishedProfiles(db)).map(({ definition, retiredAt }) => ({ definition, isRetired: retiredAt !== null }))

/** What is settled of a source that is or was here; undefined for one that never was. */
export const standingSource = async (db: Db, id: string): Promise<Standing | undefined> => {
  const [ever, kept] = [standingIn(await publishedIn(db), id), await keptSource(db, id)]
  if (!ever && !kept) return undefined
  return { source: { ...ever?.source, ...kept?.source }, units: { ...ever?.units, ...kept?.units } }
}

/** Every source this node knows now, with the profiles that read its files. */
export const knownSources = async (db: Db): Promise<SourceDefinition[]> =>
  definitionsWith(await publishedIn(db))

export const knownSource = async (db: Db, id: string): Promise<SourceDefinition | undefined> =>
  (await knownSources(db)).find(({ source }) => source.id === id)

/** A source with the one wording of the profile that read a file, so that an old figure is walked back as it was read. */
export const sourceAsRead = async (db: Db, id: string, profile: { id: string; version: number }): Promise<SourceDefinition | undefined> => {
  const { rows } = await sql<{ definition: unknown }>`
    select definition from collection.profile where source_id = ${id} and id = ${profile.id} and version = ${profile.version} limit 1`.execute(db)
  const all = [...(await knownSources(db)), ...(await publishedProfiles(db)).map(({ definition }) => definition)]
  const known = all.find(({ source }) => source.id === id)
  const read = SourceFile.shape.profiles.element.safeParse(rows[0]?.definition)
  return known && read.success ? { ...known, profiles: [read.data] } : known
}

export interface NewPublication {
  definition: SourceDefinition
  at: Date
  publishedBy: string | null
  draftedBy: string | null
}

export const insertPublished = async (db: Db, { definition, at, publishedBy, draftedBy }: NewPublication): Promise<void> => {
  const [profile] = definition.profiles
  await sql`insert into collection.published_profile (source_id, profile_id, version, definition, published_at, published_by, drafted_by)
    values (${definition.source.id}, ${profile?.id}, ${profile?.version}, ${JSON.stringify(definition)}, ${at}, ${publishedBy}::uuid, ${draftedBy}::uuid)`.execute(db)
}

/** Holds publication: two at once would take the same version. */
export const holdPublication = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('collection.publication'))`.execute(db)
}

export const retireProfile = async (db: Db, { sourceId, profileId }: { sourceId: string; profileId: string }, by: { id: string | null; at: Date }): Promise<void> => {
  await sql`update collection.published_profile set retired_at = ${by.at}, retired_by = ${by.id}::uuid
    where source_id = ${sourceId} and profile_id = ${profileId} and retired_at is null`.execute(db)
}
