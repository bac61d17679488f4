// Live news for open screens: a topic told to those it concerns, over PostgreSQL's notifications and server-sent events.
import { sql } from 'kysely'
import pg from 'pg'
import type { Announcement } from '../action.ts'
import type { Db } from '../db/database.ts'
import type { System } from '../system.ts'

const channel = 'sidmi_live'
/** People per notification: PostgreSQL carries at most 8,000 bytes in one. */
const peoplePerNotice = 150

/** Tells the topics once the surrounding transaction commits. */
export const announceAll = async (db: Db, announcements: readonly Announcement[]): Promise<void> => {
  for (const { topic, to } of announcements) {
    if (to === 'all') await notify(db, { topic, to })
    else for (let at = 0; at < to.length; at += peoplePerNotice) await notify(db, { topic, to: to.slice(at, at + peoplePerNotice) })
  }
}

const notify = async (db: Db, announcement: Announcement): Promise<void> => {
  await sql`select pg_notify(${channel}, ${JSON.stringify(announcement)})`.execute(db)
}

export interface Listener {
  personId: string
  hear: (topic: string) => void
}

export interface Live {
  listen: (listener: Listener) => () => void
  close: () => Promise<void>
}

const spread = (listeners: ReadonlySet<Listener>, announcement: Announcement): void => {
  const to = announcement.to === 'all' ? 'all' : new Set(announcement.to)
  for (const listener of listeners) if (to === 'all' || to.has(listener.personId)) listener.hear(announcement.topic)
}

/** One database connection for all open screens; it is opened again when lost, and screens are then told to look again. */
export const openLive = async (system: System): Promise<Live> => {
  const listeners = new Set<Listener>()
  let client: pg.Client | undefined
  let isClosing = false
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client(system.database.connection)
    fresh.on('notification', (message) => spread(listeners, JSON.parse(message.payload ?? '{}') as Announcement))
    fresh.on('error', () => void fresh.end().catch(() => undefined))
    fresh.on('end', () => void retry())
    await fresh.connect()
    await fresh.query(`listen ${channel}`)
    client = fresh
  }
  const retry = async (): Promise<void> => {
    if (isClosing) return
    await new Promise((wake) => setTimeout(wake, 1000))
    await connect().then(() => spread(listeners, { topic: 'all', to: 'all' }), () => retry())
  }
  await connect()
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      isClosing = true
      await client?.end()
    },
  }
}
