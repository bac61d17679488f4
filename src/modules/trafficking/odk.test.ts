// Field forms proven with a client that is not ours: ODK's own engine fetches, fills and sends them to a running node.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { realFile } from '../../../tests/collection-files.ts'
import { addressOf, basic, enrols, filled, institution, xmlPart } from '../../../tests/odk.ts'
import { storiesOn, type Person } from '../../../tests/people.ts'
import { listenToLog, placesHolding } from '../../../tests/planted.ts'
import { readXml } from './rules/xml.ts'
import { accounts } from '../accounts/index.ts'
import type { InstitutionView } from '../accounts/model.ts'
import { catalogues } from '../catalogues/index.ts'
import type { DeviceView, EnrolledDevice, FormView, RecordView } from './model/acts.ts'
import { trafficking } from './index.ts'

const story = storiesOn({ modules: [accounts, catalogues, trafficking] })

const planted = 'Plantadez'
const latest = async (client: Person): Promise<Record<string, string>> => {
  const { items } = await client.sees<{ items: RecordView[] }>('/api/victims')
  const { body } = await client.asks({ method: 'GET', url: '/api/victims/file?standard=htcds' })
  const [header, ...rows] = body.trimEnd().split('\n').map((line) => line.split(','))
  expect(items.length).toBeGreaterThan(0)
  return Object.fromEntries((header ?? []).map((name, at): [string, string] => [name, rows.at(-1)?.[at] ?? '']).filter(([, value]) => value !== ''))
}

story('device.enrol, device.list and device.revoke are the administrator’s, and for migration control never without a focal point', async ({ elena, carla, nadie }) => {
  const shelter = await institution(elena, 'Albergue de prueba')
  expect(await nadie.status('POST', '/api/devices', { name: 'Teléfono', institutionId: shelter.id })).toBe(401)
  expect(await carla.status('POST', '/api/devices', { name: 'Teléfono', institutionId: shelter.id })).toBe(404)
  expect(await carla.status('GET', '/api/devices')).toBe(404)
  const control = await elena.does<InstitutionView & { allowed: string[] }>('POST', '/api/institutions', { name: 'Control de prueba', kind: 'migration', country: 'MX' })
  expect((await elena.isRefused('POST', '/api/devices', { name: 'Teléfono', institutionId: control.id })).code).toBe('device.migrationControl')
  const device = await elena.does<EnrolledDevice & { allowed: string[] }>('POST', '/api/devices', { name: 'Teléfono de Carla', institutionId: shelter.id })
  expect(device.code).toMatch(/^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/)
  expect(JSON.stringify(await elena.sees('/api/devices'))).not.toContain(device.code)
  expect(await elena.does<DeviceView & { allowed: string[] }>('POST', `/api/devices/${device.id}/revocation`)).toMatchObject({ isRevoked: true })
  expect((await elena.isRefused('POST', `/api/devices/${device.id}/revocation`)).code).toBe('device.alreadyRevoked')
})

story('device.enrol gives ODK Collect its settings, and the code opens only forms: form.list, form.prepare, form.submit', async ({ elena, node }) => {
  const { asks, enrolled } = await enrols(elena, node)
  expect(enrolled.qr.path).toMatch(/^M\d/)
  expect(enrolled.address).toBe('http://localhost/openrosa')
  const wrong = [undefined, 'Basic', 'Bearer x', basic(enrolled.username, 'otro'), basic('nadie', enrolled.code), basic(enrolled.username, '')]
  for (const authorization of wrong) {
    const response = await fetch(`${await addressOf(node)}/openrosa/formList`, authorization === undefined ? {} : { headers: { authorization } })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="SIDMI", charset="UTF-8"'])
    expect(await response.text()).toContain('OpenRosaResponse')
  }
  expect((await asks('formList')).status).toBe(200)
  for (const path of ['/api/victims', '/api/victims/figures', '/api/forms', '/api/devices', '/api/session']) {
    const response = await node.app.inject({ method: 'GET', url: path, headers: { authorization: basic(enrolled.username, enrolled.code) } })
    expect(path === '/api/session' ? response.json<{ person: unknown }>().person : response.statusCode).toBe(path === '/api/session' ? null : 401)
  }
  await elena.does('POST', `/api/devices/${enrolled.id}/revocation`)
  expect((await asks('formList')).status).toBe(401)
})

