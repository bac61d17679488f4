// Figures about the node for Prometheus: counts and times by address pattern, never by person or content.
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import { platformProblems } from '../problems.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'sidmi_' })

const requests = new Counter({ name: 'sidmi_http_requests_total', help: 'Requests answered', labelNames: ['method', 'route', 'status'], registers: [registry] })
const durations = new Histogram({
  name: 'sidmi_http_request_seconds', help: 'Time to answer', labelNames: ['route'],
  buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10], registers: [registry],
})

export const countRequest = (seen: { method: string; route: string; status: number; seconds: number }): void => {
  requests.inc({ method: seen.method, route: seen.route, status: String(seen.status) })
  durations.observe({ route: seen.route }, seen.seconds)
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `/metrics`, only for programs on this machine that came through no proxy; to others it does not exist. */
export const addMetrics = (app: FastifyInstance): void => {
  app.get('/metrics', async (request, reply) => {
    if (!loopback.has(request.ip) || request.headers['x-forwarded-for']) throw platformProblems.notFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
