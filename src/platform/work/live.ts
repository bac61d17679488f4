// Live news for open screens: a topic told to those it concerns, over PostgreSQL's notifications and server-sent events.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Announcement } from '../action.ts'
import type { Db } from '../db/database.ts'
import type { System } from '../system.ts'
import { broughtBy, type IdentifyAgain, type Stream } from './live-bringing.ts'

const channel = 'sidmi_live'
/** People per notification: PostgreSQL carries at most 8,000 bytes in one. */
const peoplePerNotice = 150
/** What one screen that looks again costs the node, about. */
const msPerScreen = 2

/** Tells the topics once the surrounding transaction commits. */
export const announceAll = async (db: Db, announcements: readonly Announcement[]): Promise<void> => {
  for (const { to, ...what } of announcements) {
    if (to === 'all') await notify(db, { ...what, to })
    else await notifyPeople(db, what, to)
  }
}

const notify = async (db: Db, announcement: Announcement): Promise<void> => {
  await sql`select pg_notify(${channel}, ${JSON.stringify(announcement)})`.execute(db)
}

/** In one statement, however many people. */
const notifyPeople = async (db: Db, what: Omit<Announcement, 'to'>, people: readonly string[]): Promise<void> => {
  if (people.length === 0) return
  const groups = Array.from({ length: Math.ceil(people.length / peoplePerNotice) }, (_, group) => people.slice(group * peoplePerNotice, (group + 1) * peoplePerNotice))
  await sql`select pg_notify(${channel}, notice) from unnest(${groups.map((to) => JSON.stringify({ ...what, to }))}::text[]) as notice`.execute(db)
}

/** A topic to look at again, and where there is something new to read; `id` says how far somebody has heard. */
export interface News {
  id: string
  topic: string
  address?: string
  /** Looking again within so many ms, each at a moment of its own, spares the node when many screens hear the same. */
  within: number
  /** What the screen would be answered about it, as JSON: it need not look again for that. */
  brought?: string
}

const within = (screens: number): number => screens * msPerScreen

export interface Listener extends Stream {
  hear: (news: News) => void
}

export interface Live {
  /** Hears everything from now on and, after the id of the last news heard, first what was missed since: told once, or `all` when that is no longer known. */
  listen: (listener: Listener, after?: string) => () => void
  /** The id of the latest news. */
  position: () => string
  close: () => Promise<void>
}

/** How long what was announced is remembered for those who were cut off. */
const memoryMs = 30 * 60_000

type Topic = Omit<Announcement, 'to' | 'brings'>
type Kept = Map<string, { at: number; what: Topic }>

/**
 * What was announced lately, for each person the latest of each topic; a new memory begins whenever something may have been missed.
 * An id is the memory's name and the moment it was made, in microseconds: it tells nobody whether, or how much, others were told.
 * `clock`: milliseconds that never go back.
 */
export const openMemory = (clock: () => number = () => performance.now()) => {
  const kept = new Map<string, Kept>()
  const began = clock()
  const micros = (): number => Math.floor((clock() - began) * 1000)
  let name = randomBytes(9).toString('hex')
  let latest = 0
  let swept = 0
  const forgetOld = (): void => {
    if (latest - swept < memoryMs * 100) return
    swept = latest
    for (const [to, topics] of kept) {
      for (const [key, { at }] of topics) if (latest - at > memoryMs * 1000) topics.delete(key)
      if (topics.size === 0) kept.delete(to)
    }
  }
  const keep = (to: string, what: Topic): void => {
    const topics: Kept = kept.get(to) ?? new Map()
    kept.set(to, topics.set(`${what.topic} ${what.address ?? ''}`, { at: latest, what }))
  }
  const momentOf = (id: string): number | undefined => {
    const [of, moment = ''] = id.split('-')
    return of === name && /^[0-9a-z]{1,12}$/.test(moment) ? Number.parseInt(moment, 36) : undefined
  }
  return {
    /** A new id of the latest news. */
    position: () => {
      latest = Math.max(latest, micros())
      return `${name}-${latest.toString(36)}`
    },
    add: ({ to, brings: _, ...what }: Announcement): void => {
      latest = Math.max(latest + 1, micros())
      for (const each of to === 'all' ? ['all'] : to) keep(each, what)
      forgetOld()
    },
    forget: () => {
      name = randomBytes(9).toString('hex')
      kept.clear()
    },
    /** The topics a person missed since, each once; `all` when it is not known. */
    missed: (after: string, personId: string): Topic[] => {
      const since = momentOf(after)
      if (since === undefined || micros() - since > memoryMs * 1000) return [{ topic: 'all' }]
      const mine = ['all', personId].flatMap((to) => [...kept.get(to) ?? []]).filter(([, { at }]) => at > since).toSorted(([, a], [, b]) => a.at - b.at)
      return [...new Map(mine.map(([key, { what }]) => [key, what])).values()]
    },
  }
}

