// Server-sent events for the workspace: topics, and what they bring to who still may see it, to signed-in people, with a heartbeat.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../access.ts'
import { platformProblems } from '../problems.ts'
import type { News } from '../work/live.ts'
import type { Web } from './server.ts'

const heartbeat = 25_000

/** The id of the last news a screen heard: the browser says it by itself after a cut, a screen that opens the stream anew in the address. */
const lastHeard = ({ headers, query }: FastifyRequest): string | undefined => {
  const said = headers['last-event-id'] ?? (query as Record<string, unknown>).after
  return typeof said === 'string' && /^[\w-]{1,60}$/.test(said) ? said : undefined
}

/** Who asks, without being seen: whatever identifying writes is undone, so that an open stream alone keeps no session alive. */
const identifyUnseen = async ({ identify, system }: Web, request: FastifyRequest): Promise<Actor> => {
  const looking = await system.database.db.startTransaction().execute()
  try {
    return await identify(request, { ...system, database: { ...system.database, db: looking } })
  } finally {
    await looking.rollback().execute()
  }
}

/** Whether the stream may go on: its session still is of the same person. Where that cannot be asked, the next beat asks. */
const stillCounts = async (web: Web, request: FastifyRequest, personId: string): Promise<boolean> => {
  try {
    return (await identifyUnseen(web, request)).id === personId
  } catch {
    return true
  }
}

/** `/api/live`: an event stream whose messages are topics to look at again, each once, with what they bring on a line of its own. Ends when its session does, and when the server closes. */
export const addLive = (app: FastifyInstance, web: Web, beatMs = heartbeat): void => {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => open.forEach((end) => end()))
  app.get('/api/live', async (request, reply) => {
    const actor = await web.identify(request, web.system)
    if (actor.kind !== 'person' || !actor.id) throw platformProblems.signInFirst()
    const personId = actor.id
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    raw.write('retry: 2000\n\n')
    let isCatchingUp = true
    const hear = ({ id, topic, brought, ...more }: News): void => {
      raw.write(`id: ${id}\ndata: ${JSON.stringify({ topic, ...more })}\n${brought === undefined ? '' : `data: ${brought}\n`}\n`)
      // Rights changed or the account was closed: the browser asks again, and is heard only if its session still counts.
      if (topic === 'session' && !isCatchingUp) end()
    }
    const beat = setInterval(() => {
      void stillCounts(web, request, personId).then((counts) => (counts ? void (raw.writableEnded || raw.write(': still here\n\n')) : end()))
    }, beatMs)
    const end = (): void => {
      clearInterval(beat)
      stop()
      open.delete(end)
      raw.end()
    }
    open.add(end)
    const stop = web.live.listen({ personId, request, hear }, lastHeard(request))
    isCatchingUp = false
    raw.write(`id: ${web.live.position()}\nevent: here\ndata: here\n\n`)
    request.raw.on('close', end)
  })
}
