// The walk through the demonstration node that the README tells: from an office's file to the public page of alerts.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from './people.ts'
import { barriers, openBrowser, openNode, openWindow, phone, picture, type OpenNode, type Window } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const whoIs = async (mailbox: string): Promise<Window> => {
  const window = await openWindow(browser)
  await signIn(window, node.address, mailbox)
  return window
}

const goTo = (page: Page, place: string): Promise<void> => page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: place }).click()

/** The figure called so, among the ones a screen shows large. */
const figure = (page: Page, name: string): Locator => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd')

const downloaded = async (page: Page, link: string | RegExp): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return readFileSync(await file.path(), 'utf8')
}

const chooseFrom = async (page: Page, field: string, typed: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: field }).fill(typed)
  await page.getByRole('option', { name: option }).first().click()
  await page.keyboard.press('Escape')
}

test('a focal point delivers her file, sees which lines were refused and why, what changed, and takes the refused rows to mend', async () => {
  const { page, context, faults } = await whoIs('punto.focal')
  await goTo(page, 'Entregas')
  await page.getByRole('heading', { name: 'Entregas', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Entregar un archivo' }).click()
  const sample = await downloaded(page, /archivo de ejemplo/)
  await page.getByLabel('Archivo', { exact: true }).setInputFiles({ name: 'chiapas.csv', mimeType: 'text/csv', buffer: Buffer.from(sample) })
  await page.getByRole('button', { name: 'Entregar', exact: true }).click()
  await figure(page, 'Leídas').getByText('27').waitFor()
  await figure(page, 'Aceptadas').getByText('24').waitFor()
  await figure(page, 'Rechazadas').getByText('3', { exact: true }).waitFor()
  const refused = page.getByRole('table', { name: 'Filas rechazadas con su motivo' })
  expect(await refused.getByRole('row').count()).toBe(4)
  await refused.getByRole('row').filter({ hasText: '26' }).filter({ hasText: '-2' }).waitFor()
  await page.getByRole('heading', { name: 'Qué cambió desde la entrega anterior' }).waitFor()
  await picture(page, '1-entrega', 1180)
  const rows = (await downloaded(page, /Filas rechazadas/)).trimEnd().split('\n')
  expect(rows).toHaveLength(4)
  expect(rows.join('\n')).toContain('extorsion grave')
  expect(await barriers(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('the analyst sees the figures as a map, a series and a table, filters them, and opens a number down to its file and line', async () => {
  const { page, context, faults } = await whoIs('analista')
  await goTo(page, 'Cifras')
  await page.getByRole('group', { name: /^Hechos.* por territorio/ }).waitFor()
  await chooseFrom(page, 'Delito', 'secuestro', 'Secuestro')
  await page.getByRole('region', { name: /Secuestro/ }).waitFor()
  await picture(page, '2-cifras', 1260)
  await page.getByRole('tab', { name: 'Serie' }).click()
  await page.getByRole('table', { name: /por mes/i }).waitFor()
  await page.getByRole('tab', { name: 'Tabla' }).click()
  await page.getByRole('row').filter({ hasText: 'Chiapas' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: 'De dónde sale esta cifra' }).waitFor()
  await page.getByRole('table', { name: 'Observaciones' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: 'De dónde viene' }).waitFor()
  await page.getByRole('heading', { name: /^La fila del archivo \(línea \d+\)$/ }).waitFor()
  expect(await page.getByRole('table', { name: /Celdas de la fila/ }).textContent()).toContain('MX-CHP')
  expect(faults).toEqual([])
  await context.close()
})

const openSignal = async (page: Page, offence: string, place: string): Promise<void> => {
  await goTo(page, 'Señales')
  await page.getByRole('row').filter({ hasText: place }).getByRole('link', { name: offence }).click()
  await page.getByRole('heading', { level: 1, name: `${offence} · ${place}` }).waitFor()
}

test('the analyst reads a signal in words, curve and table; dismisses one with a reason and turns another into an alert', async () => {
  const { page, context, faults } = await whoIs('analista')
  await openSignal(page, 'Secuestro', 'Chiapas')
  await page.getByText(/se esperaban/i).first().waitFor()
  await picture(page, '3-senal', 1180)
  await page.getByRole('tab', { name: 'Tabla' }).click()
  await page.getByRole('table', { name: 'La misma curva en cifras' }).getByText('▲ sí').first().waitFor()
  await openSignal(page, 'Extorsión', 'Huehuetenango')
  await page.getByRole('button', { name: 'Descartar' }).click()
  const dialog = page.getByRole('dialog', { name: 'Descartar la señal' })
  await dialog.getByLabel(/Por qué no merece/).fill('Llegó junta la captura atrasada de tres semanas.')
  await dialog.getByRole('button', { name: 'Descartar' }).click()
  await page.getByText('Llegó junta la captura atrasada').waitFor()
  await openSignal(page, 'Secuestro', 'Chiapas')
  await page.getByRole('link', { name: 'Convertir en alerta' }).click()
  await page.getByRole('button', { name: 'Empezar el borrador' }).click()
  await page.getByRole('heading', { name: 'Escribir la alerta' }).waitFor()
  expect(await page.getByLabel('Título en español').inputValue()).toContain('Chiapas')
  await page.getByRole('radio', { name: 'TLP:CLEAR' }).check()
  await page.getByRole('checkbox', { name: 'Guardia' }).check()
  await chooseFrom(page, 'Para quién: territorios', 'chiapas', 'Chiapas')
  await page.getByText('Llegará a 1 persona de 1 institución.').waitFor()
  await page.getByRole('checkbox', { name: /También es pública/ }).check()
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('button', { name: 'Enviar a revisión' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('its author sends it for review and cannot approve it; the coordinator publishes it', async () => {
  const author = await whoIs('analista')
  await goTo(author.page, 'Alertas')
  await author.page.getByRole('row').filter({ hasText: 'Chiapas' }).getByRole('link').click()
  await author.page.getByRole('button', { name: 'Enviar a revisión' }).click()
  await author.page.getByRole('dialog').getByRole('button', { name: 'Enviar a revisión' }).click()
  await author.page.getByText('en revisión').waitFor()
  expect(await author.page.getByRole('button', { name: 'Aprobar y publicar' }).count()).toBe(0)
  const { page, context, faults } = await whoIs('coordinacion')
  await goTo(page, 'Alertas')
  await page.getByRole('row').filter({ hasText: 'Chiapas' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Aprobar y publicar' }).click()
  await page.getByRole('dialog').getByText('Llegará a 1 persona de 1 institución.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Aprobar y publicar' }).click()
  await page.getByText('Alerta publicada.').waitFor()
  expect(faults).toEqual([])
  await author.context.close()
  await context.close()
})

test('the duty officer of the territory receives and acknowledges it; one elsewhere sees nothing; the board shows the answer', async () => {
  const elsewhere = await whoIs('guardia.guatemala')
  await elsewhere.page.getByText('No tiene alertas por atender.').waitFor()
  const coordinator = await whoIs('coordinacion')
  await goTo(coordinator.page, 'Alertas')
  await coordinator.page.getByRole('row').filter({ hasText: 'Chiapas' }).getByRole('link').click()
  await coordinator.page.getByText('todavía no').waitFor()
  const { page, context, faults } = await openWindow(browser, { view: phone })
  await signIn({ page, context, faults }, node.address, 'guardia.chiapas')
  await page.getByRole('link', { name: /Chiapas/ }).click()
  await page.getByRole('radio', { name: 'Estamos actuando' }).check()
  await page.getByLabel('En sus palabras, si hace falta').fill('Patrullas avisadas en Tapachula; albergues informados.')
  await page.getByRole('button', { name: 'Acusar recibo' }).click()
  await page.getByText(/^Usted acusó recibo/).waitFor()
  await coordinator.page.getByText('Patrullas avisadas en Tapachula').waitFor()
  await picture(coordinator.page, '4-alerta', 1000)
  expect([...faults, ...elsewhere.faults, ...coordinator.faults]).toEqual([])
  await Promise.all([context, elsewhere.context, coordinator.context].map((each) => each.close()))
})

const capSchema = join(import.meta.dirname, '..', '..', '..', 'shared', 'standards', 'cap', 'xsd', 'cap12.xsd')

test('anyone reads it on the public page without an account, follows the Atom feed, takes the CAP message and the figures as CSV', async () => {
  const { page, context, faults } = await openWindow(browser)
  await page.goto(`${node.address}/es/alerts`)
  await page.getByRole('heading', { name: 'Alertas públicas' }).waitFor()
  await picture(page, '5-alertas', 1100)
  await page.getByRole('link', { name: /Aumento: Secuestro, Chiapas/ }).click()
  const alert = page.url().split('/').at(-1) ?? ''
  const cap = await context.request.get(`${node.address}/alerts/${alert}/cap.xml`)
  expect(cap.headers()['content-type']).toContain('application/cap+xml')
  expect(await cap.text()).toContain('<scope>Public</scope>')
  const feed = await (await context.request.get(`${node.address}/alerts/atom.xml`)).text()
  expect(feed).toContain(`${alert}/cap.xml`)
  if (existsSync(capSchema)) {
    const file = join(node.dataFolder, 'alert.cap')
    writeFileSync(file, await cap.text())
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', capSchema, file], { stdio: 'pipe' })
  }
  await page.goto(`${node.address}/es/figures`)
  expect(await page.locator('figure svg').count()).toBeGreaterThan(0)
  const csv = await downloaded(page, /CSV/)
  expect(csv.split('\n').length).toBeGreaterThan(10)
  expect(faults).toEqual([])
  await context.close()
})

test('whoever was harmed finds from the first page where to report, on a phone', async () => {
  const { page, context, faults } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es`)
  await page.locator('main a[href="/es/report"]').click()
  await page.getByRole('heading', { level: 1, name: 'Contar lo que pasó sin decir quién es usted' }).waitFor()
  await page.getByRole('button', { name: 'Empezar' }).waitFor()
  await picture(page, '6-reporte', 1000)
  expect(await barriers(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
