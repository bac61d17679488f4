// Somebody signs in as a member and makes a key in their place; a member passes to migration control while a reporter writes: what the unit and the reporter see of it, and do.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { UnitView } from '../../src/modules/units/model.ts'
import { newKeyPair, sealWithPassphrase } from '../../src/platform/seal/seal.ts'
import { base64 } from '../units.ts'
import { mailOf, openVault, signedIn } from './people.ts'
import { barriers, isTooWide, openWindow, patience, phone, picture, placeForAll, type Window } from './place.ts'
import { demonstrationUnits, type Receiving } from './receiving.ts'
import { answerAll, comesBack, sends } from './reporting.ts'

const place = placeForAll()

/** A picture of the page as it stands, and nothing in its way. */
const look = async (page: Page, name: string): Promise<void> => {
  await picture(page, name)
  expect(await barriers(page), name).toEqual([])
  expect(await isTooWide(page), name).toBe(false)
}

/** The unit's page with the vault open, in the language. */
const atUnit = async (mailbox: string, id: string, options: Parameters<typeof signedIn>[3] = {}): Promise<Window> => {
  const window = await signedIn(place.browser, place.address, mailbox, options)
  await window.context.request.put(`${place.address}/api/language`, { data: { language: options.language ?? 'es' } })
  await window.page.goto(`${place.address}/app/units/${id}`)
  await openVault(window.page)
  return window
}

const unitOf = async (mailbox: string): Promise<{ id: string; view: () => Promise<UnitView> }> => {
  const { context } = await signedIn(place.browser, place.address, mailbox)
  const { items } = await (await context.request.get(`${place.address}/api/units`)).json() as { items: { id: string; isMine: boolean }[] }
  const { id } = items.find(({ isMine }) => isMine)!
  return { id, view: async () => await (await context.request.get(`${place.address}/api/units/${id}`)).json() as UnitView }
}

/** Somebody else signs in as the person and makes a key in place of theirs. */
const takesOver = async (mailbox: string): Promise<void> => {
  const { context } = await signedIn(place.browser, place.address, mailbox)
  const pair = await newKeyPair()
  const lock = { kind: 'passphrase', sealed: base64(await sealWithPassphrase('otra frase', pair.identity, 8)) }
  expect((await context.request.post(`${place.address}/api/keys`, { data: { recipient: pair.recipient, replaces: true, lock } })).status()).toBe(201)
  await context.close()
}

test('whoever signs in as a member and makes a key in their place is seen at once, receives nothing of the next key, and nothing in one press', async () => {
  const { id, view } = await unitOf('recepcion.ecuador')
  const { page, context, faults } = await atUnit('recepcion.ecuador', id)
  const before = await view()
  const second = before.members.find(({ name }) => name.startsWith('Recepción 2'))!
  await takesOver('recepcion.2.ecuador')

  await page.getByText(`${second.name}: hizo otra llave propia el`).waitFor()
  await page.getByText('Hizo otra llave propia en lugar de la anterior').waitFor()
  await look(page, 'taken-over-desk-es')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Cambiar la llave' }).click()
  await dialog.getByText(`No la reciben, porque tampoco tienen la de hoy: ${second.name}.`).waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(before.members.length - 1)
  await look(page, 'taken-over-rotation-desk-es')
  await dialog.getByRole('button', { name: 'Cambiar la llave' }).click()
  await expect.poll(async () => (await view()).keys.length, patience).toBe(before.keys.length + 1)
  expect((await view()).keys[0]!.holders).not.toContain(second.person)

  await page.getByRole('button', { name: `Dar la llave ${second.name}` }).click()
  await dialog.getByText('Compruebe la huella por teléfono').waitFor()
  await look(page, 'taken-over-give-desk-es')
  await dialog.getByRole('button', { name: 'Volver' }).click()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(`Dar la llave ${second.name}`)
  expect((await view()).keys[0]!.holders).not.toContain(second.person)

  const small = await atUnit('recepcion.ecuador', id, { view: phone, language: 'en', scheme: 'dark' })
  await small.page.getByText(`${second.name}: made another key of their own on`).waitFor()
  await look(small.page, 'taken-over-phone-en')
  await small.page.getByRole('button', { name: 'Replace the key' }).click()
  await small.page.getByText(/^Not given to, as they do not hold/).waitFor()
  await look(small.page, 'taken-over-rotation-phone-en')
  await small.page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click()
  await small.page.getByRole('button', { name: `Give the key ${second.name}` }).click()
  await look(small.page, 'taken-over-give-phone-en')
  await small.page.getByRole('button', { name: 'It is the same: give the key' }).click()
  await expect.poll(async () => (await view()).keys.map(({ holders }) => holders.includes(second.person)), patience).toEqual([true, true])
  await page.getByText(`${second.name}: hizo otra llave propia el`).waitFor({ state: 'detached' })
  expect([...faults, ...small.faults]).toEqual([])
  await small.context.request.put(`${place.address}/api/language`, { data: { language: 'es' } })
  for (const each of [context, small.context]) await each.close()
})

