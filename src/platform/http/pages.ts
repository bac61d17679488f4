// Serves the public pages in both languages: one act performed as the anonymous actor, drawn on the server.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderPage } from '../html/page.tsx'
import type { Page, PageProps } from '../module.ts'
import { performAny } from '../perform.ts'
import { parseInput } from '../schema.ts'
import { languages, say, type Language } from '../text.ts'
import { languageOf } from './problems.ts'
import { quietly } from './quiet.ts'
import type { Web } from './server.ts'

const navigation = (web: Web): NonNullable<Page['nav']& { path: string }>[] =>
  web.system.modules.flatMap((module) => module.pages ?? [])
    .flatMap((each) => (each.nav ? [{ ...each.nav, path: each.path }] : []))
    .concat(web.system.modules.flatMap((module) => module.nav ?? []))
    .toSorted((a, b) => a.order - b.order)

const withoutPrefix = (url: string): string => url.replace(/^\/(es|en)(?=\/|\?|$)/, '') || '/'

const propsOf = async (web: Web, each: Page, request: FastifyRequest, lang: Language): Promise<PageProps<never, never>> => {
  const input = { ...(request.query as object), ...(request.params as object) }
  const actor = { ...web.system.anonymous, language: lang }
  const { output } = await performAny(web.system, each.act, { actor, input })
  const { isDemonstration } = web.system.node
  return { output: output as never, input: parseInput(each.act.input, input) as never, lang, url: withoutPrefix(request.url), isDemonstration }
}

const show = async (web: Web, each: Page, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const lang = languageOf(request)
  const props = await propsOf(web, each, request, lang)
  const html = renderPage({
    title: say(each.title(props), lang),
    ...(each.description && { description: say(each.description(props), lang) }),
    lang,
    path: props.url,
    body: each.view(props),
    nav: navigation(web).map(({ path, label }) => ({ path, label: say(label, lang) })),
    isDemonstration: props.isDemonstration,
  })
  return reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=60').header('vary', 'accept-language').send(html)
}

/** What search engines may visit: the public pages, not the workspace nor the interface for programs. */
const robots = 'User-agent: *\nDisallow: /app\nDisallow: /api\n'

/** Adds every page at /es… and /en…; the bare address answers in the reader's language without a redirect. */
export const addPages = (app: FastifyInstance, web: Web): void => {
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain; charset=utf-8').send(robots))
  for (const each of web.system.modules.flatMap((module) => module.pages ?? [])) {
    const tail = each.path === '/' ? '' : each.path
    for (const prefix of ['', ...languages.map((language) => `/${language}`)]) {
      app.get(`${prefix}${tail}` || '/', { config: quietly(each.act) }, (request, reply) => show(web, each, request, reply))
    }
  }
}
