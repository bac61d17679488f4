// The inbox in a browser: a sealed report is opened, coded, answered, transferred and closed; nothing opened leaves the browser or stays in it.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import { press, write } from './keys.ts'
import { mailOf, signedIn } from './people.ts'
import { barriers, isTooWide, openBrowser, openNode, type OpenNode, openProfile, phone, picture, ways } from './place.ts'
import { tell, unitIn, type Reporter } from './reception.ts'

let node: OpenNode
let browser: Browser
let reporter: Reporter

const story = 'Nos detuvieron en la carretera tres hombres con uniforme, zafiro 7431.'
const answer = 'Gracias por contarnos esto, turmalina 5502. Mañana le escribimos otra vez.'
const note = 'Llamar a la fiscalía el lunes, obsidiana 9917.'
const contact = 'amatista-3310@correo.example'
/** Words of sentences that were only ever seen opened. */
const planted = ['zafiro 7431', 'turmalina 5502', 'obsidiana 9917', 'amatista-3310', 'paso del granate 6624']

const redDot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==', 'base64')
/** A second of silence: 8 kHz, 8 bits, one channel. */
const silence = (() => {
  const octets = Buffer.alloc(44 + 8000, 0x80)
  octets.write('RIFF', 0)
  octets.writeUInt32LE(36 + 8000, 4)
  octets.write('WAVEfmt ', 8)
  octets.writeUInt32LE(16, 16)
  for (const [value, at] of [[1, 20], [1, 22], [1, 32], [8, 34]] as const) octets.writeUInt16LE(value, at)
  for (const [value, at] of [[8000, 24], [8000, 28], [8000, 40]] as const) octets.writeUInt32LE(value, at)
  octets.write('data', 36)
  return octets
})()

const files = [
  { id: randomUUID(), name: 'foto.png', type: 'image/png', content: redDot },
  { id: randomUUID(), name: 'nota de voz.wav', type: 'audio/wav', content: silence },
  { id: randomUUID(), name: 'página.html', type: 'image/png', content: Buffer.from('<!doctype html><script>document.title = "ran"</script>') },
]

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  reporter = await tell(node.address, {
    unit: await unitIn(node.address, 'EC'),
    said: {
      text: story, contact, files: files.map(({ content, ...file }) => ({ ...file, bytes: content.length })),
      answers: { what: ['extortion'], where: { country: 'EC', territory: 'EC-C', place: 'paso del granate 6624' }, danger: true, about: { who: 'me', age: 'adult', nationality: 'VE' } },
    },
    consents: { contact: false, count: true, passOn: ['ombudsperson'] },
    files: files.map(({ id, content }) => ({ id, content })),
  })
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

/** From the inbox to the opened report. */
const openReport = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(demonstrationPassword)
  await page.keyboard.press('Enter')
  await page.getByText(story).waitFor()
}

const firstReport = async (page: Page): Promise<string> => {
  await page.goto(`${node.address}/app/reports`)
  const link = page.getByRole('table').getByRole('link').first()
  return new URL(await link.getAttribute('href') ?? '', node.address).href
}

