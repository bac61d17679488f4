// What every reply must carry and every request must pass: content policy and same-site origin.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { platformProblems } from '../problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

const comesFromElsewhere = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site']
  if (site) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  return origin !== undefined && URL.parse(origin)?.host !== request.headers.host
}

/** Refuses a change asked for by another website's page. Programs, which send neither header, are let through to sign in. */
export const refuseCrossSite = async (request: FastifyRequest): Promise<void> => {
  if (!safeMethods.has(request.method) && comesFromElsewhere(request)) throw platformProblems.elsewhere()
}

const common = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'"

/** Public pages: no script at all beyond the node's own files. */
export const portalPolicy = `${common}; script-src 'self'; style-src 'self'`

/** The workspace: the same, plus style elements carrying this reply's nonce (and blobs, for downloads made in the page and for sound opened in it). */
export const workspacePolicy = (nonce: string): string =>
  `${common} blob:; media-src blob:; script-src 'self'; style-src-elem 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; worker-src 'self'`

/** A file somebody brought: no script, no form, no request, an origin of its own. */
export const broughtFilePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

/** The pages of reporters: nothing but the node's own files, and what the page itself made (pictures, a recording). */
export const reporterPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src 'self'; img-src 'self' data: blob:; media-src blob:; script-src 'self'; style-src 'self'; worker-src 'self'"

export const newNonce = (): string => randomBytes(16).toString('base64url')

/** The default policy; a page that needs another sets it itself. */
export const setPolicy = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  reply.header('content-security-policy', portalPolicy)
  reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()')
}
