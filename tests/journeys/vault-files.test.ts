// A large sealed file in an officer's browser: passed on to another unit and saved to the disk as it streams, without ever being held whole.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import type { ReportList } from '../../src/modules/reports/model/inbox.ts'
import { signedIn } from './people.ts'
import { barriers, openBrowser, openNode, phone, picture, type OpenNode } from './place.ts'
import { tell, unitIn } from './reception.ts'

let node: OpenNode
let browser: Browser

const MB = 1024 ** 2
const video = { id: randomUUID(), name: 'vídeo largo.mp4', type: 'video/mp4', content: randomBytes(64 * MB) }
const filled = 3 * MB
/** Of 64: a piece, its copy on its way, and what the programs themselves take. */
const most64 = 36
const digest = createHash('sha256').update(video.content).digest('hex')

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  await tell(node.address, {
    unit: await unitIn(node.address, 'EC'),
    said: { text: 'Tengo el vídeo, lapislázuli 9901.', files: [{ id: video.id, name: video.name, type: video.type, bytes: video.content.length }] },
    consents: { contact: false, count: true, passOn: ['ombudsperson'] },
    files: [{ id: video.id, content: Buffer.concat([video.content, Buffer.alloc(filled)]) }],
  })
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const openReport = async (page: Page): Promise<void> => {
  const { items } = (await (await page.context().request.get(`${node.address}/api/reports?box=all`)).json()) as ReportList
  await page.goto(`${node.address}/app/reports/${items[0]?.id ?? ''}`)
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(demonstrationPassword)
  await page.keyboard.press('Enter')
  await page.getByText('lapislázuli 9901').waitFor()
}

/** What the page's programs hold alive, octets in buffers included, in bytes; the most of many looks while the work goes on. */
const mostHeldDuring = async (page: Page, work: () => Promise<void>): Promise<number> => {
  const devices = await page.context().newCDPSession(page)
  await devices.send('HeapProfiler.enable')
  const held = async (): Promise<number> => {
    await devices.send('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = (await devices.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
    return usedSize + backingStorageSize
  }
  const before = await held()
  let [most, looks, isOver] = [0, 0, false]
  const working = work().finally(() => {
    isOver = true
  })
  for (; !isOver; looks += 1) most = Math.max(most, await held() - before)
  await working
  await devices.detach()
  expect(looks).toBeGreaterThan(3)
  return most
}

test('the look at the memory sees what a page holds', async () => {
  const { page, context } = await signedIn(browser, node.address, 'recepcion.ecuador')
  await page.goto(`${node.address}/app`)
  const most = await mostHeldDuring(page, () => page.evaluate(async () => {
    const held = Array.from({ length: 40 }, () => new Uint8Array(1024 ** 2).fill(1))
    await new Promise((resolve) => setTimeout(resolve, 3000))
    return held.length
  }).then(() => undefined))
  expect(most).toBeGreaterThan(39 * MB)
  await context.close()
})

test('a large file is saved as it opens, cut at its own end, in the memory of a few pieces', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador', { view: phone })
  // The browser's own window that asks for a place cannot be driven: a place of the same kind that only this page has stands for it.
  await page.addInitScript(() => {
    const chosen = async ({ suggestedName }: { suggestedName: string }) => (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true })
    Object.assign(window, { showSaveFilePicker: chosen })
  })
  await openReport(page)
  await page.getByText('Es grande: si solo quiere guardarlo').waitFor()
  await picture(page, 'file-large-phone-es')
  const most = await mostHeldDuring(page, async () => {
    await page.getByRole('button', { name: `Guardar en este equipo… ${video.name}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Guardar en este equipo' }).click()
    await page.getByRole('progressbar').first().waitFor()
    await picture(page, 'file-saving-phone-es')
    await page.getByText('Archivo guardado sin sello en este equipo.').waitFor({ timeout: 120_000 })
  })
  expect(most / MB).toBeLessThan(most64)
  const saved = await page.evaluate(async () => {
    const found: { name: string; bytes: number; digest: string }[] = []
    const folder = (await navigator.storage.getDirectory()) as unknown as AsyncIterable<[string, FileSystemFileHandle]>
    for await (const [name, handle] of folder) {
      const file = await handle.getFile()
      const octets = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
      found.push({ name, bytes: file.size, digest: Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('') })
    }
    return found
  })
  expect(saved.map(({ bytes, digest: each }) => ({ bytes, digest: each }))).toEqual([{ bytes: video.content.length, digest }])
  expect(saved[0]?.name).toMatch(/\.mp4$/)
  expect(await barriers(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('where the browser cannot write as it opens, it says so and saves all the same', async () => {
  const { page, context } = await signedIn(browser, node.address, 'recepcion.ecuador', { language: 'en' })
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await context.request.put(`${node.address}/api/language`, { data: { language: 'en' } })
  await openReport(page)
  await page.getByRole('button', { name: `Save on this computer… ${video.name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('it will first gather the whole file').waitFor()
  await picture(page, 'file-saving-gathered-desk-en')
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), dialog.getByRole('button', { name: 'Save on this computer' }).click()])
  const { createReadStream } = await import('node:fs')
  const hash = createHash('sha256')
  for await (const octets of createReadStream(await download.path())) hash.update(octets as Buffer)
  expect(hash.digest('hex')).toBe(digest)
  await context.request.put(`${node.address}/api/language`, { data: { language: 'es' } })
  await context.close()
})

test('a large file is passed on piece by piece, after a cut of the network too, in the memory of a few pieces; the other unit opens it', async () => {
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador')
  await openReport(page)
  let pieces = 0
  page.on('request', (request) => {
    if (request.method() === 'PUT') pieces += 1
  })
  let cuts = 2
  await page.route(/\/api\/reports\/files\/[^/]+\?offset=8388608$/, (route) => ((cuts -= 1) >= 0 ? route.abort('connectionreset') : route.continue()))
  await page.getByRole('button', { name: 'Transferir' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').check()
  const most = await mostHeldDuring(page, async () => {
    await dialog.getByRole('button', { name: 'Transferir' }).click()
    await dialog.getByRole('progressbar').waitFor()
    await expect.poll(() => pieces, { timeout: 60_000 }).toBeGreaterThan(5)
    await picture(page, 'file-transferring-desk-es')
    await page.getByText('Transferido a Recepción de la Defensoría de Honduras (demostración).').waitFor({ timeout: 180_000 })
  })
  expect(most / MB).toBeLessThan(most64)
  expect(pieces).toBeGreaterThan(16)
  expect(cuts).toBeLessThan(0)
  expect(faults).toEqual([])
  await context.close()

  const other = await signedIn(browser, node.address, 'recepcion.honduras')
  await openReport(other.page)
  await other.page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await openReport(other.page)
  await other.page.getByRole('button', { name: `Guardar en este equipo… ${video.name}` }).click()
  const [download] = await Promise.all([other.page.waitForEvent('download', { timeout: 120_000 }), other.page.getByRole('dialog').getByRole('button', { name: 'Guardar en este equipo' }).click()])
  const { readFileSync } = await import('node:fs')
  expect(createHash('sha256').update(readFileSync(await download.path())).digest('hex')).toBe(digest)
  await other.context.close()
})
