// A crowd for the bench of alerts: duty officers with a browser that may be woken, some of them signed in, and two people who write and publish.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { readConfig } from '../../platform/config.ts'
import { openSystem } from '../../system.ts'

export interface Crowd {
  /** Session tokens of those signed in, in the order of their screens. */
  officers: string[]
  analyst: string
  coordinator: string
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Makes a demonstration node in the folder with so many officers, the first of them signed in. */
export const gather = async (folder: string, officers: number, signedIn: number): Promise<Crowd> => {
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command', kind: 'demonstration' })
  const db = system.database.owner
  try {
    const tokens = Array.from({ length: signedIn + 2 }, () => randomBytes(32).toString('base64url'))
    await sql`insert into accounts.institution (name, kind, country, is_demonstration)
      select 'Guardia ' || number || ' (demostración)', 'police', 'GT', true from generate_series(1, 100) as number`.execute(db)
    await sql`insert into accounts.person (email, name, language, institution_id, territories, is_demonstration)
      select 'guardia-' || number || '@bench.example', 'Guardia ' || number, 'es', institution.id, '{GT}', true from generate_series(1, ${officers}::int + 2) as number
      join lateral (select id from accounts.institution where name = 'Guardia ' || (number % 100 + 1) || ' (demostración)') as institution on true`.execute(db)
    await sql`insert into accounts.role_grant (person_id, role, granted_at)
      select id, case email when ${`guardia-${String(officers + 1)}@bench.example`} then 'analyst' when ${`guardia-${String(officers + 2)}@bench.example`} then 'coordinator' else 'duty-officer' end, now()
      from accounts.person where email like 'guardia-%@bench.example'`.execute(db)
    await sql`update accounts.person set institution_id = (select institution_id from accounts.person where email = 'guardia-1@bench.example')
      where email in (${`guardia-${String(officers + 1)}@bench.example`}, ${`guardia-${String(officers + 2)}@bench.example`})`.execute(db)
    // The node refuses addresses of its own machine before anything is sent: a device that is never reached.
    await sql`insert into notices.push_subscription (id, person_id, endpoint, p256dh, auth, agent, created_at)
      select gen_random_uuid(), person.id, 'https://127.0.0.1/' || person.id, ${'A'.repeat(87)}, ${'A'.repeat(22)}, '', now()
      from accounts.person join accounts.role_grant on role_grant.person_id = person.id where role = 'duty-officer' and email like 'guardia-%@bench.example'`.execute(db)
    const numbers = [...Array.from({ length: signedIn }, (_, at) => at + 1), officers + 1, officers + 2]
    await sql`insert into accounts.session (token_hash, person_id, factor, agent, started_at, last_seen_at, expires_at)
      select hash, person.id, 'none', 'bench', now(), now() + interval '1 hour', now() + interval '12 hours'
      from unnest(${tokens.map(hashOf)}::bytea[], ${numbers}::int[]) as given (hash, number) join accounts.person on email = 'guardia-' || number || '@bench.example'`.execute(db)
    return { officers: tokens.slice(0, signedIn), analyst: tokens[signedIn]!, coordinator: tokens[signedIn + 1]! }
  } finally {
    await system.database.close()
  }
}

export interface Kept {
  state: string
  deliveries: number
  emails: number
  pushes: number
  unsent: number
}

/** What the stopped node in the folder holds of an alert. */
export const keptOf = async (folder: string, alert: string): Promise<Kept> => {
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command' })
  try {
    return (await sql<Kept>`
      select state, (select count(*)::int from alerts.delivery join alerts.message on message.id = message_id where alert_id = alert.id) as deliveries,
        (select count(*)::int from notices.dispatch join notices.notice on notice.id = notice_id where subject_id = alert.id and channel = 'email') as emails,
        (select count(*)::int from notices.dispatch join notices.notice on notice.id = notice_id where subject_id = alert.id and channel = 'push') as pushes,
        (select count(*)::int from notices.dispatch join notices.notice on notice.id = notice_id where subject_id = alert.id and channel = 'email' and dispatch.state <> 'sent') as unsent
      from alerts.alert where id = ${alert}::uuid`.execute(system.database.owner)).rows[0]!
  } finally {
    await system.database.close()
  }
}
