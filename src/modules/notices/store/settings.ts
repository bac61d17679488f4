// How people want to be told, and the browsers they let be woken.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Choice, Settings } from '../model/channels.ts'
import { clockOf, minutesOf } from '../rules/clock.ts'
import type { Reader } from '../rules/plan.ts'

interface SettingsRow {
  timeZone: string
  quietFrom: number | null
  quietUntil: number | null
  digestAt: number
  choices: Choice[]
}

const settingsOf = ({ timeZone, quietFrom, quietUntil, digestAt, choices }: SettingsRow): Settings => ({
  timeZone, digestAt: clockOf(digestAt), choices,
  quiet: quietFrom === null || quietUntil === null ? null : { from: clockOf(quietFrom), until: clockOf(quietUntil) },
})

const columns = sql`setting.time_zone as "timeZone", setting.quiet_from as "quietFrom", setting.quiet_until as "quietUntil", setting.digest_at as "digestAt",
  (select json_agg(json_build_object('severity', choice.severity, 'channels', choice.channels, 'waits', choice.waits))
    from notices.channel_choice as choice where choice.person_id = setting.person_id) as choices`

/** The person's own settings; undefined when they never chose. */
export const settingsFor = async (db: Db, person: string): Promise<Settings | undefined> => {
  const { rows } = await sql<SettingsRow>`select ${columns} from notices.person_setting as setting where setting.person_id = ${person}::uuid`.execute(db)
  return rows[0] && settingsOf(rows[0])
}

/** Those of the people who are active, with how they want to be told. */
export const readersAmong = async (db: Db, people: readonly string[]): Promise<Reader[]> => {
  const { rows } = await sql<Partial<SettingsRow> & { id: string; hasDevice: boolean }>`
    select person.id, ${columns}, exists (select from notices.push_subscription where push_subscription.person_id = person.id) as "hasDevice"
    from accounts.shared_person as person left join notices.person_setting as setting on setting.person_id = person.id
    where person.id = any (${[...people]}::uuid[]) and person.is_active`.execute(db)
  return rows.map(({ id, hasDevice, ...row }) => ({ id, hasDevice, settings: row.choices ? settingsOf(row as SettingsRow) : null }))
}

export const keepSettings = async (db: Db, person: string, { timeZone, quiet, digestAt, choices }: Settings, now: Date): Promise<void> => {
  await sql`
    insert into notices.person_setting (person_id, time_zone, quiet_from, quiet_until, digest_at, changed_at)
    values (${person}::uuid, ${timeZone}, ${quiet && minutesOf(quiet.from)}, ${quiet && minutesOf(quiet.until)}, ${minutesOf(digestAt)}, ${now})
    on conflict (person_id) do update set time_zone = excluded.time_zone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
      digest_at = excluded.digest_at, changed_at = excluded.changed_at`.execute(db)
  await sql`delete from notices.channel_choice where person_id = ${person}::uuid`.execute(db)
  for (const { severity, channels, waits } of choices) {
    await sql`insert into notices.channel_choice (person_id, severity, channels, waits) values (${person}::uuid, ${severity}, ${[...channels]}::text[], ${waits})`.execute(db)
  }
}

export interface Device {
  id: string
  endpoint: string
  p256dh: string
  auth: string
  agent: string
  since: Date
}

/** The browsers a person lets be woken, the latest first. */
export const devicesOf = async (db: Db, person: string): Promise<Device[]> =>
  (await sql<Device>`select id, endpoint, p256dh, auth, agent, created_at as since from notices.push_subscription
    where person_id = ${person}::uuid order by created_at desc`.execute(db)).rows

/** The browsers of a person that a dispatch has not woken yet, and how many it has. */
export const devicesToWake = async (db: Db, dispatch: string, person: string): Promise<{ devices: Device[]; before: number }> => {
  const { rows } = await sql<{ id: string }>`select subscription_id as id from notices.woken_device where dispatch_id = ${dispatch}::uuid`.execute(db)
  const woken = new Set(rows.map(({ id }) => id))
  return { devices: (await devicesOf(db, person)).filter(({ id }) => !woken.has(id)), before: woken.size }
}

/** These are not woken again when the dispatch is tried for the others. */
export const keepWoken = async (db: Db, dispatch: string, devices: readonly string[], now: Date): Promise<void> => {
  await sql`insert into notices.woken_device (dispatch_id, subscription_id, at) select ${dispatch}::uuid, id, ${now} from unnest(${[...devices]}::uuid[]) as id`.execute(db)
}

/** A browser belongs to whoever turned its notices on last. */
export const keepDevice = async (db: Db, person: string, device: Omit<Device, 'id'>): Promise<void> => {
  await sql`
    insert into notices.push_subscription (id, person_id, endpoint, p256dh, auth, agent, created_at)
    values (gen_random_uuid(), ${person}::uuid, ${device.endpoint}, ${device.p256dh}, ${device.auth}, ${device.agent}, ${device.since})
    on conflict (endpoint) do update set person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth, agent = excluded.agent, created_at = excluded.created_at`.execute(db)
}

/** Forgets a browser of the person. */
export const forgetDevice = async (db: Db, person: string, endpoint: string): Promise<void> => {
  await sql`delete from notices.push_subscription where person_id = ${person}::uuid and endpoint = ${endpoint}`.execute(db)
}

export const forgetDevices = async (db: Db, person: string): Promise<void> => {
  await sql`delete from notices.push_subscription where person_id = ${person}::uuid`.execute(db)
}
