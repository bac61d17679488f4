// Leaving in a browser, however it comes about: without network, or because the session was ended elsewhere, no received alert stays on the device.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedIn } from './people.ts'
import { barriers, openBrowser, openNode, picture, type OpenNode } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

/** Keys of the alerts this device keeps. */
const keptAlerts = (page: Page): Promise<string[]> => page.evaluate(() => new Promise<string[]>((resolve) => {
  const opening = indexedDB.open('sidmi')
  opening.onsuccess = () => {
    const asking = opening.result.transaction('kept').objectStore('kept').getAllKeys()
    asking.onsuccess = () => {
      opening.result.close()
      resolve(asking.result.map(String).filter((key) => key.includes(':alert')))
    }
  }
}))

const withAlertsKept = async () => {
  const opened = await signedIn(browser, node.address, 'guardia.chiapas')
  const isHeard = opened.page.waitForResponse((response) => response.url().includes('/api/live'))
  await opened.page.goto(`${node.address}/app/alerts`)
  await isHeard
  await expect.poll(() => keptAlerts(opened.page), { timeout: 20_000 }).not.toEqual([])
  return opened
}

test('session.end: without network this device forgets at once and says that the node did not hear; then it does', async () => {
  const { page, context } = await withAlertsKept()
  await context.setOffline(true)
  await page.getByRole('banner').getByRole('button', { name: /Guardia/ }).click()
  await page.getByRole('button', { name: 'Salir' }).click()
  await page.getByText('El nodo no confirmó su salida').waitFor()
  expect(await keptAlerts(page)).toEqual([])
  expect(await barriers(page)).toEqual([])
  await picture(page, 'leaving-unheard')
  await context.setOffline(false)
  await page.getByRole('dialog').getByRole('button', { name: 'Salir' }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  expect(await keptAlerts(page)).toEqual([])
  await context.close()
})

test('session.end: ended elsewhere, received alerts go as soon as the screen hears of it, and signing out still works', async () => {
  const { page, context } = await withAlertsKept()
  expect((await context.request.delete(`${node.address}/api/session`)).ok()).toBe(true)
  await page.getByRole('link', { name: 'Lo que vigilo' }).click()
  await page.getByText('Su sesión terminó.').waitFor()
  await expect.poll(() => keptAlerts(page)).toEqual([])
  await page.getByRole('banner').getByRole('button', { name: /Guardia/ }).click()
  await page.getByRole('button', { name: 'Salir' }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  expect(await keptAlerts(page)).toEqual([])
  await context.close()
})
