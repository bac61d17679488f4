// Stories of trafficking records: only codes come in, all of them go out again, and each institution sees its own.
import { expect } from 'vitest'
import { storiesOn, type Client, type Person } from '../../../tests/people.ts'
import { listenToLog, placesHolding } from '../../../tests/planted.ts'
import { accounts } from '../accounts/index.ts'
import type { InstitutionView, PersonView } from '../accounts/model.ts'
import { catalogues } from '../catalogues/index.ts'
import type { FigureTable, IntakeView, RecordView } from './model/acts.ts'
import { ctdc, keptFields } from './rules/content.ts'
import { trafficking } from './index.ts'

const story = storiesOn({ modules: [accounts, catalogues, trafficking] })

const planted = 'Plantadez'
const identities = [
  'prs_IdentityNumber,prs_First_Name,prs_SecondName,prs_Birthdate,prs_MobilePhone,cco_CaseComment,prs_Gender,vic_Methods_of_Control,cas_IncomingReferralDate,Vecina de Plantadez',
  `${planted}-77,María,${planted},2009-04-05,+502 5555 ${planted},"Vive con ${planted},\nen la casa azul",Feminine,DebtBondage PhysicalAbuse,2025-05-06,${planted}`,
  `${planted}-78,Ana,${planted},1990-04-05,,,Masculine,${planted},2025-05-06,`,
  '',
].join('\n')

const brings = (client: Client, text: string, standard = 'htcds'): Promise<IntakeView> => client.uploads<IntakeView>(`/api/victims/intakes?standard=${standard}`, text)
const fetches = async (client: Client, query: string): Promise<string> => (await client.asks({ method: 'GET', url: `/api/victims/file?${query}` })).body
const records = (client: Client) => client.sees<{ items: RecordView[]; total: number }>('/api/victims')

/** One value of every kept field, and none of who anybody is. */
const every: Record<string, string> = Object.fromEntries(keptFields.htcds.map(({ name, kind, values }) => [name, {
  code: values[0]?.code ?? '', codes: values.slice(0, 3).map(({ code }) => code).join(';'), country: 'MX', countries: 'HN;GTM', territory: 'MX-CHP', language: 'quc',
  'yes-no': 'TRUE', count: '2', age: '17', date: '2025-05-06', year: '2025', alpha3: 'MEX', flag: '1',
}[kind]]))
const whole = [Object.keys(every).join(','), Object.values(every).join(','), Object.keys(every).map((name) => (name === 'vic_RelationshipToTrafficker' ? 'Unaquainted' : '')).join(','), ''].join('\n')

story('victim.import and every other act on records are refused to strangers and to those whose work they are not', async ({ nadie, bruno, elena }) => {
  for (const [method, path] of [
    ['POST', '/api/victims/intakes?standard=htcds'], ['GET', '/api/victims'], ['GET', '/api/victims/intakes'], ['GET', '/api/victims/figures'], ['GET', '/api/victims/file?standard=htcds'],
  ] as const) {
    expect(await nadie.status(method, path)).toBe(401)
    for (const person of [bruno, elena]) expect(await person.status(method, path)).toBe(404)
  }
})

story('victim.import refuses what is not the standard, and says so without repeating it', async ({ carla, node }) => {
  const refused = async (text: string | Buffer, standard = 'htcds') => {
    const response = await carla.asks({ method: 'POST', url: `/api/victims/intakes?standard=${standard}`, headers: { 'content-type': 'text/csv' }, payload: text })
    expect(response.body).not.toContain(planted)
    const { code, title } = response.json<{ code: string; title: string }>()
    return code === 'request.tooLarge' ? `${code} ${String(title.includes('16 MB'))}` : code
  }
  expect(await refused('')).toBe('victim.noColumns')
  expect(await refused(`María,${planted}\n1,2\n`)).toBe('victim.noColumns')
  expect(await refused(`prs_Gender,vic_MethodsOfControl,vic_Methods_of_Control\nFeminine,${planted},\n`)).toBe('victim.repeated')
  expect(await refused(`prs_Gender,prs_FirstName\nFeminine,"${planted}\n`)).toBe('victim.unreadable')
  expect(await refused(whole, 'ctdc')).toBe('victim.noColumns')
  expect(await refused(Buffer.alloc(17 * 1024 ** 2, 'a'))).toBe('request.tooLarge true')
  expect((await records(carla)).total).toBe(0)
  expect(await placesHolding(node, planted)).toEqual([])
})

