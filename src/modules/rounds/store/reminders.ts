// Who was reminded of what, and what became of each e-mail.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/text.ts'

export interface NewReminder {
  obligation: string
  period: string
  occasion: string
  people: readonly string[]
  hasMail: boolean
  now: Date
}

/** Keeps what each person is told, unless they were told it before; gives those who now are. */
export const keepReminders = async (db: Db, { obligation, period, occasion, people, hasMail, now }: NewReminder): Promise<string[]> => {
  const { rows } = await sql<{ person: string }>`
    insert into rounds.reminder (id, obligation_id, period_start, person_id, occasion, mail, attempts, created_at, changed_at)
    select gen_random_uuid(), ${obligation}::uuid, ${period}, person, ${occasion}, ${hasMail ? 'queued' : 'none'}, 0, ${now}, ${now}
    from unnest(${[...people]}::uuid[]) as person
    on conflict (obligation_id, period_start, person_id, occasion) do nothing
    returning person_id as person`.execute(db)
  return rows.map(({ person }) => person)
}

const firstWaitMinutes = 30

/** Gives up the waiting e-mails of people who no longer have an account to enter with: nobody would ever send them. */
export const dropUnreachable = async (db: Db, now: Date): Promise<void> => {
  await sql`
    update rounds.reminder set mail = 'failed', last_error = 'inactive', changed_at = ${now}
    where mail = 'queued' and not exists (select from accounts.shared_person as person where person.id = reminder.person_id and person.is_active)`.execute(db)
}

/** E-mails to hand to a worker now: new ones, and those whose wait after an attempt is over. Each is handed once per wait. */
export const takeDueReminders = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update rounds.reminder set changed_at = ${now}::timestamptz + interval '1 millisecond'
    where mail = 'queued'
      and ((attempts = 0 and changed_at = created_at) or changed_at < ${now}::timestamptz - make_interval(mins => ${firstWaitMinutes} * (1 << least(attempts, 6))))
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface Posting {
  id: string
  isEscalation: boolean
  attempts: number
  email: string
  language: Language
}

/** A waiting e-mail, held by this transaction; undefined when it is done, or another worker holds it. */
export const holdReminder = async (db: Db, id: string): Promise<Posting | undefined> => {
  const { rows } = await sql<Posting>`
    select reminder.id, reminder.occasion = 'escalation' as "isEscalation", reminder.attempts, person.email, person.language
    from rounds.reminder join accounts.shared_person as person on person.id = reminder.person_id
    where reminder.id = ${id}::uuid and reminder.mail = 'queued' and person.is_active
    for update of reminder skip locked`.execute(db)
  return rows[0]
}

export const setPosted = async (db: Db, id: string, outcome: { state: 'queued' | 'sent' | 'failed'; error: string | null; now: Date }): Promise<void> => {
  await sql`
    update rounds.reminder set mail = ${outcome.state}, attempts = attempts + 1, last_error = ${outcome.error}, changed_at = ${outcome.now}
    where id = ${id}::uuid`.execute(db)
}
