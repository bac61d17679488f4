// New units in a browser: announced, doubted, vouched for with a key; and what an administrator is told before migration control takes an institution's keys for good.
import { expect, test } from 'vitest'
import { openVault, signedIn, vaultIsOpen } from './people.ts'
import { barriers, isTooWide, patience, phone, picture, placeForAll, type Window } from './place.ts'

const place = placeForAll()

const personAt = (mailbox: string, options: Parameters<typeof signedIn>[3] = {}): Promise<Window> => signedIn(place.browser, place.address, mailbox, options)

/** An institution of no demonstration with two reception officers, made by the administrator. */
const newcomers = async (name: string): Promise<Window[]> => {
  const { context } = await personAt('administracion')
  const institution = (await (await context.request.post(`${place.address}/api/institutions`, { data: { name, kind: 'shelter', country: 'EC' } })).json()) as { id: string }
  const { items } = await (await context.request.get(`${place.address}/api/people`)).json() as { items: { id: string; email: string; name: string }[] }
  const people = items.filter(({ email }) => /^(analista|guardia|enlace|acogida)\./.test(email) && !email.startsWith('acogida.ecuador')).slice(0, 2)
  expect(people).toHaveLength(2)
  for (const person of people) {
    const reply = await context.request.put(`${place.address}/api/people/${person.id}`, { data: { name: person.name, territories: [], institutionId: institution.id, roles: ['reception-officer'] } })
    expect(await reply.text()).toContain(institution.id)
  }
  await context.close()
  return Promise.all(people.map(({ email }) => personAt(email.split('@')[0] ?? '')))
}

const makeKey = async ({ page }: Window, phrase: string): Promise<void> => {
  await page.goto(`${place.address}/app/key`)
  await page.getByLabel(/^Frase nueva/).fill(phrase)
  await page.getByLabel(/^La frase otra vez/).fill(phrase)
  await page.getByRole('button', { name: 'Hacer mi llave' }).click()
  await vaultIsOpen(page)
}

test('a new unit is announced, told to officers of other units, doubted, and receives once one of them vouches with their key', async () => {
  const [lead, second] = await newcomers('Casa recién llegada') as [Window, Window]
  const phrase = 'lunes pizarra cometa trigo violín'
  await makeKey(second, phrase)
  await makeKey(lead, phrase)
  const { page } = lead
  await page.goto(`${place.address}/app/units/new`)
  await page.getByLabel(/^Nombre de la unidad/).fill('Recepción recién llegada')
  await page.getByLabel(/^Días hasta la primera respuesta/).fill('2')
  await page.getByRole('button', { name: 'Crear la unidad' }).click()
  await openVault(page, phrase)
  await page.getByRole('button', { name: 'Hacer la llave' }).click()
  await page.getByRole('button', { name: 'Dar la llave a otra persona' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await dialog.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Dar la llave', exact: true }).click()
  await page.getByText(/^Su llave está anunciada a todos/).waitFor(patience)
  await picture(page, 'unit-announced')
  expect(await barriers(page)).toEqual([])

  const anyone = await personAt('recepcion.honduras', { view: phone, language: 'en' })
  await anyone.context.request.put(`${place.address}/api/language`, { data: { language: 'en' } })
  await anyone.page.goto(`${place.address}/en/who-can-read`)
  await anyone.page.getByRole('table').getByText('Recepción recién llegada').waitFor()
  await picture(anyone.page, 'who-can-read-announced-phone-en')
  expect(await barriers(anyone.page)).toEqual([])
  expect(await isTooWide(anyone.page)).toBe(false)
  await anyone.page.goto(`${place.address}/en/answer-times`)
  await anyone.page.getByRole('heading', { name: 'How long reports wait for an answer' }).waitFor()
  await picture(anyone.page, 'answer-times-phone-en')
  expect(await barriers(anyone.page)).toEqual([])
  await anyone.page.goto(`${place.address}/app/units`)
  await anyone.page.getByRole('heading', { name: 'New units that wait' }).waitFor()
  await picture(anyone.page, 'units-waiting-phone-en')
  expect(await barriers(anyone.page)).toEqual([])
  expect(await isTooWide(anyone.page)).toBe(false)
  await anyone.page.getByRole('button', { name: /^I do not know it/ }).click()
  await anyone.page.getByRole('dialog').getByRole('button', { name: 'I do not know it' }).click()
  await anyone.page.getByText('Once somebody vouches: not known to 1').waitFor()
  await anyone.context.request.put(`${place.address}/api/language`, { data: { language: 'es' } })

  const voucher = await personAt('recepcion.2.honduras')
  await voucher.page.goto(`${place.address}/app/units`)
  await openVault(voucher.page)
  await voucher.page.getByRole('button', { name: /^Dar fe/ }).focus()
  await voucher.page.keyboard.press('Enter')
  await voucher.page.getByRole('dialog').getByText('Llame a «Casa recién llegada»').waitFor()
  await picture(voucher.page, 'unit-vouch-desk-es')
  expect(await barriers(voucher.page)).toEqual([])
  await voucher.page.getByRole('dialog').getByRole('button', { name: 'La huella es la suya: doy fe' }).click()
  await voucher.page.getByRole('heading', { name: 'Unidades nuevas que esperan' }).waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('Recibe reportes').waitFor()
  await page.getByText('Desde otra unidad: dio fe de esta llave').waitFor()
  expect([lead, second, anyone, voucher].flatMap(({ faults }) => faults)).toEqual([])
  for (const { context } of [lead, second, anyone, voucher]) await context.close()
})

test('before an institution becomes migration control the form says what is lost for good, and asks for its name', async () => {
  const { page, context, faults } = await personAt('administracion', { view: phone })
  await page.goto(`${place.address}/app/institutions`)
  await page.getByRole('button', { name: 'Casa recién llegada' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Clase' }).click()
  await dialog.getByRole('option', { name: 'Control migratorio' }).click()
  await dialog.getByText('Esto no se puede deshacer').waitFor()
  await dialog.getByText(/Dejan de recibir: Recepción recién llegada/).waitFor()
  await picture(page, 'institution-migration-phone-es')
  expect(await barriers(page)).toEqual([])
  const save = dialog.getByRole('button', { name: 'Pasarla a control migratorio para siempre' })
  await dialog.getByLabel(/^Para seguir, escriba su nombre de hoy/).fill('casa recien')
  await save.click()
  await dialog.getByText(/^No se cambió nada/).waitFor()
  await dialog.getByLabel(/^Para seguir, escriba su nombre de hoy/).fill('Casa recién llegada')
  await save.click()
  await page.getByText('Institución guardada.').waitFor()
  const { units } = await (await context.request.get(`${place.address}/api/units/public`)).json() as { units: { name: string }[] }
  expect(units.map(({ name }) => name)).not.toContain('Recepción recién llegada')
  expect(faults).toEqual([])
  await context.close()
})