story('victim.import keeps the codes and leaves identities at the door: the planted name is nowhere', async ({ carla, node }) => {
  const log = listenToLog(node)
  const intake = await brings(carla, identities)
  expect(intake.counts).toEqual({ read: 2, added: 1, changed: 0, unchanged: 0, refused: 1 })
  expect(intake.left.map(({ column, class: kind, cells }) => [column, kind, cells])).toEqual([
    ['prs_IdentityNumber', 'identity', 2], ['prs_First_Name', 'identity', 2], ['prs_SecondName', 'identity', 2], ['prs_Birthdate', 'identity', 2],
    ['prs_MobilePhone', 'identity', 1], ['cco_CaseComment', 'free-text', 1], ['Vecina de Plantadez', 'unknown', 1],
  ])
  expect(intake.faults).toMatchObject([{ line: 4, field: 'vic_MethodsOfControl', sentence: { es: expect.stringContaining('DebtBondage') as string } }])
  const { items } = await records(carla)
  expect(items[0]?.units.map(({ unit, facts }) => [unit, facts.map(({ field, values }) => [field, values.map(({ es }) => es)])])).toEqual([
    ['event', [['vic_MethodsOfControl', expect.arrayContaining([expect.any(String)]) as string[]]]],
    ['victim', [['ageBroad', ['9 a 17']], ['prs_Gender', ['Femenino']]]], ['reporting-entity', [['cas_IncomingReferralDate', ['2025-05-06']]]],
  ])
  expect((await node.remembers('victim.import')).at(-1)).toMatchObject({ outcome: 'done', subject: intake.id })
  expect(await placesHolding(node, planted)).toEqual([])
  expect(await placesHolding(node, 'casa azul')).toEqual([])
  expect(await placesHolding(node, '2009-04-05')).toEqual([])
  expect(await placesHolding(node, 'DebtBondage')).toContain('trafficking.record')
  expect(log.join('')).toContain('/api/victims/intakes')
  expect(log.join('')).not.toContain(planted)
})

story('victim.import of the same people again changes their records and adds none', async ({ carla }) => {
  const before = (await records(carla)).items.map(({ id }) => id)
  expect((await brings(carla, identities)).counts).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
  expect((await brings(carla, identities.replace('DebtBondage PhysicalAbuse', 'FalsePromises'))).counts).toMatchObject({ added: 0, changed: 1, unchanged: 0 })
  expect((await records(carla)).items.map(({ id }) => id)).toEqual(before)
})

story('victim.export gives back every code: file → node → file → other institution → file, byte for byte', async ({ dario, ana }) => {
  const intake = await brings(dario, whole)
  expect(intake).toMatchObject({ counts: { read: 2, added: 2, refused: 0 }, left: [], faults: [] })
  expect(await fetches(dario, `standard=htcds&intake=${intake.id}`)).toBe(whole)
  const exported = await fetches(dario, 'standard=htcds')
  expect(exported).toBe(whole)
  await brings(ana, exported)
  expect(await fetches(ana, 'standard=htcds')).toBe(whole)
})

story('victim.export of one file has its own columns, in their order and spelling', async ({ dario, carla }) => {
  const text = 'vic_Methods_of_Control,prs_Gender,vic_RelationshipToTrafficker\nDebtBondage;TakesEarnings,Feminine,Unaquainted\n,Masculine,\n,Masculine,\n'
  const intake = await brings(dario, text)
  expect(intake.counts.added).toBe(3)
  expect(await fetches(dario, `standard=htcds&intake=${intake.id}`)).toBe(text)
  expect(await carla.status('GET', `/api/victims/file?standard=htcds&intake=${intake.id}`)).toBe(404)
  expect((await brings(dario, text)).counts).toMatchObject({ added: 0, unchanged: 3 })
})

const ctdcHeader = ctdc.variables.map(({ field }) => field).join(',')
const ctdcFile = `${ctdcHeader}\n2019,Woman,9--17,HND,MEX,0--12 (0-1 yr),1,,1,,,,,,,1,,,,,,1,,,,1,\n2020,,48+,,,,,,,,,,,,1,,,1,,,,,,,,,\n`

story('victim.import of a CTDC file and victim.export of it are equal, and HTCDS records join it through the crosswalk', async ({ ana, dario }) => {
  const intake = await brings(ana, ctdcFile, 'ctdc')
  expect(intake.counts).toMatchObject({ read: 2, added: 2, refused: 0 })
  expect(await fetches(ana, `standard=ctdc&intake=${intake.id}`)).toBe(ctdcFile)
  expect((await brings(ana, ctdcFile.replace('48+', '49 años'), 'ctdc')).counts.refused).toBe(1)
  const [header, first] = (await fetches(dario, 'standard=ctdc')).split('\n')
  expect(header).toBe(ctdcHeader)
  const row = Object.fromEntries(ctdc.variables.map(({ field }, at) => [field, first?.split(',')[at]]))
  expect(row).toMatchObject({ yearOfRegistration: '2025', gender: 'Woman', citizenship: 'HND', meansThreats: '1', isForcedLabour: '1', typeOfLabourAgriculture: '1', recruiterRelationFamily: '1' })
})

const counted = (client: Client, ...by: string[]): Promise<FigureTable> => client.sees<FigureTable>(`/api/victims/figures?by=${by.join(',')}`)
const shown = ({ rows }: FigureTable) => Object.fromEntries(rows.map(({ at, own, others }) => [at.map(({ code }) => code).join(' '), [own, others]]))

