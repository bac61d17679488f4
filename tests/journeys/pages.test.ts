// Every public page and every screen: readable by everyone, in both languages, on a phone and on a desk, by day and by night.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, desktop, isTooWide, openBrowser, openNode, type OpenNode, openWindow, phone, picture, type Window } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

type Language = 'es' | 'en'

/** Every page is seen twice, on a phone and on a desk, in the other language and the other theme; pages take turns. */
const phones = [
  { language: 'es', view: phone, scheme: 'light', name: 'phone-es' },
  { language: 'en', view: phone, scheme: 'dark', name: 'phone-en-dark' },
] as const
const desks = [
  { language: 'en', view: desktop, scheme: 'dark', name: 'desktop-en-dark' },
  { language: 'es', view: desktop, scheme: 'light', name: 'desktop-es' },
] as const
const ways = [...phones, ...desks].map((way, index) => ({ ...way, turn: index % 2 }))

const inTurn = <T>(all: readonly T[], turn: number): T[] => all.filter((_, index) => index % 2 === turn)

/** What is wrong with the page as it stands, each a line. */
const wrongs = async ({ page, faults }: Window, language: Language): Promise<string[]> => [
  ...(await barriers(page)),
  ...faults.splice(0),
  ...(await isTooWide(page) ? ['wider than the window'] : []),
  ...(await page.locator('html').getAttribute('lang') === language ? [] : ['the page says another language']),
]

const told = (found: readonly string[], where: string): string[] => found.map((wrong) => `${where}: ${wrong}`)

/** The public pages one reaches from the first one, one of each kind. */
const publicPaths = async (): Promise<string[]> => {
  const seen = new Set<string>()
  const waiting = ['/es']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const text = await (await fetch(node.address + path)).text()
    const links = [...text.matchAll(/href="(\/es\/[^"?#]+)"/g)].map(([, href = '']) => href)
    waiting.push(...links.filter((link) => link.split('/').length <= 4))
  }
  const kinds = Map.groupBy(seen, (path) => (path.startsWith('/es/offences/') ? 'offence' : path))
  return [...kinds.values()].flatMap(([first]) => first ?? [])
}

test.each(ways)('every public page is open to all: $name', async ({ language, view, scheme, name, turn }) => {
  const window = await openWindow(browser, { language, view, scheme })
  const paths = await publicPaths()
  expect(paths).toEqual(expect.arrayContaining(['/es', '/es/figures', '/es/alerts', '/es/offences', '/es/places', '/es/about', '/es/about/data', '/es/privacy']))
  const found: string[] = []
  for (const path of inTurn(paths, turn)) {
    await window.page.goto(node.address + path.replace('/es', `/${language}`))
    found.push(...told(await wrongs(window, language), path))
    await picture(window.page, `public${path.replaceAll('/', '-')}-${name}`)
  }
  expect(found).toEqual([])
  await window.context.close()
})

/** Screens by who sees them; `Darién` stands for the signal and the draft made of it. */
const screens: Record<string, readonly string[]> = {
  'punto.focal': ['/', '/deliveries', '/deliveries/new', '/account'],
  analista: ['/', '/figures', '/figures?view=series', '/figures?view=table', '/figures/observations?source=demo-region&measure=incidents&territory=GY-PM&year=2025', '/signals', '/alerts', '/alerts/new'],
  administracion: ['/people', '/people/new', '/institutions'],
}

const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('main').getByRole('status').first().waitFor({ state: 'detached' })
}

interface Made {
  signal: string
  delivery: string
  observation: string
  draft: string
}

/** A signal, a delivery, an observation and a draft to look at. */
const made = async ({ context }: Window): Promise<Made> => {
  const get = async (path: string) => (await context.request.get(node.address + path)).json()
  const idOf = ({ items }: { items: { id: string | number }[] }): string => String(items[0]?.id)
  await expect.poll(async () => (await get('/api/signals')).items.length, { timeout: 60_000, interval: 500 }).toBeGreaterThan(0)
  const signal = idOf(await get('/api/signals'))
  const { id: draft } = await (await context.request.post(`${node.address}/api/alerts`, { data: { kind: 'kidnapping-zone' } })).json()
  return {
    signal, draft, delivery: idOf(await get('/api/deliveries')),
    observation: idOf(await get('/api/figures/observations?source=demo-region&measure=incidents&territory=GY-PM&year=2025')),
  }
}

