// Figures from ODK Collect: ODK's own engine fills in the form made of the grid, and what it sends stands as if the grid had sent it.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { enrols, filledRows, institution, preparedRows, xmlPart, type Phone } from '../../../tests/odk.ts'
import { storiesOn, type Person, type StoryPeople, type TestNode } from '../../../tests/people.ts'
import { plusDays } from '../../platform/weeks.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import type { DeliveryReceipt } from '../collection/model/delivery.ts'
import { rounds } from '../rounds/index.ts'
import type { ObligationView, RoundView } from '../rounds/model.ts'
import { figureFormId } from '../rounds/model/figure-form.ts'
import { csvOf, type GridView } from '../rounds/model/grid.ts'
import { dayAt, lastPeriods, previousStart } from '../rounds/model/periods.ts'
import { trafficking } from './index.ts'
import type { DeviceList } from './model/acts.ts'

const modules = [accounts, catalogues, collection, rounds, trafficking]

const today = (): string => dayAt(new Date())
const week = (ago: number): string => lastPeriods('weekly', today(), ago + 1)[0]!

const owes = async ({ elena }: Pick<StoryPeople, 'elena'>, { of = 'Albergue de prueba', ...more }: Record<string, unknown> & { of?: string } = {}): Promise<string> => {
  const { id } = await institution(elena, of)
  return (await elena.does<ObligationView>('PUT', '/api/obligations', {
    institutionId: id, sourceId: 'demo-region', territories: ['GT-16', 'GT-01'], cadence: 'weekly', firstPeriod: week(5), dueDays: 3, inForceFrom: plusDays(today(), -100), ...more,
  })).id
}

const listed = async ({ asks }: Phone): Promise<Record<string, string>[]> =>
  [...(await (await asks('formList')).text()).matchAll(/<xform>(.*?)<\/xform>/gs)].map(([, form = '']) =>
    Object.fromEntries([...form.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [name, text])))

const blankOf = async ({ asks }: Phone, id: string): Promise<string> => (await asks(`forms/${figureFormId(id)}`)).text()

const sends = async ({ asks }: Phone, body: FormData, language = 'es'): Promise<{ status: number; text: string }> => {
  const response = await asks('submission', { method: 'POST', body, headers: { 'accept-language': language } })
  return { status: response.status, text: await response.text() }
}

const standing = async (person: Person, period: string): Promise<string | undefined> =>
  (await person.sees<RoundView>('/api/round')).rounds[0]?.rows[0]?.cells.find((cell) => cell?.period === period)?.standing

const deliveries = async (person: Person): Promise<{ id: string; fileName: string; person: string; institution: string }[]> =>
  (await person.sees<{ items: { id: string; fileName: string; person: string; institution: string }[] }>('/api/deliveries')).items

const figures = async (node: TestNode, period: string): Promise<string[]> =>
  (await sql<{ said: string }>`select concat_ws(' ', territory, offence, sex, age_band, nationality, value::int) as said from collection.shared_observation
    where period_start = ${period} and source_id = 'demo-region' order by 1`.execute(node.database.db)).rows.map(({ said }) => said)

const receiptIn = (text: string): string => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? ''

type Row = Record<string, string>
const row = (territory: string, figure: string, more: Row = {}): Row => ({ q_territorio: territory, q_delito: 'robbery', q_hechos_demostracion: figure, ...more })

/** What a telephone would send, written by hand where ODK's engine would not send it. */
const written = (id: string, period: string, rows: readonly Row[], instance = 'uuid:a'): FormData => xmlPart(
  `<data id="${id}" version="x"><periodo>${period}</periodo>${rows.map((each) => `<fila>${Object.entries(each).map(([name, value]) => `<${name}>${value}</${name}>`).join('')}</fila>`).join('')}<meta><instanceID>${instance}</instanceID></meta></data>`,
)

