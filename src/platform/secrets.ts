// Random secrets of a node, each kept in its own private file of the data folder.
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The node's secret of that name (43 characters, base64url), made the first time it is asked for. */
export const keptSecret = (dataFolder: string, name: string): string => {
  const file = join(dataFolder, 'secrets', name)
  const kept = read(file)
  if (kept) return kept
  mkdirSync(join(dataFolder, 'secrets'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${String(process.pid)}`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(draft, file) // a link is all or nothing: of two processes the first one's secret stays
  } catch (error) {
    if (!read(file)) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
