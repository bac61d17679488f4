// A single report of a unit on a phone: nothing to join it with, and files of an answer that tell no size on their way.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import { signedIn } from './people.ts'
import { barriers, openBrowser, openNode, phone, picture, type OpenNode } from './place.ts'
import { tell, unitIn } from './reception.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  await tell(node.address, { unit: await unitIn(node.address, 'EC'), said: { text: 'Nos cobraron por pasar.' } })
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

test('with no other report there is nothing to join it with; files of an answer are sent in sizes that tell nothing', async () => {
  const { page, context } = await signedIn(browser, node.address, 'recepcion.ecuador', { view: phone })
  const sizes: number[] = []
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/reports/files')) sizes.push((request.postDataJSON() as { bytes: number }).bytes)
    if (request.url().includes('/challenge')) asked.push(new URL(request.url()).search)
  })
  await page.goto(`${node.address}/app/reports`)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByLabel(/^Su frase/).fill(demonstrationPassword)
  await page.keyboard.press('Enter')
  await page.getByText('Nos cobraron por pasar.').waitFor()
  await page.getByRole('button', { name: 'Unir con otro' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('No hay otro reporte en su unidad').waitFor()
  expect(await dialog.getByRole('button').allTextContents()).toEqual(['Volver'])
  await picture(page, 'report-join-none-phone-es')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Volver' }).click()
  await page.getByText('Adjuntar un archivo').click()
  for (const bytes of [1, 40_000]) {
    await page.locator('details input[type=file]').setInputFiles({ name: `papel-${String(bytes)}.pdf`, mimeType: 'application/pdf', buffer: Buffer.alloc(bytes, 1) })
  }
  await page.getByRole('textbox', { name: 'Su respuesta' }).fill('Van dos papeles.')
  await page.getByRole('button', { name: 'Sellar y enviar' }).click()
  await page.getByText('Respuesta sellada y enviada.').waitFor()
  expect([sizes.length, new Set(sizes).size, asked]).toEqual([2, 1, ['?bytes=131072', '?bytes=131072']])
  await context.close()
})
