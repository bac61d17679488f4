// What every act may use of the node it runs in: settings, files, mail, log.
import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** A file already kept whole in the node's store. */
export interface ReceivedFile {
  sha256: string
  bytes: number
  path: string
  name: string
}

/** A file on its way: `offset` of its `bytes` have arrived. */
export interface Part {
  id: string
  path: string
  offset: number
  bytes: number
  changedAt: Date
}

/** Files sent in pieces, each under the id of the person who sends it. */
export interface PartStore {
  begin: (owner: string, bytes: number) => Promise<string>
  read: (owner: string, id: string) => Promise<Part | undefined>
  list: (owner: string) => Promise<Part[]>
  /** Writes the piece at the part's offset, on the disk before it returns. */
  append: (part: Part, chunk: Uint8Array) => Promise<void>
  discard: (owner: string, id: string) => Promise<void>
  owners: () => Promise<string[]>
}

export interface FileStore {
  /** Streams a body into the store; a body above the limit or cut short leaves nothing behind. */
  receive: (body: AsyncIterable<Uint8Array>, name: string, maxBytes: number) => Promise<ReceivedFile>
  pathOf: (sha256: string) => string
  parts: PartStore
  /** Sealed files of people who must not be traced, on their way. */
  sealedParts: PartStore
  /** Takes a whole file of `sealedParts` into the store under a name of chance (64 hexadecimal digits), so that no other file can ever be the same. */
  adopt: (path: string, name: string) => Promise<void>
  isKept: (name: string) => Promise<boolean>
  /** Removes what was adopted; again does nothing. */
  remove: (name: string) => Promise<void>
}

export interface Letter {
  /** The same for the same letter, so that a mailbox drops one sent twice after a crash. */
  id?: string
  to: string
  subject: string
  text: string
}

export interface Mail {
  isConfigured: boolean
  send: (letter: Letter) => Promise<void>
}

const nodes = new WeakMap<object, Node>()

/** The node whose act a transaction serves; undefined outside of acts. */
export const nodeBehind = (db: object): Node | undefined => nodes.get(db)

/** Said once for each transaction, before its act runs. */
export const standBehind = (db: object, node: Node): void => void nodes.set(db, node)

export interface Node {
  config: Config
  publicUrl: string
  /** The demonstration region: everything it shows says so. */
  isDemonstration: boolean
  files: FileStore
  mail: Mail
  log: Logger
}
