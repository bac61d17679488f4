// One observation walked back: its codes, its release and delivery, and every value the same cell has had.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Unit } from '../model.ts'
import type { Coded, ObservationView } from '../model/delivery.ts'

/** The codes of an observation, named as they are answered. */
export const codedColumns = (table: string): RawBuilder<unknown> => {
  const same = ['measure', 'grain', 'country', 'territory', 'municipality', 'offence', 'category', 'subcategory', 'modality', 'region', 'sex', 'nationality', 'route', 'cause', 'lat', 'lon']
  return sql.raw([...same.map((name) => `${table}.${name}`), `${table}.period_start as start`, `${table}.age_band as "ageBand"`].join(', '))
}

export interface Observation extends Coded {
  id: number
  value: number | null
  withheld: string | null
  isCurrent: boolean
  line: number
  sourceId: string
  sourceName: Text
  isPublic: boolean
  attribution: Text
  unit: Unit
  measureName: Text
  release: number
  releasedAt: Date
  deliveryId: string
  institutionId: string | null
  profileId: string
  profileVersion: number
  profileName: Text
  fileName: string
  fileSha256: string
}

export const observationById = async (db: Db, id: number): Promise<Observation | undefined> => {
  const { rows } = await sql<Observation>`
    select observation.id, observation.value, observation.withheld, observation.until_release is null as "isCurrent", observation.line, ${codedColumns('observation')},
      source.id as "sourceId", source.name as "sourceName", source.is_public as "isPublic", source.attribution, measure.unit, measure.name as "measureName", release.number as release, release.at as "releasedAt",
      delivery.id as "deliveryId", delivery.institution_id as "institutionId", profile.id as "profileId", profile.version as "profileVersion",
      profile.definition -> 'name' as "profileName", delivery.file_name as "fileName", delivery.file_sha256 as "fileSha256"
    from collection.observation
      join collection.source on source.id = observation.source_id
      join collection.measure on measure.source_id = observation.source_id and measure.id = observation.measure
      join collection.release on release.id = coalesce(observation.origin_release, observation.since_release)
      join collection.profile on profile.sha256 = release.profile_sha256
      join collection.delivery on delivery.id = release.delivery_id
    where observation.id = ${id}`.execute(db)
  return rows[0]
}

// Ended ones are found by their key; the one that stands is the observation itself, or came with a release after it ended.
const cellsLike = (id: number): RawBuilder<unknown> => sql`(
  with asked as (select * from collection.observation where id = ${id})
  select ended.* from asked join collection.observation as ended
    on ended.source_id = asked.source_id and ended.measure = asked.measure and ended.key = asked.key and ended.until_release is not null
  union all select * from asked where until_release is null
  union all select standing.* from asked join collection.observation as standing
    on standing.source_id = asked.source_id and standing.since_release >= asked.until_release
      and standing.measure = asked.measure and standing.key = asked.key and standing.until_release is null)`

/** Every value the observation's cell has had, the newest first. */
export const historyOf = async (db: Db, id: number): Promise<ObservationView['history']> => {
  const { rows } = await sql<Omit<ObservationView['history'][number], 'sinceAt'> & { sinceAt: Date }>`
    select cell.value, cell.withheld, since.number as since, since.at as "sinceAt", until.number as until, delivery.file_name as "fileName"
    from ${cellsLike(id)} as cell
      join collection.release as since on since.id = cell.since_release
      join collection.release as origin on origin.id = coalesce(cell.origin_release, cell.since_release)
      join collection.delivery on delivery.id = origin.delivery_id
      left join collection.release as until on until.id = cell.until_release
    order by since.number desc`.execute(db)
  return rows.map((row) => ({ ...row, sinceAt: row.sinceAt.toISOString() }))
}
