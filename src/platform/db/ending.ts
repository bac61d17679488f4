// The last bytes of a backup: how long it is, in a frame that tools for zstd skip, so that one cut short is told at once.
import { open, type FileHandle } from 'node:fs/promises'
import { databaseProblems } from './problems.ts'

const skippableFrame = 0x184d2a50
const endingBytes = 16

const endingFor = (bytes: number): Buffer => {
  const ending = Buffer.alloc(endingBytes)
  ending.writeUInt32LE(skippableFrame, 0)
  ending.writeUInt32LE(endingBytes - 8, 4)
  ending.writeBigUInt64LE(BigInt(bytes), 8)
  return ending
}

const using = async <T>(file: string, flags: string, use: (handle: FileHandle) => Promise<T>): Promise<T> => {
  const handle = await open(file, flags)
  try {
    return await use(handle)
  } finally {
    await handle.close()
  }
}

/** Ends a backup and sees it safely on the disk. */
export const writeEnding = (file: string): Promise<void> =>
  using(file, 'r+', async (handle) => {
    const { size } = await handle.stat()
    await handle.write(endingFor(size), 0, endingBytes, size)
    await handle.sync()
  })

/** Bytes before the ending; a backup without the right one is refused. */
export const bytesBeforeEnding = (file: string): Promise<number> =>
  using(file, 'r', async (handle) => {
    const bytes = (await handle.stat()).size - endingBytes
    const { buffer } = await handle.read(Buffer.alloc(endingBytes), 0, endingBytes, Math.max(bytes, 0))
    if (bytes <= 0 || !buffer.equals(endingFor(bytes))) throw databaseProblems.damagedBackup({ where: file })
    return bytes
  })
