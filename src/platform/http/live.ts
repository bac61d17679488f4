// Server-sent events for the workspace: topics only, to signed-in people, with a heartbeat.
import type { FastifyInstance } from 'fastify'
import { platformProblems } from '../problems.ts'
import type { Web } from './server.ts'

const heartbeat = 25_000

/** `/api/live`: an event stream whose messages are topics to look at again. Ends when the server closes. */
export const addLive = (app: FastifyInstance, web: Web): void => {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => open.forEach((end) => end()))
  app.get('/api/live', async (request, reply) => {
    const actor = await web.identify(request, web.system)
    if (actor.kind !== 'person' || !actor.id) throw platformProblems.signInFirst()
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    raw.write('retry: 2000\n\n')
    const hear = (topic: string): void => {
      raw.write(`data: ${JSON.stringify({ topic })}\n\n`)
      // Rights changed or the account was closed: the browser asks again, and is heard only if its session still counts.
      if (topic === 'session') end()
    }
    const stop = web.live.listen({ personId: actor.id, hear })
    const beat = setInterval(() => void raw.write(': still here\n\n'), heartbeat)
    const end = (): void => {
      clearInterval(beat)
      stop()
      open.delete(end)
      raw.end()
    }
    open.add(end)
    request.raw.on('close', end)
  })
}
