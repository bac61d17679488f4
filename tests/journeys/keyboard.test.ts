// The walk by keyboard alone: no pointer is ever used, and where the focus is can always be seen.
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import { press, tabTo, write } from './keys.ts'
import { mailOf } from './people.ts'
import { openBrowser, openNode, openWindow, type OpenNode } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name }).first()
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('heading', { name }).waitFor()

const signIn = async (page: Page, mailbox: string): Promise<void> => {
  await page.goto(`${node.address}/app/sign-in`)
  await write(page, page.getByLabel('Correo'), mailOf(mailbox))
  await write(page, page.getByLabel(/^Contraseña/), demonstrationPassword)
  await page.keyboard.press('Enter')
  await heading(page, /^Buen día/)
}

/** Presses for another language, and waits until the node keeps it: whoever signs in next as this person is greeted in it. */
const chooses = async (page: Page, press: () => Promise<unknown>): Promise<void> => {
  const [kept] = await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/api/language')), press()])
  expect(kept.status()).toBe(200)
}

/** Out through the menu of the person, a popover of the browser. */
const signOut = async (page: Page, name: RegExp): Promise<void> => {
  await page.reload()
  await press(page, page.getByRole('banner').getByRole('button', { name }))
  await press(page, button(page, 'Salir'))
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
}

test('the keyboard skips to the content, sees where it is, switches language and theme, and opens the menu', async () => {
  const { page, context } = await openWindow(browser)
  await signIn(page, 'analista')
  await page.reload()
  await press(page, link(page, 'Saltar al contenido'))
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await tabTo(page, button(page, 'English'), 'Shift+Tab')
  expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth)).toBe('3px')
  await chooses(page, () => page.keyboard.press('Enter'))
  await heading(page, /^Good day/)
  await chooses(page, () => press(page, button(page, 'Español')))
  await heading(page, /^Buen día/)
  await press(page, button(page, 'Usar el tema oscuro'))
  await button(page, 'Usar el tema claro').waitFor()
  await signOut(page, /^Análisis/)
  await context.close()
})

test('the keyboard alone opens a figure down to its line, turns a signal into an alert, publishes it and acknowledges it', async () => {
  const { page, context, faults } = await openWindow(browser)
  await signIn(page, 'analista')
  await press(page, link(page, 'Cifras'))
  await heading(page, 'Cifras')
  await write(page, page.getByRole('combobox', { name: 'Delito' }), 'secuestro')
  await page.getByRole('option', { name: 'Secuestro' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await heading(page, /Secuestro$/)
  await tabTo(page, page.getByRole('tab', { name: 'Mapa' }))
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Serie', selected: true }).waitFor()
  await press(page, page.getByRole('table').getByRole('link').first())
  await heading(page, 'De dónde sale esta cifra')
  await press(page, page.getByRole('table', { name: 'Observaciones' }).getByRole('link').first())
  await heading(page, /^La fila del archivo/)
  await page.reload()
  await press(page, link(page, 'Señales'))
  await press(page, page.getByRole('row').filter({ hasText: 'Darién' }).getByRole('link').first())
  await press(page, link(page, 'Convertir en alerta'))
  await press(page, button(page, 'Empezar el borrador'))
  await heading(page, 'Escribir la alerta')
  await press(page, page.getByRole('checkbox', { name: 'Guardia' }), 'Space')
  await write(page, page.getByRole('combobox', { name: 'Para quién: territorios' }), 'darien')
  await page.getByRole('option', { name: /Darién/ }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('Llegará a 1 persona de 1 institución.').waitFor()
  await press(page, button(page, 'Guardar'))
  await press(page, button(page, 'Enviar a revisión'))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Enviar a revisión' }))
  await page.getByText('en revisión').first().waitFor()
  const address = page.url()
  await signOut(page, /^Análisis/)
  await signIn(page, 'coordinacion')
  await page.goto(address)
  await press(page, button(page, 'Aprobar y publicar'))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Aprobar y publicar' }))
  await page.getByText('Quién ha acusado recibo').waitFor()
  await signOut(page, /^Coordinación/)
  await signIn(page, 'guardia.panama')
  await press(page, link(page, /Darién/))
  await press(page, page.getByRole('radio', { name: 'La leí; no hace falta hacer nada' }), 'ArrowDown')
  expect(await page.getByRole('radio', { name: 'Informé a mi equipo' }).isChecked()).toBe(true)
  await write(page, page.getByLabel('En sus palabras, si hace falta'), 'Equipos avisados.')
  await press(page, button(page, 'Acusar recibo'))
  await page.getByText(/^Usted acusó recibo/).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('the keyboard opens a dialog, leaves it with Escape and is back where it was', async () => {
  const { page, context } = await openWindow(browser)
  await signIn(page, 'analista')
  await press(page, link(page, 'Señales'))
  await press(page, page.getByRole('row').filter({ hasText: 'Huehuetenango' }).getByRole('link').first())
  await press(page, button(page, 'Descartar'))
  await write(page, page.getByLabel(/^Por qué no merece/), 'Captura atrasada.')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await button(page, 'Descartar').and(page.locator(':focus')).count()).toBe(1)
  await context.close()
})

test('the public portal is read and its figures asked for by keyboard', async () => {
  const { page, context } = await openWindow(browser)
  await page.goto(`${node.address}/es`)
  await press(page, link(page, 'Ir al contenido'))
  await page.goto(`${node.address}/es/figures`)
  await tabTo(page, page.getByLabel('Qué se cuenta'))
  await press(page, button(page, 'Mostrar'))
  await page.waitForURL(/figure=/)
  await context.close()
})
