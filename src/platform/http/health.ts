// Two addresses for whoever watches the node: is it up, and can it serve.
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { System } from '../system.ts'

/** `/health` answers while the process lives; `/ready` only while the database answers too. */
export const addHealth = (app: FastifyInstance, system: System): void => {
  app.get('/health', async () => ({ status: 'up' }))
  app.get('/ready', async (_request, reply) => {
    const isReady = await sql`select 1`.execute(system.database.db).then(() => true, () => false)
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'waiting for the database' })
  })
}
