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
  value: number
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
    select observation.id, observation.value, observation.until_release is null as "isCurrent", observation.line, ${codedColumns('observation')},
      source.id as "sourceId", source.name as "sourceName", source.is_public as "isPublic", source.attribution, measure.unit, measure.name as "measureName", release.number as release, release.at as "releasedAt",
      delivery.id as "deliveryId", delivery.institution_id as "institutionId", profile.id as "profileId", profile.version as "profileVersion",
      profile.definition -> 'name' as "profileName", delivery.file_name as "fileName", delivery.file_sha256 as "fileSha256"
    from collection.observation
      join collection.source on source.id = observation.source_id
      join collection.measure on measure.source_id = observation.source_id and measure.id = observation.measure
      join collection.release on release.id = observation.since_release
      join collection.profile on profile.sha256 = release.profile_sha256
      join collection.delivery on delivery.id = release.delivery_id
    where observation.id = ${id}`.execute(db)
  return rows[0]
}

/** Every value the observation's cell has had, the newest first. */
export const historyOf = async (db: Db, id: number): Promise<ObservationView['history']> => {
  const { rows } = await sql<Omit<ObservationView['history'][number], 'sinceAt'> & { sinceAt: Date }>`
    select cell.value, since.number as since, since.at as "sinceAt", until.number as until, delivery.file_name as "fileName"
    from collection.observation as asked
      join collection.observation as cell on cell.source_id = asked.source_id and cell.measure = asked.measure and cell.key = asked.key
      join collection.release as since on since.id = cell.since_release
      join collection.delivery on delivery.id = since.delivery_id
      left join collection.release as until on until.id = cell.until_release
    where asked.id = ${id} order by since.number desc`.execute(db)
  return rows.map((row) => ({ ...row, sinceAt: row.sinceAt.toISOString() }))
}
