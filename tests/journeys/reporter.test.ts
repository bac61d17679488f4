// Reporting in a real browser, with programs: sealed before anything leaves, light, once and only once whatever breaks, found again by its number.
import { randomBytes } from 'node:crypto'
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { padded } from '../../src/platform/seal/padding.ts'
import { sealTo } from '../../src/platform/seal/seal.ts'
import { base64 } from '../units.ts'
import { barriers, desktop, isTooWide, openWindow, phone, picture, placeForAll } from './place.ts'
import { receivingUnits, toldWith, type Receiving } from './receiving.ts'
import { answerAll, hum, sends, tellingPhoto as photo, titleOf } from './reporting.ts'

let unit: Receiving
const place = placeForAll(async ({ address }) => ([unit] = await receivingUnits(address)))

/** Bytes on the wire and requests so far, as the browser counts them. */
const weighed = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const seen = { bytes: 0, requests: 0 }
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    seen.bytes += encodedDataLength
    seen.requests += 1
  })
  return seen
}

test('the first page weighs less than 50 kB in at most three requests, and a whole text report less than 120 kB', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  const seen = await weighed(page)
  await page.goto(`${place.address}/es/report`, { waitUntil: 'networkidle' })
  const start = { ...seen }
  expect(start.requests).toBeLessThanOrEqual(3)
  expect(start.bytes).toBeLessThan(50_000)
  await answerAll(page, { unit, text: 'peso de un reporte' })
  await sends(page)
  expect(seen.bytes).toBeLessThan(120_000)
  await context.close()
})