story('victim.figures counts one’s own exactly and others’ only in fives', async ({ carla, dario }) => {
  await brings(dario, `caseid,prs_Gender,vic_TraffickingStatus\n${Array.from({ length: 33 }, (_, at) => `c${String(at)},NonConforming,${at < 3 ? 'Possible' : 'Actual'}VictimOfTrafficking`).join('\n')}\n`)
  const carlas = await counted(carla, 'gender')
  expect(shown(carlas)).toEqual({ Woman: [1, '<5'], 'Trans/Transgender/NonConforming': [0, 30] })
  expect(carlas).toMatchObject({ own: 1, ownWithValue: 1, others: 35 })
  expect(shown(await counted(carla, 'vic_TraffickingStatus'))).toMatchObject({ ActualVictimOfTrafficking: [0, 30], PossibleVictimOfTrafficking: [0, 5] })
  expect(shown(await counted(carla, 'gender', 'vic_TraffickingStatus'))).toEqual({ 'Trans/Transgender/NonConforming ActualVictimOfTrafficking': [0, 30] })
  expect(shown(await counted(dario, 'vic_TraffickingStatus'))).toMatchObject({ ActualVictimOfTrafficking: [30, '<5'], PossibleVictimOfTrafficking: [4, '<5'] })
  expect(await carla.status('GET', '/api/victims/figures?by=prs_FirstName')).toBe(400)
})

story('victim.list, victim.listIntakes and victim.withdraw keep to one’s own institution', async ({ carla, dario }) => {
  const { items } = await carla.sees<{ items: IntakeView[] }>('/api/victims/intakes')
  expect(items).toHaveLength(3)
  expect(items.every(({ institution }) => institution === 'Albergue de prueba')).toBe(true)
  const latest = items[0]!.id
  expect(await dario.status('DELETE', `/api/victims/intakes/${latest}`)).toBe(404)
  await carla.does('DELETE', `/api/victims/intakes/${latest}`)
  expect((await carla.sees<{ items: IntakeView[] }>('/api/victims/intakes')).items).toHaveLength(2)
  expect((await records(dario)).total).toBeGreaterThan(30)
})

story('victim.withdraw leaves what another file brought too, as that one brought it', async ({ carla }) => {
  const methods = async () => (await records(carla)).items.flatMap(({ units }) => units.flatMap(({ facts }) => facts.filter(({ field }) => field === 'vic_MethodsOfControl').map(({ values }) => values.length)))
  const [second, first] = (await carla.sees<{ items: IntakeView[] }>('/api/victims/intakes')).items
  expect(await methods()).toEqual([2])
  await carla.does('DELETE', `/api/victims/intakes/${second!.id}`)
  expect(await methods()).toEqual([2])
  const third = await brings(carla, identities.replace('DebtBondage PhysicalAbuse', 'FalsePromises'))
  expect(third.counts).toMatchObject({ added: 0, changed: 1 })
  expect(await methods()).toEqual([1])
  expect(await fetches(carla, `standard=htcds&intake=${first!.id}`)).toContain('DebtBondage;PhysicalAbuse')
  await carla.does('DELETE', `/api/victims/intakes/${first!.id}`)
  expect(await methods()).toEqual([1])
  await carla.does('DELETE', `/api/victims/intakes/${third.id}`)
  expect(await records(carla)).toMatchObject({ items: [], total: 0 })
})

const moveTo = async (elena: Person, person: Person, institutionId: string): Promise<void> => {
  const { name, roles, territories } = await elena.sees<PersonView>(`/api/people/${person.id}`)
  await elena.does('PUT', `/api/people/${person.id}`, { name, roles, territories, institutionId })
}

const everyRole = ['administrator', 'focal-point', 'analyst', 'coordinator', 'duty-officer']

const actsOf = async (client: Client): Promise<string[]> => (await client.sees<{ acts: string[] }>('/api/session')).acts

story('nobody of a migration-control institution reaches a record, whatever the roles: victim.figures, victim.list, victim.export, victim.import', async ({ elena, dario }) => {
  const control = await elena.does<InstitutionView>('POST', '/api/institutions', { name: 'Control de prueba', kind: 'migration', country: 'MX' })
  await moveTo(elena, dario, control.id)
  const { name, territories } = await elena.sees<PersonView>(`/api/people/${dario.id}`)
  await elena.does('PUT', `/api/people/${dario.id}`, { name, territories, roles: everyRole, institutionId: control.id })
  expect((await actsOf(dario)).filter((act) => act.startsWith('victim.'))).toEqual([])
  expect((await actsOf(dario)).includes('delivery.receive')).toBe(true)
  for (const path of ['/api/victims', '/api/victims/figures', '/api/victims/intakes', '/api/victims/file?standard=htcds']) expect(await dario.status('GET', path)).toBe(404)
  expect(await dario.status('POST', '/api/victims/intakes?standard=htcds')).toBe(404)
})
