// The one way to do anything: an act, whose name is at once the permission, the audit event and the API operation.
import type { z } from 'zod'
import type { Actor } from './access.ts'
import type { Db } from './db/database.ts'
import type { Node, ReceivedFile } from './node.ts'
import type { Problem } from './problem.ts'
import type { Text } from './text.ts'

export type ActName = `${string}.${string}`

/** Who should fetch again after the act is committed; it says no content itself. */
export interface Announcement {
  topic: string
  /** Where there is something new for them to read, below the workspace: an id, never a content. */
  address?: string
  /** The id of what changed, where a module can bring it to each open screen as its person may see it (`Bringing`). */
  brings?: string
  to: readonly string[] | 'all'
}

/** What an act runs with: everything inside one transaction. */
export interface Context<I, S> {
  input: I
  subject: S
  actor: Actor
  db: Db
  now: Date
  node: Node
  /** Has a worker perform another act as the node, enqueued in the same transaction. Ids only, never contents. */
  later: (act: ActName, input: Record<string, unknown>) => Promise<void>
  announce: (announcement: Announcement) => void
}

/** What stays in the memory: the subject's id and the names of changed fields, or why nothing is kept. */
export type Remembered = { subject: string | null; changed?: readonly string[] } | { nothing: string }

interface ActionRules<I extends z.ZodType, S> {
  name: ActName
  summary: Text
  input: I
  /** Loads what is acted upon; `undefined` is answered exactly like a refusal. */
  on?: (input: z.output<I>, db: Db, actor: Actor) => Promise<S | undefined>
  /** The condition beyond the role's grant. An act that anyone granted may do says `anyoneGranted`. */
  may: (actor: Actor, subject: S, input: z.output<I>) => boolean
  /** What `may` demands, in words, for the table of rights. */
  condition?: Text
  /** The state precondition: a Problem when the act cannot be done now. */
  ready?: (subject: S, actor: Actor) => Problem | undefined
  /** Names of the acts on the same subject that the reply reports as `allowed`. */
  offers?: () => readonly ActName[]
  /** For people who must not be traced: nobody is identified, and no line of the log, figure of the metrics or refusal in the memory tells that somebody came. */
  leavesNoTrace?: true
  /** How long it takes, waited for outside of the transaction. */
  pace?: Pace<z.output<I>>
}

export interface Pace<I> {
  /** Waited for before the transaction begins. */
  before?: (input: I) => Promise<void>
  /** The answer, whatever it is, comes on a multiple of so many ms, and tells nothing by its time. */
  step?: number
}

interface Remembers<I, S, R> {
  remember: (done: { input: I; subject: S; output: R; actor: Actor }) => Remembered
}

export interface Action<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, S = unknown>
  extends ActionRules<I, S>, Remembers<z.output<I>, S, z.output<O>> {
  kind: 'action'
  output: O
  run: (context: Context<z.output<I>, S>) => Promise<z.input<O>>
}

export interface UploadAction<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, S = unknown>
  extends ActionRules<I, S>, Remembers<z.output<I>, S, z.output<O>> {
  kind: 'upload'
  output: O
  run: (context: Context<z.output<I>, S> & { file: ReceivedFile }) => Promise<z.input<O>>
}

export interface Download {
  name: string
  mediaType: string
  /** The size when it is known beforehand. */
  bytes?: number
  /** A file that somebody brought: always saved, never opened in the page's place, and unable to do anything where a browser shows it. */
  isBrought?: boolean
  body: AsyncIterable<string | Uint8Array>
}

export interface DownloadAction<I extends z.ZodType = z.ZodType, S = unknown>
  extends ActionRules<I, S>, Remembers<z.output<I>, S, undefined> {
  kind: 'download'
  /** The body is read from kept files alone: no snapshot is held while it leaves. */
  isFromFiles?: true
  /** The body may go on reading `db`: a read-only snapshot kept open until the last byte. */
  run: (context: Context<z.output<I>, S>) => Promise<Download>
}

type Unkinded<A> = Omit<A, 'kind'>

/** Defines an act that takes input and gives output. `may` and `remember` cannot be left out. */
export const action = <I extends z.ZodType, O extends z.ZodType, S = undefined>(rules: Unkinded<Action<I, O, S>>): Action<I, O, S> => ({ ...rules, kind: 'action' })

/** Defines an act that receives a file, already streamed whole into the node's store when `run` begins. */
export const uploadAction = <I extends z.ZodType, O extends z.ZodType, S = undefined>(rules: Unkinded<UploadAction<I, O, S>>): UploadAction<I, O, S> => ({ ...rules, kind: 'upload' })

/** Defines an act that sends a stream. It is remembered before the first byte leaves. */
export const downloadAction = <I extends z.ZodType, S = undefined>(rules: Unkinded<DownloadAction<I, S>>): DownloadAction<I, S> => ({ ...rules, kind: 'download' })

// The registry holds acts of every shape: each is only ever called with what its own schema parsed and its own `on` loaded.
export interface AnyAct {
  kind: 'action' | 'upload' | 'download'
  name: ActName
  summary: Text
  input: z.ZodType
  output?: z.ZodType
  on?: (input: never, db: Db, actor: Actor) => Promise<unknown>
  may: (actor: Actor, subject: never, input: never) => boolean
  condition?: Text
  ready?: (subject: never, actor: Actor) => Problem | undefined
  offers?: () => readonly ActName[]
  leavesNoTrace?: true
  pace?: Pace<never>
  isFromFiles?: true
  run: (context: never) => Promise<unknown>
  remember: (done: never) => Remembered
}
