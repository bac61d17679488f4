// A chart that carries its own look, for where no style sheet reaches: a file of its own, a page of paper.
import { servedStylesheet } from '../html/stylesheet.ts'

/** The custom properties of the light theme: the first value each is given. */
const lightTokens = (css: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of css.matchAll(/(--[\w-]+):\s*([^;}]+)[;}]/g)) if (!found.has(name)) found.set(name, value.trim())
  return found
}

const resolved = (css: string, tokens: ReadonlyMap<string, string>): string =>
  css.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => {
    const value = tokens.get(name)
    return value === undefined || value === whole ? 'inherit' : resolved(value, tokens)
  })

// Rules for pointing, for themes and for screens of one size have no meaning outside a page.
const plainRules = (css: string): string => css.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '').replace(/[^{}]*:(hover|focus)[^{}]*\{[^{}]*\}/g, '')

const chartRules = (css: string): string => [...css.matchAll(/[^{}]+\{[^{}]*\}/g)].map(([rule]) => rule.trim()).filter((rule) => rule.startsWith('.chart')).join('')

let style: string | undefined

const chartStyle = (): string => (style ??= resolved(chartRules(plainRules(servedStylesheet())), lightTokens(servedStylesheet())))

/** The drawing in a chart's markup, with its look inside and a size of its own. */
export const standaloneSvg = (markup: string): string => {
  const drawing = /<svg[\s\S]*<\/svg>/.exec(markup)?.[0] ?? ''
  return drawing.replace(/^<svg([^>]*)>/, (_, attributes: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg"${attributes.replace(/ xmlns="[^"]*"/, '')}><style>${chartStyle()}</style>`)
}