const ownScreens = ({ signal, delivery, observation, draft }: Made): string[] =>
  [`/signals/${signal}`, `/deliveries/${delivery}`, `/observations/${observation}`, `/alerts/${draft}`, `/alerts/${draft}/edit`]

const short = (path: string): string => path.replaceAll(/[0-9a-f-]{36}|\d{3,}/g, 'one').replaceAll(/\W+/g, '-').replace(/-$/, '')

test.each(ways)('every screen of the workspace is open to all: $name', async ({ language, view, scheme, name, turn }) => {
  const found: string[] = []
  for (const [who, paths] of Object.entries(screens)) {
    const window = await signedIn(browser, node.address, who, { language, view, scheme })
    await window.context.request.put(`${node.address}/api/language`, { data: { language } })
    const all = who === 'analista' ? [...paths, ...ownScreens(await made(window))] : paths
    for (const path of inTurn(all, turn)) {
      await window.page.goto(`${node.address}/app${path}`)
      await settled(window.page)
      found.push(...told(await wrongs(window, language), path))
      await picture(window.page, `app${short(path)}-${name}`)
    }
    await window.context.close()
  }
  expect(found).toEqual([])
})

test('the first public page weighs less than 50 kB in at most three requests', async () => {
  const { page, context } = await openWindow(browser)
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  const weights: number[] = []
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => weights.push(encodedDataLength))
  await page.goto(`${node.address}/es`, { waitUntil: 'networkidle' })
  expect(weights.length).toBeLessThanOrEqual(3)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(50_000)
  await context.close()
})

test('the portal needs no JavaScript: figures are asked for, places opened, and the language changes keeping the question', async () => {
  const { page, context } = await openWindow(browser, { javaScript: false })
  await page.goto(`${node.address}/es`)
  await page.getByRole('navigation', { name: 'Secciones' }).getByRole('link', { name: 'Cifras' }).click()
  await page.getByRole('button', { name: 'Mostrar' }).click()
  const question = new URL(page.url()).search
  expect(question).toContain('figure=')
  await page.getByRole('link', { name: 'English' }).click()
  expect(new URL(page.url()).pathname).toBe('/en/figures')
  expect(new URL(page.url()).search).toBe(question)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await context.close()
})

test('the workspace changes language and loses nothing: neither the address nor what was typed', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/figures?view=table&offence=kidnapping`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Figures', exact: true }).waitFor()
  expect(page.url()).toContain('/app/figures?view=table&offence=kidnapping')
  await page.goto(`${node.address}/app/alerts/new`)
  await page.getByRole('radio', { name: 'Recruitment offer' }).check()
  await page.getByRole('button', { name: 'Start the draft' }).click()
  await page.getByLabel('Title in Spanish').fill('Ofertas falsas de empleo')
  await page.getByRole('button', { name: 'Español' }).click()
  expect(await page.getByLabel('Título en español').inputValue()).toBe('Ofertas falsas de empleo')
  await context.close()
})

test('on paper the content stays and the navigation goes, the demonstration notice and the table with it', async () => {
  const portal = await openWindow(browser)
  await portal.page.emulateMedia({ media: 'print' })
  await portal.page.goto(`${node.address}/es/figures`)
  expect(await portal.page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
  expect(await portal.page.locator('.site-nav').isVisible()).toBe(false)
  await picture(portal.page, 'paper-figures')
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/signals`)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('tab', { name: 'Curva' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('table', { name: 'La misma curva en cifras' }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Principal' }).isVisible()).toBe(false)
  expect(await page.getByText('Datos de demostración', { exact: true }).isVisible()).toBe(true)
  await picture(page, 'paper-signal')
  await Promise.all([context.close(), portal.context.close()])
})
