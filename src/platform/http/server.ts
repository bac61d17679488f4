// Builds the web server from the modules: security first, then acts, pages, live news and the platform's own addresses.
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Actor } from '../access.ts'
import { platformProblems } from '../problems.ts'
import type { System } from '../system.ts'
import type { Live } from '../work/live.ts'
import { addActs } from './acts.ts'
import { addAssets } from './assets.ts'
import { addHealth } from './health.ts'
import { addLive } from './live.ts'
import { addMetrics, countRequest } from './metrics.ts'
import { addOpenApi } from './openapi.ts'
import { addPages } from './pages.ts'
import { answerNotFound, answerProblem } from './problems.ts'
import { isQuiet } from './quiet.ts'
import { refuseCrossSite, setPolicy } from './security.ts'

export interface Web {
  system: System
  live: Live
  /** Who sends this request; the accounts module knows. */
  identify: (request: FastifyRequest, system: System) => Promise<Actor>
  /** The folder of built files (workspace, style sheets); absent in tests over HTTP. */
  built?: string
}

const requestsPerMinute = 1200

const protect = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  })
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    // Whoever reports must get the page's programs however many are behind the same address, and no address is counted.
    allowList: isQuiet,
    errorResponseBuilder: (_request, context) => platformProblems.tooMany({ seconds: Math.ceil(context.ttl / 1000) }),
  })
  app.addHook('onRequest', refuseCrossSite)
  app.addHook('onRequest', setPolicy)
}

/** One line a request: the address's pattern, never the address itself, nor who asked; none where people must not be traced. */
const watch = (app: FastifyInstance, system: System): void => {
  app.addHook('onResponse', async (request, reply) => {
    if (isQuiet(request)) return
    const route = request.routeOptions.url ?? 'unknown'
    const seconds = reply.elapsedTime / 1000
    countRequest({ method: request.method, route, status: reply.statusCode, seconds })
    system.node.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
  })
}

/** What is still running once the server stops has this long to finish, in ms: a reader that stalls must not keep the node from stopping. */
const patienceOnStop = 5000

/** A server ready to listen; closing it ends open screens and lets running requests finish. */
export const createServer = async (web: Web): Promise<FastifyInstance> => {
  const { system } = web
  const app = Fastify({
    logger: false,
    trustProxy: (_address: string, hop: number) => hop < system.node.config.trustedProxies,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    // A silent connection is let go, and the slowest upload has an hour: neither may hold the node for ever.
    connectionTimeout: 120_000,
    requestTimeout: 3_600_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  app.setErrorHandler((error, request, reply) => answerProblem(system, error, request, reply))
  await app.register(cookie)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await protect(app)
  app.setNotFoundHandler({ preHandler: app.rateLimit({ max: 120, timeWindow: 60_000 }) }, answerNotFound)
  watch(app, system)
  app.addHook('preClose', async () => void setTimeout(() => app.server.closeAllConnections(), patienceOnStop).unref())
  addActs(app, web)
  addPages(app, web)
  addLive(app, web)
  addHealth(app, system)
  addMetrics(app)
  addOpenApi(app, system)
  await addAssets(app, web.built)
  return app
}
