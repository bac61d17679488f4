// Units and their keys in a browser: made, opened, given, taken, recovered; the passphrase and the identities never leave the page.
import { readFileSync } from 'node:fs'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import type { UnitView } from '../../src/modules/units/model.ts'
import { openWith, sealTo } from '../../src/platform/seal/seal.ts'
import { mailOf, signedIn } from './people.ts'
import { barriers, isTooWide, openBrowser, openNode, type OpenNode, picture, ways, type Window } from './place.ts'

let node: OpenNode
let browser: Browser
/** By its name: passkeys belong to one, not to a number. */
let address: string

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
  address = node.address.replace('127.0.0.1', 'localhost')
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

/** Sealing takes a while on a busy machine. */
const patience = { timeout: 30_000 }

/** Everything the page sent, as text: addresses, headers and bodies. */
const listen = (page: Page): { sent: () => string } => {
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  return { sent: () => requests.map((request) => [request.url(), JSON.stringify(request.headers()), request.postData() ?? ''].join('\n')).join('\n') }
}

/** The ways in which a secret could be sent. */
const formsOf = (secret: string): string[] =>
  [secret, encodeURIComponent(secret), secret.replaceAll(' ', '+'), Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]

/** What the browser keeps of the page for later. */
const storedIn = (page: Page): Promise<string> => page.evaluate(async () => {
  const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
    })
    for (const store of database.objectStoreNames) {
      found.push(await new Promise((resolve) => {
        const reading = database.transaction(store).objectStore(store).getAll()
        reading.onsuccess = () => resolve(reading.result)
      }))
    }
    database.close()
  }
  return JSON.stringify(found)
})

const personAt = async (mailbox: string, options: Parameters<typeof signedIn>[3] = {}): Promise<Window> => signedIn(browser, address, mailbox, options)

const openVault = async (page: Page, passphrase = demonstrationPassword): Promise<void> => {
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(passphrase)
  await page.getByRole('button', { name: /^(Abrir la bóveda|Open the vault)$/ }).click()
}
const isOpen = (page: Page): Promise<void> => page.getByText(/^(Bóveda abierta|Vault open)$/).waitFor()

/** Gives people of the demonstration the role of receiving reports, as their administrator would. */
const giveRole = async (...mailboxes: string[]): Promise<void> => {
  const { context } = await personAt('administracion')
  const { items } = await (await context.request.get(`${address}/api/people`)).json() as { items: { id: string; email: string; name: string; territories: string[]; institution: { id: string } }[] }
  for (const { id, name, territories, institution } of items.filter(({ email }) => mailboxes.map(mailOf).includes(email))) {
    const reply = await context.request.put(`${address}/api/people/${id}`, { data: { name, territories, institutionId: institution.id, roles: ['reception-officer'] } })
    expect(reply.ok()).toBe(true)
  }
  await context.close()
}

const unitId = async ({ context }: Window, name: RegExp): Promise<string> => {
  const { items } = await (await context.request.get(`${address}/api/units`)).json() as { items: { id: string; name: string }[] }
  return items.find((unit) => name.test(unit.name))?.id ?? ''
}

