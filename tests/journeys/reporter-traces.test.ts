// What stays behind, and what works where little does: the way out leaves nothing to read, without scripts, without network, carried by others.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, freePort, openBrowser, openNode, openProfile, openWindow, phone, picture, type OpenNode } from './place.ts'
import { demonstrationUnits, toldTo, type Receiving } from './receiving.ts'
import { answerAll, sends } from './reporting.ts'

let node: OpenNode
let browser: Browser
let unit: Receiving
let neutral: Server
let neutralPage = ''

beforeAll(async () => {
  const port = await freePort()
  neutral = createServer((_request, reply) => reply.setHeader('content-type', 'text/html').end('<title>El tiempo</title><h1>Hoy hace sol</h1>')).listen(port, '127.0.0.1')
  neutralPage = `http://127.0.0.1:${String(port)}/`
  process.env.SIDMI_NEUTRAL_PAGE = neutralPage
  ;[node, browser] = await Promise.all([openNode(), openBrowser()])
  unit = (await demonstrationUnits(node.address)).find(({ name }) => name.includes('Honduras'))!
}, 120_000)
afterAll(async () => {
  delete process.env.SIDMI_NEUTRAL_PAGE
  neutral.close()
  await browser.close()
  await node.stop()
})

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile())

/** Where a word stands in a profile: as UTF-8 or UTF-16, also where LevelDB's compression kept only its longest part in one piece. */
const tracesOf = (folder: string, words: readonly string[]): string[] =>
  filesUnder(folder).flatMap((file) => {
    const content = readFileSync(file)
    return words.filter((word) => content.includes(word) || content.includes(Buffer.from(word, 'utf16le'))).map((word) => `${word} in ${file.slice(folder.length)}`)
  })

/** Words that stand nowhere else, in the lengths that a compressor leaves whole. */
const planted = ['Xilofonista7743', 'Zarzamorado9931', 'Quebrantahuesos5512', 'Gregoriana8804']

const profile = async (use: (context: BrowserContext, page: Page) => Promise<void>): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'sidmi profile '))
  const context = await openProfile(folder)
  const [page = await context.newPage()] = context.pages()
  page.setDefaultTimeout(30_000)
  await use(context, page)
  await context.close()
  return folder
}

const given = () => ({ unit, text: `Fue ${planted[0]!} con un machete`, contact: planted[1]!, place: planted[2]! })

test('after leaving with Esc twice, nothing that was written is in the browser’s profile, and the history leads nowhere', async () => {
  const folder = await profile(async (_context, page) => {
    await page.goto(`${node.address}/es/report`)
    await answerAll(page, given())
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByText('Hoy hace sol').waitFor()
    expect(page.url()).toBe(neutralPage)
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2)
    await page.goBack().catch(() => null)
    expect(await page.content()).not.toMatch(new RegExp(planted.join('|')))
  })
  expect(tracesOf(folder, planted)).toEqual([])
  // The search itself is able to find: the neutral page was visited and its title is there.
  expect(tracesOf(folder, ['El tiempo']).length).toBeGreaterThan(0)
  rmSync(folder, { recursive: true, force: true })
})

