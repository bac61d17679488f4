// SQL of devices: whose they are, and the hash of the code they show.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

export interface Device {
  id: string
  name: string
  username: string
  hash: string
  institutionId: string
  institution: string
  institutionKind: string
  country: string
  enrolledAt: Date
  lastSentAt: Date | null
  isRevoked: boolean
  /** In whose name it delivers figures, whether or not they still may. */
  personId: string | null
  /** That person, while an active focal point of the device's institution. */
  deliverer: { id: string; name: string; territories: string[] } | null
}

const mayDeliver = sql`(person.is_active and 'focal-point' = any (person.roles))`

const devicesWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<Device[]> =>
  (await sql<Device>`select device.id, device.name, device.username, device.hash, device.institution_id as "institutionId", institution.name as institution,
      institution.kind as "institutionKind", institution.country, device.enrolled_at as "enrolledAt", device.last_sent_at as "lastSentAt",
      device.revoked_at is not null as "isRevoked", device.person_id as "personId",
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name, 'territories', person.territories) end as deliverer
    from trafficking.device join accounts.shared_institution as institution on institution.id = device.institution_id
      left join accounts.shared_person as person on person.id = device.person_id and person.institution_id = device.institution_id and ${mayDeliver}
    where ${condition} order by device.revoked_at is not null, institution.name, device.name, device.id`.execute(db)).rows

export const allDevices = (db: Db): Promise<Device[]> => devicesWhere(db, sql`true`)
export const deviceById = async (db: Db, id: string): Promise<Device | undefined> => (await devicesWhere(db, sql`device.id = ${id}::uuid`))[0]
export const deviceByUsername = async (db: Db, username: string): Promise<Device | undefined> => (await devicesWhere(db, sql`device.username = ${username}`))[0]

/** The kind of an institution; undefined when there is none. */
export const institutionKind = async (db: Db, id: string): Promise<string | undefined> =>
  (await sql<{ kind: string }>`select kind from accounts.shared_institution where id = ${id}::uuid`.execute(db)).rows[0]?.kind

export interface FocalPoint {
  id: string
  name: string
  institutionId: string
}

/** Who may deliver figures, by name. */
export const focalPoints = async (db: Db): Promise<FocalPoint[]> =>
  (await sql<FocalPoint>`select person.id, person.name, person.institution_id as "institutionId" from accounts.shared_person as person
    where ${mayDeliver} order by person.name, person.id`.execute(db)).rows

interface NewDevice {
  institutionId: string
  personId: string | null
  name: string
  username: string
  hash: string
  enrolledBy: string | null
  now: Date
}

export const insertDevice = async (db: Db, { institutionId, personId, name, username, hash, enrolledBy, now }: NewDevice): Promise<string> => {
  const { rows } = await sql<{ id: string }>`insert into trafficking.device (institution_id, person_id, name, username, hash, enrolled_by, enrolled_at)
    values (${institutionId}::uuid, ${personId}::uuid, ${name}, ${username}, ${hash}, ${enrolledBy}::uuid, ${now}) returning id`.execute(db)
  return rows[0]!.id
}

export const revokeDeviceById = async (db: Db, id: string, now: Date): Promise<void> => {
  await sql`update trafficking.device set revoked_at = ${now} where id = ${id}::uuid`.execute(db)
}

export const noteSent = async (db: Db, id: string, now: Date): Promise<void> => {
  await sql`update trafficking.device set last_sent_at = ${now} where id = ${id}::uuid`.execute(db)
}
