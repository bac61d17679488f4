// The portal's one style sheet: tokens, charts and portal joined, without the comments and spaces people need.
import { readFileSync } from 'node:fs'

const parts = ['./tokens.css', '../charts/charts.css', './portal.css']

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '')

const withoutSpaces = (css: string): string =>
  css.replace(/\s+/g, ' ').replace(/\s*([{};,])\s*/g, '$1').replace(/: /g, ':').replace(/;}/g, '}').trim()

/** What is served at /assets/portal.css. */
export const portalStylesheet = (): string =>
  withoutSpaces(withoutComments(parts.map((part) => readFileSync(new URL(part, import.meta.url), 'utf8')).join('\n')))