test('a report that was sent, and the number it is found by, leave nothing either; not even when the window is just closed', async () => {
  let number = ''
  const folder = await profile(async (_context, page) => {
    await page.goto(`${node.address}/es/report`)
    number = await answerAll(page, given())
    await sends(page)
    await page.goto(`${node.address}/es/report/back`)
    await page.getByLabel('Número de 16 cifras').fill(number)
    await page.keyboard.press('Enter')
    await page.getByText('Todavía nadie lo ha tomado.').waitFor()
    await page.getByLabel('Su mensaje').fill(planted[3]!)
    await page.getByRole('button', { name: 'Enviar', exact: true }).click()
    await page.getByText('Su mensaje llegó.').waitFor()
  })
  expect(tracesOf(folder, [...planted, number, number.replace(/(\d{4})(?=\d)/g, '$1 ')])).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

test('without scripts, too, the browser’s session file keeps nothing of what the pages carried', async () => {
  let number = ''
  const folder = await profile(async (context, page) => {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setScriptExecutionDisabled', { value: true })
    await page.goto(`${node.address}/es/report`)
    await page.getByRole('button', { name: 'Empezar' }).click()
    while ((await page.locator('#receipt').count()) === 0) {
      const text = page.getByLabel('Lo que pasó', { exact: true })
      if (await text.count() > 0) await text.fill(`Fue ${planted[0]!}`)
      await page.getByRole('button', { name: 'Seguir', exact: true }).click()
    }
    number = String(await page.locator('#receipt').textContent())
    await page.getByRole('button', { name: 'Enviar', exact: true }).click()
    await page.getByRole('heading', { name: 'Llegó' }).waitFor()
  })
  expect(number).toMatch(/^(\d{4} ?){4}$/)
  expect(tracesOf(folder, [...planted, number, number.replaceAll(' ', '')])).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

test('kept for use without network: written and sealed without it, sent once when it is back, and forgotten on leaving', async () => {
  const folder = await profile(async (context, page) => {
    await page.goto(`${node.address}/es/report`)
    await page.getByRole('button', { name: 'Guardar esta página para usarla sin conexión' }).click()
    await page.getByText('La página quedó guardada en este aparato.').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await context.setOffline(true)
    await page.goto(`${node.address}/es/report`)
    await answerAll(page, { ...given(), text: `sin red, ${planted[3]!}` })
    await page.getByText('Sin conexión · Que lo lleve otra persona').click()
    await page.getByRole('button', { name: 'Guardar cerrado y enviar cuando haya conexión' }).click()
    await page.getByText('El reporte está cerrado en este aparato.', { exact: false }).waitFor()
    await page.goto(`${node.address}/es/report`)
    await page.getByText('Hay 1 reporte cerrado que espera conexión.').waitFor()
  })
  expect(tracesOf(folder, planted)).toEqual([])
  const context = await openProfile(folder)
  const page = await context.newPage()
  await page.goto(`${node.address}/es/report`)
  await page.getByText(/^El reporte que esperaba llegó el/).waitFor({ timeout: 60_000 })
  await page.reload()
  await page.getByRole('button', { name: 'Empezar' }).waitFor()
  expect((await toldTo(unit)).filter(({ text }) => text.includes(planted[3]!))).toHaveLength(1)
  await page.getByRole('link', { name: 'Salir ya' }).click()
  await page.getByText('Hoy hace sol').waitFor()
  await page.goto(node.address)
  expect(await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length, await indexedDB.databases()])).toEqual([[], 0, []])
  await context.close()
  rmSync(folder, { recursive: true, force: true })
}, 240_000)

/** A code as a camera would hand it on, from its dots. */
const readAgain = (dots: string): string =>
  decodeQR({ width: 420, height: 420, data: Uint8ClampedArray.from([...dots].flatMap((dot) => [255 * Number(dot), 255 * Number(dot), 255 * Number(dot), 255])) })

/** The report leaves the page as others can carry it: as a file, as messages, as codes. */
const carriedBy = async (page: Page): Promise<{ file: string; messages: string[]; codes: string[] }> => {
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Guardar como archivo' }).click()])
  await page.getByRole('button', { name: 'Mostrar como mensajes de texto' }).click()
  await page.getByText(/^\d+ mensajes\./).waitFor()
  const messages = await page.locator('#way code').allTextContents()
  await page.getByRole('button', { name: 'Mostrar como códigos QR' }).click()
  await page.locator('#way figure').first().waitFor()
  await picture(page, 'report-codes')
  const codes = await page.locator('#way img').evaluateAll(async (images) => {
    const read = async (image: HTMLImageElement) => {
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: 420, height: 420 })
      const pen = canvas.getContext('2d')!
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, 420, 420)
      pen.drawImage(image, 0, 0, 420, 420)
      return [...pen.getImageData(0, 0, 420, 420).data].filter((_, index) => index % 4 === 0).map((light) => (light > 127 ? 1 : 0)).join('')
    }
    return Promise.all(images.map((image) => read(image as HTMLImageElement)))
  })
  return { file: readFileSync(await download.path(), 'utf8'), messages, codes: codes.map(readAgain) }
}

