// Files on their way in pieces: each person's apart, as long as on the disk, so that what arrived before a cut is never sent again.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PartStore, Part } from '../node.ts'

interface Facts {
  bytes: number
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const orNothing = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

// Names come from identifiers of our own making; anything else is no part of this store.
const isId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id)

const dayMs = 86_400_000

/** Gives a file, or a folder of which one came or went, the first moment of its day: when in the day it was is not kept. */
export const keepOnlyDay = async (path: string): Promise<void> => {
  const seconds = Math.floor(Date.now() / dayMs) * (dayMs / 1000)
  await orNothing(utimes(path, seconds, seconds))
}

/** The parts under `<data folder>/files/<folder>/<owner>/<id>`; of those that are `isUntraced` only the day is kept. */
export const openPartStore = (dataFolder: string, folder: string, isUntraced: boolean): PartStore => {
  const root = join(dataFolder, 'files', folder)
  const written = async (...paths: string[]): Promise<void> => {
    if (isUntraced) for (const path of paths) await keepOnlyDay(path)
  }
  const folderOf = (owner: string): string => join(root, owner)
  const read = async (owner: string, id: string): Promise<Part | undefined> => {
    if (!isId(owner) || !isId(id)) return undefined
    const path = join(folderOf(owner), id)
    const facts = await orNothing(readFile(`${path}.json`, 'utf8'))
    const here = await orNothing(stat(path))
    return facts && here ? { id, path, offset: here.size, bytes: (JSON.parse(facts) as Facts).bytes, changedAt: here.mtime } : undefined
  }
  const discard = async (owner: string, id: string): Promise<void> => {
    if (!isId(owner) || !isId(id)) return
    for (const path of [join(folderOf(owner), id), join(folderOf(owner), `${id}.json`)]) await rm(path, { force: true })
    await written(folderOf(owner))
  }
  const list = async (owner: string): Promise<Part[]> => {
    const names = (await orNothing(readdir(folderOf(owner)))) ?? []
    const parts = await Promise.all(names.filter(isId).map((id) => read(owner, id)))
    return parts.filter((part) => part !== undefined)
  }
  return {
    read, discard, list,
    begin: async (owner, bytes) => {
      const id = randomUUID()
      await mkdir(folderOf(owner), { recursive: true, mode: 0o700 })
      await writeFile(join(folderOf(owner), id), '', { mode: 0o600, flag: 'wx' })
      await writeFile(join(folderOf(owner), `${id}.json`), JSON.stringify({ bytes } satisfies Facts), { mode: 0o600, flag: 'wx' })
      await written(join(folderOf(owner), id), join(folderOf(owner), `${id}.json`), folderOf(owner))
      return id
    },
    append: async ({ path, offset }, chunk) => {
      const handle = await open(path, 'r+')
      try {
        await handle.write(chunk, 0, chunk.byteLength, offset)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await written(path)
    },
    owners: async () => (await orNothing(readdir(root))) ?? [],
  }
}
