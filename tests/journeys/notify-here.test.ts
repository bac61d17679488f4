// «Notify on this device», clicked: what the screen says when the browser may not, was not answered, or reaches no push service; and when it does.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushBrowser } from '../push-browser.ts'
import { signedIn } from './people.ts'
import { barriers, desktop, openBrowser, openNode, type OpenNode, picture, ways } from './place.ts'

let node: OpenNode
let browser: Browser
beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const opened = async ({ language, view, scheme }: (typeof ways)[number], prepare: (context: BrowserContext, page: Page) => Promise<unknown>) => {
  const window = await signedIn(browser, node.address, 'guardia.chiapas', { language, view, scheme })
  await window.context.request.put(`${node.address}/api/language`, { data: { language } })
  await prepare(window.context, window.page)
  await window.page.goto(`${node.address}/app/notices`)
  return { ...window, button: window.page.getByRole('button', { name: language === 'es' ? 'Avisar en este dispositivo' : 'Notify on this device' }) }
}

const devices = async (context: BrowserContext): Promise<string[]> =>
  ((await (await context.request.get(`${node.address}/api/channels`)).json()) as { devices: { endpoint: string }[] }).devices.map(({ endpoint }) => endpoint)

/** What the browser is made to answer: to the question whether it may, and to the subscription. */
const cases = [
  {
    what: 'denied', es: 'El navegador no lo permite', en: 'The browser does not allow it',
    prepare: async (context: BrowserContext, page: Page) => {
      const session = await context.newCDPSession(page)
      await session.send('Browser.setPermission', { permission: { name: 'notifications' }, setting: 'denied', origin: node.address })
    },
  },
  {
    what: 'unanswered', es: 'La pregunta del navegador quedó sin respuesta', en: 'The browser’s question was left unanswered',
    prepare: async (context: BrowserContext) => context.addInitScript(() => void (Notification.requestPermission = () => Promise.resolve('default'))),
  },
  {
    // Debian's Chromium has no push service of its own: it refuses the subscription as a browser behind a wall would.
    what: 'unserved', es: 'Este navegador no pudo activar los avisos', en: 'This browser could not turn notifications on',
    prepare: async (context: BrowserContext) => context.grantPermissions(['notifications'], { origin: node.address }),
  },
] as const

test.each(ways.flatMap((way) => cases.map((each) => ({ ...each, way, name: `${each.what}-${way.name}` }))))('the browser says no: $name', async ({ way, es, en, prepare, name }) => {
  const { page, context, faults, button } = await opened(way, prepare)
  await button.click()
  await page.getByRole('status').getByText(way.language === 'es' ? es : en).waitFor()
  await expect.poll(() => button.getAttribute('aria-busy')).toBe('false')
  await picture(page, `notify-here-${name}`, way.view.height)
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
  expect(await devices(context)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('the browser says yes: the node knows it, the screen says so, and it can be stopped', async () => {
  const { subscription } = pushBrowser('https://push.example.org/uno')
  const { page, context, faults, button } = await opened(ways[0], async (each) => {
    await each.grantPermissions(['notifications'], { origin: node.address })
    // In the place of the push service that this browser does not have.
    await each.addInitScript((given) => {
      const state: { here: object | null } = { here: null }
      const made = { endpoint: given.endpoint, toJSON: () => given, unsubscribe: () => Promise.resolve((state.here = null) === null) }
      Object.assign(PushManager.prototype, { subscribe: () => Promise.resolve((state.here = made)), getSubscription: () => Promise.resolve(state.here) })
    }, subscription)
  })
  await button.click()
  await page.getByText('Este dispositivo ya recibe avisos.').waitFor()
  await page.getByRole('cell', { name: /· este$/ }).first().waitFor()
  expect(await devices(context)).toEqual([subscription.endpoint])
  await picture(page, 'notify-here-done-desk-es', desktop.height)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Dejar de avisar en este dispositivo' }).click()
  await page.getByText('Este dispositivo ya no recibe avisos.').waitFor()
  expect([await devices(context), faults]).toEqual([[], []])
  await context.close()
})

test('a push that told more than that there is something to read would not be shown more', async () => {
  const { page, context, faults } = await opened(ways[0], (each) => each.grantPermissions(['notifications'], { origin: node.address }))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const session = await context.newCDPSession(page)
  const found = new Promise<string>((resolve) => session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)))
  await session.send('ServiceWorker.enable')
  const registrationId = await found
  const sends = (data: string) => session.send('ServiceWorker.deliverPushMessage', { origin: node.address, registrationId, data })
  await sends(JSON.stringify({ tag: 'uno', words: 'Tiene algo por leer.', title: 'Secuestros en Arriaga', body: 'Tres casos', data: { severity: 'Extreme', tlp: 'red' } }))
  await sends('Secuestros en Arriaga')
  const shown = () => page.evaluate(async () => {
    const all = await (await navigator.serviceWorker.getRegistration('/app'))?.getNotifications() ?? []
    return all.map(({ title, body, tag, data, icon }) => JSON.stringify([title, body, tag, data as unknown, icon])).toSorted()
  })
  await expect.poll(shown).toEqual([
    JSON.stringify(['SIDMI', 'Tiene algo por leer. · You have something to read.', 'sidmi', null, '']),
    JSON.stringify(['SIDMI', 'Tiene algo por leer.', 'uno', null, '']),
  ])
  expect(faults).toEqual([])
  await context.close()
})
