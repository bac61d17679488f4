// The sources held as columns: fetched at the first question, brought to the release a question is about, put away when room is needed.
import type { ClientConfig } from 'pg'
import { advance, readBook, type Book } from './feed.ts'
import { dropKept, keptBook, layOut, writeKept } from './kept.ts'
import { isBroken, isUnfit, isWorn, tableBytes, unfit } from './table.ts'

export interface ShelfOptions {
  connection: ClientConfig
  /** Where columns are kept between two starts. */
  folder: string
  /** Bytes all columns together may take. */
  budget: number
  log: (event: string, facts: Record<string, unknown>) => void
}

export interface Shelf {
  /** The source at the release or a newer one; null when it cannot be held as columns. */
  bookAt: (source: string, release: number) => Promise<Book | null>
  /** Ends when everything that was being kept is kept. */
  settled: () => Promise<void>
  /** Ends the reading of whatever is being read. */
  giveUp: () => void
}

interface Entry {
  book: Book | null
  /** The release at which the source was found not to fit; it is tried again at a newer one. */
  unfitAt: number
  /** Observations when the file was written. */
  keptRows: number
  usedAt: number
  /** What is being done to it: the next waits for it. */
  turn: Promise<unknown>
}

const bookBytes = ({ tables }: Book): number => [...tables.values()].reduce((sum, table) => sum + tableBytes(table), 0)

const rowsIn = ({ tables }: Book): number =>
  [...tables.values()].reduce((sum, { parts }) => sum + parts.reduce((inner, { length }) => inner + length, 0), 0)

const some = (book: Book, is: (table: Parameters<typeof isWorn>[0]) => boolean): boolean => [...book.tables.values()].some(is)

/** The share of rows that must have been added since the file was written for it to be written again. */
const worthKeeping = 0.1

type Entries = ReadonlyMap<string, Entry>

/** Puts away what was asked for longest ago until the book has room; throws `unfit` when it alone has not. */
const makeRoomIn = (entries: Entries, { budget, log }: ShelfOptions) => (book: Book): void => {
  const others = [...entries.values()].filter((entry) => entry.book && entry.book.source !== book.source).sort((a, b) => a.usedAt - b.usedAt)
  let used = bookBytes(book) + others.reduce((sum, entry) => sum + bookBytes(entry.book!), 0)
  for (const entry of others) {
    if (used <= budget) return
    used -= bookBytes(entry.book!)
    log('columns.evicted', { source: entry.book!.source })
    entry.book = null
  }
  if (used > budget) throw unfit('more than the memory set aside for columns')
}

/** What readings ask before they take more; none of them goes on once they were given up. */
const openRoom = (entries: Entries, options: ShelfOptions) => {
  const fit = makeRoomIn(entries, options)
  let isGivenUp = false
  const makeRoom = (book: Book): void => {
    if (isGivenUp) throw new Error('The columns are being closed')
    fit(book)
  }
  return { makeRoom, giveUp: () => void (isGivenUp = true) }
}

/** Writes books to their files one after another, each only when it has grown enough. */
const openKeeper = ({ folder, log }: ShelfOptions) => {
  let writing = Promise.resolve()
  const keep = (entry: Entry, book: Book): void => {
    const rows = rowsIn(book)
    if (rows - entry.keptRows <= entry.keptRows * worthKeeping) return
    entry.keptRows = rows
    const laid = layOut(book)
    writing = writing.then(() => writeKept(folder, laid)).catch((error: unknown) => log('columns.notKept', { source: book.source, reason: String(error) }))
  }
  return { keep, settled: () => writing }
}

export const openShelf = (options: ShelfOptions): Shelf => {
  const { connection, folder, log } = options
  const entries = new Map<string, Entry>()
  const { makeRoom, giveUp } = openRoom(entries, options)
  const { keep, settled } = openKeeper(options)
  let clock = 0

  const followed = async (book: Book | null): Promise<Book | null> => {
    const isOfThisHistory = book !== null && (await advance(connection, book, makeRoom))
    return isOfThisHistory && !some(book, isBroken) && !some(book, isWorn) ? book : null
  }

  const fetched = async (entry: Entry, source: string): Promise<Book | null> => {
    const kept = await keptBook(folder, source)
    if (kept) makeRoom(kept)
    const known = await followed(kept)
    entry.keptRows = known ? rowsIn(known) : 0
    if (kept && !known) await dropKept(folder, source)
    return known ?? readBook(connection, source, makeRoom)
  }

  const brought = async (entry: Entry, source: string, release: number): Promise<Book | null> => {
    const held = entry.book
    if (held && held.release >= release) return held
    entry.book = null
    try {
      const book = (await followed(held)) ?? (await fetched(entry, source))
      if (!book) return null
      makeRoom(book)
      entry.book = book
      keep(entry, book)
      return book
    } catch (error) {
      if (!isUnfit(error)) throw error
      log('columns.unfit', { source, reason: error instanceof Error ? error.message : '' })
      entry.unfitAt = release
      return null
    }
  }

  const bookAt: Shelf['bookAt'] = async (source, release) => {
    const entry = entries.get(source) ?? { book: null, unfitAt: 0, keptRows: 0, usedAt: 0, turn: Promise.resolve() }
    entries.set(source, entry)
    entry.usedAt = clock += 1
    if (entry.unfitAt >= release) return null
    const turn = entry.turn.then(() => brought(entry, source, release))
    entry.turn = turn.catch(() => undefined)
    return turn
  }

  return { bookAt, settled, giveUp }
}
