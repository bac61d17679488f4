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

export interface FileStore {
  /** Streams a body into the store; a body above the limit or cut short leaves nothing behind. */
  receive: (body: AsyncIterable<Uint8Array>, name: string, maxBytes: number) => Promise<ReceivedFile>
  pathOf: (sha256: string) => string
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

export interface Node {
  config: Config
  publicUrl: string
  /** The demonstration region: everything it shows says so. */
  isDemonstration: boolean
  files: FileStore
  mail: Mail
  log: Logger
}
