// What breaks while somebody reports, in a real browser: keys that change, networks that go, tabs that die, versions that cross; and what is told then.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpadded } from '../../src/platform/seal/padding.ts'
import { openWith } from '../../src/platform/seal/seal.ts'
import { fromBase64 } from '../units.ts'
import { openBrowser, openNode, openProfile, openWindow, phone, picture, type OpenNode } from './place.ts'
import { demonstrationUnits, fetchedBy, rotated, toldTo, type Receiving } from './receiving.ts'
import { answerAll, sends } from './reporting.ts'

let node: OpenNode
let browser: Browser
let unit: Receiving

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  unit = (await demonstrationUnits(node.address)).find(({ name }) => name.includes('Honduras'))!
}, 120_000)
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const textOf = async (words: string) => (await toldTo(unit)).filter(({ text }) => text.includes(words))

const comesBack = async (page: Page, number: string): Promise<void> => {
  await page.goto(`${node.address}/es/report/back`)
  await page.getByLabel('Número de 16 cifras').fill(number)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Recibido el/ }).waitFor({ timeout: 60_000 })
}

const reports = async (page: Page, text: string): Promise<string> => {
  await page.goto(`${node.address}/es/report`)
  const number = await answerAll(page, { unit, text })
  await sends(page)
  return number
}

interface SaidFile { id: string; name: string; bytes: number }

/** What the reporter added last, as the unit opens it. */
const addedLast = async (id: string, { officer, identity } = unit) => {
  const { conversation } = await officer.sees<{ conversation: { body: string; files: string[] }[] }>(`/api/reports/${id}`)
  const { body, files } = conversation.at(-1)!
  return { said: unpadded(await openWith([identity], fromBase64(body))) as { text: string; files: SaidFile[] }, files }
}

const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 14]), Buffer.from('Exif GPS 14.'), Buffer.from([0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9])])

