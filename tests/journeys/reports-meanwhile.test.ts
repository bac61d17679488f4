// What happens to a report meanwhile: its person sees who has it now and who speaks; its officer neither loses a second text nor closes it unread.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import { sealReport } from '../../src/modules/reports/rules/sealing.ts'
import type { PublicUnit } from '../../src/modules/units/model.ts'
import { padded } from '../../src/platform/seal/padding.ts'
import { newReceipt } from '../../src/platform/seal/receipt.ts'
import { openWith, sealTo } from '../../src/platform/seal/seal.ts'
import type { Client } from '../people.ts'
import { base64, proof } from '../reports.ts'
import { fromBase64 } from '../units.ts'
import { signedIn } from './people.ts'
import { barriers, desktop, openBrowser, openNode, openWindow, phone, picture, type OpenNode } from './place.ts'
import { demonstrationUnits, type Receiving } from './receiving.ts'
import { tell, unitIn } from './reception.ts'

let node: OpenNode
let browser: Browser
let [here, there]: [Receiving, Receiving] = [undefined as unknown as Receiving, undefined as unknown as Receiving]
let [unit, other]: [PublicUnit, PublicUnit] = [undefined as unknown as PublicUnit, undefined as unknown as PublicUnit]

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()]);
  [unit, other] = [await unitIn(node.address, 'EC'), await unitIn(node.address, 'HN')]
  const all = await demonstrationUnits(node.address);
  [here, there] = [all.find(({ id }) => id === unit.id)!, all.find(({ id }) => id === other.id)!]
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

const kinds = ['prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'] as const
const anyone = (): Client => ({ sees: async (path: string) => (await fetch(node.address + path)).json() as Promise<unknown> }) as unknown as Client

interface View { id: string; body: string; reader: { recipient: string }; conversation: { id: string; body: string }[] }