/** The administrator enters that the person works for migration control. */
const passesToMigrationControl = async (mailbox: string): Promise<void> => {
  const { context } = await signedIn(place.browser, place.address, 'administracion')
  const institution = await (await context.request.post(`${place.address}/api/institutions`, { data: { name: 'Control migratorio inventado', kind: 'migration', country: 'EC' } })).json() as { id: string }
  const { items } = await (await context.request.get(`${place.address}/api/people`)).json() as { items: { id: string; email: string; name: string }[] }
  const person = items.find(({ email }) => email === mailOf(mailbox))!
  const reply = await context.request.put(`${place.address}/api/people/${person.id}`, { data: { name: person.name, territories: [], institutionId: institution.id, roles: ['reception-officer'] } })
  expect(reply.ok()).toBe(true)
  await context.close()
}

/** Somebody who reported to that unit before has come back, and is writing. */
const isWritingAgain = async (unit: Receiving, text: string): Promise<Window & { number: string }> => {
  const window = await openWindow(place.browser, { view: phone })
  await window.page.goto(`${place.address}/es/report`)
  const number = await answerAll(window.page, { unit, country: 'EC', text: 'lo que pasó' })
  await sends(window.page)
  await comesBack(window.page, place.address, number)
  await window.page.getByLabel('Su mensaje').fill(text)
  return { ...window, number }
}

/** What nobody could open is not taken; it stays in the page, and whoever comes back then is not led to write. */
const isNotTaken = async ({ page, number }: Window & { number: string }, text: string): Promise<void> => {
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.locator('#add-said').getByText('Por ahora ninguna institución podría abrirlo.', { exact: false }).waitFor({ timeout: 60_000 })
  expect(await page.getByLabel('Su mensaje').inputValue()).toBe(text)
  await page.getByRole('button', { name: 'Guardar permisos' }).click()
  await page.getByText('Los permisos quedaron como los marcó.').waitFor()
  await page.getByText('Por ahora nadie podría abrir lo que escriba aquí.', { exact: false }).waitFor()
  expect(await page.getByLabel('Su mensaje').inputValue()).toBe(text)
  await comesBack(page, place.address, number)
  await page.getByText('Por ahora nadie podría abrir lo que escriba aquí.', { exact: false }).waitFor({ timeout: 60_000 })
  expect(await page.getByLabel('Su mensaje').count()).toBe(0)
  await look(page, 'reporter-nobody-reads-phone-es')
}

test('a unit stops taking anything while a reporter writes to it: who reads is asked again, what was written stays, and it arrives at another unit; who adds to a report of before is told that nobody could open it', async () => {
  const units = await demonstrationUnits(place.address)
  const [stopped, other] = ['recepcion.ecuador', 'recepcion.honduras'].map((mailbox) => units.find(({ officer }) => officer.email === mailOf(mailbox))!)
  const { page, context, faults } = await openWindow(place.browser, { view: phone })
  await page.goto(`${place.address}/es/report`)
  const text = 'lo que ya estaba escrito'
  const number = await answerAll(page, { unit: stopped!, country: 'EC', text })
  const before = await isWritingAgain(stopped!, 'algo que recordé')
  await passesToMigrationControl('recepcion.2.ecuador')
  await expect.poll(async () => (await (await context.request.get(`${place.address}/api/units/public`)).json() as { units: { id: string }[] }).units.map(({ id }) => id), patience).not.toContain(stopped!.id)
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByRole('heading', { name: '¿Quién debe leerlo?' }).waitFor({ timeout: 60_000 })
  await page.getByText('Una de las instituciones que eligió ya no recibe aquí').waitFor()
  expect(await page.getByRole('checkbox', { name: stopped!.name }).count()).toBe(0)
  await look(page, 'reporter-choose-again-phone-es')
  await page.getByRole('checkbox', { name: other!.name }).check()
  for (let step = 0; step < 3 && await page.getByRole('button', { name: 'Enviar', exact: true }).count() === 0; step += 1) await page.getByRole('button', { name: 'Seguir', exact: true }).click()
  expect(((await page.locator('#receipt').textContent()) ?? '').replaceAll(' ', '')).toBe(number)
  expect(await page.getByLabel('Lo que pasó').inputValue()).toBe(text)
  await sends(page)
  await isNotTaken(before, 'algo que recordé')
  expect([...faults, ...before.faults]).toEqual([])
  for (const each of [context, before.context]) await each.close()
})

test('a lead in whose place somebody made a key is told so, and does not replace the unit’s key before giving it to that one knowingly', async () => {
  const { id } = await unitOf('recepcion.honduras')
  await takesOver('recepcion.honduras')
  const { page, context, faults } = await atUnit('recepcion.honduras', id, { view: phone })
  await page.getByText(/Si usted no hizo la de hoy, alguien entró con su cuenta/).waitFor()
  await page.getByText(/^Con su cuenta se hizo otra llave propia el/).waitFor()
  await page.getByText(/^Para cambiar la llave de la unidad, dé antes la de hoy/).waitFor()
  expect(await page.getByRole('button', { name: 'Cambiar la llave' }).count()).toBe(0)
  await look(page, 'taken-over-own-phone-es')
  await page.getByRole('button', { name: /^Dar la llave Recepción ·/ }).click()
  await page.getByText('¿Hizo usted esta llave?').waitFor()
  await look(page, 'taken-over-own-give-phone-es')
  await page.getByRole('button', { name: 'La hice yo: dar la llave' }).click()
  await page.getByRole('button', { name: 'Cambiar la llave' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