story('form.list and form.read speak OpenRosa 1.0, and form.read gives the file whose hash was listed', async ({ elena, node }) => {
  const { asks } = await enrols(elena, node)
  const response = await asks('formList')
  expect(Object.fromEntries(['x-openrosa-version', 'x-openrosa-accept-content-length', 'content-type'].map((name) => [name, response.headers.get(name)])))
    .toEqual({ 'x-openrosa-version': '1.0', 'x-openrosa-accept-content-length': '8388608', 'content-type': 'text/xml; charset=utf-8' })
  expect(response.headers.get('date')).toMatch(/GMT$/)
  const text = await response.text()
  expect(text).toContain('<xforms xmlns="http://openrosa.org/xforms/xformsList">')
  const listed = readXml(text) as { xforms: { xform: Record<string, string> } }
  expect(Object.keys(listed.xforms.xform)).toEqual(['formID', 'name', 'version', 'hash', 'downloadUrl'])
  const { formID, hash, downloadUrl } = listed.xforms.xform
  const form = await asks(downloadUrl!.replace('http://localhost/openrosa/', ''))
  expect(form.status).toBe(200)
  expect(`md5:${createHash('md5').update(await form.text()).digest('hex')}`).toBe(hash)
  expect(formID).toBe('sidmi-htcds')
  expect((await asks('forms/otro')).status).toBe(404)
})

story('form.prepare answers a HEAD with 204, where to send and how much', async ({ elena, node }) => {
  const { asks } = await enrols(elena, node)
  const response = await asks('submission', { method: 'HEAD' })
  expect([response.status, response.headers.get('location'), response.headers.get('x-openrosa-accept-content-length')])
    .toEqual([204, 'http://localhost/openrosa/submission', '8388608'])
  const stranger = await fetch(`${await addressOf(node)}/openrosa/submission`, { method: 'HEAD' })
  expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="SIDMI", charset="UTF-8"'])
})

story('form.submit: ODK’s engine fills in the node’s own form, and its codes arrive exactly; a second time changes nothing', async ({ elena, carla, node }) => {
  const { asks } = await enrols(elena, node)
  const xml = await (await asks('forms/sidmi-htcds')).text()
  const answers = {
    vic_MethodsOfControl: 'DebtBondage;TakesEarnings', vic_TypeOfExploitation: 'ForcedLabour', vic_RelationshipToTrafficker: 'Unaquainted', prs_Citizenship: 'GT;HN',
    prs_Gender: 'Feminine', hte_State: 'MX-CHP', prs_PrimaryLanguage: 'quc',
  }
  const data = await filled(xml, answers)
  const send = () => asks('submission', { method: 'POST', body: data })
  const first = await send()
  expect(first.status).toBe(201)
  expect(await first.text()).toContain('Recibido: 7 respuestas codificadas. Quedaron fuera 0')
  expect(await latest(carla)).toEqual(answers)
  expect((await send()).status).toBe(202)
  expect(await carla.sees('/api/victims')).toMatchObject({ total: 1 })
})

const iomForm = realFile('../standards/xforms/htcds_xlsform.xml')

