// Alerts that reach people in a browser: how one is told, push, an answer written without network, and who is told when nobody answers.
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyAudience } from '../../src/modules/alerts/model/content.ts'
import { templateOf } from '../../src/modules/alerts/model/templates.ts'
import { signedIn } from './people.ts'
import { barriers, isTooWide, openBrowser, openNode, type OpenNode, picture, ways } from './place.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const sends = async (context: BrowserContext, method: 'post' | 'put', path: string, data: object = {}): Promise<Record<string, unknown>> => {
  const reply = await context.request[method](`${node.address}${path}`, { data })
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`)
  return await reply.json() as Record<string, unknown>
}

/** An alert for the duty officers of Chiapas, drafted by the analyst and published by the coordinator; its id. */
const published = async (title: string, tlp: 'green' | 'red' = 'green'): Promise<string> => {
  const [analyst, coordinator] = [await signedIn(browser, node.address, 'analista'), await signedIn(browser, node.address, 'coordinacion')]
  const institutions = tlp === 'red' ? [await institutionOf('guardia.chiapas')] : []
  const content = {
    ...templateOf('kidnapping-zone'), territories: ['MX-CHP'], tlp, title: { es: title, en: title }, summary: { es: 'Prueba de la travesía.', en: 'Trial of the journey.' },
    audience: { ...emptyAudience, roles: ['duty-officer'], institutions, territories: tlp === 'red' ? [] : ['MX-CHP'] },
    desk: { isClosed: tlp === 'red', people: tlp === 'red' ? [await idOf(coordinator.context)] : [] }, expires: new Date(Date.now() + 86_400_000).toISOString(),
  }
  const { id } = await sends(analyst.context, 'post', '/api/alerts', { content })
  await sends(analyst.context, 'post', `/api/alerts/${String(id)}/submission`, { basedOn: 1 })
  await sends(coordinator.context, 'post', `/api/alerts/${String(id)}/publication`, { basedOn: 1 })
  await Promise.all([analyst.context.close(), coordinator.context.close()])
  return String(id)
}

interface Session {
  person: { id: string; institution: { id: string } }
}
const sessionOf = async (context: BrowserContext): Promise<Session> => await (await context.request.get(`${node.address}/api/session`)).json() as Session
const idOf = async (context: BrowserContext): Promise<string> => (await sessionOf(context)).person.id
const institutionOf = async (mailbox: string): Promise<string> => {
  const { context } = await signedIn(browser, node.address, mailbox)
  const { person } = await sessionOf(context)
  await context.close()
  return person.institution.id
}

/** The words of one of the two languages. */
const sayIn = (language: 'es' | 'en') => (es: string, en: string): string => (language === 'es' ? es : en)

test.each(ways)('one chooses how to be told: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'guardia.chiapas', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const say = sayIn(language)
  await page.goto(`${node.address}/app/notices`)
  await page.getByLabel(say('Tengo horas de silencio', 'I have quiet hours')).check()
  await page.getByText(say('Al momento, también en sus horas de silencio.', 'At once, in your quiet hours too.')).first().waitFor()
  await picture(page, `notices-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  await page.getByLabel(say('Hasta', 'Until'), { exact: true }).fill('22:00')
  await page.getByRole('button', { name: say('Guardar', 'Save'), exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel(say('Hasta', 'Until'), { exact: true }).fill('05:30')
  await page.getByRole('button', { name: say('Guardar', 'Save'), exact: true }).click()
  await page.getByText(say('Guardado. Vale desde el próximo aviso.', 'Saved. It holds from the next notice on.')).waitFor()
  const kept = await (await context.request.get(`${node.address}/api/channels`)).json() as { quiet: object; timeZone: string }
  expect([kept.quiet, kept.timeZone]).toEqual([{ from: '22:00', until: '05:30' }, 'America/Mexico_City'])
  expect(faults).toEqual([])
  await context.close()
})