/** A report with its second number; the first unit answers, passes it on, and the next one answers too. */
const passedOn = async (): Promise<{ real: string; decoy: string }> => {
  const [real, decoy] = [newReceipt(), newReceipt()]
  const report = await sealReport({
    id: crypto.randomUUID(), receipt: real, units: [unit], files: [], consents: { contact: false, count: false, passOn: [...kinds] },
    plaintext: { version: 1, language: 'es', sent: '2026-01-01', text: 'lo que pasó', answers: {}, files: [] },
    decoy: { receipt: decoy, language: 'es', said: { question: '¿Abren los domingos?', answer: undefined } },
  })
  const sent = await fetch(`${node.address}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...report, proof: await proof(anyone()) }) })
  expect(sent.status).toBe(200)
  const answers = async ({ officer }: Receiving, by: PublicUnit, text: string): Promise<View> => {
    const { items } = await officer.sees<{ items: { id: string }[] }>(`/api/reports?box=new&unit=${by.id}`)
    const view = await officer.sees<View>(`/api/reports/${items[0]!.id}`)
    const body = base64(await sealTo([view.reader.recipient, by.key.recipient], padded({ version: 1, language: 'es', text, files: [] })))
    return officer.does<View>('POST', `/api/reports/${view.id}/answer`, { message: crypto.randomUUID(), seen: view.conversation.at(-1)?.id ?? null, body, files: [] })
  }
  const view = await answers(here, unit, 'Esto le corresponde más a otra institución. Se lo pasamos hoy.')
  const anew = async (body: string): Promise<string> => base64(await sealTo([other.key.recipient], await openWith([here.identity], fromBase64(body))))
  const messages = await Promise.all(view.conversation.map(async ({ id, body }) => ({ id, body: await anew(body) })))
  await here.officer.does('POST', `/api/reports/${view.id}/transfer`, { unit: other.id, key: other.key.id, body: await anew(view.body), messages, files: [] })
  await answers(there, other, 'Lo leímos. ¿Está usted a salvo?')
  return { real, decoy }
}

const comesBack = async (page: Page, lang: string, number: string): Promise<void> => {
  await page.goto(`${node.address}/${lang}/report/back`)
  await page.locator('#f-number').fill(number)
  await page.locator('#back button[type=submit]').click()
  await page.locator('.message').first().waitFor()
}

/** Who has it and who speaks, as it stands on the page. */
const told = async (page: Page): Promise<{ list: string[]; speakers: string[] }> => ({
  list: (await page.locator('#content ul li strong').allTextContents()).toSorted(), speakers: (await page.locator('.message h3').allTextContents()).map((heading) => heading.split(', ')[0]!),
})

test('the person sees by name who has the report now and who of them answers, with programs and without; behind the second number nobody is named', async () => {
  const { real, decoy } = await passedOn()
  const names = [unit.name, other.name].toSorted()
  const ways = [
    { lang: 'es', javaScript: true, scheme: 'light', you: 'Usted' }, { lang: 'pt', javaScript: true, scheme: 'dark', you: 'Você' }, { lang: 'es', javaScript: false, scheme: 'light', you: 'Usted' },
    { lang: 'fr', javaScript: false, scheme: 'light', you: 'Vous' }, { lang: 'ht', javaScript: true, scheme: 'light', you: 'Ou menm' }, { lang: 'en', javaScript: false, scheme: 'dark', you: 'You' },
  ] as const
  for (const { lang, you, ...way } of ways) {
    const { page, context, faults } = await openWindow(browser, { view: phone, ...way })
    const name = `who-has-it-${lang}-${way.javaScript ? 'program' : 'plain'}`
    await comesBack(page, lang, real)
    expect(await told(page)).toEqual({ list: names, speakers: [unit.name, other.name] })
    await page.getByText(other.institution).first().waitFor()
    await picture(page, name)
    // What judges pages is a program itself.
    if (way.javaScript) expect([await barriers(page), await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)]).toEqual([[], false])
    await comesBack(page, lang, decoy)
    expect(await told(page)).toEqual({ list: [], speakers: [you] })
    expect(await page.locator('#content').textContent()).not.toContain(unit.name)
    await picture(page, `${name}-decoy`)
    expect(faults).toEqual([])
    await context.close()
  }
})

const opens = async (page: Page, text: string): Promise<void> => {
  await page.goto(`${node.address}/app/reports?unit=${unit.id}`)
  await page.goto(new URL(await page.getByRole('table').getByRole('link').first().getAttribute('href') ?? '', node.address).href)
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(demonstrationPassword)
  await page.keyboard.press('Enter')
  await page.getByText(text).waitFor()
}

test('conversation.answer, report.close: a text written after a lost reply goes as another; what the person writes while it is being closed is read first', async () => {
  const reporter = await tell(node.address, { unit, said: { text: 'sola en la estación' } })
  const { page, context, faults } = await signedIn(browser, node.address, 'recepcion.ecuador', { view: desktop })
  await opens(page, 'sola en la estación')
  await page.route('**/api/reports/*/answer', async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  }, { times: 1 })
  const [text, sends] = [page.getByRole('textbox', { name: 'Su respuesta' }), page.getByRole('button', { name: 'Sellar y enviar', exact: true })]
  await text.fill('Le creemos.')
  await sends.click()
  await page.getByText('Lo que usted envió antes sí llegó: está arriba.').waitFor()
  await picture(page, 'answer-had-arrived-desk-es')
  await page.getByRole('button', { name: 'Ya lo leí, seguir con mi respuesta' }).click()
  await text.fill('Llame al 911 si está en peligro.')
  await sends.click()
  await page.getByText('Respuesta sellada y enviada.').waitFor()
  expect(await reporter.reads()).toEqual(['Le creemos.', 'Llame al 911 si está en peligro.'])

  const [close, dialog] = [page.getByRole('button', { name: 'Cerrar', exact: true }).first(), page.getByRole('dialog')]
  await close.click()
  await dialog.getByText('La persona verá que está cerrado.').waitFor()
  await reporter.adds('ya no estoy a salvo')
  await dialog.getByRole('button', { name: 'Cerrar', exact: true }).click()
  await dialog.getByText('La persona escribió otra vez').waitFor()
  await picture(page, 'closed-unread-desk-es')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Volver', exact: true }).click()
  await page.getByText('ya no estoy a salvo').waitFor()
  await close.click()
  await dialog.getByRole('button', { name: 'Cerrar', exact: true }).click()
  await page.getByText('Reporte cerrado.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
