// Stories of receiving units: who may create and change them, what anyone sees of them, and when they receive.
import { expect } from 'vitest'
import { storiesOn, type Client } from '../../../tests/people.ts'
import { fromBase64, openUnit, ownKeyOf, proofOf, receives, unitOf } from '../../../tests/units.ts'
import { openWith, openWithPassphrase, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { demonstrationPassword } from '../accounts/model.ts'
import { listOpenUnits } from './actions/units.ts'
import { explainAccess } from './actions/explaining.ts'
import { keyById, keysOf, loadDemonstrationUnits, publicUnits, units, unitsOfPerson } from './index.ts'
import type { Explanation, KeyRing, PublicUnit, UnitSummary, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })
const realStory = storiesOn({ modules: [accounts, units], isDemonstration: false })
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const seen = async (client: Client): Promise<PublicUnit[]> => (await client.sees<{ units: PublicUnit[] }>('/api/units/public')).units
const wished = { name: 'Puerta nueva', country: 'GT', territories: ['GT-PE'] }

story('unit.create: only reception officers of institutions that receive reports', async ({ nadie, ana, carla, elena, hugo }) => {
  expect(await nadie.status('POST', '/api/units', wished)).toBe(401)
  for (const person of [ana, carla, elena, hugo]) expect(await person.status('POST', '/api/units', wished), person.name).toBe(404)
})

story('unit.create: says what is wrong with the place, the offence, the name, and whose consulate it is', async ({ fatima }) => {
  expect(await fatima.isRefused('POST', '/api/units', { ...wished, territories: ['GT-ZZ'] })).toMatchObject({ code: 'unit.unknownPlace' })
  expect(await fatima.isRefused('POST', '/api/units', { ...wished, offences: ['99'] })).toMatchObject({ code: 'unit.unknownOffence' })
  expect(await fatima.isRefused('POST', '/api/units', { ...wished, territories: [] })).toMatchObject({ status: 400 })
  expect(await fatima.isRefused('POST', '/api/units', { ...wished, represents: 'HN' })).toMatchObject({ code: 'unit.onlyConsulates' })
  const created = await fatima.does<UnitView>('POST', '/api/units', { ...wished, offences: ['0204'] })
  expect(created).toMatchObject({ kind: 'shelter', isOpen: false, gaps: ['noKey'], members: [{ person: fatima.id, isLead: true, isEntitled: true, holds: false }] })
  expect(await fatima.isRefused('POST', '/api/units', wished)).toMatchObject({ status: 409, code: 'unit.nameTaken' })
})

