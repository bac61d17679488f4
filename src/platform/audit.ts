// The memory of every act: appended through one database function, hash-chained, verified here independently of it.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from './access.ts'
import type { Db } from './db/database.ts'

export type Outcome = 'done' | 'refused' | 'failed'

/** What is remembered of an act: who, what, on which id, when, which fields. Never contents. */
export interface Memory {
  act: string
  subject: string | null
  changed: readonly string[]
  outcome: Outcome
  actor: Actor
  now: Date
}

/** A remembered event as it is stored; `at` with microseconds, UTC. */
export interface AuditEvent {
  seq: string
  at: string
  act: string
  actorKind: string
  actorId: string | null
  subject: string | null
  outcome: string
  changed: string[]
  previousHash: string
  hash: string
}

const anonymousGrain = 24 * 60 * 60 * 1000

/** The time kept: that of the act; for anonymous people only the day, so that a visit cannot be told by its minute. */
const keptTime = (actor: Actor, now: Date): Date =>
  actor.kind === 'anonymous' ? new Date(Math.floor(now.getTime() / anonymousGrain) * anonymousGrain) : now

/** Appends an event to the chain inside the caller's transaction and returns its sequence number. */
export const append = async (db: Db, memory: Memory): Promise<string> => {
  const { actor } = memory
  const at = keptTime(actor, memory.now).toISOString()
  const result = await sql<{ seq: string }>`
    select audit.append(${at}::timestamptz, ${memory.act}, ${actor.kind}, ${actor.id}::uuid, ${memory.subject},
      ${memory.outcome}, ${[...memory.changed]}::text[])::text as seq`.execute(db)
  return result.rows[0]!.seq
}

const field = (value: string | null): string => (value === null ? 'null' : JSON.stringify(value))

/** The SHA-256, in hex, that an event must carry given the hash before it. */
export const digest = (event: Omit<AuditEvent, 'hash'>): string => {
  const parts = [event.previousHash, event.seq, event.at, event.act, event.actorKind, event.actorId, event.subject, event.outcome, event.changed.join(',')]
  return createHash('sha256').update(`[${parts.map(field).join(', ')}]`).digest('hex')
}

export const genesis = '0'.repeat(64)

export type Verdict = { ok: true; events: number; head: string } | { ok: false; events: number; brokenAt: string; why: 'sequence' | 'link' | 'hash' }

const fault = (event: AuditEvent, expectedSeq: number, head: string): 'sequence' | 'link' | 'hash' | undefined => {
  if (event.seq !== String(expectedSeq)) return 'sequence'
  if (event.previousHash !== head) return 'link'
  return event.hash === digest(event) ? undefined : 'hash'
}

/** Walks the whole chain in order; the first event that does not fit ends the walk and is named. */
export const verifyChain = async (pages: AsyncIterable<readonly AuditEvent[]>): Promise<Verdict> => {
  let head = genesis
  let events = 0
  for await (const page of pages) {
    for (const event of page) {
      const why = fault(event, events + 1, head)
      if (why) return { ok: false, events, brokenAt: event.seq, why }
      head = event.hash
      events += 1
    }
  }
  return { ok: true, events, head }
}

/** The stored events in order, a thousand at a time. */
export async function* storedEvents(db: Db): AsyncGenerator<AuditEvent[]> {
  let after = '0'
  for (;;) {
    const { rows } = await sql<AuditEvent>`
      select seq::text as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, act,
        actor_kind as "actorKind", actor_id::text as "actorId", subject, outcome, changed,
        encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash
      from audit.event where event.seq > ${after}::bigint order by event.seq limit 1000`.execute(db)
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)!.seq
  }
}