test.each(ways)('an administrator sets an order and a webhook: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'administracion', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const say = sayIn(language)
  await page.goto(`${node.address}/app/escalations`)
  await page.getByRole('combobox', { name: say('Institución', 'Institution') }).click()
  await page.getByRole('option', { name: /Policía de Chiapas/ }).click()
  const add = page.getByRole('combobox', { name: say('Añadir a una persona', 'Add a person') })
  if (await add.isVisible()) {
    await add.click()
    await page.getByRole('option').first().click()
  }
  await page.getByRole('button', { name: say('Guardar', 'Save'), exact: true }).click()
  await page.getByText(say('Lista guardada. Vale desde ahora.', 'List saved. It holds from now on.')).waitFor()
  await picture(page, `escalations-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  await page.goto(`${node.address}/app/webhooks`)
  await page.getByRole('combobox', { name: say('Institución', 'Institution') }).click()
  await page.getByRole('option', { name: /Policía de Chiapas/ }).click()
  const address = page.getByLabel(say('Dirección del sistema', 'Address of the system'))
  await address.fill('https://127.0.0.1/avisos')
  await page.getByRole('button', { name: say('Fijar', 'Set'), exact: true }).click()
  await page.getByRole('alert').first().waitFor()
  await address.fill('https://avisos.policia.example/sidmi')
  await page.getByRole('button', { name: say('Fijar', 'Set'), exact: true }).click()
  await page.getByText(say('Guarde este secreto ahora: no se vuelve a mostrar', 'Keep this secret now: it is not shown again')).waitFor()
  await page.getByRole('table').waitFor()
  await picture(page, `webhooks-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  expect(faults).toEqual([])
  await context.close()
})

/** Keys of what this device keeps. */
const keptKeys = (page: Page): Promise<string[]> => page.evaluate(() => new Promise<string[]>((resolve) => {
  const opening = indexedDB.open('sidmi')
  opening.onsuccess = () => {
    const asking = opening.result.transaction('kept').objectStore('kept').getAllKeys()
    asking.onsuccess = () => {
      opening.result.close()
      resolve(asking.result.map(String))
    }
  }
}))