test('on a phone, in Spanish: every page is open to all, nothing said leaves unsealed, the unit opens it, the answer is read and answered, and it is withdrawn', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  const sent: Request[] = []
  page.on('request', (request) => sent.push(request))
  await page.goto(`${place.address}/es/report`)
  const found: string[] = []
  const look = async (title: string): Promise<void> => {
    found.push(...(await barriers(page)).map((barrier) => `${title}: ${barrier}`), ...(await isTooWide(page) ? [`${title}: wider than the window`] : []))
    await picture(page, `report-phone-${title.replaceAll(/\W+/g, '-')}`)
  }
  await look('inicio')
  await page.getByRole('button', { name: 'Empezar' }).click()
  await page.getByRole('radio', { name: 'No', exact: true }).check()
  await page.getByRole('button', { name: 'Atrás' }).click()
  await page.getByRole('button', { name: 'Empezar' }).click()
  expect(await page.getByRole('radio', { name: 'No', exact: true }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Atrás' }).click()
  const files = [{ name: 'foto del puente.jpg', mimeType: 'image/jpeg', buffer: photo }]
  await page.getByRole('button', { name: 'Empezar' }).waitFor()
  const number = await answerAll(page, { unit, text: 'Nos quitaron todo, cobalto 8812 😀 עברית', contact: 'bismuto 4410', place: 'puente rojo', files }, look)
  expect(number).toMatch(/^\d{16}$/)
  await page.getByText('Quiero también un número señuelo').first().click()
  await page.getByRole('checkbox', { name: 'Quiero también un número señuelo' }).check()
  await page.getByLabel('Una pregunta suya cualquiera').fill('¿Se quedó mi cuaderno ahí?')
  await page.getByLabel('La respuesta que se verá').fill('Le guardo el cuaderno en la tienda')
  const decoy = String(await page.locator('#decoy-receipt').textContent()).replaceAll(' ', '')
  await sends(page)
  await look('llegó')
  for (const request of sent) expect(`${request.url()} ${String(request.postData())}`).not.toMatch(/cuaderno|cobalto|bismuto|puente rojo|puente\.jpg/)
  expect(sent.map((request) => request.url()).filter((url) => !url.startsWith(place.address) && !/^(data|blob):/.test(url))).toEqual([])
  expect(await context.cookies()).toEqual([])
  expect(page.url()).toBe(`${place.address}/es`)
  expect(await page.title()).toBe('SIDMI')
  const told = (await toldWith(unit, 'cobalto 8812'))[0]!
  expect(told).toMatchObject({ text: 'Nos quitaron todo, cobalto 8812 😀 עברית', contact: 'bismuto 4410', answers: { what: ['robbery'], where: { country: 'HN', place: 'puente rojo' } } })
  expect(told.files).toMatchObject([{ name: 'foto del puente.jpg', bytes: photo.length - 16 }])

  const view = await unit.officer.sees<{ reader: { recipient: string } }>(`/api/reports/${told.id}`)
  const body = base64(await sealTo([view.reader.recipient], padded({ version: 1, language: 'es', text: 'Le creemos. ¿Está a salvo?', files: [] })))
  await unit.officer.does('POST', `/api/reports/${told.id}/answer`, { message: crypto.randomUUID(), seen: null, body, files: [] })

  await page.goto(`${place.address}/es/report/back`)
  await page.getByLabel('Número de 16 cifras').fill('1234')
  await page.getByRole('button', { name: 'Abrir' }).click()
  await page.getByText('El número tiene 16 cifras. Escribió 4.').waitFor()
  await page.getByLabel('Número de 16 cifras').fill('1234 5678 1234 5678')
  await page.getByRole('button', { name: 'Abrir' }).click()
  await page.getByText('No hay nada con ese número.', { exact: false }).waitFor()
  await page.getByLabel('Número de 16 cifras').fill(number)
  await page.keyboard.press('Enter')
  await page.getByText('Le creemos. ¿Está a salvo?').waitFor()
  await look('conversación')
  await page.getByLabel('Su mensaje').fill('Sí, con mi tía, cobalto 8813')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Su mensaje llegó.').waitFor()
  expect(await page.getByText('cobalto 8813').count()).toBe(1)
  await page.getByRole('checkbox', { name: 'Albergue' }).check()
  await page.getByRole('button', { name: 'Guardar permisos' }).click()
  await page.getByText('Los permisos quedaron como los marcó.').waitFor()
  expect(await page.getByRole('checkbox', { name: 'Albergue' }).isChecked()).toBe(true)
  await page.getByRole('checkbox', { name: 'Sí, quiero retirarlo' }).check()
  await page.getByRole('button', { name: 'Retirar', exact: true }).click()
  await page.getByText('Retirado. Lo que envió se borró de este sitio', { exact: false }).waitFor()
  await page.goto(`${place.address}/es/report/back`)
  await page.getByLabel('Número de 16 cifras').fill(decoy)
  await page.keyboard.press('Enter')
  await page.getByText('¿Se quedó mi cuaderno ahí?').waitFor()
  // The answer comes some days later, as real ones do.
  await page.getByText('Todavía nadie lo ha tomado.').waitFor()
  expect(await page.getByText('Le guardo el cuaderno en la tienda').count()).toBe(0)
  for (const request of sent) expect(String(request.postData())).not.toMatch(new RegExp(`${number}|${decoy}|cobalto`))
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('files: nought bytes, hostile and endless names are answered in words; what is kept has a plain name', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  await answerAll(page, { unit, text: 'archivos raros' }, async (title) => {
    if (!title.startsWith('¿Quiere agregar')) return
    const add = (name: string, buffer: Buffer) => page.locator('#choose-files').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await add('vacío.txt', Buffer.alloc(0))
    await page.getByText('vacío.txt está vacío (0 bytes) y no se agregó.').waitFor()
    await add(`${'😀'.repeat(80)}.pdf`, Buffer.from('x'))
    await page.locator('#file-list').getByText(`${'😀'.repeat(60)}.pdf`, { exact: true }).waitFor()
    await add('<img src=x onerror=alert(1)>.html', Buffer.from('<script>'))
    await page.locator('#file-list').getByText('<img src=x onerror=alert(1)>.html', { exact: true }).waitFor()
    await page.getByRole('button', { name: /^Quitar <img/ }).click()
  })
  await sends(page)
  const [told] = await toldWith(unit, 'archivos raros')
  expect(told?.files.map(({ name }) => name)).toEqual([`${'😀'.repeat(60)}.pdf`])
  await context.close()
})

test('a voice note: recorded, listened to, removed, recorded again and sent; without a microphone it is said what to do', async () => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  const record = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Grabar mi voz' }).click()
    await page.getByText('Grabando: 0:01').waitFor()
    await page.getByRole('button', { name: 'Parar la grabación' }).click()
    await page.locator('#file-list audio').waitFor()
  }
  await answerAll(page, { unit, text: 'con mi voz' }, async (title) => {
    if (!title.startsWith('¿Quiere agregar')) return
    await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no'))))
    await page.getByRole('button', { name: 'Grabar mi voz' }).click()
    await page.getByText('No se pudo usar el micrófono.', { exact: false }).waitFor()
    await hum(page)
    await record()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: /^Quitar Nota de voz/ }).click()
    await record()
  })
  await sends(page)
  const [told] = await toldWith(unit, 'con mi voz')
  expect(told?.files).toMatchObject([{ name: 'Nota de voz.webm', type: 'audio/webm' }])
  expect(faults).toEqual([])
  await context.close()
})

test('a large file goes on after the network broke, with progress, and arrives whole', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  const content = randomBytes(24 * 1024 ** 2)
  await page.goto(`${place.address}/es/report`)
  await answerAll(page, { unit, text: 'video grande', files: [{ name: 'video.bin', mimeType: 'application/octet-stream', buffer: content }] })
  let pieces = 0
  await page.route('**/api/reports/files/*', async (route) => {
    pieces += 1
    // One piece is lost on the way there, another arrives and its answer is lost.
    if (pieces === 2) return route.abort('connectionreset')
    if (pieces === 4) {
      await route.fetch()
      return route.abort('connectionreset')
    }
    return route.continue()
  })
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText(/^Enviando video\.bin: .* de .*\. Faltan unos/).waitFor()
  await page.getByRole('heading', { name: 'Llegó' }).waitFor({ timeout: 120_000 })
  const [told] = await toldWith(unit, 'video grande')
  const view = await unit.officer.sees<{ sealedFiles: { id: string }[] }>(`/api/reports/${told?.id ?? ''}`)
  expect(view.sealedFiles).toHaveLength(1)
  expect(told?.files).toMatchObject([{ bytes: content.length }])
  await context.close()
})

