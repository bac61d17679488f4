// The portal's one style sheet: tokens, charts and portal joined, without the comments and spaces people need.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const parts = ['./tokens.css', '../charts/charts.css', './portal.css']

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '')

const withoutSpaces = (css: string): string =>
  css.replace(/\s+/g, ' ').replace(/\s*([{};,])\s*/g, '$1').replace(/: /g, ':').replace(/;}/g, '}').trim()

/** What is served at /assets/portal.css. */
export const portalStylesheet = (): string =>
  withoutSpaces(withoutComments(parts.map((part) => readFileSync(new URL(part, import.meta.url), 'utf8')).join('\n')))

const besideTheProgram = join(import.meta.dirname, 'assets/portal.css')

/** The same style sheet, for what the node itself draws: as it was built, or as it is written when run from its sources. */
export const servedStylesheet = (): string => (existsSync(besideTheProgram) ? readFileSync(besideTheProgram, 'utf8') : portalStylesheet())