test.each(ways)('an officer sees the units, opens the vault and reads who holds the key: $name', async ({ language, view, scheme, name }) => {
  const window = await personAt('recepcion.ecuador', { language, view, scheme })
  const { page, context, faults } = window
  await context.request.put(`${address}/api/language`, { data: { language } })
  await page.goto(`${address}/app/units`)
  await page.getByRole('table').waitFor()
  await picture(page, `units-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  await page.goto(`${address}/app/units/${await unitId(window, /Ecuador/)}`)
  await page.getByLabel(/^(Su frase|Your passphrase)/).waitFor()
  await picture(page, `unit-locked-${name}`)
  expect(await barriers(page)).toEqual([])
  await openVault(page, 'otra frase cualquiera')
  await page.getByText(/^(Esta frase no abre su bóveda|This passphrase does not open your vault)/).waitFor()
  await openVault(page)
  await isOpen(page)
  await page.getByRole('button', { name: /^(Cambiar la llave|Replace the key)$/ }).waitFor()
  await picture(page, `unit-open-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  await page.goto(`${address}/app/units/new`)
  await page.getByLabel(/^(Nombre de la unidad|Name of the unit)/).waitFor()
  await picture(page, `unit-new-${name}`)
  expect(await barriers(page)).toEqual([])
  await page.goto(`${address}/${language}/who-can-read`)
  await picture(page, `who-can-read-${name}`)
  expect(await barriers(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  expect(faults).toEqual([])
  await context.close()
})

test('a new officer makes a key: a weak phrase is refused, and nothing of it or of the identity ever leaves the page', async () => {
  await giveRole('acogida.ecuador')
  const { page, context, faults } = await personAt('acogida.ecuador')
  const { sent } = listen(page)
  await page.goto(`${address}/app/key`)
  const [first, again] = [page.getByLabel(/^Frase nueva/), page.getByLabel(/^La frase otra vez/)]
  await first.fill('perro perro perro')
  await page.getByText(/^Débil/).waitFor()
  await page.getByRole('button', { name: 'Hacer mi llave' }).click()
  await page.getByText(/^Esta frase se adivina/).waitFor()
  await page.getByRole('button', { name: 'Proponerme una' }).click()
  const passphrase = await first.inputValue()
  expect(passphrase).toMatch(/^([a-z]{6}( |$)){4}$/)
  await again.fill('otra cosa')
  await page.getByRole('button', { name: 'Hacer mi llave' }).click()
  await page.getByText(/^Las dos frases no son iguales/).waitFor()
  await picture(page, 'key-make')
  expect(await barriers(page)).toEqual([])
  await again.fill(passphrase)
  await page.getByRole('button', { name: 'Hacer mi llave' }).click()
  await isOpen(page)
  await picture(page, 'key-open')
  expect(await barriers(page)).toEqual([])
  await page.reload()
  await openVault(page, passphrase)
  await isOpen(page)
  const changed = 'lunes pizarra cometa trigo violín'
  await page.getByLabel(/^Frase nueva/).fill(changed)
  await page.getByLabel(/^La frase otra vez/).fill(changed)
  await page.getByRole('button', { name: 'Cambiar la frase' }).click()
  await page.getByText('La frase es otra desde ahora.').waitFor()
  await page.getByRole('button', { name: 'Cerrar la bóveda' }).click()
  await openVault(page, changed)
  await isOpen(page)
  const everything = [sent(), await storedIn(page)]
  expect(everything[0]).toContain('/api/keys')
  for (const secret of [passphrase, changed]) for (const form of formsOf(secret)) for (const text of everything) expect(text.includes(form), form).toBe(false)
  for (const text of everything) expect(text).not.toMatch(/AGE-SECRET-KEY-1/)
  expect(faults).toEqual([])
  await context.close()
})

test('a passkey with PRF opens the vault', async () => {
  const { page, context, faults } = await personAt('recepcion.honduras')
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true },
  })
  await page.goto(`${address}/app/key`)
  await openVault(page)
  await isOpen(page)
  await page.getByLabel('Nombre de la llave de acceso').fill('portátil')
  await page.getByRole('button', { name: 'Añadir una llave de acceso' }).click()
  await page.getByText(/^portátil/).waitFor()
  await page.getByRole('button', { name: 'Cerrar la bóveda' }).click()
  await page.getByRole('button', { name: 'Abrir con «portátil»' }).click()
  await isOpen(page)
  await picture(page, 'key-passkey')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Quitar portátil' }).click()
  await page.getByText(/^portátil/).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

test('the vault locks by itself after fifteen idle minutes, and at signing out', async () => {
  const { page, context } = await personAt('recepcion.2.honduras')
  await page.clock.install()
  await page.goto(`${address}/app/key`)
  await openVault(page)
  await isOpen(page)
  await page.clock.fastForward('14:00')
  await page.keyboard.press('Shift')
  await page.clock.fastForward('14:00')
  expect(await page.getByText('Bóveda abierta').count()).toBe(1)
  await page.clock.fastForward('16:00')
  await page.getByLabel('Su frase').waitFor()
  await openVault(page)
  await isOpen(page)
  await page.getByRole('banner').getByRole('button', { name: /^Recepción 2/ }).click()
  await page.getByRole('button', { name: 'Salir', exact: true }).click()
  await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  await page.getByLabel('Correo').fill(mailOf('recepcion.2.honduras'))
  await page.getByLabel(/^Contraseña/).fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.getByRole('heading', { name: /^Buen día/ }).waitFor()
  await page.getByRole('link', { name: 'Unidades y llaves' }).first().click()
  await page.getByRole('link', { name: /Honduras/ }).click()
  await page.getByLabel('Su frase').waitFor()
  await context.close()
})

test('a lead gives the key, names custodians, removes a person and replaces the key; the custodians recover it; by keyboard where it matters', async () => {
  const lead = await personAt('recepcion.ecuador')
  const { page } = lead
  const id = await unitId(lead, /Ecuador/)
  const view = async (): Promise<UnitView> => await (await lead.context.request.get(`${address}/api/units/${id}`)).json() as UnitView
  await page.goto(`${address}/app/units/${id}`)
  await openVault(page)
  await isOpen(page)
  await page.getByRole('button', { name: 'Dar la llave a otra persona' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await dialog.getByRole('option', { name: /Casa de acogida/ }).first().click()
  await dialog.getByText('Compruebe la huella por teléfono').waitFor()
  await picture(page, 'unit-give')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Dar la llave', exact: true }).click()
  await expect.poll(async () => (await view()).keys[0]?.holders.length, patience).toBe(3)

  await page.getByRole('button', { name: 'Nombrar custodios' }).click()
  for (const [label, name] of [['Primer custodio', /^Recepción · Defensoría/], ['Segundo custodio', /^Recepción 2 · Defensoría/]] as const) {
    await dialog.getByRole('combobox', { name: label }).click()
    await dialog.getByRole('option', { name }).click()
  }
  await picture(page, 'unit-entrust')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Confiar la llave' }).click()
  await expect.poll(async () => (await view()).keys[0]?.custodians?.isReady, patience).toBe(true)

  await page.getByRole('button', { name: 'Descargar la llave abierta' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Descargar', exact: true }).click()])
  const exported = readFileSync(await file.path(), 'utf8')
  const [recipient = '', identity = ''] = [/^# public key: (age1\w+)$/m.exec(exported)?.[1], /^AGE-SECRET-KEY-1\w+$/m.exec(exported)?.[0]]
  expect(new TextDecoder().decode(await openWith([identity], await sealTo([recipient], 'un reporte')))).toBe('un reporte')
  expect(recipient).toBe((await view()).keys[0]?.recipient)
  await page.getByText('Descargó la llave abierta de la unidad').waitFor()

  const second = (await view()).members.find(({ name }) => name.startsWith('Recepción 2'))
  await page.getByRole('button', { name: `Retirar ${second?.name ?? ''}` }).click()
  await dialog.getByRole('button', { name: 'Retirar', exact: true }).click()
  await page.getByText('Una persona que tenía la llave ya no está en la unidad.').waitFor()
  await picture(page, 'unit-rotation')
  await page.getByRole('button', { name: 'Cambiar la llave' }).click()
  await dialog.getByRole('button', { name: 'Cambiar la llave' }).click()
  await expect.poll(async () => (await view()).keys.length, patience).toBe(2)
  expect(await view()).toMatchObject({ isOpen: true, rotation: null, keys: [{ custodians: { isReady: true } }, {}] })

  const first = await personAt('recepcion.honduras')
  await first.page.goto(`${address}/app/custody`)
  await openVault(first.page)
  await isOpen(first.page)
  await first.page.getByRole('combobox', { name: 'Para quién se recupera' }).click()
  await first.page.getByRole('option', { name: /^Recepción 2 · Casa/ }).click()
  await picture(first.page, 'custody-first')
  expect(await barriers(first.page)).toEqual([])
  await first.page.getByRole('button', { name: 'Abrir mi parte y pasarla' }).click()
  await page.getByText('Los custodios están recuperando la llave').waitFor()
  await picture(page, 'unit-recovering')
  const other = await personAt('recepcion.2.honduras')
  await other.page.goto(`${address}/app/custody`)
  await openVault(other.page)
  await isOpen(other.page)
  await picture(other.page, 'custody-second')
  expect(await barriers(other.page)).toEqual([])
  await other.page.getByRole('button', { name: 'Recuperar la llave' }).click()
  await expect.poll(async () => (await view()).members.find(({ person }) => person === second?.person)?.holds, patience).toBe(true)
  await page.reload()
  await page.getByText(/^Segundo custodio: recuperó la llave/).waitFor()
  await picture(page, 'unit-recovered')
  expect([lead, first, other].flatMap(({ faults }) => faults)).toEqual([])
  for (const { context } of [lead, first, other]) await context.close()
})