describe('offering', () => {
  const story = storiesOn({ modules })

  story('device.enrol: figures are delivered in the name of a focal point of the device’s institution, and of nobody else', async ({ elena, ana, carla, fatima, node }) => {
    const { id } = await institution(elena, 'Albergue de prueba')
    const enrol = (personId: string) => elena.isRefused('POST', '/api/devices', { name: 'Teléfono', institutionId: id, personId })
    for (const person of [fatima.id, ana.id, crypto.randomUUID()]) expect((await enrol(person)).code).toBe('device.notFocalPoint')
    const other = await institution(elena, 'Fiscalía de prueba')
    expect((await elena.isRefused('POST', '/api/devices', { name: 'Teléfono', institutionId: other.id, personId: carla.id })).code).toBe('device.notFocalPoint')
    const { people, items } = await elena.sees<DeviceList>('/api/devices')
    expect({ people, items }).toEqual({ people: [{ id: carla.id, name: carla.name, institutionId: id }], items: [] })
    const { enrolled } = await enrols(elena, node, { personId: carla.id })
    expect(enrolled.delivers).toBe(carla.name)
  })

  story('form.list and form.read: what the institution owes is offered to a device that delivers; all else looks unknown', async ({ elena, carla, node }) => {
    const own = await owes({ elena })
    const others = await owes({ elena }, { of: 'Fiscalía de prueba', territories: ['MX-CHP'] })
    const [mute, phone] = [await enrols(elena, node), await enrols(elena, node, { personId: carla.id })]
    expect((await listed(mute)).map(({ formID }) => formID)).toEqual(['sidmi-htcds'])
    const [, form, ...more] = await listed(phone)
    expect([form?.['formID'], more]).toEqual([figureFormId(own), []])
    const xml = await blankOf(phone, own)
    expect(form?.['hash']).toBe(`md5:${createHash('md5').update(xml).digest('hex')}`)
    expect(xml).toContain(`version="${form?.['version'] ?? ''}"`)
    const unknown = [figureFormId(others), figureFormId(crypto.randomUUID()), 'sidmi-cifras-', 'otro']
    const answers = await Promise.all(unknown.map(async (id) => (await phone.asks(`forms/${id}`)).text()))
    expect(new Set(answers).size).toBe(1)
    expect((await mute.asks(`forms/${figureFormId(own)}`)).status).toBe(404)
    const sent = await Promise.all(unknown.map((id) => sends(phone, written(id, week(2), [row('MX-CHP', '3')]))))
    expect(new Set(sent.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(sent[0]?.text).toContain('Este nodo no tiene ese formulario')
    expect((await sends(mute, written(figureFormId(own), week(2), [row('GT-16', '3')]))).status).toBe(404)
    expect(await deliveries(carla)).toEqual([])
  })

  story('form.list: the version changes when the obligation’s places do, the name does not; both languages are in it', async ({ elena, carla, node }) => {
    const id = await owes({ elena })
    const phone = await enrols(elena, node, { personId: carla.id })
    const version = async (): Promise<string | undefined> => (await listed(phone)).find(({ formID }) => formID === figureFormId(id))?.['version']
    const before = await version()
    expect(await version()).toBe(before)
    await owes({ elena }, { territories: ['GT-16'] })
    expect(await version()).not.toBe(before)
    await owes({ elena })
    expect(await version()).toBe(before)
    const xml = await blankOf(phone, id)
    for (const words of ['<value>Territorio</value>', '<value>Territory</value>', '<value>Hechos (demostración)</value>', '<value>Events (demonstration)</value>']) expect(xml).toContain(words)
    expect([1, 2, 5].every((ago) => xml.includes(`<value>${week(ago)}</value>`))).toBe(true)
    expect([xml.includes(`<value>${week(0)}</value>`), xml.includes(`<value>${week(6)}</value>`)]).toEqual([false, false])
  })

  story('form.add: an administrator’s form cannot take the name of one of figures', async ({ elena }) => {
    const form = `<h:html xmlns:h="x"><h:head><h:title>t</h:title><model><instance><data id="${figureFormId(crypto.randomUUID())}"><prs_Gender/></data></instance></model></h:head><h:body/></h:html>`
    const response = await elena.asks({ method: 'POST', url: '/api/forms', headers: { 'content-type': 'application/xml' }, payload: form })
    expect(response.json<{ code: string }>().code).toBe('form.shipped')
  })
})

describe('delivering', () => {
  const story = storiesOn({ modules })

  story('form.submit: what does not fit is refused with a sentence, and nothing of it is kept', async ({ elena, carla, node }) => {
    const id = await owes({ elena })
    const phone = await enrols(elena, node, { personId: carla.id })
    const refusal = async (period: string, rows: readonly Row[]): Promise<string> => {
      const { status, text } = await sends(phone, written(figureFormId(id), period, rows))
      expect(text).toContain('<message nature="submit_error">')
      return `${status} ${/<message[^>]*>([^<]*)/.exec(text)?.[1] ?? ''}`
    }
    const one = [row('GT-16', '3')]
    expect(await refusal('', one)).toMatch(/^422 Al formulario le falta el periodo/)
    expect(await refusal('ayer', one)).toMatch(/^409 Ese periodo no es de los que/)
    expect(await refusal(plusDays(week(2), 1), one)).toMatch(/^409 Ese periodo no es de los que/)
    expect(await refusal(week(6), one)).toMatch(/^409 Ese periodo no se debe/)
    expect(await refusal(week(0), one)).toMatch(/^409 El periodo semana .* todavía corre/)
    expect(await refusal(week(2), [row('MX-CHP', '3')])).toBe('422 Fila 1, Territorio: La respuesta no está en la lista de territorio. Corrija y envíe de nuevo; nada se guardó.')
    expect(await refusal(week(2), [row('GT-16', '3'), row('', '3'), row('GT-01', '-3')])).toMatch(/^422 Fila 2, Territorio: Falta territorio: elija de la lista. Hay 1 más/)
    expect(await refusal(week(2), [row('GT-01', '3.5')])).toMatch(/^422 Fila 1, .*: La respuesta no es un número entero/)
    expect(await refusal(week(2), [...one, row('GT-16', '4')])).toMatch(/^422 Fila 2, .*: Cuenta lo mismo que la fila 1/)
    expect(await refusal(week(2), [row('GT-16', '')])).toMatch(/^422 Ninguna fila trae cifra/)
    expect(await refusal(week(2), [row('GT-16', '3', { q_otra: 'x' })])).toMatch(/^409 El formulario es de una versión anterior/)
    expect(await refusal(week(2), Array.from({ length: 501 }, () => row('GT-16', '')))).toMatch(/^413 El formulario trae más de 500 filas/)
    expect((await sends(phone, xmlPart(`<data id="${figureFormId(id)}"><periodo>`))).status).toBe(422)
    expect((await sends(phone, written(figureFormId(id), week(2), one, ''))).status).toBe(422)
    expect((await sends(phone, written(figureFormId(id), week(0), one), 'en')).text).toContain('is still running')
    await node.works()
    expect([await deliveries(carla), await figures(node, week(2))]).toEqual([[], []])
  })

  story('form.submit: ODK’s engine fills in the form, and it is the delivery the grid would have made', async ({ elena, carla, node }) => {
    const id = await owes({ elena })
    const phone = await enrols(elena, node, { personId: carla.id })
    const xml = await blankOf(phone, id)
    await filledRows(xml, { periodo: week(2) }, [{ q_hechos_demostracion: '3' }], 'pending')
    await filledRows(xml, { periodo: week(2) }, [row('GT-16', '-1')], 'pending')
    const data = await filledRows(xml, { periodo: week(2) }, [
      row('GT-16', '12', { q_sexo: 'female', q_edad: '18-29', q_nacionalidad: 'HN' }), row('GT-01', '0'), row('GT-01', '', { q_sexo: 'male' }),
    ])
    const { status, text } = await sends(phone, data)
    expect([status, text]).toEqual([201, expect.stringMatching(/Entrega recibida.*\nDelivery received/) as string])
    await node.works()
    expect(await figures(node, week(2))).toEqual(['GT-01 robbery 0', 'GT-16 robbery female 18-29 HN 12'])
    expect(await standing(carla, week(2))).toMatch(/^delivered/)
    const receipt = await carla.sees<DeliveryReceipt>(`/api/deliveries/${receiptIn(text)}`)
    expect(receipt).toMatchObject({
      state: 'done', institution: 'Albergue de prueba', person: carla.name, source: 'demo-region', fileName: `demo-region-${week(2)}-${phone.enrolled.username}.csv`,
      counts: { read: 2, refused: 0, added: 2 },
    })
    const { grid } = await carla.sees<GridView>(`/api/grids/${id}?period=${week(2)}`)
    const csv = csvOf(grid!, [['GT-16', 'robbery', 'female', '18-29', 'HN', '12'], ['GT-01', 'robbery', '', '', '', '0']])
    expect(receipt.fileSha256).toBe(createHash('sha256').update(csv).digest('hex'))
    expect((await node.remembers('delivery.receive')).at(-1)).toMatchObject({ outcome: 'done', actorId: carla.id, subject: receipt.id })
    expect((await elena.sees<DeviceList>('/api/devices')).items.find(({ id: own }) => own === phone.enrolled.id)?.lastSentAt).not.toBeNull()
  })

  story('form.submit: the same form again changes nothing, a second one corrects the first, and one id cannot say two things', async ({ elena, carla, node }) => {
    const id = await owes({ elena })
    const phone = await enrols(elena, node, { personId: carla.id })
    const xml = await blankOf(phone, id)
    expect(xml).toMatch(/<value>semana [^<]* \(ya entregado: esto lo reemplaza\)<\/value>/)
    const first = await filledRows(xml, { periodo: week(3) }, [row('GT-16', '5'), row('GT-01', '1')])
    const receipts = [await sends(phone, first), await sends(phone, first), ...(await Promise.all([sends(phone, first), sends(phone, first)]))]
    await node.works()
    expect(receipts.map(({ status }) => status)).toEqual([201, 202, 202, 202])
    expect(new Set(receipts.map(({ text }) => receiptIn(text))).size).toBe(1)
    const again = await filledRows(xml, { periodo: week(3) }, [row('GT-16', '6'), row('GT-01', '1')])
    expect((await sends(phone, again)).status).toBe(201)
    await node.works()
    expect(await figures(node, week(3))).toEqual(['GT-01 robbery 1', 'GT-16 robbery 6'])
    const before = (await deliveries(carla)).length
    const own = 'uuid:b'
    expect((await sends(phone, written(figureFormId(id), week(4), [row('GT-16', '7')], own))).status).toBe(201)
    const { status, text } = await sends(phone, written(figureFormId(id), week(4), [row('GT-16', '8')], own))
    expect([status, text]).toEqual([409, expect.stringContaining('submit_error') as string])
    await elena.does('POST', `/api/obligations/${id}/end`, { lastPeriod: week(5) })
    expect((await sends(phone, first)).status).toBe(202)
    expect((await sends(phone, written(figureFormId(id), week(4), [row('GT-16', '7')], 'uuid:c'))).status).toBe(409)
    await node.works()
    expect([(await deliveries(carla)).length, await figures(node, week(4))]).toEqual([before + 1, ['GT-16 robbery 7']])
  })
})

describe('as the grid', () => {
  const story = storiesOn({ modules })

  story('form.list: rows are prepared as in the period before, without its figures', async ({ elena, carla, node }) => {
    const id = await owes({ elena }, { firstPeriod: week(1) })
    await importFile(node.system, { sourceId: 'demo-region', body: bytesOf(`week,territory,offence,sex,age_band,nationality,incidents\n${week(2)},GT-16,robbery,female,18-29,,4\n`), name: 'nodo.csv' })
    const phone = await enrols(elena, node, { personId: carla.id })
    const [prepared, ...more] = await preparedRows(await blankOf(phone, id))
    expect([prepared, more]).toEqual([{ q_territorio: 'GT-16', q_delito: 'robbery', q_sexo: 'female', q_edad: '18-29' }, []])
  })

  story('form.submit: of a month owed of a weekly source each of its weeks is a period of the form, and no other week', async ({ elena, carla, node }) => {
    const month = previousStart('monthly', today())
    const id = await owes({ elena }, { cadence: 'monthly', firstPeriod: month, territories: ['GT-16'] })
    const phone = await enrols(elena, node, { personId: carla.id })
    const offered = [...(await blankOf(phone, id)).matchAll(/<value>(\d{4}-\d{2}-\d{2})<\/value>/g)].map(([, start]) => start)
    expect(offered).toEqual(lastPeriods('weekly', today(), 12).filter((start) => start.startsWith(month.slice(0, 7))))
    const first = offered[0]!
    expect((await sends(phone, await filledRows(await blankOf(phone, id), { periodo: first }, [row('GT-16', '2')]))).status).toBe(201)
    await node.works()
    expect(await figures(node, first)).toEqual(['GT-16 robbery 2'])
    expect((await sends(phone, written(figureFormId(id), previousStart('weekly', first), [row('GT-16', '2')]))).status).toBe(409)
  })

  story('form.list: of years owed of a weekly source only the latest weeks are periods of the form, so that a telephone does not wait for hundreds', async ({ elena, carla, node }) => {
    const years = lastPeriods('yearly', today(), 3)
    const id = await owes({ elena }, { cadence: 'yearly', firstPeriod: years[0], inForceFrom: years[0] })
    const phone = await enrols(elena, node, { personId: carla.id })
    const offered = [...(await blankOf(phone, id)).matchAll(/<value>(\d{4}-\d{2}-\d{2})<\/value>/g)].map(([, start]) => start)
    expect(offered).toEqual(lastPeriods('weekly', plusDays(years[2]!, -1), 60))
  })

  story('form.submit: where no territories were named and another delivered, the form is neither offered nor received', async ({ elena, carla, node }) => {
    const id = await owes({ elena }, { territories: [], firstPeriod: week(2) })
    const phone = await enrols(elena, node, { personId: carla.id })
    expect((await listed(phone)).map(({ formID }) => formID)).toContain(figureFormId(id))
    const xml = await blankOf(phone, id)
    expect([xml.includes(`<value>${week(1)}</value>`), xml.includes(`<value>${week(2)}</value>`)]).toEqual([true, false])
    const { status, text } = await sends(phone, written(figureFormId(id), week(2), [row('GT-17', '1')]))
    expect([status, text]).toEqual([409, expect.stringMatching(/entregó otra institución, o el nodo.* Nada se guardó/) as string])
  })

  story('form.list and form.submit: migration control delivers figures as with the grid, and not one form of victims reaches it', async ({ elena, hugo, node }) => {
    const control = await institution(elena, 'Migración de prueba')
    const person = { name: hugo.name, institutionId: control.id, roles: ['focal-point'], territories: ['MX'] }
    await elena.does('PUT', `/api/people/${hugo.id}`, person)
    const id = await owes({ elena }, { of: 'Migración de prueba', territories: ['MX-CHP'] })
    expect((await elena.isRefused('POST', '/api/devices', { name: 'Teléfono', institutionId: control.id })).code).toBe('device.migrationControl')
    const phone = await enrols(elena, node, { of: 'Migración de prueba', personId: hugo.id })
    expect((await listed(phone)).map(({ formID }) => formID)).toEqual([figureFormId(id)])
    expect((await phone.asks('forms/sidmi-htcds')).status).toBe(404)
    const victims = xmlPart('<data id="sidmi-htcds"><victim><prs_Gender>Feminine</prs_Gender></victim><meta><instanceID>uuid:v</instanceID></meta></data>')
    expect((await sends(phone, victims)).status).toBe(404)
    const { rows } = await sql`select from trafficking.record`.execute(node.database.owner)
    expect(rows).toEqual([])
    expect((await phone.asks('submission', { method: 'HEAD' })).status).toBe(204)
    const data = await filledRows(await blankOf(phone, id), { periodo: week(1) }, [row('MX-CHP', '9')])
    expect((await sends(phone, data)).status).toBe(201)
    await node.works()
    expect([await figures(node, week(1)), await standing(hugo, week(1))]).toEqual([['MX-CHP robbery 9'], expect.stringMatching(/^delivered/)])
    await elena.does('PUT', `/api/people/${hugo.id}`, { ...person, roles: ['duty-officer'] })
    expect((await phone.asks('formList')).status).toBe(401)
  })

  story('form.submit: when the person in whose name it delivers is no focal point any more, the device is told so', async ({ elena, carla, node }) => {
    const id = await owes({ elena })
    const phone = await enrols(elena, node, { personId: carla.id })
    const [shelter, other] = [await institution(elena, 'Albergue de prueba'), await institution(elena, 'Fiscalía de prueba')]
    const person = { name: carla.name, institutionId: shelter.id, roles: ['focal-point'], territories: ['GT'] }
    const offered = async (): Promise<number> => (await listed(phone)).length
    expect(await offered()).toBe(2)
    await elena.does('PUT', `/api/people/${carla.id}`, { ...person, institutionId: other.id })
    expect(await offered()).toBe(1)
    await elena.does('PUT', `/api/people/${carla.id}`, person)
    expect(await offered()).toBe(2)
    await elena.does('POST', `/api/people/${carla.id}/deactivation`, {})
    expect((await listed(phone)).map(({ formID }) => formID)).toEqual(['sidmi-htcds'])
    const { status, text } = await sends(phone, written(figureFormId(id), week(3), [row('GT-16', '7')]))
    expect([status, text]).toEqual([409, expect.stringContaining('ya no es punto focal') as string])
  })
})