test('files are added later with the number: cleaned, sealed to the unit, resumed after the network went in the middle; what was written stays while other things change', async () => {
  const { page, context, faults } = await openWindow(browser, { view: phone })
  const number = await reports(page, 'primero sin nada, galena 3301')
  await comesBack(page, number)
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Escriba algo o agregue un archivo antes de enviar.').waitFor()
  await page.getByLabel('Su mensaje').fill('y ahora el video, galena 3302 😀 עברית')
  const video = randomBytes(9 * 1024 ** 2)
  await page.locator('#choose-files').setInputFiles([
    { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo }, { name: `${'ñ'.repeat(70)}.mp4`, mimeType: 'video/mp4', buffer: video }, { name: 'vacío.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ])
  await page.getByText('vacío.txt está vacío (0 bytes) y no se agregó.').waitFor()
  await page.getByRole('checkbox', { name: 'Albergue' }).check()
  await page.getByRole('button', { name: 'Guardar permisos' }).click()
  await page.getByText('Los permisos quedaron como los marcó.').waitFor()
  expect(await page.getByLabel('Su mensaje').inputValue()).toContain('galena 3302')
  expect(await page.locator('#file-list li').count()).toBe(2)
  await picture(page, 'report-adding')
  let puts = 0
  page.on('request', (request) => {
    if (request.method() !== 'PUT') return
    puts += 1
    if (puts === 4) void context.setOffline(true)
  })
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Nada se ha perdido: sigue en esta página.', { exact: false }).waitFor({ timeout: 60_000 })
  await context.setOffline(false)
  await page.getByText('Su mensaje llegó.').waitFor({ timeout: 120_000 })
  await page.getByText('foto.jpg · ', { exact: false }).waitFor()
  expect(await page.locator('#file-list li').count()).toBe(0)
  const [report] = await textOf('galena 3301')
  const { said, files } = await addedLast(report!.id)
  expect(said.text).toBe('y ahora el video, galena 3302 😀 עברית')
  expect(said.files.map(({ name, bytes }) => [name, bytes])).toEqual([['foto.jpg', photo.length - 16], [`${'ñ'.repeat(60)}.mp4`, video.length]])
  expect(new Set(said.files.map(({ id }) => id))).toEqual(new Set(files))
  expect(faults).toEqual([])
  await context.close()
})

test('the unit’s key changes between opening the page and sending: words and files are sealed anew to the key of now, and arrive once', async () => {
  const { page, context } = await openWindow(browser, { view: phone })
  const ecuador = (await demonstrationUnits(node.address)).find(({ name }) => name.includes('Ecuador'))!
  await page.goto(`${node.address}/es/report`)
  const number = await answerAll(page, { unit: ecuador, country: 'EC', text: 'antes del cambio, pirita 5501' })
  await sends(page)
  await comesBack(page, number)
  await page.getByLabel('Su mensaje').fill('pirita 5502')
  await page.locator('#choose-files').setInputFiles({ name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('algo') })
  await page.locator('#file-list li').waitFor()
  const [report] = (await toldTo(ecuador)).filter(({ text }) => text.includes('pirita 5501'))
  const now = await rotated(ecuador)
  const statuses: number[] = []
  page.on('response', (response) => response.url().endsWith('/api/reports/add') && statuses.push(response.status()))
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Su mensaje llegó.').waitFor({ timeout: 60_000 })
  expect(statuses).toEqual([409, 200])
  const { said, files } = await addedLast(report!.id, now)
  expect(said).toMatchObject({ text: 'pirita 5502', files: [{ id: files[0], name: 'nota.txt', bytes: 4 }] })
  const sealed = await fetchedBy(now, report!.id, files[0]!)
  expect(new TextDecoder().decode((await openWith([now.identity], sealed)).subarray(0, 4))).toBe('algo')
  await expect(openWith([ecuador.identity], sealed)).rejects.toThrow()
  await context.close()
})

/** A copy leaves the page sealed, as a file for somebody else to carry. */
const copyOut = async (page: Page): Promise<string> => {
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Guardar como archivo' }).click()])
  return readFileSync(await download.path(), 'utf8')
}

test('an earlier copy arrived by other hands: the person is told which one is there, and nothing is there twice', async () => {
  const { page, context } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es/report`)
  await answerAll(page, { unit, text: 'la primera versión, cuarzo 7701' })
  const carried = await copyOut(page)
  const carrier = await openWindow(browser, { view: phone })
  await carrier.page.goto(`${node.address}/es/report/carry`)
  await carrier.page.getByLabel('Pegue aquí los mensajes o el texto').fill(carried)
  await carrier.page.getByRole('button', { name: 'Entregar', exact: true }).click()
  await carrier.page.getByText('Entregado. Llegó el', { exact: false }).waitFor()
  await carrier.context.close()
  while (!(await page.getByLabel('Lo que pasó', { exact: true }).isVisible())) await page.getByRole('button', { name: 'Atrás' }).click()
  await page.getByLabel('Lo que pasó', { exact: true }).fill('la segunda versión, cuarzo 7702')
  while (!(await page.locator('#receipt').isVisible())) await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('ese es el que está. Lo que cambió o agregó después no llegó', { exact: false }).waitFor({ timeout: 60_000 })
  expect(await page.getByRole('heading', { name: 'Llegó', exact: true }).count()).toBe(0)
  await picture(page, 'report-earlier')
  expect([(await textOf('cuarzo 7701')).length, (await textOf('cuarzo 7702')).length]).toEqual([1, 0])
  await context.close()
})

test('the tab dies after the report left: it is there once, and its number opens it', async () => {
  const { page, context } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es/report`)
  const number = await answerAll(page, { unit, text: 'murió al final, ópalo 9901' })
  const left = new Promise<void>((resolve) => {
    void page.route('**/api/reports', async (route) => {
      await route.fetch()
      resolve()
    })
  })
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await left
  await page.close({ runBeforeUnload: false })
  await context.close()
  const other = await openWindow(browser, { view: phone })
  await comesBack(other.page, number)
  expect(await textOf('ópalo 9901')).toHaveLength(1)
  await other.context.close()
})

const filesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile())
const holding = (folder: string, word: string): string[] =>
  filesUnder(folder).filter((file) => [Buffer.from(word), Buffer.from(word, 'utf16le')].some((bytes) => readFileSync(file).includes(bytes)))

test('what waits on the device is marked with a word that says nothing; after leaving neither mark, pages nor report can be found by the browser', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidmi profile '))
  const context = await openProfile(folder)
  const page = await context.newPage()
  await page.goto(`${node.address}/es/report`)
  expect(await page.evaluate(async () => [{ ...localStorage }, (await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([{}, 0, 0])
  await page.getByRole('button', { name: 'Guardar esta página para usarla sin conexión' }).click()
  await page.getByText('La página quedó guardada en este aparato.').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.goto(`${node.address}/es/report`)
  await answerAll(page, { unit, text: 'esperando, Turmalina4418' })
  // The program that seals came from what the worker kept: there was no network.
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  await page.getByRole('button', { name: 'Guardar cerrado y enviar cuando haya conexión' }).click()
  await page.getByText('El reporte está cerrado en este aparato.', { exact: false }).waitFor()
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'sidmi-kept': '1' })
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat())
  expect(kept.filter((path) => path.startsWith('/api/'))).toEqual(['/api/units/public'])
  await page.route('https://www.wikipedia.org/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Hoy hace sol</h1>' }))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByText('Hoy hace sol').waitFor()
  await context.setOffline(false)
  await page.goto(`${node.address}/es/report/reach`)
  expect(await page.evaluate(async () => [{ ...localStorage }, await indexedDB.databases(), await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])).toEqual([{}, [], [], 0])
  await context.close()
  expect(holding(folder, 'Turmalina4418')).toEqual([])
  expect(await textOf('Turmalina4418')).toEqual([])
  rmSync(folder, { recursive: true, force: true })
}, 240_000)

/** A file whose ending lies, and one whose picture cannot be: both are taken as they are, and said to be. */
const hostile = [
  { name: 'foto‮gpj.exe', mimeType: 'image/jpeg', buffer: Buffer.from('MZ no soy una foto') },
  { name: 'bomba.png', mimeType: 'image/png', buffer: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(64, 0xff)]) },
  { name: 'marco.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="robado"</script></svg>') },
]

test('hostile files run nothing in the page, keep a plain name and arrive as they are', async () => {
  const { page, context, faults } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es/report`)
  await answerAll(page, { unit, text: 'archivos hostiles, malaquita 1' }, async (title) => {
    if (!title.startsWith('¿Quiere agregar')) return
    await page.locator('#choose-files').setInputFiles(hostile)
    await page.locator('#file-list li').getByText('Va tal como está', { exact: false }).nth(2).waitFor()
    expect(await page.locator('#file-list li').count()).toBe(3)
  })
  await sends(page)
  expect(await page.title()).toBe('SIDMI')
  expect(faults).toEqual([])
  const [told] = await textOf('malaquita 1')
  expect(told?.files.map(({ name, bytes }) => [name, bytes])).toEqual(hostile.map(({ name, buffer }) => [name.replace('‮', ''), buffer.length]))
  await context.close()
})
