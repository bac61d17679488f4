// What a person was shown, chose or had begun is kept while they report, in a real browser: the number, the units, a decoy that is there or is said not to be, files and a voice on their way.
import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { barriers, openWindow, phone, picture, placeForAll } from './place.ts'
import { receivingUnits, toldWith, type Receiving } from './receiving.ts'
import { answerAll, comesBack, hum, isListening, sends, tellingPhoto, titleOf } from './reporting.ts'

let unit: Receiving
/** Not the one that is suggested for what happened in Honduras. */
let other: Receiving
const place = placeForAll(async ({ address }) => ([unit, other] = await receivingUnits(address)))

const numberIn = async (page: Page, id: string): Promise<string> => ((await page.locator(id).textContent()) ?? '').replaceAll(' ', '')

/** Something that waits until it is let go. */
const held = () => {
  let letGo = (): void => undefined
  const isFree = new Promise<void>((resolve) => (letGo = resolve))
  return { isFree, letGo }
}

/** Answers on the pages the server draws until the one called so, whose program is on its way when the person does there what they came for. */
const withoutProgramUntil = async (page: Page, last: string, text: string, chosen = [other]): Promise<() => void> => {
  const { isFree, letGo } = held()
  let isOnItsWay = false
  await page.route('**/assets/reporter/report-*.js', async (route) => (isOnItsWay ? isFree.then(() => route.continue()) : route.abort()))
  await page.goto(`${place.address}/es/report`)
  await page.getByRole('button', { name: 'Empezar' }).click()
  for (let title = ''; title !== last;) {
    await page.waitForFunction((before) => ![before, undefined].includes(document.querySelector('section[data-step] h1')?.textContent), title)
    title = await titleOf(page)
    if (title === '¿Dónde pasó?') await page.getByLabel('País', { exact: true }).selectOption('HN')
    if (title === 'Cuéntelo con sus palabras') await page.getByLabel('Lo que pasó').fill(text)
    if (title === '¿Quién debe leerlo?') {
      await page.getByRole('checkbox', { name: unit.name, checked: true }).waitFor()
      for (const each of [unit, other]) await page.getByRole('checkbox', { name: each.name }).setChecked(chosen.includes(each))
    }
    const next = { '¿Quiere que le busquen?': '¿Quién debe leerlo?', '¿Qué permite?': 'Anote su número' }[title]
    isOnItsWay = next === last
    if (title !== last) await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  }
  return letGo
}

const hasTakenOver = (page: Page): Promise<void> => page.locator('#answers #next').waitFor()

test('the program comes late, where the units are chosen: those stay ticked which the person ticked', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  const letGo = await withoutProgramUntil(page, '¿Quién debe leerlo?', 'tarde entre las instituciones, talco 1101')
  letGo()
  await hasTakenOver(page)
  await page.getByRole('checkbox', { name: other.name, checked: true }).waitFor()
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1)
  while (await titleOf(page) !== 'Anote su número') await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  expect(await page.locator('#readers li').allTextContents()).toEqual([other.name])
  await sends(page)
  expect(await toldWith(other, 'talco 1101')).toHaveLength(1)
  await context.close()
})

test('the program comes late, where the numbers are written down: they stay, it arrives under them, and the decoy leads somewhere', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  const letGo = await withoutProgramUntil(page, 'Anote su número', 'tarde junto al número, talco 2202')
  const shown = [await numberIn(page, '#receipt'), await numberIn(page, '#decoy-receipt')]
  await page.getByText('Quiero también un número señuelo').first().click()
  await page.getByRole('checkbox', { name: 'Quiero también un número señuelo' }).check()
  letGo()
  await hasTakenOver(page)
  await page.locator('#receipt').filter({ hasText: /\d{4}/ }).waitFor()
  expect([await numberIn(page, '#receipt'), await numberIn(page, '#decoy-receipt')]).toEqual(shown)
  expect(await page.locator('#readers li').allTextContents()).toEqual([other.name])
  await sends(page)
  expect((await page.locator('#sent').textContent())?.replaceAll(' ', '')).toMatch(new RegExp(`${shown[0]!}.*señuelo:${shown[1]!}`))
  expect(await toldWith(other, 'talco 2202')).toHaveLength(1)
  for (const number of shown) {
    await comesBack(page, place.address, number)
    await page.getByRole('heading', { name: /^Recibido el/ }).waitFor({ timeout: 60_000 })
  }
  await context.close()
})