story('unit.read: strangers, administrators and migration control see nothing; its institution does', async ({ node, nadie, elena, hugo, carla, gael, fatima }) => {
  const { id } = await unitOf(fatima)
  expect(await nadie.status('GET', `/api/units/${id}`)).toBe(401)
  for (const person of [elena, hugo, carla]) expect(await person.status('GET', `/api/units/${id}`), person.name).toBe(404)
  const unit = await gael.sees<UnitView & { allowed: string[] }>(`/api/units/${id}`)
  expect(unit.receivers).toEqual([])
  expect(unit.allowed).toEqual([])
  expect((await node.remembers('unit.read')).filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
})

story('unit.list: the units of one’s institution, with what is missing', async ({ node, hugo, fatima, gael }) => {
  const { id } = await openUnit({ node, fatima, gael })
  expect(await hugo.status('GET', '/api/units')).toBe(404)
  const { items } = await gael.sees<{ items: UnitSummary[] }>('/api/units')
  expect(items.find((unit) => unit.id === id)).toMatchObject({ isOpen: true, gaps: [], holders: 2, hasCustodians: false, rotation: null, isMine: true })
  expect(items.find(({ name }) => name === wished.name)).toMatchObject({ isOpen: false, gaps: ['noKey'], isMine: false })
})

story('unit.publicList: a unit receives only when losing one person loses nothing', async ({ node, fatima, gael, nadie }) => {
  const opened = await openUnit({ node, fatima, gael }, { name: 'Albergue abierto' })
  const closed = await unitOf(fatima, { name: 'Sin llave' })
  const all = await seen(nadie)
  expect(all.map(({ id }) => id)).not.toContain(closed.id)
  expect(all.find(({ id }) => id === opened.id)).toEqual({
    id: opened.id, name: 'Albergue abierto', institution: (await fatima.sees<UnitView>(`/api/units/${opened.id}`)).institution, kind: 'shelter', country: 'GT', represents: null, territories: ['GT'], offences: [], key: opened.key, promisedDays: 7,
  })
  const { db } = node.system.database
  expect(await publicUnits(db)).toEqual(all)
  expect(await unitsOfPerson(db, gael.id)).toContainEqual({ unit: opened.id, isLead: false })
  expect(await keyById(db, opened.key.id)).toEqual({ ...opened.key, unit: opened.id, isCurrent: true })
  expect(await keysOf(db, opened.id)).toHaveLength(1)
  expect((await node.remembers('unit.publicList'))).toEqual([])
  for (const { name, leavesNoTrace } of [listOpenUnits, explainAccess]) expect(leavesNoTrace, name).toBe(true)
})

story('unit.change: only whoever leads it, and never into the name of another', async ({ node, gael, fatima, nadie }) => {
  const { id } = await openUnit({ node, fatima, gael }, { name: 'Antes' })
  const change = { name: 'Después', country: 'GT', territories: ['GT', 'MX-CHP'], offences: ['0204'] }
  expect(await gael.status('PUT', `/api/units/${id}`, change)).toBe(404)
  expect(await fatima.isRefused('PUT', `/api/units/${id}`, { ...change, name: wished.name })).toMatchObject({ code: 'unit.nameTaken' })
  expect(await fatima.does('PUT', `/api/units/${id}`, change)).toMatchObject({ name: 'Después', territories: ['GT', 'MX-CHP'] })
  expect((await seen(nadie)).find((unit) => unit.id === id)).toMatchObject({ name: 'Después', offences: ['0204'] })
})

story('unit.appoint: a unit is never left without a lead while somebody could', async ({ node, gael, fatima }) => {
  const { id } = await openUnit({ node, fatima, gael })
  const appoint = (person: string, isLead: boolean) => ({ person, isLead })
  expect(await gael.status('POST', `/api/units/${id}/leads`, appoint(gael.id, true))).toBe(404)
  expect(await fatima.isRefused('POST', `/api/units/${id}/leads`, appoint(fatima.id, false))).toMatchObject({ code: 'unit.onlyLead' })
  expect(await fatima.isRefused('POST', `/api/units/${id}/leads`, appoint('00000000-0000-4000-8000-000000000000', true))).toMatchObject({ code: 'unit.notAMember' })
  await fatima.does('POST', `/api/units/${id}/leads`, appoint(gael.id, true))
  expect((await fatima.does<UnitView>('POST', `/api/units/${id}/leads`, appoint(fatima.id, false))).members.filter(({ isLead }) => isLead).map(({ person }) => person)).toEqual([gael.id])
  expect(await fatima.status('POST', `/api/units/${id}/leads`, appoint(fatima.id, true))).toBe(404)
})

story('unit.close and unit.reopen: a closed unit is offered to nobody, and opens again with its key', async ({ node, gael, fatima, nadie }) => {
  const { id } = await openUnit({ node, fatima, gael })
  expect(await gael.status('POST', `/api/units/${id}/closing`)).toBe(404)
  expect(await fatima.isRefused('POST', `/api/units/${id}/reopening`)).toMatchObject({ code: 'unit.notClosed' })
  expect(await fatima.does('POST', `/api/units/${id}/closing`)).toMatchObject({ isOpen: false, gaps: ['closed'] })
  expect((await seen(nadie)).map((unit) => unit.id)).not.toContain(id)
  expect(await fatima.isRefused('POST', `/api/units/${id}/closing`)).toMatchObject({ code: 'unit.alreadyClosed' })
  expect(await fatima.does('POST', `/api/units/${id}/reopening`)).toMatchObject({ isOpen: true, gaps: [] })
})

story('unit.publicList: a holder who is deactivated counts no longer, and counts again when back', async ({ node, elena, gael, fatima, nadie }) => {
  const { id } = await openUnit({ node, fatima, gael })
  const { id: invited } = await elena.does<{ id: string }>('POST', '/api/people', { name: 'Otra Persona', email: 'otra@prueba.example', institutionId: await institutionOf(elena, fatima.id), roles: ['reception-officer'], territories: [], language: 'es' })
  await elena.does('POST', `/api/people/${gael.id}/deactivation`)
  expect((await fatima.sees<UnitView>(`/api/units/${id}`))).toMatchObject({ isOpen: false, gaps: ['oneHolder'] })
  expect((await seen(nadie)).map((unit) => unit.id)).not.toContain(id)
  await elena.does('POST', `/api/people/${gael.id}/activation`)
  expect((await seen(nadie)).map((unit) => unit.id)).toContain(id)
  const proof = await proofOf(fatima, id, await ownKeyOf(node, fatima))
  expect(await fatima.isRefused('POST', `/api/units/${id}/members`, { person: invited, proof, wraps: [{ key: (await fatima.sees<UnitView>(`/api/units/${id}`)).keys[0]!.id, sealed: btoa('age-encryption.org/v1') }] })).toMatchObject({ code: 'key.cannotReceive' })
})

story('unit.explain: the page says who can open what, as the policy has it', async ({ node, fatima, gael, nadie }) => {
  const { id } = await openUnit({ node, fatima, gael }, { name: 'Unidad explicada' })
  const { kinds, roles, units: receiving } = await nadie.sees<Explanation>('/api/units/access')
  expect(kinds.filter(({ holds }) => holds).map(({ kind }) => kind).toSorted()).toEqual(['consulate', 'ombudsperson', 'police', 'prosecutor', 'shelter'])
  expect(roles.filter(({ holds }) => holds).map(({ role }) => role)).toEqual(['reception-officer'])
  const mine = receiving.find((unit) => unit.id === id)
  expect(mine?.print).toMatch(/^([0-9a-f]{4}( |$)){4}$/)
  for (const [lang, sentence] of [['es', 'Control migratorio no puede.'], ['en', 'Migration control cannot.']]) {
    const page = await nadie.asks({ method: 'GET', url: `/${lang}/who-can-read` })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(sentence)
    expect(page.body).toContain('Unidad explicada')
    expect(page.body).toContain(mine?.institution)
    expect(page.headers['set-cookie']).toBeUndefined()
  }
})

story('unit.loadDemonstration: a demonstration opens units whose people can read at once, again changes nothing', async ({ node, elena, carla, bruno, nadie }) => {
  for (const person of [carla, bruno]) await receives(elena, person, carla)
  const shelter = await institutionOf(elena, carla.id)
  const region = { units: [{ name: 'De muestra', country: 'GT', represents: null, territories: ['GT'], offences: [], promisedDays: 7, institutionId: shelter, people: [carla.id, bruno.id] }] }
  await loadDemonstrationUnits(node.system, region)
  await loadDemonstrationUnits(node.system, region)
  const found = (await seen(nadie)).filter(({ name }) => name === 'De muestra')
  expect(found).toHaveLength(1)
  const ring = await bruno.sees<KeyRing>('/api/keys')
  const identity = text(await openWithPassphrase(demonstrationPassword, fromBase64(ring.keys[0]!.locks[0]!.sealed)))
  const unit = text(await openWith([identity], fromBase64(ring.units[0]!.keys[0]!.wraps[0]!.sealed)))
  expect(text(await openWith([unit], await sealTo([found[0]!.key.recipient], 'muestra')))).toBe('muestra')
})

realStory('unit.loadDemonstration: a real node opens no unit whose passphrase is known', async ({ node }) => {
  await expect(loadDemonstrationUnits(node.system, { units: [] })).rejects.toThrow('demonstration')
})

const institutionOf = async (elena: Client, person: string): Promise<string> => (await elena.sees<{ institution: { id: string } }>(`/api/people/${person}`)).institution.id
