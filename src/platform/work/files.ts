// The node's file store: bodies are streamed in, named by their SHA-256, and appear whole or not at all.
import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore, ReceivedFile } from '../node.ts'
import { Problem } from '../problem.ts'
import { platformProblems } from '../problems.ts'
import { keepOnlyDay, openPartStore } from './parts.ts'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`

const writeAll = async (path: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash('sha256')
  const handle = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw platformProblems.tooLarge({ limit: megabytes(maxBytes) })
      hash.update(chunk)
      await handle.write(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

const wasCutShort = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')

/** The store under `<data folder>/files`. */
export const openFileStore = (dataFolder: string): FileStore => {
  const root = join(dataFolder, 'files')
  const pathOf = (sha256: string): string => join(root, sha256.slice(0, 2), sha256)
  const receive = async (body: AsyncIterable<Uint8Array>, name: string, maxBytes: number): Promise<ReceivedFile> => {
    await mkdir(join(root, 'incoming'), { recursive: true, mode: 0o700 })
    const incoming = join(root, 'incoming', randomUUID())
    try {
      const { sha256, bytes } = await writeAll(incoming, body, maxBytes)
      await mkdir(join(root, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
      await rename(incoming, pathOf(sha256))
      return { sha256, bytes, path: pathOf(sha256), name }
    } catch (error) {
      await rm(incoming, { force: true })
      if (error instanceof Problem || !wasCutShort(error)) throw error
      throw platformProblems.interrupted()
    }
  }
  const adopt = async (path: string, name: string): Promise<void> => {
    await mkdir(join(root, name.slice(0, 2)), { recursive: true, mode: 0o700 })
    await rename(path, pathOf(name))
    await keepOnlyDay(dirname(pathOf(name)))
  }
  const isKept = (name: string): Promise<boolean> => access(pathOf(name)).then(() => true, () => false)
  const remove = async (name: string): Promise<void> => {
    await rm(pathOf(name), { force: true })
    await keepOnlyDay(dirname(pathOf(name)))
  }
  return {
    receive, pathOf, adopt, isKept, remove,
    parts: openPartStore(dataFolder, 'parts', false), sealedParts: openPartStore(dataFolder, 'sealed', true),
  }
}
