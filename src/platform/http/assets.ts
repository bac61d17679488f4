// Serves the built files: the workspace (with a fresh style nonce on its page) and the portal's style sheet and maps.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { newNonce, workspacePolicy } from './security.ts'

const year = 31_536_000_000

const sendWorkspace = (reply: FastifyReply, html: string): FastifyReply => {
  const nonce = newNonce()
  reply.header('content-security-policy', workspacePolicy(nonce)).header('cache-control', 'no-store')
  return reply.type('text/html; charset=utf-8').send(html.replaceAll('__CSP_NONCE__', nonce))
}

/** `/app…` is the workspace, whose addresses all answer with its one page; `/assets/…` belongs to the portal. */
export const addAssets = async (app: FastifyInstance, built: string | undefined): Promise<void> => {
  if (!built) return
  const html = await readFile(join(built, 'workspace', 'index.html'), 'utf8')
  const worker = await readFile(join(built, 'workspace', 'worker.js'), 'utf8')
  await app.register(fastifyStatic, { root: join(built, 'assets'), prefix: '/assets/', index: false, maxAge: 3_600_000, preCompressed: true })
  await app.register(fastifyStatic, {
    root: join(built, 'workspace', 'assets'), prefix: '/app/assets/', index: false, maxAge: year, immutable: true, decorateReply: false, preCompressed: true,
  })
  // The worker that keeps the page and its files for use without network; it may speak for /app itself, one step above its own address.
  app.get('/app/worker.js', (_request, reply) =>
    reply.header('service-worker-allowed', '/app').header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(worker))
  app.get('/app', (_request, reply) => sendWorkspace(reply, html))
  app.get('/app/*', (_request, reply) => sendWorkspace(reply, html))
}
