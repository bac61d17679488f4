// The walk through the explorer on a desk and on a phone: every view of one question, its files, and a saved view that rebuilds it.
import { readFileSync } from 'node:fs'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, desktop, isTooWide, openBrowser, openNode, type OpenNode, phone, picture } from './place.ts'

let node: OpenNode
let browser: Browser

// A new node still looks for signals in what it was given; the walk begins when it has.
const isAtRest = async (): Promise<boolean> => {
  const { context } = await signedIn(browser, node.address, 'analista')
  const { items } = await (await context.request.get(`${node.address}/api/signals`)).json() as { items: unknown[] }
  await context.close()
  return items.length > 0
}

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  await vi.waitUntil(isAtRest, { timeout: 90_000, interval: 1000 })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const asked = 'source=demo-region&measure=incidents'

/** Each view with the words its title must hold. */
const views: [view: string, more: string, title: RegExp][] = [
  ['map', '', /por territorio/],
  ['map', '&zoom=MX', /por territorio/],
  ['map', '&marks=circles', /por territorio/],
  ['series', '&split=offence', /por (mes|semana) y delito/],
  ['table', '&rows=country&rows=offence&columns=year&columns=sex', /por país, delito, año y sexo/],
  ['panels', '&step=year', /por año y territorio/],
  ['compare', '&a=2024&b=2025', /2024 frente a 2025/],
  ['flows', '&year=2025', /nacionalidad → lugar donde se registró/],
  ['revisions', '&step=year', /publicado primero y ahora/],
]

test.each([{ name: 'desk', view: desktop }, { name: 'phone', view: phone }])('every view says what it shows, whose it is and how to read it: $name', async ({ name, view }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista', { view })
  const found: string[] = []
  for (const [index, [shown, more, title]] of views.entries()) {
    await page.goto(`${node.address}/app/figures?${asked}&view=${shown}${more}`)
    const region = page.getByRole('region', { name: title }).first()
    await region.waitFor()
    await region.getByText(/Datos sintéticos de SIDMI.*versión 1.*Cifras mínimas/).waitFor()
    found.push(...(await barriers(page)).map((barrier) => `${shown}: ${barrier}`), ...(await isTooWide(page) ? [`${shown}: wider than the window`] : []))
    await picture(page, `explorer-${index}-${shown}-${name}`)
  }
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

const taken = async (page: Page, name: string): Promise<Download> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()])
  return file
}

test('a chart is taken away as table, workbook, drawing and picture, each with its source inside', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/figures?${asked}&view=map&year=2025`)
  await page.getByRole('group', { name: /por territorio. Año: 2025/ }).waitFor()
  const csv = readFileSync(await (await taken(page, 'CSV')).path(), 'utf8')
  expect(csv).toContain('Territorio,hechos')
  expect(csv).toContain('Datos sintéticos de SIDMI')
  const svg = readFileSync(await (await taken(page, 'SVG')).path(), 'utf8')
  expect(svg).toContain('por territorio. Año: 2025</title>')
  expect(svg).toContain('Datos sintéticos de SIDMI')
  const png = readFileSync(await (await taken(page, 'PNG')).path())
  expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1000)
  const workbook = readFileSync(await (await taken(page, 'XLSX')).path())
  expect(workbook.subarray(0, 2).toString()).toBe('PK')
  expect(faults).toEqual([])
  await context.close()
})

test('what must be known to read a chart leaves with it, and every number beside the panels opens', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  const fileOf = async (view: string, name: 'CSV' | 'SVG'): Promise<string> => {
    await page.goto(`${node.address}/app/figures?${asked}&view=${view}`)
    return readFileSync(await (await taken(page, name)).path(), 'utf8')
  }
  expect(await fileOf('compare&a=2023&b=2024', 'CSV')).toMatch(/El gráfico trae los 15 mayores de \d+/)
  expect(await fileOf('map&zoom=MX', 'SVG')).toMatch(/por territorio\. México<\/title>[^]*Los tonos reparten/)
  expect(await fileOf('panels', 'CSV')).toMatch(/Se dibujan los 12 mayores de \d+/)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'De dónde sale esta cifra' }).waitFor()
  await context.close()
})

test('a saved view has a short address that rebuilds it for another person, and changing it writes the question out again', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/figures?${asked}&view=table&rows=country&columns=sex&offence=kidnapping`)
  await page.getByRole('button', { name: 'Guardar esta vista' }).click()
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Secuestro por país y sexo')
  await page.getByRole('checkbox', { name: /^Todas las personas/ }).check()
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await page.waitForURL(/\/figures\?v=[a-z2-7]{10}$/)
  const address = page.url()
  const other = await signedIn(browser, node.address, 'punto.focal')
  await other.page.goto(address)
  await other.page.getByRole('table', { name: /por país y sexo. Delito: Secuestro/ }).waitFor()
  await other.page.getByRole('tab', { name: 'Serie' }).click()
  await other.page.waitForURL(/view=series/)
  expect(other.page.url()).toContain('offence=kidnapping')
  expect(other.page.url()).not.toContain('v=')
  await page.getByRole('button', { name: 'Vistas guardadas' }).click()
  await page.getByRole('link', { name: 'Secuestro por país y sexo' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Borrar Secuestro por país y sexo' }).click()
  await page.getByText('Todavía no hay vistas guardadas', { exact: false }).waitFor()
  await Promise.all([context.close(), other.context.close()])
})

test('a number of the crosstab opens to the observations behind it, by keyboard alone', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/figures?${asked}&view=table&rows=country&rows=offence&columns=year&columns=sex`)
  const table = page.getByRole('table', { name: /por país, delito, año y sexo/ })
  await table.getByRole('link').first().focus()
  const said = await table.getByRole('link').first().textContent()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'De dónde sale esta cifra' }).waitFor()
  await page.getByRole('definition').filter({ hasText: said ?? '' }).first().waitFor()
  await context.close()
})