test('without network an alert is read and answered; the answer waits, survives a reload and arrives once; TLP:RED never stays, and signing out takes all away', async () => {
  const [id, red] = [await published('Travesía sin red'), await published('Solo para sus ojos', 'red')]
  const { page, context, faults } = await signedIn(browser, node.address, 'guardia.chiapas')
  await page.goto(`${node.address}/app/alerts/${red}`)
  await page.getByRole('heading', { name: 'Solo para sus ojos' }).waitFor()
  await page.goto(`${node.address}/app`)
  await page.getByRole('link', { name: 'Travesía sin red' }).waitFor()
  await expect.poll(async () => (await keptKeys(page)).some((key) => key.endsWith(`:alert:${id}`)), { timeout: 40_000, interval: 500 }).toBe(true)
  expect((await keptKeys(page)).filter((key) => key.includes(red))).toEqual([])
  await page.goto(`${node.address}/app/alerts/${id}`)
  await page.getByRole('heading', { name: 'Travesía sin red' }).waitFor()
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active !== null && (await (await caches.open('sidmi-shell-1')).keys()).some(({ url }) => /\/alert-screen-[\w-]+\.js$/.test(url)))

  await context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'Travesía sin red' }).waitFor()
  await page.getByRole('button', { name: 'Acusar recibo' }).click()
  await page.getByText('Elija una respuesta.').waitFor()
  await page.getByRole('radio', { name: 'Estamos actuando' }).check()
  await page.getByLabel('En sus palabras, si hace falta').fill('Patrulla en camino.')
  await page.getByRole('button', { name: 'Acusar recibo' }).click()
  await page.getByText('Esperando la red').waitFor()
  await picture(page, 'answer-waiting-desk-es')
  expect(await barriers(page)).toEqual([])
  await page.goto(`${node.address}/app/alerts/${red}`).catch(() => undefined)
  expect(await page.getByText('Solo para sus ojos').count()).toBe(0)
  await page.goto(`${node.address}/app/alerts/${id}`)
  await page.getByText('Esperando la red').waitFor()
  await context.setOffline(false)
  await page.getByText(/^Usted acusó recibo/).waitFor({ timeout: 60_000 })
  expect((await keptKeys(page)).filter((key) => key.includes(':outbox:'))).toEqual([])
  await picture(page, 'answer-given-desk-es')

  const board = await boardSeen(id)
  expect(board).toMatch(/Estamos actuando · Patrulla en camino\. · escrito sin red/)
  await page.getByRole('banner').getByRole('button', { name: /Guardia/ }).click()
  await page.getByRole('button', { name: 'Salir' }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  expect((await keptKeys(page)).filter((key) => key.includes(':'))).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

/** The board as the analyst reads it, on desk and phone. */
const boardSeen = async (id: string): Promise<string> => {
  let words = ''
  for (const { language, view, scheme, name } of ways.toReversed()) {
    const { page, context } = await signedIn(browser, node.address, 'analista', { language, view, scheme })
    await context.request.put(`${node.address}/api/language`, { data: { language } })
    await page.goto(`${node.address}/app/alerts/${id}`)
    await page.getByRole('heading', { name: language === 'es' ? 'Quién ha acusado recibo' : 'Who has acknowledged' }).waitFor()
    await page.getByRole('table').first().waitFor()
    await picture(page, `board-${name}`)
    expect(await barriers(page)).toEqual([])
    words = await page.locator('main').innerText()
    await page.goto(`${node.address}/app/alerts/answers`)
    await page.getByRole('table').waitFor()
    await picture(page, `answer-figures-${name}`)
    expect(await barriers(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await context.close()
  }
  return words
}

test.each(ways)('whoever works elsewhere is told at once that there is something new, and opens it: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'guardia.chiapas', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const say = sayIn(language)
  const isHeard = page.waitForResponse((response) => response.url().includes('/api/live'))
  await page.goto(`${node.address}/app/notices`)
  await isHeard
  await page.getByRole('button', { name: say('Guardar', 'Save'), exact: true }).waitFor()
  await published(`Recién publicada ${name}`)
  await page.getByText(say('Tiene algo nuevo por leer.', 'You have something new to read.')).waitFor()
  expect(await page.getByText('Recién publicada').count()).toBe(0)
  await picture(page, `new-${name}`, view.height)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('banner').getByRole('link', { name: say('Leer', 'Read') }).click()
  await page.getByRole('heading', { name: `Recién publicada ${name}` }).waitFor()
  await page.getByText(say('Tiene algo nuevo por leer.', 'You have something new to read.')).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

/** Hands the page's service worker a message as a push service would. */
const push = async (session: CDPSession, registrationId: string, data: object): Promise<void> => {
  await session.send('ServiceWorker.deliverPushMessage', { origin: node.address, registrationId, data: JSON.stringify(data) })
}

const registrationOf = async (session: CDPSession): Promise<string> => {
  const found = new Promise<string>((resolve) => session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [first] = registrations
    if (first) resolve(first.registrationId)
  }))
  await session.send('ServiceWorker.enable')
  return found
}

test('a push says that there is something to read and nothing else; told twice it stands once', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'guardia.chiapas')
  await context.grantPermissions(['notifications'], { origin: node.address })
  await page.goto(`${node.address}/app`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const session = await context.newCDPSession(page)
  const registrationId = await registrationOf(session)
  for (const tag of ['uno', 'uno', 'dos']) await push(session, registrationId, { tag, words: 'Tiene algo por leer.' })
  const shown = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/app')
    return (await registration?.getNotifications() ?? []).map(({ title, body, tag }) => `${title}: ${body} [${tag}]`).toSorted()
  })
  await expect.poll(shown).toEqual(['SIDMI: Tiene algo por leer. [dos]', 'SIDMI: Tiene algo por leer. [uno]'])
  expect(faults).toEqual([])
  await context.close()
})
