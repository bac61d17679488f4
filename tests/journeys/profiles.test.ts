// An analyst teaches the node to read files of publishers it never heard of, and their figures reach the explorer, exact to the unit.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedLines, inventedMonths } from '../invented-files.ts'
import { workbookOf } from '../packed-files.ts'
import { signedIn } from './people.ts'
import { barriers, desktop, openBrowser, openNode, phone, picture, type OpenNode } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd')

const dropped = async (page: Page, name: string, buffer: Buffer): Promise<void> => {
  await page.goto(`${node.address}/app/profiles`)
  await page.getByLabel(/^(Archivo nuevo|New file)$/).waitFor({ timeout: 90_000 })
  await page.getByLabel(/^(Archivo nuevo|New file)$/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.getByRole('heading', { name: /^(Cómo leer este archivo|How to read this file)$/ }).waitFor({ timeout: 90_000 })
}

const described = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Nombre de la fuente (español)').fill(name)
  await page.getByLabel('Nombre de la fuente (inglés)').fill(name)
  await page.getByLabel('Quién publica').fill('Observatorio Inventado')
  await page.getByLabel('Licencia o permiso').fill('Inventado para pruebas')
  await page.getByLabel('Página de donde salen').fill('https://observatorio.example/datos')
}

const published = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Publicar', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publicar', exact: true }).click()
  await page.getByText('Las instituciones ya pueden entregar archivos a esta fuente.').waitFor()
}

const deliveredNow = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Entregar ahora este mismo archivo' }).click()
  await page.waitForURL(/\/deliveries\//)
  await figure(page, 'Leídas').waitFor()
}

test('a spreadsheet export of an invented observatory goes from a drop to figures in the explorer', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista')
  await dropped(page, 'observatorio-2024.csv', inventedMonths)
  expect(await page.getByLabel('Qué es la columna «Entidad»').inputValue()).toBe('place')
  expect(await page.getByLabel('Qué es la columna «Feb-24»').inputValue()).toBe('period')
  await figure(page, 'Se rechazan').getByText('2', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Tamaulipas' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Tráfico de personas' }).getByRole('button', { name: 'Trata de personas' }).click()
  await figure(page, 'Se rechazan').getByText('0', { exact: true }).first().waitFor()
  const totals = page.getByRole('table', { name: 'Totales por periodo' })
  await totals.getByRole('row').filter({ hasText: /1[.,]304/ }).waitFor()
  await picture(page, 'estudio-escritorio')
  expect(await barriers(page)).toEqual([])
  await described(page, 'Observatorio Inventado (prueba)')
  await published(page)
  await picture(page, 'estudio-publicada')
  await deliveredNow(page)
  await figure(page, 'Aceptadas').getByText('7').waitFor()
  await page.goto(`${node.address}/app/figures?source=observatorio-inventado-prueba&measure=victims&view=table`)
  await page.getByRole('tab', { name: 'Tabla' }).click()
  await page.getByRole('row').filter({ hasText: 'Chiapas' }).first().waitFor()
  const { rows, total } = (await (await context.request.get(`${node.address}/api/figures?source=observatorio-inventado-prueba&by=territory`)).json()) as { rows: { territory: string; value: number }[]; total: number }
  expect([total, Object.fromEntries(rows.map(({ territory, value }) => [territory, value]))]).toEqual([2494, { 'MX-CHP': 1226, 'MX-MIC': 1066, 'MX-TAM': 123, 'MX-VER': 79 }])
  await picture(page, 'estudio-cifras')
  expect(faults).toEqual([])
  await context.close()
})

test('JSON Lines in gzip on a phone and in English, published and delivered, exact to the unit', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista', { view: phone, language: 'en' })
  await dropped(page, 'policia-guatemala.jsonl.gz', inventedLines)
  expect(await page.getByLabel('What the column “nacionalidad” is').inputValue()).toBe('nationality')
  await page.getByRole('table', { name: 'Totals by period' }).getByRole('row').filter({ hasText: 'February 2025' }).filter({ hasText: '6' }).waitFor()
  await picture(page, 'studio-phone')
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Name of the source (English)').fill('Invented police (made up)')
  await page.getByLabel('Name of the source (Spanish)').fill('Policía inventada (archivo de prueba)')
  await page.getByLabel('Who publishes').fill('Observatorio Inventado')
  await page.getByLabel('Licence or permission').fill('made up for tests')
  await page.getByLabel('Page they come from').fill('https://observatorio.example/datos')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Deliver this same file now' }).click()
  await page.waitForURL(/\/deliveries\//)
  await page.getByText(/It made release 1/).waitFor()
  const { rows } = (await (await context.request.get(`${node.address}/api/figures?source=policia-inventada-archivo-de-prueba&by=territory`)).json()) as { rows: { territory: string; value: number }[] }
  expect(Object.fromEntries(rows.map(({ territory, value }) => [territory, value]))).toEqual({ 'GT-12': 4, 'GT-17': 6, 'GT-13': 6 })
  expect(faults).toEqual([])
  await context.close()
})

test('a file that its source does not know leads from its failed receipt to the studio, without sending it again', async () => {
  const focal = await signedIn(browser, node.address, 'punto.focal')
  const sent = await focal.context.request.post(`${node.address}/api/deliveries?source=demo-region&name=observatorio.csv`, { data: inventedMonths, headers: { 'content-type': 'application/octet-stream' } })
  const { id } = (await sent.json()) as { id: string }
  const { page, context } = await signedIn(browser, node.address, 'analista', { view: desktop })
  await page.goto(`${node.address}/app/deliveries/${id}`)
  await page.getByRole('button', { name: 'Preparar cómo leer este archivo' }).click()
  await page.getByRole('heading', { name: 'Cómo leer este archivo' }).waitFor()
  expect(await page.getByLabel('Qué es la columna «Entidad»').inputValue()).toBe('place')
  await context.close()
  await focal.context.close()
})

const casesSheet = (cases: number): string =>
  `<row r="1"><c r="A1" t="inlineStr"><is><t>Departamento</t></is></c><c r="B1" t="inlineStr"><is><t>Casos</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Boaco</t></is></c><c r="B2"><v>${cases}</v></c></row>`

test('what the studio cannot decide is said in plain sight, and a decision kept is shown as taken', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await dropped(page, 'por-hoja.xlsx', workbookOf({ sheets: { Uno: casesSheet(3), Dos: casesSheet(4) } }))
  await page.getByText(/El libro trae la misma tabla en varias hojas: «Uno», «Dos»\. Se leen juntas/).waitFor()
  await page.getByRole('button', { name: '2025', exact: true }).click()
  await page.getByRole('button', { name: 'Guardar el borrador' }).click()
  await page.getByText('Borrador guardado.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: '2025', exact: true, pressed: true }).waitFor()
  await context.close()
})