test.each(ways)('a reception officer finds a sealed report, opens it with her key and sees what was told: $name', async ({ language, view, scheme, name }) => {
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador', { language, view, scheme })
  await context.request.put(`${node.address}/api/language`, { data: { language } })
  const address = await firstReport(page)
  await picture(page, `inbox-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  await page.goto(`${node.address}/app/reports?box=mine`)
  await page.getByText(language === 'es' ? 'No tiene reportes a su cargo' : 'You are in charge of no report').waitFor()
  await picture(page, `inbox-empty-${name}`)
  await page.goto(address)
  await page.getByLabel(/^(Su frase|Your passphrase)/).waitFor()
  await picture(page, `report-locked-${name}`)
  expect(await page.getByText(story).count()).toBe(0)
  await openReport(page, address)
  await page.getByText(/^paso del granate 6624, Carchi/).waitFor()
  await page.getByText(language === 'es' ? 'No: responda solo en esta conversación' : 'No: answer only in this conversation').waitFor()
  const open = language === 'es' ? 'Abrir' : 'Open'
  await page.getByRole('button', { name: `${open} foto.png` }).click()
  await page.locator('canvas').waitFor()
  expect(await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(5)
  await page.getByRole('button', { name: `${open} nota de voz.wav` }).click()
  await expect.poll(() => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1)
  await page.getByRole('button', { name: `${open} página.html` }).click()
  await page.getByText(language === 'es' ? 'Este tipo de archivo no se muestra aquí' : 'This kind of file is not shown here').waitFor()
  await picture(page, `report-open-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  expect(await page.title()).toMatch(/^(Reporte|Report) [0-9A-F]{4} [0-9A-F]{4} · SIDMI$/)
  expect(faults).toEqual([])
  await page.getByRole('button', { name: /Cerrar la bóveda|Lock the vault/ }).click()
  await page.getByLabel(/^(Su frase|Your passphrase)/).waitFor()
  expect(await page.getByText('7431').count()).toBe(0)
  await context.request.put(`${node.address}/api/language`, { data: { language: 'es' } })
  await context.close()
})

/** Everything a window's requests carry: address, headers, body. */
const listenTo = (context: BrowserContext): Buffer[] => {
  const heard: Buffer[] = []
  context.on('request', (request) => {
    heard.push(Buffer.from(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`))
    const body = request.postDataBuffer()
    if (body) heard.push(body)
  })
  return heard
}

/** The words as they are, as addresses write them, as wide characters, and inside base64 wherever they may begin. */
const disguises = (words: string): Buffer[] => {
  const inBase64 = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), Buffer.from(words)]).toString('base64').slice(before === 0 ? 0 : 4, -4))
  return [Buffer.from(words), Buffer.from(encodeURIComponent(words)), Buffer.from(words.replaceAll(' ', '+')), Buffer.from(words, 'utf16le'), ...inBase64.map((text) => Buffer.from(text))]
}

const foundIn = (places: readonly Buffer[], words: readonly string[]): string[] =>
  words.filter((each) => disguises(each).some((disguise) => places.some((place) => place.includes(disguise))))

test('she takes it, codes it by keyboard, answers without overwriting a colleague, and not one opened sentence is in any request', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador')
  const heard = listenTo(context)
  const address = await firstReport(page)
  await openReport(page, address)
  await page.getByRole('button', { name: 'Tomarlo' }).press('Enter')
  await page.getByText('Queda a su cargo.').waitFor()

  await page.getByRole('combobox', { name: 'Delito' }).fill('robo')
  await page.getByRole('option', { name: 'Robo con violencia' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirmar la codificación' }).press('Enter')
  await page.getByText('Codificación guardada.').waitFor()

  const colleague = await signedIn(browser, node.address, 'recepcion.2.ecuador')
  await openReport(colleague.page, address)
  await colleague.page.getByRole('textbox', { name: 'Su respuesta' }).fill('Lo que el colega iba a decir.')
  await page.getByRole('textbox', { name: 'Su respuesta' }).fill(answer)
  await page.getByRole('button', { name: 'Sellar y enviar' }).press('Enter')
  await page.getByText('Respuesta sellada y enviada.').waitFor()
  await colleague.page.getByText('Llegó algo nuevo mientras usted escribía').waitFor()
  await colleague.page.getByText(answer).waitFor()
  expect(await colleague.page.getByRole('button', { name: 'Sellar y enviar' }).isDisabled()).toBe(true)
  await picture(colleague.page, 'report-conflict-desk-es')
  expect(await barriers(colleague.page)).toEqual([])
  expect(await colleague.page.getByRole('textbox', { name: 'Su respuesta' }).inputValue()).toBe('Lo que el colega iba a decir.')
  await colleague.context.close()

  expect(await reporter.reads()).toEqual([answer])
  await reporter.adds('Sigo aquí, paso del granate 6624.')

  await page.getByRole('textbox', { name: 'Nueva nota' }).fill(note)
  await page.getByRole('button', { name: 'Sellar y guardar la nota' }).click()
  await page.getByText('Nota sellada y guardada.').waitFor()
  await page.getByText('Sigo aquí, paso del granate 6624.').waitFor()

  expect(heard.length).toBeGreaterThan(20)
  expect(foundIn(heard, ['robbery', 'EC-C'])).toEqual(['robbery', 'EC-C'])
  expect(foundIn(heard, planted)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('a half-written answer outlasts the locking of the vault, says offline where it is, and can be sent afterwards', async () => {
  const { page, context } = await signedIn(browser, node.address, 'recepcion.ecuador', { view: phone })
  await page.goto(`${node.address}/app/reports?box=mine`)
  const link = page.getByRole('table').getByRole('link').first()
  await openReport(page, new URL(await link.getAttribute('href') ?? '', node.address).href)
  await page.getByRole('combobox', { name: 'Añadir una frase lista' }).click()
  await page.getByRole('option', { name: '¿Qué necesita?' }).click()
  await page.getByRole('button', { name: 'Cerrar la bóveda' }).click()
  await page.getByLabel(/^Su frase/).fill(demonstrationPassword)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('textbox', { name: 'Su respuesta' }).inputValue(), { timeout: 30_000 }).toMatch(/^¿Qué necesita usted ahora/)
  await context.setOffline(true)
  await page.getByText('queda solo en la memoria de esta ventana').waitFor()
  await page.getByRole('button', { name: 'Sellar y enviar' }).click()
  await page.getByText('No se pudo llegar al nodo').waitFor()
  await picture(page, 'report-offline-phone-es')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Sellar y enviar' }).click()
  await page.getByText('Respuesta sellada y enviada.').waitFor()
  expect((await reporter.reads()).at(-1)).toMatch(/^¿Qué necesita usted ahora/)
  await context.close()
})

test('she transfers it to the unit the person agreed to, who opens all of it with another key, and closes her own', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador')
  await page.goto(`${node.address}/app/reports?box=waiting`)
  const link = page.getByRole('table').getByRole('link').first()
  await openReport(page, new URL(await link.getAttribute('href') ?? '', node.address).href)
  await page.getByRole('button', { name: 'Transferir' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').check()
  await picture(page, 'report-transfer-desk-es')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Transferir' }).click()
  await page.getByText('Transferido a Recepción de la Defensoría de Honduras (demostración).').waitFor()
  await page.getByRole('button', { name: 'Cerrar', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar', exact: true }).click()
  await page.getByText('Reporte cerrado.').waitFor()
  await page.getByRole('button', { name: 'Abrir de nuevo' }).waitFor()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Descargar el reporte sellado' }).click()])
  expect(foundIn([readFileSync(await file.path())], planted)).toEqual([])
  expect(faults).toEqual([])
  await context.close()

  const other = await signedIn(browser, node.address, 'recepcion.honduras')
  await openReport(other.page, await firstReport(other.page))
  await other.page.getByText(answer).waitFor()
  await other.page.getByRole('button', { name: 'Abrir foto.png' }).click()
  await other.page.locator('canvas').waitFor()
  expect(await other.page.getByText(note).count()).toBe(0)
  await other.context.close()
})

/** What somebody gets, without what differs by the address asked. */
const answered = async (context: BrowserContext, method: string, path: string): Promise<unknown> => {
  const reply = await context.request.fetch(node.address + path, { method, ...(method === 'POST' && { data: {} }) })
  return { status: reply.status(), body: await reply.text() }
}

test('a migration-control officer gets at every address what is answered to something unknown', async () => {
  const officer = await signedIn(browser, node.address, 'recepcion.ecuador')
  await officer.page.goto(`${node.address}/app/reports?box=closed`)
  const href = await officer.page.getByRole('table').getByRole('link').first().getAttribute('href')
  const id = href?.split('/').at(-1) ?? ''
  await officer.context.close()
  const { page, context } = await signedIn(browser, node.address, 'guardia.guatemala')
  const reads = ['', '/export', `/files/${files[0]?.id ?? ''}`]
  const acts = ['/code', '/assign', '/answer', '/note', '/transfer', '/join', '/reject', '/close', '/reopen']
  for (const [method, path] of [...reads.map((path) => ['GET', path] as const), ...acts.map((path) => ['POST', path] as const)]) {
    const known = await answered(context, method, `/api/reports/${id}${path}`)
    expect(known).toEqual(await answered(context, method, `/api/reports/${randomUUID()}${path}`))
    expect(known).toMatchObject({ status: 404 })
  }
  expect(await answered(context, 'GET', '/api/reports')).toMatchObject({ status: 404 })
  for (const path of ['/reports', `/reports/${id}`, '/nowhere']) {
    await page.goto(`${node.address}/app${path}`)
    await page.getByRole('heading', { name: 'No está aquí' }).waitFor()
  }
  expect(await page.getByRole('link', { name: 'Reportes' }).count()).toBe(0)
  await context.close()
})

/** Every file under a folder; those that a running browser has just removed are left out. */
const filesUnder = (folder: string): Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    try {
      return [readFileSync(join(entry.parentPath, entry.name))]
    } catch {
      return []
    }
  })

const secrets = [...planted, 'ópalo 2208', 'turquesa 8123']

test('no opened sentence is in the browser’s profile, neither while it is on the screen nor after signing out', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'sidmi-profile-'))
  const context = await openProfile(profile)
  const page = await context.newPage()
  await context.request.post(`${node.address}/api/session`, { data: { email: mailOf('recepcion.2.ecuador'), password: demonstrationPassword } })
  await page.goto(`${node.address}/app/reports?box=closed`)
  const href = await page.getByRole('table').getByRole('link').first().getAttribute('href')
  await openReport(page, new URL(href ?? '', node.address).href)
  await page.getByText(answer).waitFor()
  await page.getByText(note).waitFor()
  await page.getByRole('button', { name: 'Abrir de nuevo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Abrir de nuevo' }).click()
  await page.getByRole('textbox', { name: 'Su respuesta' }).fill('A medio escribir, ópalo 2208.')
  await page.getByRole('textbox', { name: 'Nueva nota' }).fill('Nota a medias, turquesa 8123.')
  // What browsers write of their windows, to restore them after a fall, holds fields that do not forbid it: such as this one.
  await page.evaluate(() => {
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
  })
  await page.keyboard.type('cuarzo 1184')
  await expect.poll(() => foundIn(filesUnder(profile), ['cuarzo 1184']), { timeout: 30_000, interval: 1000 }).toEqual(['cuarzo 1184'])
  expect(foundIn(filesUnder(profile), secrets)).toEqual([])
  await page.getByRole('link', { name: '← Reportes' }).click()
  await page.getByRole('heading', { name: 'Reportes', exact: true }).waitFor()
  await page.getByRole('banner').getByRole('button', { name: /^Recepción 2/ }).click()
  await page.getByRole('button', { name: 'Salir' }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  await context.close()
  expect(foundIn(filesUnder(profile), secrets)).toEqual([])
  rmSync(profile, { recursive: true, force: true })
})

test('the keyboard alone goes from the start to an answer', async () => {
  const another = await tell(node.address, { unit: await unitIn(node.address, 'EC'), said: { text: story } })
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.2.ecuador')
  await page.goto(`${node.address}/app`)
  await press(page, page.getByRole('link', { name: /^Nuevos: 1$/ }))
  await press(page, page.getByRole('table').getByRole('link').first())
  await write(page, page.getByLabel(/^Su frase/), demonstrationPassword)
  await page.keyboard.press('Enter')
  await page.getByText(story).waitFor()
  await press(page, page.getByRole('combobox', { name: 'Añadir una frase lista' }))
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await write(page, page.getByRole('textbox', { name: 'Su respuesta' }), ' Soy Inés.')
  await press(page, page.getByRole('button', { name: 'Sellar y enviar' }))
  await page.getByText('Respuesta sellada y enviada.').waitFor()
  expect(await another.reads()).toHaveLength(1)
  expect(faults).toEqual([])
  await context.close()
})
