// What opens with which key in an officer's browser: what was tampered with, earlier keys, people who come and go, recovery, and what is left of a key afterwards.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import type { ReportList, ReportView } from '../../src/modules/reports/model/inbox.ts'
import type { KeyRing, UnitView } from '../../src/modules/units/model.ts'
import { newKeyPair, openWith, openWithPassphrase, sealTo } from '../../src/platform/seal/seal.ts'
import { fromBase64 } from '../units.ts'
import { signedIn } from './people.ts'
import { barriers, openBrowser, openNode, phone, picture, type OpenNode, type Window } from './place.ts'
import { tell, unitIn } from './reception.ts'

let node: OpenNode
let browser: Browser

beforeAll(async () => {
  [node, browser] = await Promise.all([openNode(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await node.stop()
})

/** Sealing takes a while on a busy machine. */
const patience = { timeout: 30_000 }

const officer = (mailbox: string, options: Parameters<typeof signedIn>[3] = {}): Promise<Window> => signedIn(browser, node.address, mailbox, options)
const reads = async <T>(context: BrowserContext, path: string): Promise<T> => (await (await context.request.get(node.address + path)).json()) as T

const openVault = async (page: Page, passphrase = demonstrationPassword): Promise<void> => {
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByText(/^(Bóveda abierta|Vault open)$/).waitFor()
}

/** Every report in the inbox of the person, newest ids unknown: told apart by what they open to. */
const inboxOf = async (context: BrowserContext): Promise<string[]> => (await reads<ReportList>(context, '/api/reports?box=all')).items.map(({ id }) => id)

/** Tells something to the unit of a country and gives the id it has in the inbox of that unit's officer. */
const told = async (lead: Window, more: Omit<Parameters<typeof tell>[1], 'unit'>, country = 'EC'): Promise<string> => {
  const before = await inboxOf(lead.context)
  await tell(node.address, { unit: await unitIn(node.address, country), ...more })
  return (await inboxOf(lead.context)).find((id) => !before.includes(id)) ?? ''
}

const opens = async (page: Page, id: string, text: string): Promise<void> => {
  await page.goto(`${node.address}/app/reports/${id}`)
  await openVault(page)
  await page.getByText(text).waitFor()
}

const couldNot = /^(No se pudo abrir|It could not be opened)$/

test('what was altered on its way, or sealed for another unit, is said in words, and nothing else of the page breaks', async () => {
  const lead = await officer('recepcion.ecuador')
  const { page, faults } = lead
  const other = await unitIn(node.address, 'HN')
  const altered = await told(lead, { said: { text: 'topacio 4410' }, onTheWay: (sealed) => sealed.map((octet, at) => (at === sealed.length - 1 ? octet ^ 1 : octet)) })
  const elsewhere = await told(lead, { said: { text: 'topacio 4411' }, onTheWay: () => sealTo([other.key.recipient], '{"text":"topacio 4411"}') })
  const notAReport = await told(lead, { said: {}, onTheWay: async () => sealTo([(await unitIn(node.address, 'EC')).key.recipient], 'esto no es un reporte') })
  for (const [id, name] of [[altered, 'altered'], [elsewhere, 'elsewhere'], [notAReport, 'not-a-report']] as const) {
    await page.goto(`${node.address}/app/reports/${id}`)
    await openVault(page)
    await page.getByText(couldNot).waitFor()
    expect(await page.getByText('topacio').count()).toBe(0)
    await page.getByText('No se puede comprobar a quién se responde').waitFor()
    await page.getByRole('button', { name: 'No atender' }).waitFor()
    await picture(page, `vault-${name}`)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Su respuesta' }).fill('No se pudo abrir lo que escribió. ¿Puede contarlo otra vez?')
    await page.getByRole('button', { name: 'Sellar y enviar' }).click()
    await page.getByText('Respuesta sellada y enviada.').waitFor()
  }
  expect(faults).toEqual([])
  await lead.context.close()
})

test('a changed envelope is told: no answer goes to another’s key, the stricter agreement holds, and what was not to be counted is not coded', async () => {
  const lead = await officer('recepcion.ecuador', { view: phone, language: 'en' })
  await lead.context.request.put(`${node.address}/api/language`, { data: { language: 'en' } })
  const { page, faults } = lead
  const reader = await told(lead, { said: { text: 'ónice 5521', reader: (await newKeyPair()).recipient } })
  await opens(page, reader, 'ónice 5521')
  await page.getByText('Do not answer here: somebody changed the envelope on its way').waitFor()
  expect(await page.getByRole('textbox', { name: 'Your answer' }).count()).toBe(0)
  await picture(page, 'vault-reader-other-phone-en')
  expect(await barriers(page)).toEqual([])
  const stricter = await told(lead, { said: { text: 'ónice 5522', consents: { contact: false, count: false, passOn: [] } }, consents: { contact: true, count: true, passOn: ['ombudsperson'] } })
  await opens(page, stricter, 'ónice 5522')
  await page.getByText('What was agreed to does not match').waitFor()
  await page.getByText('It is not coded').waitFor()
  expect(await page.getByRole('button', { name: 'Confirm the coding' }).count()).toBe(0)
  await picture(page, 'vault-consents-other-phone-en')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Transfer', exact: true }).click()
  await page.getByRole('dialog').getByText('There is no unit to which the person agreed it may be passed').waitFor()
  await page.keyboard.press('Escape')
  await lead.context.request.put(`${node.address}/api/language`, { data: { language: 'es' } })
  expect(faults).toEqual([])
  await lead.context.close()
})

const unitOf = async ({ context }: Window, name: RegExp): Promise<string> =>
  (await reads<{ items: { id: string; name: string }[] }>(context, '/api/units')).items.find((unit) => name.test(unit.name))?.id ?? ''

/** Replaces the unit's key from its page, the vault being open. */
const replaceKey = async (page: Page, view: () => Promise<UnitView>): Promise<void> => {
  const before = (await view()).keys.length
  await page.getByRole('button', { name: 'Cambiar la llave' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cambiar la llave' }).click()
  await expect.poll(async () => (await view()).keys.length, patience).toBe(before + 1)
}

/** Everything a person of the demonstration can open at this moment, as somebody would copy it who has their passphrase. */
const copiedKeys = async ({ context }: Window): Promise<string[]> => {
  const ring = await reads<KeyRing>(context, '/api/keys')
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const own = text(await openWithPassphrase(demonstrationPassword, fromBase64(ring.keys.find(({ isCurrent }) => isCurrent)?.locks[0]?.sealed ?? '')))
  const sealed = ring.units.flatMap(({ keys }) => keys.flatMap(({ wraps }) => wraps.map((wrap) => wrap.sealed)))
  return Promise.all(sealed.map(async (each) => text(await openWith([own], fromBase64(each)))))
}

const giveRole = async (mailbox: string): Promise<void> => {
  const { context } = await officer('administracion')
  const { items } = await reads<{ items: { id: string; email: string; name: string; territories: string[]; institution: { id: string } }[] }>(context, '/api/people')
  const person = items.find(({ email }) => email.startsWith(`${mailbox}@`))
  await context.request.put(`${node.address}/api/people/${person?.id ?? ''}`, { data: { name: person?.name, territories: person?.territories, institutionId: person?.institution.id, roles: ['reception-officer'] } })
  await context.close()
}

const hasAge = spawnSync('age', ['--version']).status === 0

test('earlier reports open under their earlier key, also for whoever joins later; whoever is removed opens nothing new, with what they copied either', async () => {
  const lead = await officer('recepcion.ecuador')
  const { page } = lead
  const unit = await unitOf(lead, /Ecuador/)
  const view = (): Promise<UnitView> => reads<UnitView>(lead.context, `/api/units/${unit}`)
  const first = await told(lead, { said: { text: 'jade 6601' } })
  await page.goto(`${node.address}/app/units/${unit}`)
  await openVault(page)
  await replaceKey(page, view)
  const second = await told(lead, { said: { text: 'jade 6602' } })
  for (const [id, text] of [[first, 'jade 6601'], [second, 'jade 6602']] as const) await opens(page, id, text)

  const leaver = await officer('recepcion.2.ecuador')
  for (const [id, text] of [[first, 'jade 6601'], [second, 'jade 6602']] as const) await opens(leaver.page, id, text)
  const copied = await copiedKeys(leaver)
  expect(copied).toHaveLength(2)

  await giveRole('acogida.ecuador')
  const joiner = await officer('acogida.ecuador')
  await joiner.page.goto(`${node.address}/app/key`)
  const phrase = 'lunes pizarra cometa trigo violín'
  await joiner.page.getByLabel(/^Frase nueva/).fill(phrase)
  await joiner.page.getByLabel(/^La frase otra vez/).fill(phrase)
  await joiner.page.getByRole('button', { name: 'Hacer mi llave' }).click()
  await joiner.page.getByText('Bóveda abierta').waitFor()
  await page.goto(`${node.address}/app/units/${unit}`)
  await openVault(page)
  await page.getByRole('button', { name: 'Dar la llave a otra persona' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await dialog.getByRole('option', { name: /Casa de acogida/ }).first().click()
  await dialog.getByRole('button', { name: 'Dar la llave', exact: true }).click()
  await expect.poll(async () => (await view()).keys[0]?.holders.length, patience).toBe(3)
  for (const [id, text] of [[first, 'jade 6601'], [second, 'jade 6602']] as const) {
    await joiner.page.goto(`${node.address}/app/reports/${id}`)
    await openVault(joiner.page, phrase)
    await joiner.page.getByText(text).waitFor()
  }
  await picture(joiner.page, 'vault-joiner-reads-earlier')

  // The one who leaves has the vault and a report open on the screen while being removed.
  await opens(leaver.page, second, 'jade 6602')
  await page.getByRole('button', { name: /^Retirar Recepción 2/ }).click()
  await dialog.getByRole('button', { name: 'Retirar', exact: true }).click()
  await page.getByText('Una persona que tenía la llave ya no está en la unidad.').waitFor()
  await replaceKey(page, view)
  const third = await told(lead, { said: { text: 'jade 6603' } })
  await opens(page, third, 'jade 6603')
  await leaver.page.getByRole('link', { name: '← Reportes' }).click()
  await leaver.page.getByText('Todavía no pertenece a ninguna unidad').waitFor()
  await picture(leaver.page, 'vault-leaver-inbox')
  for (const id of [first, second, third]) {
    expect((await leaver.context.request.get(`${node.address}/api/reports/${id}`)).status()).toBe(404)
    expect((await leaver.context.request.get(`${node.address}/api/reports/${id}/export`)).status()).toBe(404)
  }
  expect((await reads<KeyRing>(leaver.context, '/api/keys')).units).toEqual([])
  const body = async (id: string): Promise<Uint8Array> => fromBase64((await reads<ReportView>(lead.context, `/api/reports/${id}`)).body)
  await expect(openWith(copied, await body(third))).rejects.toThrow()
  await openWith(copied, await body(second))
  await joiner.page.goto(`${node.address}/app/reports/${third}`)
  await openVault(joiner.page, phrase)
  await joiner.page.getByText('jade 6603').waitFor()

  if (hasAge) await opensWithAge(lead, unit, [[first, 'jade 6601'], [third, 'jade 6603']])
  expect([lead, leaver, joiner].flatMap(({ faults }) => faults)).toEqual([])
  for (const { context } of [lead, leaver, joiner]) await context.close()
})

/** With the files the browser saved, and the age program alone: the unit's open key, and each exported report. */
const opensWithAge = async ({ page }: Window, unit: string, reports: readonly (readonly [string, string])[]): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'sidmi age '))
  await page.goto(`${node.address}/app/units/${unit}`)
  await openVault(page)
  await page.getByRole('button', { name: 'Descargar la llave abierta' }).click()
  const [key] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: 'Descargar', exact: true }).click()])
  for (const [id, text] of reports) {
    await page.goto(`${node.address}/app/reports/${id}`)
    const [zip] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Descargar el reporte sellado' }).click()])
    const name = '000-report.age'
    writeFileSync(join(folder, name), execFileSync('python3', ['-c', 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))', await zip.path(), name]))
    expect(execFileSync('age', ['--decrypt', '--identity', await key.path(), join(folder, name)], { encoding: 'utf8' })).toContain(text)
  }
  rmSync(folder, { recursive: true })
}

test.runIf(!hasAge)('the age program is not installed (Debian: age): what the browser saves was not opened with it here', () => {
  expect(hasAge).toBe(false)
})

test('when everybody of a unit has lost their phrase, two custodians together bring back the key, and what came before opens', async () => {
  const lead = await officer('recepcion.honduras')
  const { page } = lead
  const unit = await unitOf(lead, /Honduras/)
  const view = (): Promise<UnitView> => reads<UnitView>(lead.context, `/api/units/${unit}`)
  const before = await told(lead, { said: { text: 'malaquita 7701' } }, 'HN')
  await page.goto(`${node.address}/app/units/${unit}`)
  await openVault(page)
  await page.getByRole('button', { name: 'Nombrar custodios' }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, name] of [['Primer custodio', /^Recepción · Casa/], ['Segundo custodio', /^Recepción 2 · Casa/]] as const) {
    await dialog.getByRole('combobox', { name: label }).click()
    await dialog.getByRole('option', { name }).click()
  }
  await dialog.getByRole('button', { name: 'Confiar la llave' }).click()
  await expect.poll(async () => (await view()).keys[0]?.custodians?.isReady, patience).toBe(true)

  const second = await officer('recepcion.2.honduras')
  const phrase = 'nube tambor ladrillo silbato'
  for (const window of [lead, second]) {
    await window.page.goto(`${node.address}/app/units/${unit}`)
    await window.page.getByRole('button', { name: 'Perdí mi frase' }).click()
    const lost = window.page.getByRole('dialog')
    await lost.getByLabel(/^Frase nueva/).fill(phrase)
    await lost.getByLabel(/^La frase otra vez/).fill(phrase)
    await lost.getByRole('button', { name: 'Hacer una llave nueva' }).click()
    await window.page.getByText('Bóveda abierta').waitFor()
  }
  await expect.poll(async () => (await view()).gaps, patience).toContain('noHolder')
  await page.goto(`${node.address}/app/reports/${before}`)
  await openVault(page, phrase)
  await page.getByText(couldNot).waitFor()
  await picture(page, 'vault-nobody-holds')

  const [one, two] = [await officer('recepcion.ecuador'), await officer('recepcion.2.ecuador')]
  await one.page.goto(`${node.address}/app/custody`)
  await openVault(one.page)
  await one.page.getByRole('combobox', { name: 'Para quién se recupera' }).click()
  await one.page.getByRole('option', { name: /^Recepción · Defensoría/ }).click()
  await one.page.getByRole('button', { name: 'Abrir mi parte y pasarla' }).click()
  await two.page.goto(`${node.address}/app/custody`)
  await openVault(two.page)
  await two.page.getByRole('button', { name: 'Recuperar la llave' }).click()
  await expect.poll(async () => (await view()).keys[0]?.holders.length, patience).toBe(1)
  await page.goto(`${node.address}/app/reports/${before}`)
  await openVault(page, phrase)
  await page.getByText('malaquita 7701').waitFor()
  expect(await barriers(page)).toEqual([])
  // The other one gets it from whoever has it again; from then on reports arrive again.
  await page.goto(`${node.address}/app/units/${unit}`)
  await openVault(page, phrase)
  await page.getByRole('button', { name: /^Dar la llave Recepción 2/ }).click()
  await dialog.getByRole('button', { name: 'Es la misma: dar la llave' }).click()
  await expect.poll(async () => (await view()).keys[0]?.holders.length, patience).toBe(2)
  await second.page.goto(`${node.address}/app/reports/${before}`)
  await openVault(second.page, phrase)
  await second.page.getByText('malaquita 7701').waitFor()
  expect([lead, second, one, two].flatMap(({ faults }) => faults)).toEqual([])
  for (const { context } of [lead, second, one, two]) await context.close()
})

