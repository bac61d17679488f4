// The running node as plain data: its database, its modules, and the table of acts they make.
import type { Actor } from './access.ts'
import type { ActName, AnyAct } from './action.ts'
import type { Database } from './db/database.ts'
import type { Module, Reaction } from './module.ts'
import type { Node } from './node.ts'

export interface System {
  node: Node
  database: Database
  modules: readonly Module[]
  acts: ReadonlyMap<ActName, AnyAct>
  reactions: ReadonlyMap<ActName, readonly Reaction[]>
  /** What a person nobody knows may do. */
  anonymous: Actor
  now: () => Date
}

const indexActs = (modules: readonly Module[]): Map<ActName, AnyAct> => {
  const acts = new Map<ActName, AnyAct>()
  for (const act of modules.flatMap((module) => module.actions)) {
    if (acts.has(act.name)) throw new Error(`Two acts are called ${act.name}`)
    acts.set(act.name, act)
  }
  return acts
}

const indexReactions = (modules: readonly Module[], acts: ReadonlyMap<ActName, AnyAct>): Map<ActName, Reaction[]> => {
  const reactions = new Map<ActName, Reaction[]>()
  for (const reaction of modules.flatMap((module) => module.reactions ?? [])) {
    if (!acts.has(reaction.on)) throw new Error(`Reaction ${reaction.name} waits for ${reaction.on}, which no module does`)
    reactions.set(reaction.on, [...(reactions.get(reaction.on) ?? []), reaction])
  }
  return reactions
}

/** Joins modules, database and node into a system; two acts of one name, or a reaction to an unknown act, stop it here. */
export const createSystem = (parts: Pick<System, 'node' | 'database' | 'modules' | 'anonymous' | 'now'>): System => {
  const acts = indexActs(parts.modules)
  return { ...parts, acts, reactions: indexReactions(parts.modules, acts) }
}