test('carried first, which takes no decoy and proves its work after a broken network too: whoever sends then is told that the decoy opens nothing', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  await answerAll(page, { unit, text: 'llevado primero, yeso 3303' })
  await page.getByText('Quiero también un número señuelo').first().click()
  await page.getByRole('checkbox', { name: 'Quiero también un número señuelo' }).check()
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  await page.getByText('Los archivos, la voz y el número señuelo no viajan por este camino.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Mostrar como mensajes de texto' }).click()
  await page.locator('#way li').first().waitFor()
  const messages = (await page.locator('#way code').allTextContents()).join('\n')
  await page.getByRole('button', { name: 'Guardar cerrado y enviar cuando haya conexión' }).click()
  await page.getByText('El reporte está cerrado en este aparato.', { exact: false }).waitFor()
  const carrier = await openWindow(place.browser, { view: phone })
  const sent: string[] = []
  await carrier.page.route('**/api/reports', (route) => (sent.push(route.request().postData() ?? '') > 1 ? route.continue() : route.abort('connectionreset')))
  await carrier.page.goto(`${place.address}/es/report/carry`)
  await carrier.page.getByLabel('Pegue aquí los mensajes o el texto').fill(messages)
  await carrier.page.getByRole('button', { name: 'Entregar', exact: true }).click()
  await carrier.page.getByText('Seguiremos intentando.', { exact: false }).waitFor()
  await picture(carrier.page, 'report-carry-waiting')
  await carrier.page.getByText('Entregado. Llegó el', { exact: false }).waitFor()
  expect(sent.map((body) => typeof (JSON.parse(body) as { proof?: string }).proof)).toEqual(['string', 'string'])
  await carrier.context.close()

  const waited = await context.newPage()
  await waited.goto(`${place.address}/es/report`)
  await waited.locator('#waiting').getByText('agréguelo con su número. El número señuelo no abre nada', { exact: false }).waitFor()
  await waited.close()

  const { isFree, letGo } = held()
  const isAsked = new Promise<void>((resolve) => void page.route('**/api/reports', async (route: Route) => {
    resolve()
    await isFree
    await route.continue()
  }))
  const decoy = await numberIn(page, '#decoy-receipt')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await isAsked
  expect(await page.locator('section[data-step="number"] input').evaluateAll((inputs) => inputs.map((each) => (each as HTMLInputElement).disabled))).toEqual([true, true, true])
  letGo()
  await page.getByText('El número señuelo no abre nada: el reporte que está llegó sin él.').waitFor()
  expect((await page.locator('#sent').textContent())?.replaceAll(' ', '')).not.toContain(decoy)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'report-decoy-none')
  expect(await toldWith(unit, 'yeso 3303')).toHaveLength(1)
  expect(faults).toEqual([])
  await context.close()
})

/** Closes a report on the device, to be sent when there is network. */
const keepsClosed = async (page: Page, text: string): Promise<void> => {
  await page.goto(`${place.address}/es/report`)
  await answerAll(page, { unit, text })
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  await page.getByRole('button', { name: 'Guardar cerrado y enviar cuando haya conexión' }).click()
  await page.getByText('El reporte está cerrado en este aparato.', { exact: false }).waitFor()
}

test('two closed reports wait: of each it is said what became of it, also while the network is away, and the one refused stays', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  let tries = Number.NEGATIVE_INFINITY
  await page.route('**/api/reports', (route) => {
    tries += 1
    if (tries === 1) return route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ code: 'report.unknownKey' }) })
    return tries <= 2 ? route.abort('connectionreset') : route.continue()
  })
  for (const text of ['uno que espera, jade 6606', 'otro que espera, jade 6607']) await keepsClosed(page, text)
  tries = 0
  await page.goto(`${place.address}/es/report`)
  const waiting = page.locator('#waiting')
  await waiting.getByText('Seguiremos intentando.', { exact: false }).waitFor()
  await waiting.getByRole('button', { name: 'Intentar ahora' }).waitFor()
  await picture(page, 'report-two-waiting')
  await waiting.getByText('El reporte que esperaba llegó el', { exact: false }).waitFor()
  expect(await waiting.textContent()).toContain('El servidor no lo aceptó: Una de las instituciones que eligió ya no recibe aquí.')
  expect(await barriers(page)).toEqual([])
  expect(await toldWith(unit, 'jade 66')).toHaveLength(1)
  await page.reload()
  await waiting.getByText('El reporte que esperaba llegó el', { exact: false }).waitFor()
  expect(await toldWith(unit, 'jade 66')).toHaveLength(2)
  expect(faults).toEqual([])
  await context.close()
})

