// The document around public pages: language switch, skip link, current section, what the content policy would refuse.
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { renderPage } from './page.tsx'
import { renderProblemPage } from './problem-page.tsx'
import { portalStylesheet } from './stylesheet.ts'

const nav = [{ path: '/', label: 'Inicio' }, { path: '/figures', label: 'Cifras' }]
const pageAt = (path: string) => renderPage({ title: 'Cifras', lang: 'es', path, nav, body: 'cuerpo <b>', isDemonstration: true })

describe('a public page', () => {
  test.each([
    ['/', '/en'],
    ['/figures', '/en/figures'],
    ['/figures?source=rnpdno&year=2024', '/en/figures?source=rnpdno&amp;year=2024'],
    ['/?a=1', '/en?a=1'],
  ])('%s switches language at %s', (path, there) => expect(pageAt(path)).toContain(`href="${there}" lang="en" hrefLang="en"`))
  test('marks the current section alone', () => {
    expect(pageAt('/figures/map').match(/aria-current="page">\w+/g)).toEqual(['aria-current="page">Cifras'])
  })
  test('escapes what it is given and says it is a demonstration', () => {
    expect(pageAt('/')).toContain('cuerpo &lt;b&gt;')
    expect(pageAt('/')).toContain('Nodo de demostración')
  })
  test('has no script, no inline style and one style sheet', () => {
    expect(pageAt('/')).not.toMatch(/<script|style=|<style/)
    expect(pageAt('/').match(/rel="stylesheet"/g)).toHaveLength(1)
  })
})

test('a problem is a page with its sentence, its code and a way on', () => {
  const problem = new Problem('request.notFound', 404, { es: 'No existe.', en: 'It does not exist.' })
  const html = renderProblemPage({ problem, lang: 'en', path: '/en/nothing' })
  expect(html).toContain('It does not exist.')
  expect(html).toContain('request.notFound')
  expect(html).toContain('href="/es/nothing"')
})

test('the style sheet keeps every rule and no comment', () => {
  const css = portalStylesheet()
  expect(css).not.toContain('/*')
  expect(css).toContain('--accent:light-dark(#0b6e77,#5fc3c9)')
  expect(css).toContain('.chart-area{')
  expect(css.split('{').length).toBe(css.split('}').length)
})