test('the network breaks at any moment of sending: the report is there exactly once', async () => {
  for (const moment of ['before', 'after'] as const) {
    const { page, context } = await openWindow(place.browser, { view: phone })
    await page.goto(`${place.address}/es/report`)
    await answerAll(page, { unit, text: `una sola vez, ${moment}` })
    let tries = 0
    await page.route('**/api/reports', async (route) => {
      tries += 1
      if (tries > 2) return route.continue()
      if (moment === 'after') await route.fetch()
      return route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Enviar', exact: true }).click()
    await page.getByText('Nada se ha perdido: sigue en esta página.', { exact: false }).waitFor()
    await page.getByRole('heading', { name: 'Llegó' }).waitFor({ timeout: 60_000 })
    expect(await toldWith(unit, `una sola vez, ${moment}`)).toHaveLength(1)
    await context.close()
  }
})

test('the tab is killed while sending: the number tells whether it arrived', async () => {
  const { page, context } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  const number = await answerAll(page, { unit, text: 'la pestaña murió' })
  await page.route('**/api/reports', () => undefined)
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Su aparato hace un cálculo', { exact: false }).waitFor()
  await context.close()
  const other = await openWindow(place.browser, { view: phone })
  await other.page.goto(`${place.address}/es/report/back`)
  await other.page.getByLabel('Número de 16 cifras').fill(number)
  await other.page.keyboard.press('Enter')
  await other.page.getByText('Si no llegó, puede enviarlo otra vez.', { exact: false }).waitFor()
  await other.context.close()
})

test('at a desk, in English, by keyboard alone', async () => {
  const { page, context, faults } = await openWindow(place.browser, { language: 'en', view: desktop, scheme: 'dark' })
  await page.goto(`${place.address}/report`)
  const press = async (name: string | RegExp, key = 'Enter'): Promise<void> => {
    const place = page.getByRole('button', { name, exact: true }).or(page.getByRole('checkbox', { name })).or(page.getByRole('textbox', { name })).and(page.locator(':visible')).first()
    for (let step = 0; step < 80 && (await place.and(page.locator(':focus')).count()) === 0; step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press(key)
  }
  const found: string[] = []
  await press('Start')
  for (let title = ''; title !== 'Write down your number';) {
    title = await titleOf(page)
    found.push(...(await barriers(page)).map((barrier) => `${title}: ${barrier}`))
    await picture(page, `report-desk-${title.replaceAll(/\W+/g, '-')}`)
    if (title === 'Who should read it?') expect(await page.getByRole('checkbox').evaluateAll((boxes) => boxes.some((box) => (box as HTMLInputElement).checked))).toBe(true)
    if (title === 'Tell it in your words') {
      await press('What happened', 'a')
      await page.keyboard.type('nd by keyboard')
    }
    if (title !== 'Write down your number') await press('Continue')
  }
  await page.locator('#receipt').filter({ hasText: /\d{4}/ }).waitFor()
  await press('Send')
  await page.getByRole('heading', { name: 'It arrived' }).waitFor({ timeout: 60_000 })
  expect(await toldWith(unit, 'and by keyboard')).toHaveLength(1)
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test.each(['es', 'en', 'pt', 'fr', 'ht'])('every page and every question is open to all in %s', async (lang) => {
  const { page, context, faults } = await openWindow(place.browser, { view: phone, scheme: lang === 'fr' ? 'dark' : 'light' })
  const found: string[] = []
  for (const path of ['', '/back', '/carry', '/reach', '/check']) {
    await page.goto(`${place.address}/${lang}/report${path}`)
    found.push(...(await barriers(page)).map((barrier) => `${path}: ${barrier}`), ...(await isTooWide(page) ? [`${path}: wider than the window`] : []))
    await picture(page, `report-${lang}${path.replace('/', '-')}`)
  }
  await page.goto(`${place.address}/${lang}/report`)
  await page.locator('#start button').click()
  while ((await page.locator('section[data-step="number"]:not([hidden])').count()) === 0) {
    const title = await titleOf(page)
    found.push(...(await isTooWide(page) ? [`${title}: wider than the window`] : []))
    await page.locator('#next').click()
  }
  await page.locator('#receipt').filter({ hasText: /\d{4}/ }).waitFor()
  found.push(...await barriers(page))
  await picture(page, `report-${lang}-number`)
  expect(found).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
