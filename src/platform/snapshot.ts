// What a download reads from: one read-only snapshot, given back however its reader leaves, and never so many as to starve the rest.
import type { Db } from './db/database.ts'
import { platformProblems } from './problems.ts'
import type { System } from './system.ts'

type Bytes = string | Uint8Array

/** Downloads at once: each holds a connection for as long as its reader takes, and everyone else must find some left. */
const mostDownloads = 4
const openDownloads = new WeakMap<System, Set<symbol>>()

/** Takes one of the places; the answer gives it back. */
const takePlace = (system: System): (() => void) => {
  const taken = openDownloads.get(system) ?? new Set<symbol>()
  if (taken.size >= mostDownloads) throw platformProblems.tooMany({ seconds: 10 })
  const place = Symbol('download')
  openDownloads.set(system, taken.add(place))
  return () => void taken.delete(place)
}

export interface Snapshot {
  db: Db
  /** Gives the connection back; a second time it does nothing. */
  close: () => Promise<void>
}

/** A snapshot for one download, begun after `first`. Throws `request.tooMany` when as many as may be are already being read. */
export const openSnapshot = async (system: System, first: () => Promise<void>): Promise<Snapshot> => {
  const leave = takePlace(system)
  try {
    await first()
    const db = await system.database.db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
    let closing: Promise<void> | undefined
    return { db, close: () => (closing ??= db.rollback().execute().finally(leave)) }
  } catch (error) {
    leave()
    throw error
  }
}

/** The body, closing at its last byte, at an error, or when its reader goes away, even before the first byte: there a generator would not. */
export const untilClosed = (body: AsyncIterable<Bytes>, close: () => Promise<void>): AsyncIterable<Bytes> => {
  const inner = body[Symbol.asyncIterator]()
  const next = async (): Promise<IteratorResult<Bytes>> => {
    try {
      const result = await inner.next()
      if (result.done) await close()
      return result
    } catch (error) {
      await close()
      throw error
    }
  }
  const leave = async (): Promise<IteratorResult<Bytes>> => {
    try {
      await inner.return?.()
    } finally {
      await close()
    }
    return { done: true, value: undefined }
  }
  return { [Symbol.asyncIterator]: () => ({ next, return: leave }) }
}
