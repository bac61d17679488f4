// What news brings to the screens open here, so that they need not ask: worked out once for all of them, and only for who still may see it.
// It exists in the memory of this moment alone: the database's notifications, and what is remembered for screens that were cut off, hold ids.
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import { isGranted, type Actor } from '../access.ts'
import type { Announcement } from '../action.ts'
import type { Bringing } from '../module.ts'
import { standBehind } from '../node.ts'
import type { System } from '../system.ts'

/** Who sent these requests, as their sessions stand now. */
export type IdentifyAgain = (requests: readonly FastifyRequest[], system: System) => Promise<Actor[]>

/** An open screen: whose it was when it was opened, and by what it is known again. */
export interface Stream {
  personId: string
  /** Without it only topics are told. */
  request?: FastifyRequest
}

/** Nobody waits longer than so many ms to be told that there is something. */
const patience = 2000

/** Streams whose session still is of the same person, who may do the act whose answer is brought. */
const admitted = async <S extends Stream>(system: System, { of }: Bringing, streams: readonly S[], again: IdentifyAgain): Promise<[S, Actor][]> => {
  const known = streams.filter(({ request }) => request !== undefined)
  const actors = await again(known.map(({ request }) => request!), system)
  return known.flatMap((stream, at): [S, Actor][] => {
    const actor = actors[at]
    const may = actor?.id === stream.personId && isGranted(actor, of.name) && of.may(actor, undefined as never, {} as never)
    return may ? [[stream, actor]] : []
  })
}

const bringTo = async <S extends Stream>(system: System, bringing: Bringing, id: string, to: readonly [S, Actor][]): Promise<Map<S, string>> => {
  const actors = [...new Map(to.map(([, actor]) => [actor.id, actor])).values()]
  const brought = await system.database.db.transaction().execute((db) => {
    standBehind(db, system.node)
    return bringing.bring(db, { id, actors, now: system.now() })
  })
  const written = new Map([...new Set(brought.values())].map((each) => [each, JSON.stringify(bringing.of.output!.parse(each))]))
  return new Map(to.flatMap(([stream]): [S, string][] => {
    const each = brought.get(stream.personId)
    return each === undefined ? [] : [[stream, written.get(each)!]]
  }))
}

/** What the announcement brings to each of the streams, as JSON; those without it are told the topic alone, and all are when it fails or takes too long. */
export const broughtBy = async <S extends Stream>(system: System, { topic, brings: id }: Announcement, streams: readonly S[], again: IdentifyAgain): Promise<Map<S, string>> => {
  const bringing = system.modules.flatMap(({ brings = [] }) => brings).find((each) => each.topic === topic)
  const nothing = new Map<S, string>()
  if (!bringing || id === undefined || streams.length === 0) return nothing
  const working = admitted(system, bringing, streams, again).then((to) => bringTo(system, bringing, id, to))
  const late = pause(patience, nothing, { ref: false })
  return Promise.race([working, late]).catch(() => {
    system.node.log.warn({ topic }, 'news brings nothing')
    return nothing
  })
}