/** Everything the page's programs still reach, as text. */
const heapOf = async (page: Page): Promise<string> => {
  const devices = await page.context().newCDPSession(page)
  const chunks: string[] = []
  devices.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await devices.send('HeapProfiler.enable')
  await devices.send('HeapProfiler.collectGarbage')
  await devices.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await devices.detach()
  return chunks.join('')
}

const anIdentity = /AGE-SECRET-KEY-1[0-9A-Z]{58}/

test.each(['locking the vault', 'signing out'] as const)('after %s nothing in the page’s memory opens anything, nor holds what was opened', async (way) => {
  const window = await officer('recepcion.ecuador')
  const { page, context } = window
  const text = `cianita ${way === 'signing out' ? '8801' : '8802'}`
  const id = await told(window, { said: { text } })
  await opens(page, id, text)
  const open = await heapOf(page)
  expect([anIdentity.test(open), open.includes(text)]).toEqual([true, true])
  if (way === 'signing out') {
    await page.getByRole('banner').getByRole('button', { name: /^Recepción/ }).click()
    await page.getByRole('button', { name: 'Salir', exact: true }).click()
    await page.getByRole('heading', { name: 'Entrar', exact: true }).waitFor()
  } else {
    await page.getByRole('button', { name: 'Cerrar la bóveda' }).click()
    await page.getByLabel('Su frase').waitFor()
  }
  const after = await heapOf(page)
  expect([anIdentity.exec(after)?.[0], after.includes(text)]).toEqual([undefined, false])
  await context.close()
})
