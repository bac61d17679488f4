// An alert from its template to a phone: written for each reader, with a file and a protocol, for an exact circle; read, compared, watched for.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { png } from '../attachments.ts'
import { signedIn } from './people.ts'
import { barriers, openBrowser, openNode, phone, picture, type OpenNode } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const chooseFrom = async (page: Page, field: string, typed: string, option: string | RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: field, exact: true }).fill(typed)
  await page.getByRole('option', { name: option }).first().click()
  await page.keyboard.press('Escape')
}

const opened = async (mailbox: string, path: string, options: Parameters<typeof signedIn>[3] = {}) => {
  const window = await signedIn(browser, node.address, mailbox, options)
  await window.page.goto(`${node.address}/app${path}`)
  return window
}

let alert = ''

test('alert.draft: an analyst begins with a template, says it is an exercise, for whom, with a file and a protocol', async () => {
  const { page, context, faults } = await opened('analista', '/alerts/new')
  await page.getByLabel('Riesgo en transporte de carga').check()
  await picture(page, 'alert-new')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Empezar el borrador' }).click()
  await page.getByLabel(/^Es un ejercicio/).check()
  await chooseFrom(page, 'Dónde ocurre', 'chiapas', 'Chiapas')
  await chooseFrom(page, 'Pasos fronterizos', 'tecun', /Tecún Umán/)
  await page.getByLabel('Título en español').fill('Cajas refrigeradas con personas')
  await page.getByLabel('Qué pasa, en español').fill('Dos hallazgos en una semana entre Tapachula y Arriaga.')
  await page.getByLabel('Qué hacer, Policía, en español').fill('Abra y ventile antes de preguntar.')
  await page.getByRole('button', { name: 'Quitar la parte: Fiscalía' }).click()
  await chooseFrom(page, 'Para quién: pasos fronterizos', 'tecun', /Tecún Umán/)
  await page.getByRole('checkbox', { name: 'Guardia', exact: true }).check()
  await page.getByText(/^Llegará a \d+ personas? de/).waitFor()
  await picture(page, 'alert-form')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await page.getByRole('heading', { name: 'Archivos' }).waitFor()
  alert = new URL(page.url()).pathname.replace('/app', '')
  await page.getByLabel('Añadir un archivo').setInputFiles({ name: 'notas.txt', mimeType: 'text/plain', buffer: Buffer.from('MZ\x90\0') })
  await page.getByRole('button', { name: 'Adjuntar' }).click()
  await page.getByText(/no es PDF, PNG, JPEG ni CSV/).waitFor()
  await page.getByLabel('Añadir un archivo').setInputFiles({ name: 'croquis del tramo.png', mimeType: 'image/png', buffer: png() })
  await page.getByRole('button', { name: 'Adjuntar' }).click()
  await page.getByRole('link', { name: /croquis del tramo.png/ }).waitFor()
  await page.getByText('Inspección de carga con personas en riesgo').click()
  await picture(page, 'alert-draft')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Enviar a revisión' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enviar a revisión' }).click()
  await page.getByText('Enviada a revisión.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('alert.compare, alert.publish: the coordinator sees what changed field by field, and approves', async () => {
  const { page, context, faults } = await opened('coordinacion', alert)
  await page.getByRole('heading', { name: 'Comparar versiones' }).waitFor()
  await page.getByRole('combobox', { name: 'De', exact: true }).click()
  await page.getByRole('option', { name: 'Versión 1' }).click()
  await page.getByRole('table', { name: 'Lo que cambió' }).getByText('Qué hacer, Policía, en español').waitFor()
  await picture(page, 'alert-review')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Aprobar y publicar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Aprobar y publicar' }).click()
  await page.getByText('Alerta publicada.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('alert.revise: the form of an update fits a phone, in the dark, in English', async () => {
  const { page, context, faults } = await opened('analista', `${alert}/edit`, { view: phone, scheme: 'dark', language: 'en' })
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
  await page.getByText(/^It will reach/).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

test('alert.read: on a phone the officer reads that it is an exercise, her own part first, and the file', async () => {
  const { page, context, faults } = await opened('guardia.chiapas', alert, { view: phone })
  await page.getByText('Se practica: nada de lo que dice está ocurriendo.').waitFor()
  await page.getByText('Policía (usted)').waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /croquis del tramo.png/ }).click()])
  expect(file.suggestedFilename()).toBe('croquis del tramo.png')
  await picture(page, 'alert-phone')
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

test('alert.read: an officer elsewhere finds nothing of it, in the list or by its address', async () => {
  const { page, context } = await opened('guardia.panama', alert)
  await page.getByText(/no existe|no está/i).first().waitFor()
  await page.goto(`${node.address}/app/alerts`)
  await page.getByRole('heading', { name: 'Recibidas' }).waitFor()
  expect(await page.getByText('Cajas refrigeradas').count()).toBe(0)
  await context.close()
})

test('watch.set: by keyboard alone somebody watches for a crossing, sees the alert that matches, and stops', async () => {
  const { page, context, faults } = await opened('guardia.chiapas', '/alerts/watches', { language: 'en', view: phone })
  await page.getByRole('heading', { name: 'What I watch for', level: 1 }).waitFor()
  await page.getByRole('combobox', { name: 'What kind of code' }).focus()
  await page.keyboard.press('Enter')
  const crossing = page.getByRole('option', { name: 'Border point' })
  await crossing.waitFor()
  for (let at = 0; at < 6 && (await crossing.getAttribute('data-combobox-selected')) === null; at += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Border point' }).focus()
  await page.keyboard.type('tecun')
  await page.getByRole('option', { name: /Tecún Umán/ }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Watch', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /EXERCISE: Cajas refrigeradas/ }).waitFor()
  await picture(page, 'alert-watches')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /^Stop watching/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('You do not watch for anything yet.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
