// Early warning as analysts live it: a signal opened to its reasons, a verdict said and changed by keyboard alone, and how many were right.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, desktop, isTooWide, openBrowser, openNode, type OpenNode, phone, picture } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('main').getByRole('status').first().waitFor({ state: 'detached' })
}

const openKidnapping = async (page: Page): Promise<void> => {
  await page.goto(`${node.address}/app/signals`)
  await page.getByRole('row').filter({ hasText: 'MX-CHP' }).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /Chiapas/ }).waitFor()
}

test('an analyst reads why a signal is one: who saw it, what drives it, what was expected and of what', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista')
  await expect.poll(async () => (await (await context.request.get(`${node.address}/api/signals`)).json()).items.length, { timeout: 90_000, interval: 500 }).toBeGreaterThan(0)
  await openKidnapping(page)
  await page.getByText(/^Semana \d+ de \d{4}\. En esa semana se esperaban/).waitFor()
  await page.getByText('el azar lo pasa 1 de cada 100 semanas').waitFor()
  await page.getByRole('heading', { name: 'Quién la vio' }).waitFor()
  await page.getByText(/^La p dice qué parte de las veces/).waitFor()
  await page.getByText(/Benjamini y Hochberg \(1995\)/).waitFor()
  await page.getByRole('table', { name: 'Lo que pasó de lo esperado' }).getByText('Nacionalidad').first().waitFor()
  await page.getByText('Mismas fechas de antes').waitFor()
  await page.getByText(/no se sabe: la fuente aún no tiene historia de versiones/).waitFor()
  await page.getByText('Qué conviene saber de ella').waitFor()
  await page.getByText(/Fuente: Región de demostración \(datos sintéticos\), versión 1\. Datos de demostración/).waitFor()
  await page.goto(`${node.address}/app/signals/precision`)
  await page.getByText('Nadie ha juzgado todavía una señal cierta o falsa').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('a verdict is said and then changed by keyboard alone; what was said before stays', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'analista')
  await openKidnapping(page)
  const say = async (button: string, outcome: string, note: string): Promise<void> => {
    await page.getByRole('button', { name: button }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Qué resultó ser esta señal' })
    await dialog.getByRole('radio', { name: outcome }).focus()
    await page.keyboard.press('Space')
    await dialog.getByLabel(/Cómo se supo/).focus()
    await page.keyboard.type(note)
    await dialog.getByRole('button', { name: 'Guardar' }).focus()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText(note).waitFor()
    await dialog.waitFor({ state: 'hidden' })
  }
  await say('Decir qué resultó ser', 'No se sabe', 'Se preguntó a la fiscalía.')
  await say('Cambiar lo dicho', 'Era cierta', 'La fiscalía y un albergue lo confirmaron.')
  await page.getByText('Se preguntó a la fiscalía.').waitFor()
  await page.goto(`${node.address}/app/signals?verdict=true`)
  await page.getByRole('row').filter({ hasText: 'MX-CHP' }).getByText('Era cierta').waitFor()
  await page.getByRole('link', { name: 'Cuántas acertaron' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cuántas señales acertaron' }).waitFor()
  await page.getByRole('tab', { name: 'Tabla' }).first().click()
  await page.getByRole('table', { name: 'Parte de señales ciertas, por método' }).getByRole('row').filter({ hasText: 'Farrington flexible' }).getByText('100').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('the list is filtered by who saw a signal, and says so when there is none such', async () => {
  const { page, context } = await signedIn(browser, node.address, 'analista')
  await page.goto(`${node.address}/app/signals?state=all&detector=cusum`)
  await settled(page)
  expect(await page.getByRole('row').filter({ hasText: 'deriva' }).count()).toBeGreaterThan(0)
  await page.goto(`${node.address}/app/signals?state=all&verdict=false`)
  await page.getByText('No hay señales así').waitFor()
  await context.close()
})

const ways = [
  { language: 'es', view: phone, scheme: 'light', name: 'phone-es' },
  { language: 'en', view: desktop, scheme: 'dark', name: 'desk-en-dark' },
] as const

test.each(ways)('list, signal and precision are open to all: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'coordinacion', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const { items } = await (await context.request.get(`${node.address}/api/signals`)).json()
  for (const [what, path] of Object.entries({ signals: '/signals', signal: `/signals/${String(items[0]?.id)}`, precision: '/signals/precision' })) {
    await page.goto(`${node.address}/app${path}`)
    await settled(page)
    await picture(page, `warning-${what}-${name}`)
    expect(await barriers(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
  }
  expect(faults).toEqual([])
  await context.close()
})
