// Two people at their desks: what one publishes is in the other's list at once, without their browser asking for it.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyAudience } from '../../src/modules/alerts/model/content.ts'
import { templateOf } from '../../src/modules/alerts/model/templates.ts'
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

const sends = async (context: BrowserContext, path: string, data: object): Promise<{ id: string }> => {
  const reply = await context.request.post(`${node.address}${path}`, { data })
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`)
  return await reply.json() as { id: string }
}

/** An alert for the duty officers of Chiapas that waits for approval. */
const inReview = async (title: string): Promise<string> => {
  const { context } = await signedIn(browser, node.address, 'analista')
  const content = {
    ...templateOf('kidnapping-zone'), territories: ['MX-CHP'], title: { es: title, en: title }, summary: { es: 'Prueba de la travesía.', en: 'Trial of the journey.' },
    audience: { ...emptyAudience, roles: ['duty-officer'], territories: ['MX-CHP'] }, expires: new Date(Date.now() + 86_400_000).toISOString(),
  }
  const { id } = await sends(context, '/api/alerts', { content })
  await sends(context, `/api/alerts/${id}/submission`, { basedOn: 1 })
  await context.close()
  return id
}

/** The lists the page asks for, with when. */
const listsAsked = (page: Page): { search: string; at: number }[] => {
  const asked: { search: string; at: number }[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/api/alerts') asked.push({ search, at: Date.now() })
  })
  return asked
}

/** A screen of the officer on duty, whose stream is open and whose list is read, also anew once the stream stood. */
const onDuty = async (path: string, options: Parameters<typeof signedIn>[3]) => {
  const window = await signedIn(browser, node.address, 'guardia.chiapas', options)
  await window.context.request.put(`${node.address}/api/language`, { data: { language: options?.language ?? 'es' } })
  const asked = listsAsked(window.page)
  const isHeard = window.page.waitForResponse((response) => response.url().includes('/api/live'))
  await window.page.goto(`${node.address}/app${path}`)
  await isHeard
  await window.page.getByRole('heading', { name: /^(Recibidas|Alertas por atender|Received|Alerts to attend to)$/ }).waitFor()
  await expect.poll(() => asked.length > 0 && Date.now() - asked.at(-1)!.at > 1500, { timeout: 20_000 }).toBe(true)
  asked.length = 0
  return { ...window, asked }
}

test('alert.publish: approved in one browser, it stands in the list of another at once, and that browser asked for nothing', async () => {
  const id = await inReview('Retenes falsos en el tramo')
  const [list, start] = [await onDuty('/alerts', { view: desktop }), await onDuty('', { language: 'en', view: phone })]
  const coordinator = await signedIn(browser, node.address, 'coordinacion')
  await coordinator.page.goto(`${node.address}/app/alerts/${id}`)
  await coordinator.page.getByRole('button', { name: 'Aprobar y publicar' }).click()
  await coordinator.page.getByRole('dialog').getByRole('button', { name: 'Aprobar y publicar' }).click()
  for (const { page } of [list, start]) await page.getByRole('link', { name: /Retenes falsos en el tramo/ }).first().waitFor()
  await picture(list.page, 'alert-brought-desk-es')
  await picture(start.page, 'alert-brought-phone-en')
  expect([list.asked, start.asked]).toEqual([[], []])
  for (const { page } of [list, start]) expect(await barriers(page)).toEqual([])

  // What was brought stays on the device like what was read: it is there without network.
  await list.page.waitForFunction(async () => (await navigator.serviceWorker.ready).active !== null && (await (await caches.open('sidmi-shell-1')).keys()).some(({ url }) => /\/alert-list-[\w-]+\.js$/.test(url)))
  await list.context.setOffline(true)
  await list.page.reload()
  await list.page.getByRole('link', { name: /Retenes falsos en el tramo/ }).first().waitFor()
  await list.context.setOffline(false)

  await sends(coordinator.context, `/api/alerts/${id}/cancellation`, { reason: 'Ya pasó' })
  await start.page.getByText('cancelled').first().waitFor()
  expect([...list.faults, ...start.faults]).toEqual([])
  for (const { context } of [list, start, coordinator]) await context.close()
})