test('without network nothing is asked in vain: the number is opened, permissions are saved and a report is withdrawn once it is back', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  const number = await answerAll(page, { unit, text: 'se retira sin red, lapislázuli 7708' })
  await sends(page)
  /** Does it while the network is away, and lets it come back. */
  const offline = async (act: () => Promise<unknown>, said: string): Promise<void> => {
    await context.setOffline(true)
    await act()
    await page.locator(said).getByText('Seguiremos intentando.', { exact: false }).waitFor({ timeout: 60_000 })
    await context.setOffline(false)
  }
  await page.goto(`${place.address}/es/report/back`)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Número de 16 cifras').fill(number)
  await offline(() => page.keyboard.press('Enter'), '#said')
  await page.getByRole('heading', { name: /^Recibido el/ }).waitFor({ timeout: 60_000 })
  await page.getByRole('checkbox', { name: 'Albergue' }).check()
  await offline(() => page.getByRole('button', { name: 'Guardar permisos' }).click(), '#consent-said')
  await page.getByText('Los permisos quedaron como los marcó.').waitFor()
  expect(await page.getByRole('checkbox', { name: 'Albergue' }).isChecked()).toBe(true)
  await page.getByRole('checkbox', { name: 'Sí, quiero retirarlo' }).check()
  await offline(() => page.getByRole('button', { name: 'Retirar', exact: true }).click(), '#withdraw-said')
  await page.getByText('Retirado. Lo que envió se borró de este sitio', { exact: false }).waitFor()
  expect(await toldWith(unit, 'lapislázuli 7708')).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

/** A microphone that hums, and pictures that take until they are let go. */
const slowDevice = async (page: Page): Promise<void> => {
  await hum(page)
  await page.evaluate(() => {
    const isFree = new Promise<void>((resolve) => Object.assign(window, { draw: resolve }))
    window.createImageBitmap = () => isFree.then(() => Promise.reject(new Error('cannot be drawn')))
  })
}
const drawNow = (page: Page) => page.evaluate(() => (window as unknown as { draw: () => void }).draw())

const photo = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: tellingPhoto }

/** Records without stopping, and adds a photo that takes its time. */
const begins = async (page: Page): Promise<void> => {
  await slowDevice(page)
  await page.getByRole('button', { name: 'Grabar mi voz' }).click()
  await page.getByText('Grabando: 0:01').waitFor()
  await page.locator('#choose-files').setInputFiles(photo)
}

/** Chooses a file that is gone before it is read. */
const losesOne = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const read = Object.getOwnPropertyDescriptor(Blob.prototype, 'arrayBuffer')!
    Blob.prototype.arrayBuffer = () => {
      Object.defineProperty(Blob.prototype, 'arrayBuffer', read)
      return Promise.reject(new Error('gone'))
    }
  })
  await page.locator('#choose-files').setInputFiles({ name: 'perdido.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(64, 1) })
  await page.locator('#files-said').getByText('perdido.bin no se pudo leer y no se agregó.').waitFor()
}

test('a recording that was not stopped and a photo still being prepared go with the report, and with what is added later; what got lost is said; the microphone is off', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  const number = await answerAll(page, { unit, text: 'voz y foto en camino, ámbar 4404' }, async (title) => {
    if (title === '¿A quién le pasó?') await expect.poll(() => isListening(page)).toEqual(['ended'])
    if (title.startsWith('¿Quiere agregar')) {
      await losesOne(page)
      await begins(page)
      await page.locator('#file-list').getByText('Preparando archivos…').waitFor()
      await picture(page, 'report-preparing')
    }
  })
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.locator('#said').getByText('Preparando archivos…').waitFor()
  await drawNow(page)
  // What could not be added is said before anything is sent, wherever the person is by then.
  await page.locator('#said').getByText('perdido.bin no se pudo leer y no se agregó.').waitFor()
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByRole('heading', { name: 'Llegó' }).waitFor({ timeout: 60_000 })
  const [told] = await toldWith(unit, 'ámbar 4404')
  expect(told?.files.map(({ name }) => name).sort()).toEqual(['Nota de voz.webm', 'foto.jpg'])

  await comesBack(page, place.address, number)
  await page.getByLabel('Su mensaje').fill('y más, ámbar 5505')
  await begins(page)
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.locator('#add-said').getByText('Preparando archivos…').waitFor()
  await expect.poll(() => isListening(page)).toEqual(['ended'])
  expect(await page.locator('#adding').locator('button:enabled, input:enabled, textarea:enabled').count()).toBe(0)
  await drawNow(page)
  await page.getByText('Su mensaje llegó.').waitFor({ timeout: 60_000 })
  for (const name of ['foto.jpg', 'Nota de voz.webm']) expect(await page.locator('#content ol').getByText(name, { exact: false }).count()).toBe(1)
  expect(faults).toEqual([])
  await context.close()
})

test('the program comes late, and one of the units that were chosen receives no more: who reads is asked again, and nothing goes to the other alone', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  const letGo = await withoutProgramUntil(page, 'Anote su número', 'tarde y una cerrada, talco 8808', [unit, other])
  const shown = await numberIn(page, '#receipt')
  await other.officer.does('POST', `/api/units/${other.id}/closing`)
  letGo()
  await hasTakenOver(page)
  await page.getByText('Una de las instituciones que eligió ya no recibe aquí.', { exact: false }).waitFor()
  expect(await titleOf(page)).toBe('¿Quién debe leerlo?')
  while (await titleOf(page) !== 'Anote su número') await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  await page.locator('#receipt').filter({ hasText: /\d{4}/ }).waitFor()
  expect([await numberIn(page, '#receipt'), await page.locator('#readers li').allTextContents()]).toEqual([shown, [unit.name]])
  await sends(page)
  expect(await toldWith(unit, 'talco 8808')).toHaveLength(1)
  await other.officer.does('POST', `/api/units/${other.id}/reopening`)
  expect(faults).toEqual([])
  await context.close()
})
