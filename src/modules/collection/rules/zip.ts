// ZIP archives, read from their directory at the end: what is inside, and each entry's bytes within limits.
import { Readable } from 'node:stream'
import * as yauzl from 'yauzl'
import type { FileBytes } from './bytes.ts'
import { faultError, faultOf } from './fault.ts'
import { within, type UnpackLimits } from './limits.ts'

export interface ZipEntry {
  name: string
  read: () => AsyncGenerator<Uint8Array>
}

const mostEntries = 10_000

// yauzl reads through an object of its own kind; its one method that matters is given here.
const readerOf = (file: FileBytes): yauzl.RandomAccessReader => {
  const Reader = yauzl.RandomAccessReader as unknown as new () => yauzl.RandomAccessReader
  const reader = new Reader()
  reader._readStreamForRange = (start, end) => Readable.from(file.read(start, end))
  return reader
}

const opened = (file: FileBytes): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(readerOf(file), file.size, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })

const damaged = (error: unknown): unknown => (faultOf(error) ? error : faultError({ kind: 'damagedPacked', what: 'zip' }))

async function* entryBytes(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: UnpackLimits): AsyncGenerator<Uint8Array> {
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, found) => (error ? reject(error) : resolve(found)))
    })
    yield* within(stream, limits, () => entry.compressedSize)
  } catch (error) {
    throw damaged(error)
  }
}

const listed = (zip: yauzl.ZipFile): Promise<yauzl.Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = []
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry)
      if (entries.length > mostEntries) reject(faultError({ kind: 'bomb', megabytes: 0 }))
      else zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', reject)
    zip.readEntry()
  })

const isFile = ({ fileName }: yauzl.Entry): boolean => !fileName.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(fileName)

/** The files in an archive, without folders and what an operating system hides there. Throws a fault when it is damaged or locked. */
export const zipEntries = async (file: FileBytes, limits: UnpackLimits): Promise<ZipEntry[]> => {
  try {
    const zip = await opened(file)
    const entries = (await listed(zip)).filter(isFile)
    if (entries.some((entry) => entry.isEncrypted())) throw faultError({ kind: 'lockedZip' })
    return entries.map((entry) => ({ name: entry.fileName, read: () => entryBytes(zip, entry, limits) }))
  } catch (error) {
    throw damaged(error)
  }
}