test('carried by somebody else as messages, codes or a file: whoever carries it cannot read it, and it arrives once', async () => {
  const { page, context, faults } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es/report`)
  await answerAll(page, { unit, text: 'lo lleva mi prima, ónix 2207' })
  const { file, messages, codes } = await carriedBy(page)
  await context.close()
  expect(messages.every((message) => message.length <= 160)).toBe(true)
  expect(`${file}${messages.join('')}${codes.join('')}`).not.toContain('ónix')
  for (const carried of [[...messages].reverse().join('\n'), codes.join('\n'), file]) {
    const carrier = await openWindow(browser, { view: phone })
    await carrier.page.goto(`${node.address}/es/report/carry`)
    await carrier.page.getByLabel('Pegue aquí los mensajes o el texto').fill(carried.slice(0, -40))
    await carrier.page.locator('#gathered').filter({ hasText: /./ }).waitFor()
    await carrier.page.getByLabel('Pegue aquí los mensajes o el texto').fill(carried)
    await carrier.page.getByText('Están todas las partes.').waitFor()
    expect(await barriers(carrier.page)).toEqual([])
    await carrier.page.getByRole('button', { name: 'Entregar', exact: true }).click()
    await carrier.page.getByText('Entregado. Llegó el', { exact: false }).waitFor()
    await carrier.context.close()
  }
  const told = (await toldTo(unit)).filter(({ text }) => text.includes('ónix 2207'))
  expect(told.map(({ carried }) => carried)).toEqual([true])
  expect(faults).toEqual([])
})

/** A camera that is shown one drawing after the other, as somebody would hold codes before it. */
const showToCamera = (drawings: readonly string[]) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 640 })
    const pen = canvas.getContext('2d')!
    const images = await Promise.all(drawings.map(async (src) => {
      const image = Object.assign(new Image(), { src })
      await image.decode()
      return image
    }))
    let turn = 0
    setInterval(() => {
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, 640, 640)
      pen.drawImage(images[Math.floor(turn / 6) % images.length]!, 70, 70, 500, 500)
      turn += 1
    }, 150)
    return canvas.captureStream(10)
  }
}

test('codes are read with the camera until none is missing', async () => {
  const { page, context } = await openWindow(browser, { view: phone })
  await page.goto(`${node.address}/es/report`)
  await answerAll(page, { unit, text: 'por la cámara, ámbar 1180' })
  await page.getByText('Sin conexión · Que lo lleve otra persona').click()
  await page.getByRole('button', { name: 'Mostrar como códigos QR' }).click()
  await page.locator('#way figure').first().waitFor()
  const drawings = await page.locator('#way img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).src))
  await context.close()
  const carrier = await openWindow(browser, { view: phone })
  await carrier.page.addInitScript(showToCamera, drawings)
  await carrier.page.goto(`${node.address}/es/report/carry`)
  await carrier.page.getByRole('button', { name: 'Leer códigos QR con la cámara' }).click()
  await carrier.page.getByText('Están todas las partes.').waitFor({ timeout: 60_000 })
  await carrier.page.getByRole('button', { name: 'Entregar', exact: true }).click()
  await carrier.page.getByText('Entregado. Llegó el', { exact: false }).waitFor()
  expect((await toldTo(unit)).filter(({ text }) => text.includes('ámbar 1180'))).toHaveLength(1)
  await carrier.context.close()
})

test('without scripts: told honestly who seals, answered page by page, kept once, found again by the number', async () => {
  const { page, context } = await openWindow(browser, { view: phone, javaScript: false })
  await page.goto(`${node.address}/es/report`)
  await page.getByText('Durante ese instante, y quizá un rato más', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Empezar' }).click()
  const title = async (): Promise<string> => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  for (let turn = 0; (await title()) !== 'Anote su número' && turn < 20; turn += 1) {
    const text = page.getByLabel('Lo que pasó', { exact: true })
    if (await text.count() > 0) await text.fill('sin programas, jaspe 6601')
    const country = page.getByLabel('País', { exact: true })
    if (await country.count() > 0) await country.selectOption('HN')
    await picture(page, `report-plain-${String(turn)}`)
    await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  }
  const number = ((await page.locator('#receipt').textContent()) ?? '').replaceAll(' ', '')
  expect(number).toMatch(/^\d{16}$/)
  await page.locator('#f-files').setInputFiles({ name: 'nota.txt', mimeType: 'text/plain', buffer: Buffer.from('jaspe en archivo') })
  await picture(page, 'report-plain-number')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByRole('heading', { name: 'Llegó' }).waitFor()
  const told = (await toldTo(unit)).filter(({ text }) => text.includes('jaspe 6601'))
  expect(told.map(({ files }) => files.map(({ name }) => name))).toEqual([['nota.txt']])
  await page.goto(`${node.address}/es/report/back`)
  await page.getByLabel('Número de 16 cifras').fill(number)
  await page.getByRole('button', { name: 'Abrir' }).click()
  await page.getByText('Todavía nadie lo ha tomado.').waitFor()
  await page.getByLabel('Su mensaje').fill('algo más, jaspe 6602')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Su mensaje llegó.').waitFor()
  expect(await context.cookies()).toEqual([])
  await context.close()
})

test('what is served is what was built: an altered program is not run, and the page falls back to the server', async () => {
  const { page, context } = await openWindow(browser, { view: phone })
  await page.route('**/assets/reporter/report-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${await response.text()};document.title='robado'` })
  })
  await page.goto(`${node.address}/es/report`)
  await page.waitForLoadState('networkidle')
  expect(await page.title()).toBe('SIDMI')
  await page.getByText('Durante ese instante, y quizá un rato más', { exact: false }).waitFor()
  await page.unroute('**/assets/reporter/report-*.js')
  await page.route('**/assets/reporter/sealing-*.js*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${await response.text()};document.title='robado'` })
  })
  await page.goto(`${node.address}/es/report`)
  await page.getByRole('button', { name: 'Empezar' }).click()
  await page.getByRole('heading', { name: '¿Alguien está en peligro ahora?' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.title()).toBe('SIDMI')
  expect(await page.locator('#said').textContent()).toContain('Algo falló')
  await context.close()
})

const verified = (address: string): Promise<{ status: number | null; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, SIDMI_DATA: mkdtempSync(join(tmpdir(), 'sidmi verify ')) }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/cli.js'), 'verify-script', address, '--json'], { env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
    child.once('close', (status) => resolve({ status, said }))
  })

/** Somebody in between who changes one program on its way. */
const meddler = (altered: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, reply) => {
      const path = request.url ?? ''
      void fetch(node.address + path, { headers: { accept: 'text/html' } }).then((response) => response.text()).then((text) => reply.end(path.includes(altered) ? `${text};` : text))
    }).listen(0, '127.0.0.1', () => resolve(server))
  })

test('anyone can check from outside that a node serves what was built, and sees one altered byte', async () => {
  expect(await verified(node.address)).toMatchObject({ status: 0, said: expect.stringContaining('"isWhole":true') as string })
  expect(await verified('http://127.0.0.1:9')).toMatchObject({ status: 1, said: expect.stringContaining('command.notANode') as string })
  const between = await meddler('/sealing-')
  const { port } = between.address() as AddressInfo
  expect(await verified(`http://127.0.0.1:${String(port)}`)).toMatchObject({ status: 1, said: expect.stringContaining('"isWhole":false') as string })
  between.close()
})
