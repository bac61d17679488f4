// Turns whatever went wrong into an answer: a problem document for programs, a page for people, never the contents.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderProblemPage } from '../html/problem-page.tsx'
import { placesOf } from '../log.ts'
import { Problem, problemDocument } from '../problem.ts'
import { platformProblems } from '../problems.ts'
import type { System } from '../system.ts'
import { isLanguage, preferredLanguage, type Language } from '../text.ts'
import { sayWhenever } from './quiet.ts'

export const languageOf = (request: FastifyRequest): Language => {
  const first = request.url.split(/[/?]/)[1]
  return isLanguage(first) ? first : preferredLanguage(request.headers['accept-language'])
}

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html')

const send = (problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const lang = languageOf(request)
  reply.status(problem.status).header('cache-control', 'no-store')
  if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(renderProblemPage({ problem, lang, path: request.url }))
  return reply.type('application/problem+json').send(JSON.stringify(problemDocument(problem, lang)))
}

const fromFramework = (error: Error & { code?: string; statusCode?: number }): Problem | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return platformProblems.tooLarge({ limit: '1 MB' })
  if (error.code === 'ECONNRESET' || error.message === 'aborted') return platformProblems.interrupted()
  if (error.statusCode === 404) return platformProblems.notFound()
  return error.statusCode && error.statusCode < 500 ? platformProblems.unreadable() : undefined
}

/** Anything that is not a Problem becomes a 500 with a reference; the log holds its kind and place, never the request. */
export const problemOf = (system: System, thrown: unknown, request: FastifyRequest): Problem => {
  if (thrown instanceof Problem) return thrown
  const error = thrown instanceof Error ? thrown : new Error('unknown')
  const known = fromFramework(error)
  if (known) return known
  const reference = randomUUID().slice(0, 8)
  const facts = { reference, kind: error.name, code: 'code' in error ? error.code : undefined, stack: placesOf(error), route: request.routeOptions.url }
  sayWhenever(request, () => system.node.log.error(facts, 'failed'))
  return platformProblems.failed({ reference })
}

export const answerProblem = (system: System, thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => send(problemOf(system, thrown, request), request, reply)

export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => send(platformProblems.notFound(), request, reply)