const concerned = (listeners: ReadonlySet<Listener>, { to }: Announcement): Listener[] => {
  if (to === 'all') return [...listeners]
  const people = new Set(to)
  return [...listeners].filter(({ personId }) => people.has(personId))
}

/** One announcement to many people arrives in several notifications: those that say the same are one again. */
export const joined = (announcements: readonly Announcement[]): Announcement[] => {
  const same = Map.groupBy(announcements, ({ to, ...what }) => JSON.stringify([what, to === 'all']))
  return [...same.values()].map(([first, ...more]) => ({ ...first!, to: first!.to === 'all' ? 'all' : [first!, ...more].flatMap(({ to }) => to) }))
}

/** Tells at once what is a topic alone; what brings something when it is at hand, in the order it was announced. */
const openTelling = (system: System, listeners: ReadonlySet<Listener>, again: IdentifyAgain) => {
  const memory = openMemory()
  const laden: Announcement[] = []
  let isBringing = false
  const tell = (announcement: Announcement, brought: ReadonlyMap<Listener, string> = new Map()): void => {
    memory.add(announcement)
    const { to: _, brings: __, ...what } = announcement
    for (const listener of concerned(listeners, announcement)) {
      const own = brought.get(listener)
      listener.hear({ ...what, id: memory.position(), within: within(listeners.size), ...(own !== undefined && { brought: own }) })
    }
  }
  const bringAll = async (): Promise<void> => {
    if (isBringing) return
    isBringing = true
    while (laden.length > 0) {
      for (const each of joined(laden.splice(0))) tell(each, await broughtBy(system, each, concerned(listeners, each), again))
    }
    isBringing = false
  }
  const announce = (announcement: Announcement): void => {
    if (announcement.brings === undefined) return tell(announcement)
    laden.push(announcement)
    setImmediate(() => void bringAll())
  }
  return { memory, announce }
}

const nobodyAgain: IdentifyAgain = () => Promise.resolve([])

/**
 * One database connection for all open screens; it is opened again when lost, and screens are then told to look again.
 * `again`: who the open screens are of now; where it is not known, news brings nothing.
 */
export const openLive = async (system: System, again: IdentifyAgain = nobodyAgain): Promise<Live> => {
  const listeners = new Set<Listener>()
  const { memory, announce } = openTelling(system, listeners, again)
  let client: pg.Client | undefined
  let isClosing = false
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client(system.database.connection)
    fresh.on('notification', (message) => announce(JSON.parse(message.payload ?? '{}') as Announcement))
    fresh.on('error', () => void fresh.end().catch(() => undefined))
    fresh.on('end', () => void retry())
    await fresh.connect()
    await fresh.query(`listen ${channel}`)
    client = fresh
  }
  const retry = async (): Promise<void> => {
    if (isClosing) return
    await new Promise((wake) => setTimeout(wake, 1000))
    await connect().then(() => {
      memory.forget()
      announce({ topic: 'all', to: 'all' })
    }, () => retry())
  }
  await connect()
  return {
    position: memory.position,
    listen: (listener, after) => {
      listeners.add(listener)
      if (after !== undefined) for (const what of memory.missed(after, listener.personId)) listener.hear({ ...what, id: memory.position(), within: within(listeners.size) })
      return () => void listeners.delete(listener)
    },
    close: async () => {
      isClosing = true
      await client?.end()
    },
  }
}