story(`form.add and form.submit: ODK’s engine loads IOM’s unmodified HTCDS form from the node; names are typed and kept nowhere${iomForm ? '' : ' (not checked: ../shared/standards is absent)'}`, async ({ elena, carla, node }) => {
  if (!iomForm) return
  const log = listenToLog(node)
  const xml = readFileSync(iomForm, 'utf8')
  const form = await elena.uploads<FormView>('/api/forms', xml)
  expect(form).toMatchObject({ id: 'htcds_xlsform', isShipped: false, kept: expect.arrayContaining(['vic_Methods_of_Control']) as string[] })
  expect(form.left).toEqual(expect.arrayContaining(['prs_First_Name', 'prs_Birthdate', 'cas_IncomingReferralDetails']))
  const { asks } = await enrols(elena, node)
  const served = await (await asks('forms/htcds_xlsform')).text()
  expect(served).toBe(xml)
  const data = await filled(served, {
    con_Consent: 'TRUE', prs_First_Name: `Ana ${planted}`, prs_Second_Name: planted, prs_MobilePhone: planted, prs_MailingStreet: `calle ${planted}`, prs_MailingCountry: planted,
    cas_IncomingReferralDetails: `la vieron con ${planted}`, prs_Gender: 'Feminine', prs_Citizenship: 'HN', vic_Methods_of_Control: 'PhysicalThreats;WithholdsDocuments',
    vic_ForcedLabourIndustry: 'F_Construction', cas_Status: 'FollowUp',
  })
  data.append('foto.jpg', new File([`${planted} en la foto`], 'foto.jpg', { type: 'image/jpeg' }))
  const response = await asks('submission', { method: 'POST', body: data })
  expect(response.status).toBe(201)
  expect(await response.text()).not.toContain(planted)
  expect(await latest(carla)).toEqual({
    con_Consent: 'TRUE', prs_Gender: 'Feminine', prs_Citizenship: 'HN', vic_MethodsOfControl: 'PhysicalThreats;WithholdsDocuments',
    vic_ForcedLabourIndustry: 'F_Construction', cas_Status: 'FollowUp',
  })
  expect(await placesHolding(node, planted)).toEqual([])
  expect(log.join('')).toContain('/openrosa/submission')
  expect(log.join('')).not.toContain(planted)
  const { items } = await carla.sees<{ items: { form: string | null; left: { column: string }[]; faults: { field: string }[] }[] }>('/api/victims/intakes')
  expect(items[0]).toMatchObject({ form: 'htcds_xlsform', faults: [{ field: 'prs_MailingCountry' }] })
  expect(items[0]?.left.map(({ column }) => column)).toEqual(expect.arrayContaining(['prs_FirstName', 'prs_MobilePhone']))
})

story('form.submit refuses what is no form, an unknown form, one without codes, entities, and too much', async ({ elena, node }) => {
  const { asks } = await enrols(elena, node)
  const sends = async (body: RequestInit['body']): Promise<number> => (await asks('submission', { method: 'POST', body: body! })).status
  const form = (inside: string, id = 'sidmi-htcds') => `<data id="${id}"><victim>${inside}</victim><meta><instanceID>uuid:x</instanceID></meta></data>`
  expect(await sends('hola')).toBe(422)
  expect(await sends(xmlPart('hola'))).toBe(422)
  expect(await sends(xmlPart(`<!DOCTYPE data [<!ENTITY a "Feminine">]>${form('<prs_Gender>&a;</prs_Gender>')}`))).toBe(422)
  expect(await sends(xmlPart(form('<prs_Gender>Feminine</prs_Gender>', 'otro')))).toBe(404)
  expect(await sends(xmlPart(form(`<prs_FirstName>${planted}</prs_FirstName>`)))).toBe(422)
  expect(await sends(Buffer.alloc(9 * 1024 ** 2))).toBe(413)
  expect(await placesHolding(node, planted)).toEqual([])
  expect(await sends(xmlPart(form('<prs_Gender>Feminine</prs_Gender>')))).toBe(201)
})

story('form.add, form.read and form.remove: an administrator’s forms, but not the node’s own', async ({ elena, carla, node }) => {
  const refusal = async (xml: string): Promise<string> =>
    (await elena.asks({ method: 'POST', url: '/api/forms', headers: { 'content-type': 'application/xml' }, payload: xml })).json<{ code: string }>().code
  const form = (id: string, question: string) => `<h:html xmlns:h="x"><h:head><h:title>t</h:title><model><instance><data id="${id}"><${question}/></data></instance></model></h:head><h:body/></h:html>`
  expect(await carla.status('POST', '/api/forms')).toBe(404)
  expect(await refusal('hola')).toBe('form.notAForm')
  expect(await refusal(`<!DOCTYPE x>${form('mio', 'prs_Gender')}`)).toBe('form.notAForm')
  expect(await refusal(form('mio', 'prs_FirstName'))).toBe('form.nothingCoded')
  expect(await refusal(form('sidmi-htcds', 'prs_Gender'))).toBe('form.shipped')
  await elena.uploads('/api/forms', form('mio', 'prs_Gender'))
  const { asks } = await enrols(elena, node)
  expect(await (await asks('forms/mio')).text()).toBe(form('mio', 'prs_Gender'))
  expect((await elena.sees<{ items: FormView[] }>('/api/forms')).items.map(({ id }) => id)).toContain('mio')
  expect((await elena.sees<{ xml: string }>('/api/forms/sidmi-htcds')).xml).not.toContain('prs_FirstName')
  expect(await elena.status('DELETE', '/api/forms/sidmi-htcds')).toBe(404)
  await elena.does('DELETE', '/api/forms/mio')
  expect((await asks('forms/mio')).status).toBe(404)
})
