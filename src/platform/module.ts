// What a module hands to the system: its acts and how they are reached, one record each.
import type { FastifyRequest } from 'fastify'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Actor } from './access.ts'
import type { Action, ActName, AnyAct } from './action.ts'
import type { Db } from './db/database.ts'
import type { System } from './system.ts'
import type { Perform } from './perform.ts'
import type { Problem } from './problem.ts'
import type { Language, Text } from './text.ts'

export interface Cookie {
  name: string
  value: string
  /** Seconds; 0 removes it. */
  maxAge: number
}

/** A reply in a protocol's own words. */
export interface Answer {
  status: number
  mediaType: string
  text: string
  headers?: Readonly<Record<string, string>>
}

/** How a protocol speaks at an address, instead of JSON, cookies and problem documents. */
export interface Dialect {
  identify: (request: FastifyRequest, system: System) => Promise<Actor>
  answer: (output: never, system: System) => Answer
  refuse: (problem: Problem, language: Language) => Answer
  /** Answers by other acts than the address’s own, where one address of the protocol stands for several; undefined: it is its own. */
  instead?: (attempt: { actor: Actor; input: Record<string, unknown> }, system: System) => Promise<Answer | undefined>
}

/** A request to a page with forms, before its act. */
export interface Heard {
  system: System
  request: FastifyRequest
  /** Query, path and, with `bodyInMemory`, the body; `isCut` when it was longer and only its beginning is here. */
  input: Record<string, unknown>
}

/** What a form asks of the act, and how the output or a refusal is drawn. `instead` answers without the act. */
export type Exchange =
  | { input: Record<string, unknown>; answer: (output: never) => Promise<Answer> | Answer; refuse: (problem: Problem) => Promise<Answer> | Answer }
  | { instead: Answer }

/** Address → act. Path parameters, query and JSON body merge into the act's input. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  act: AnyAct
  status?: number
  /** Input only the server knows (a cookie, say); wins over what was sent. */
  also?: (request: FastifyRequest) => Record<string, unknown>
  /** Cookies set from the output, which `present` may then leave out of the reply. */
  cookies?: (output: never) => readonly Cookie[]
  present?: (output: never) => Record<string, unknown>
  /** Requests a minute from one address before the answer is «wait». */
  perMinute?: number
  /** The body, of any type and at most so many bytes, becomes the input's `body` in memory: it never reaches the disk. */
  bodyInMemory?: number
  /** The largest JSON body, in bytes; 1 MiB unless told. */
  jsonBytes?: number
  dialect?: Dialect
  /** A page that works without scripts: what was filled in becomes the act's input. Nobody is identified, no cookie is read. */
  form?: (heard: Heard) => Promise<Exchange>
  /** How such a page says what went wrong where no form of it could. */
  refuse?: (problem: Problem, system: System) => Answer
}

/** What a public page is drawn from. */
export interface PageProps<O, I> {
  output: O
  input: I
  lang: Language
  /** The page's address without the language prefix, with its query. */
  url: string
  isDemonstration: boolean
}

/** A public page, served at /es… and /en… from one act performed as the anonymous actor. */
export interface Page<I = never, O = never> {
  path: string
  act: AnyAct
  title: (props: PageProps<O, I>) => Text
  description?: (props: PageProps<O, I>) => Text
  view: (props: PageProps<O, I>) => ReactNode
  /** Shown in the portal's navigation, in this order. */
  nav?: { label: Text; order: number }
}

/** A page whose `view` is typed by its act. */
export const page = <I extends z.ZodType, O extends z.ZodType, S>(
  rules: Omit<Page<z.output<I>, z.output<O>>, 'act'> & { act: Action<I, O, S> },
): Page => rules

/** What was remembered, as a reaction sees it. */
export interface Event {
  seq: string
  act: string
  subject: string | null
}

/** What happens here when something happened: at least once, so it must bear repeating. */
export interface Reaction {
  name: string
  on: ActName
  react: (event: Event & { perform: Perform; system: System }) => Promise<void>
}

/** An act the node performs by the clock (cron syntax, UTC). */
export interface Schedule {
  name: string
  cron: string
  act: ActName
  input: Record<string, unknown>
}

/** What news of a topic brings to open screens: the part about one thing of what an act would answer each person. */
export interface Bringing {
  topic: string
  /** Asked of each person anew whether they are granted it and may; what its output does not declare is not brought. */
  of: AnyAct
  /** By person; the same object where the same is brought. Whoever is left out hears the topic alone. */
  bring: (db: Db, about: { id: string; actors: readonly Actor[]; now: Date }) => Promise<ReadonlyMap<string, object>>
}

export interface Module {
  name: string
  actions: readonly AnyAct[]
  routes?: readonly Route[]
  pages?: readonly Page[]
  /** Places of the portal's navigation that are no `pages`. */
  nav?: readonly { path: string; label: Text; order: number }[]
  reactions?: readonly Reaction[]
  brings?: readonly Bringing[]
  schedules?: readonly Schedule[]
  /** Done once the database is ready, before the node listens. */
  prepare?: (system: System) => Promise<void>
}

export const module = (record: Module): Module => record
