// Serves the tables of addresses: each request becomes one act, each output one reply with what is allowed next.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access.ts'
import type { AnyAct } from '../action.ts'
import type { Cookie, Route } from '../module.ts'
import { admitUpload, performAny, performDownload } from '../perform.ts'
import type { Web } from './server.ts'
import { sendDownload } from './stream.ts'

const Fields = z.record(z.string(), z.unknown()).catch({})

/** What a form holds is never taken from the address: addresses are kept by proxies and histories. */
const takesQuery = ({ method, act }: Route): boolean => method === 'GET' || method === 'DELETE' || act.kind === 'upload'

const inputOf = (route: Route, request: FastifyRequest): Record<string, unknown> => ({
  ...(takesQuery(route) ? Fields.parse(request.query) : {}),
  ...(isStream(request.body) ? {} : Fields.parse(request.body)),
  ...Fields.parse(request.params),
  ...route.also?.(request),
})

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body

async function* empty(): AsyncGenerator<Uint8Array> {}

const receiveFile = async (web: Web, act: AnyAct, request: FastifyRequest, attempt: { actor: Actor; input: Record<string, unknown> }) => {
  await admitUpload(web.system, act, attempt)
  const { files, config } = web.system.node
  const name = typeof attempt.input.name === 'string' ? attempt.input.name : 'file'
  return files.receive(isStream(request.body) ? request.body : empty(), name, config.uploadLimitBytes)
}

const setCookies = (reply: FastifyReply, cookies: readonly Cookie[], isSecure: boolean): void => {
  for (const { name, value, maxAge } of cookies) {
    reply.setCookie(name, value, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/', maxAge })
  }
}

const answer = async (web: Web, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const actor = await web.identify(request, web.system)
  const attempt = { actor, input: inputOf(route, request) }
  reply.header('cache-control', 'no-store')
  if (route.act.kind === 'download') return sendDownload(reply, await performDownload(web.system, route.act, attempt))
  const file = route.act.kind === 'upload' ? await receiveFile(web, route.act, request, attempt) : undefined
  const { output, allowed } = await performAny(web.system, route.act, { ...attempt, ...(file && { file }) })
  if (route.cookies) setCookies(reply, route.cookies(output as never), web.system.node.publicUrl.startsWith('https:'))
  const shown = route.present ? route.present(output as never) : (output as object)
  return reply.status(route.status ?? 200).send({ ...shown, allowed })
}

const addStreams = (app: FastifyInstance): void => {
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** Adds every module's routes. Bodies of uploads are streamed; everything else is JSON of at most 1 MB. */
export const addActs = (app: FastifyInstance, web: Web): void => {
  const routes = web.system.modules.flatMap((module) => module.routes ?? [])
  void app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    addStreams(uploads)
    for (const route of routes.filter((each) => each.act.kind === 'upload')) addRoute(uploads, web, route)
  })
  void app.register(async (plain) => {
    for (const route of routes.filter((each) => each.act.kind !== 'upload')) addRoute(plain, web, route)
  })
}

const addRoute = (app: FastifyInstance, web: Web, route: Route): void => {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.act.kind === 'upload' && { bodyLimit: web.system.node.config.uploadLimitBytes }),
    ...(route.perMinute && { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } }),
    handler: (request, reply) => answer(web, route, request, reply),
  })
}
