// Releases and quality in a browser: what a newer file revised, taking it back, and a doubtful place explained.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, isTooWide, openBrowser, openNode, type OpenNode, picture, ways } from './place.ts'

let node: OpenNode
let browser: Browser

const header = 't,type,route,geo,dead,cause,surv,nat,location,lon,lat'
const crossing = (day: string, dead: number, place: string): string => `${day},Incident,US-Mexico border crossing,USA,${dead},Drowning,,HND,"Texas, USA",${place}`
const files = [
  [crossing('2024-01-12', 1, '-99.7,27.4'), crossing('2024-02-03', 4, '-99.6,27.5'), crossing('2024-03-09', 2, '99.5,27.5')],
  [crossing('2024-01-12', 1, '-99.7,27.4'), crossing('2024-02-03', 6, '-99.6,27.5'), crossing('2024-03-09', 2, '99.5,27.5')],
].map((rows) => [header, ...rows, ''].join('\n'))

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})

test('a focal point delivers incidents twice, and the second file revises the first', async () => {
  const { page, context } = await signedIn(browser, node.address, 'punto.focal')
  for (const [at, data] of files.entries()) {
    const url = `${node.address}/api/deliveries?source=iom-missing-migrants&name=incidentes-${String(at + 1)}.csv`
    const reply = await context.request.post(url, { data: Buffer.from(data), headers: { 'content-type': 'text/csv' } })
    const { id } = (await reply.json()) as { id: string }
    await expect.poll(async () => ((await (await context.request.get(`${node.address}/api/deliveries/${id}`)).json()) as { state: string }).state, { timeout: 60_000, interval: 500 }).toBe('done')
    await page.goto(`${node.address}/app/deliveries/${id}`)
  }
  await page.getByRole('link', { name: 'Ver qué cambió, cifra por cifra' }).waitFor()
  await picture(page, 'receipt-desk-es')
  await context.close()
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

test.each(ways)('an analyst sees findings, one on the map, the quality of a source and its releases: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const look = async (path: string, what: string): Promise<void> => {
    await page.goto(`${node.address}/app${path}`)
    await page.getByRole('table').first().or(page.getByRole('tab').first()).waitFor()
    await picture(page, `${what}-${name}`)
    expect(await barriers(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
  }
  await expect.poll(async () => ((await (await context.request.get(`${node.address}/api/findings?check=place`)).json()) as { total: number }).total, { timeout: 60_000, interval: 500 }).toBe(1)
  await look('/quality', 'findings')
  await page.getByRole('link', { name: language === 'es' ? /Signo de la longitud equivocado/ : /Wrong sign of the longitude/ }).first().click()
  await page.getByRole('tab').first().waitFor()
  await page.locator('svg circle').first().waitFor()
  await picture(page, `finding-${name}`)
  expect(await barriers(page)).toEqual([])
  await look('/quality/sources', 'scores')
  await look('/quality/sources/iom-missing-migrants', 'score')
  await look('/sources/iom-missing-migrants/releases', 'releases')
  await look('/sources/iom-missing-migrants/releases/2', 'release')
  expect(faults).toEqual([])
  await context.close()
})

test('a focal point explains a finding of her institution and takes back the release she sent by mistake', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'punto.focal')
  await page.goto(`${node.address}/app/quality`)
  await page.getByRole('link', { name: /Signo de la longitud equivocado/ }).click()
  await page.getByRole('button', { name: 'Explicar' }).click()
  const explaining = page.getByRole('dialog')
  await explaining.getByRole('textbox').fill('Se corregirá en la próxima entrega de la fuente.')
  await explaining.getByRole('button', { name: 'Explicar' }).click()
  await page.getByText('Se explicó así').waitFor()
  await page.goto(`${node.address}/app/sources/iom-missing-migrants/releases/2`)
  await page.getByRole('button', { name: 'Retirar esta versión' }).click()
  const withdrawing = page.getByRole('dialog')
  await withdrawing.getByRole('textbox').fill('Se envió la lista de otro mes por error.')
  await picture(page, 'withdrawing-desk-es')
  await withdrawing.getByRole('button', { name: 'Retirar', exact: true }).click()
  await page.getByText('Por qué se retiró').waitFor()
  await picture(page, 'withdrawal-desk-es')
  expect(await barriers(page)).toEqual([])
  await page.goto(`${node.address}/app/sources/iom-missing-migrants/releases/2`)
  await page.getByText('Retirada por la versión 3').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})
