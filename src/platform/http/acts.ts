// Serves the tables of addresses: each request becomes one act, each output one reply with what is allowed next.
import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isGranted, type Actor } from '../access.ts'
import type { AnyAct } from '../action.ts'
import type { Answer, Cookie, Route } from '../module.ts'
import { admitUpload, performAny, performDownload } from '../perform.ts'
import { Problem } from '../problem.ts'
import { platformProblems } from '../problems.ts'
import { hold, letGo } from './held.ts'
import { languageOf, problemOf } from './problems.ts'
import { quietly } from './quiet.ts'
import type { Web } from './server.ts'
import { sendDownload } from './stream.ts'

const Fields = z.record(z.string(), z.unknown()).catch({})

/** What a form holds is never taken from the address: addresses are kept by proxies and histories. */
const takesQuery = (route: Route): boolean => route.method === 'GET' || route.method === 'DELETE' || takesBytes(route)

/** Routes whose body is a file, not a form. */
export const takesBytes = ({ act, bodyInMemory }: Route): boolean => act.kind === 'upload' || bodyInMemory !== undefined

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
  return files.receive(await bodyOf(web, request, attempt.actor), name, config.uploadLimitBytes)
}

/** The file itself, or the one the person sent before in pieces, by its id. */
const bodyOf = async ({ system }: Web, request: FastifyRequest, actor: Actor): Promise<AsyncIterable<Uint8Array>> => {
  const id = request.headers['upload-id']
  if (typeof id !== 'string') return isStream(request.body) ? request.body : empty()
  const part = await system.node.files.parts.read(actor.id ?? '', id)
  if (!part || part.offset !== part.bytes) throw platformProblems.interrupted()
  return createReadStream(part.path)
}

const forgetPieces = async ({ system }: Web, request: FastifyRequest, actor: Actor): Promise<void> => {
  const id = request.headers['upload-id']
  if (typeof id === 'string') await system.node.files.parts.discard(actor.id ?? '', id)
}

/** Holds a body in memory and nowhere else; strangers’ bodies are not read. A page draws its form again from as much as it took. */
const holdBody = async (route: Route, request: FastifyRequest, actor: Actor): Promise<{ body?: Uint8Array; isCut?: boolean }> => {
  if (route.bodyInMemory === undefined || !isGranted(actor, route.act.name)) return {}
  const { body, isCut } = await hold(request, isStream(request.body) ? request.body : empty(), route.bodyInMemory)
  if (isCut && !route.form) throw platformProblems.tooLarge({ limit: `${Math.round(route.bodyInMemory / 1024 ** 2)} MB` })
  return { body, ...(isCut && { isCut }) }
}

const attemptOf = async (route: Route, request: FastifyRequest, actor: Actor) =>
  ({ actor, input: { ...inputOf(route, request), ...(await holdBody(route, request, actor)) } })

const setCookies = (reply: FastifyReply, cookies: readonly Cookie[], isSecure: boolean): void => {
  for (const { name, value, maxAge } of cookies) {
    reply.setCookie(name, value, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/', maxAge })
  }
}

const answer = async (web: Web, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const actor = route.act.leavesNoTrace ? web.system.anonymous : await web.identify(request, web.system)
  const attempt = await attemptOf(route, request, actor)
  reply.header('cache-control', 'no-store')
  if (route.act.kind === 'download') return sendDownload(reply, await performDownload(web.system, route.act, attempt))
  const file = route.act.kind === 'upload' ? await receiveFile(web, route.act, request, attempt) : undefined
  const { output, allowed } = await performAny(web.system, route.act, { ...attempt, ...(file && { file }) })
  if (file) await forgetPieces(web, request, actor)
  if (route.cookies) setCookies(reply, route.cookies(output as never), web.system.node.publicUrl.startsWith('https:'))
  const shown = route.present ? route.present(output as never) : (output as object)
  return reply.status(route.status ?? 200).send({ ...shown, allowed })
}

const sendAnswer = (reply: FastifyReply, { status, mediaType, text, headers = {} }: Answer): FastifyReply =>
  reply.status(status).headers({ 'cache-control': 'no-store', ...headers }).type(mediaType).send(text)

const answerInDialect = async (web: Web, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const { act, dialect } = route
  if (!dialect) return answer(web, route, request, reply)
  try {
    const actor = await dialect.identify(request, web.system)
    const attempt = await attemptOf(route, request, actor)
    const instead = await dialect.instead?.(attempt, web.system)
    if (instead) return sendAnswer(reply, instead)
    const { output } = await performAny(web.system, act, attempt)
    return sendAnswer(reply, dialect.answer(output as never, web.system))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return sendAnswer(reply, dialect.refuse(error, languageOf(request)))
  }
}

const answerForm = async (web: Web, { act, form }: Route & Required<Pick<Route, 'form'>>, input: Record<string, unknown>, request: FastifyRequest): Promise<Answer> => {
  const { system } = web
  const exchange = await form({ system, request, input })
  if ('instead' in exchange) return exchange.instead
  try {
    const { output } = await performAny(system, act, { actor: system.anonymous, input: exchange.input })
    return await exchange.answer(output as never)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return exchange.refuse(error)
  }
}

const answerRoute = async (web: Web, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const { form } = route
  if (!form) return answerInDialect(web, route, request, reply)
  const { input } = await attemptOf(route, request, web.system.anonymous)
  return sendAnswer(reply, await answerForm(web, { ...route, form }, input, request))
}

const addStreams = (app: FastifyInstance): void => {
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** Adds every module's routes. Bodies that are files are streams; everything else is JSON of at most 1 MB. */
export const addActs = (app: FastifyInstance, web: Web): void => {
  const routes = web.system.modules.flatMap((module) => module.routes ?? [])
  void app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    addStreams(uploads)
    for (const route of routes.filter(takesBytes)) addRoute(uploads, web, route)
  })
  void app.register(async (plain) => {
    for (const route of routes.filter((each) => !takesBytes(each))) addRoute(plain, web, route)
  })
}

/** A page’s form may send more than is held: it is dropped, and the page drawn again says so. */
const mostDropped = 256 * 1024 ** 2
const mostBytes = ({ bodyInMemory, form }: Route): number | undefined => (form && bodyInMemory !== undefined ? mostDropped : bodyInMemory)

/** Pages that say in their own words what went wrong. */
const refusing = ({ system }: Web, { refuse }: Route) =>
  refuse && { errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply) => sendAnswer(reply, refuse(problemOf(system, error, request), system)) }

const addRoute = (app: FastifyInstance, web: Web, route: Route): void => {
  app.route({
    method: route.method,
    url: route.path,
    ...(takesBytes(route) && { bodyLimit: Math.max(1, mostBytes(route) ?? web.system.node.config.uploadLimitBytes) }),
    ...(route.jsonBytes && { bodyLimit: route.jsonBytes }),
    config: { ...quietly(route.act), ...(route.perMinute && { rateLimit: { max: route.perMinute, timeWindow: 60_000 } }) },
    ...refusing(web, route),
    handler: (request, reply) => answerRoute(web, route, request, reply).finally(() => letGo(request)),
  })
}
