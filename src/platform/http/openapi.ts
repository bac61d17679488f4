// Describes every act with an address as OpenAPI 3.1, from the same schemas that check it.
import { z } from 'zod'
import type { FastifyInstance } from 'fastify'
import { renderApiPage } from '../html/api-page.tsx'
import type { Module, Route } from '../module.ts'
import type { System } from '../system.ts'
import { say } from '../text.ts'
import { takesBytes } from './acts.ts'
import { languageOf } from './problems.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json
  return rest
}

const pathNames = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)

const parametersOf = (route: Route): Json[] => {
  const schema = schemaOf(route.act.input, 'input')
  const properties = (schema.properties ?? {}) as Record<string, Json>
  const required = new Set((schema.required ?? []) as string[])
  const inPath = new Set(pathNames(route.path))
  const inQuery = route.method === 'GET' || takesBytes(route)
  return Object.entries(properties).filter(([name]) => route.bodyInMemory === undefined || name !== 'body')
    .filter(([name]) => inPath.has(name) || inQuery)
    .map(([name, property]) => ({ name, in: inPath.has(name) ? 'path' : 'query', required: inPath.has(name) || required.has(name), schema: property }))
}

const bodyOf = (route: Route): Json | undefined => {
  if (takesBytes(route)) return { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
  if (route.method === 'GET' || route.method === 'DELETE') return undefined
  const schema = schemaOf(route.act.input, 'input')
  const names = pathNames(route.path)
  const properties = Object.fromEntries(Object.entries((schema.properties ?? {}) as Json).filter(([name]) => !names.includes(name)))
  if (Object.keys(properties).length === 0) return undefined
  const required = ((schema.required ?? []) as string[]).filter((name) => !names.includes(name))
  return { required: true, content: { 'application/json': { schema: { ...schema, properties, required } } } }
}

const replyOf = ({ act, dialect }: Route): Json =>
  act.output && !dialect
    ? { content: { 'application/json': { schema: { allOf: [schemaOf(act.output, 'output'), { $ref: '#/components/schemas/Allowed' }] } } } }
    : { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }

const operation = (module: Module, route: Route): Json => {
  const requestBody = bodyOf(route)
  return {
    operationId: route.act.name,
    tags: [module.name],
    summary: say(route.act.summary, 'en'),
    'x-summary-es': say(route.act.summary, 'es'),
    parameters: parametersOf(route),
    ...(requestBody && { requestBody }),
    responses: {
      [String(route.status ?? 200)]: { description: say(route.act.summary, 'en'), ...replyOf(route) },
      default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

const components = {
  schemas: {
    Allowed: { type: 'object', properties: { allowed: { type: 'array', items: { type: 'string' } } }, required: ['allowed'] },
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
  securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sidmi_session' } },
}

/** The OpenAPI 3.1 document of the modules' routes, in a stable order. */
export const openApi = (modules: readonly Module[]): Json => {
  const paths: Record<string, Json> = {}
  for (const module of modules) {
    for (const route of (module.routes ?? []).filter(({ form }) => !form)) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(module, route) }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'SIDMI', version: '1', description: 'Every act of this node that has an address.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ session: [] }, {}],
    paths,
    components,
  }
}

/** `/api/openapi.json` for programs and `/api` as a page for people. */
export const addOpenApi = (app: FastifyInstance, system: System): void => {
  const document = openApi(system.modules)
  app.get('/api/openapi.json', async () => document)
  for (const path of ['/api', '/es/api', '/en/api']) app.get(path, async (request, reply) => reply.type('text/html; charset=utf-8').send(renderApiPage(system.modules, languageOf(request))))
}
