// Stories of managing people and institutions: who may, what stays closed, and the last administrator.
import { expect } from 'vitest'
import { storiesOn, type Client } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { sendInvitation } from './actions/invitations.ts'
import { accounts, giveNewAccess, loadDemonstrationPeople } from './index.ts'
import { demonstrationPassword, type InstitutionView, type Me, type PersonView } from './model.ts'

const story = storiesOn({ modules: [accounts] })
const unknown = '00000000-0000-4000-8000-000000000000'

const institutions = async (client: Client): Promise<InstitutionView[]> => (await client.sees<{ items: InstitutionView[] }>('/api/institutions')).items

const invitation = async (client: Client, email: string): Promise<Record<string, unknown>> => ({
  name: 'Fabio Invitado', email, roles: ['analyst'], territories: ['HN'], language: 'es', institutionId: (await institutions(client))[0]?.id,
})

const linkIn = (text: string): string => /#(\S+)/.exec(text)?.[1] ?? ''

story('person.invite: only an administrator invites', async ({ ana, nadie, elena }) => {
  const body = await invitation(elena, 'no@prueba.example')
  expect(await nadie.status('POST', '/api/people', body)).toBe(401)
  expect(await ana.status('POST', '/api/people', body)).toBe(404)
})

story('person.invite: says what is wrong in each field', async ({ elena }) => {
  const body = { ...(await invitation(elena, 'no es correo')), roles: [], territories: ['México'] }
  expect(Object.keys((await elena.isRefused('POST', '/api/people', body)).fields ?? {}).toSorted()).toEqual(['email', 'roles', 'territories.0'])
})

story('person.invite: one account per address, in an institution that exists', async ({ elena, ana }) => {
  expect(await elena.isRefused('POST', '/api/people', await invitation(elena, 'ANA@prueba.example'))).toMatchObject({ status: 409, code: 'person.emailTaken' })
  const nowhere = { ...(await invitation(elena, 'otra@prueba.example')), institutionId: unknown }
  expect(await elena.isRefused('POST', '/api/people', nowhere)).toMatchObject({ status: 400, code: 'person.noInstitution' })
  expect(ana.id).not.toBe('')
})

story('invitation.accept: the link comes by e-mail, is in no table, and works once', async ({ elena, node }) => {
  const invited = await elena.does<PersonView & { link: string | null }>('POST', '/api/people', await invitation(elena, 'fabio@prueba.example'))
  expect(invited).toMatchObject({ state: 'invited', link: null })
  await node.works()
  const letter = node.letters.at(-1)
  expect(letter?.to).toBe('fabio@prueba.example')
  const token = linkIn(letter?.text ?? '')
  const browser = node.browser()
  expect(await browser.isRefused('POST', '/api/invitations/opened', { token: `${token.slice(0, -2)}xx` })).toMatchObject({ status: 410, code: 'invitation.spent' })
  expect(await browser.does('POST', '/api/invitations/opened', { token })).toMatchObject({ name: 'Fabio Invitado', purpose: 'join' })
  expect(await browser.isRefused('POST', '/api/invitations/accepted', { token, password: 'corta' })).toMatchObject({ fields: { password: expect.any(String) as string } })
  expect(await browser.does('POST', '/api/invitations/accepted', { token, password: 'volcán lejano tren' })).toMatchObject({ needsSecondFactor: true })
  expect((await browser.sees<Me>('/api/session')).person?.name).toBe('Fabio Invitado')
  expect(await node.browser().status('POST', '/api/invitations/accepted', { token, password: 'otro volcán lejano' })).toBe(410)
  expect(await node.remembers('invitation.accept')).toContainEqual({ outcome: 'done', actorId: null, subject: invited.id, changed: ['password'] })
})

story('invitation.send: only the node sends it, and never again once the link is spent', async ({ elena, node }) => {
  const { id } = await elena.does<PersonView>('POST', '/api/people', await invitation(elena, 'hilda@prueba.example'))
  const { id: letter } = await node.database.owner.selectFrom('accounts.invitation').select('id').where('person_id', '=', id).executeTakeFirstOrThrow()
  await expect(perform(node.system, sendInvitation, { actor: node.system.anonymous, input: { id: letter } })).rejects.toMatchObject({ status: 401 })
  await node.works()
  expect(node.letters.at(-1)).toMatchObject({ to: 'hilda@prueba.example', subject: 'Su acceso a SIDMI' })
  expect((await node.remembers('invitation.send')).at(-1)).toEqual({ outcome: 'done', actorId: null, subject: letter, changed: [] })
  const token = linkIn(node.letters.at(-1)?.text ?? '')
  await node.browser().does('POST', '/api/invitations/accepted', { token, password: 'volcán lejano tren' })
  const sent = node.letters.length
  await perform(node.system, sendInvitation, { actor: systemActor, input: { id: letter } })
  expect(node.letters).toHaveLength(sent)
})

story('invitation.read: a link lasts a week, and a newer one replaces it', async ({ elena, node }) => {
  const { id } = await elena.does<PersonView>('POST', '/api/people', await invitation(elena, 'gloria@prueba.example'))
  await node.works()
  const first = linkIn(node.letters.at(-1)?.text ?? '')
  await elena.does('POST', `/api/people/${id}/new-access`)
  await node.works()
  const second = linkIn(node.letters.at(-1)?.text ?? '')
  expect(await node.browser().status('POST', '/api/invitations/opened', { token: first })).toBe(410)
  expect(await node.browser().status('POST', '/api/invitations/opened', { token: second })).toBe(200)
  node.passes(7 * 24 * 60 * 60_000 + 1)
  expect(await node.browser().status('POST', '/api/invitations/opened', { token: second })).toBe(410)
})

story('person.list: only an administrator sees the people, and looking is remembered', async ({ dario, elena, node }) => {
  expect(await dario.status('GET', '/api/people')).toBe(404)
  expect(await dario.status('GET', `/api/people/${elena.id}`)).toBe(404)
  expect(await elena.status('GET', `/api/people/${unknown}`)).toBe(404)
  const { items } = await elena.sees<{ items: PersonView[] }>('/api/people')
  expect(items.map(({ name }) => name)).toContain('Darío Prueba')
  expect((await node.remembers('person.list')).at(-1)).toMatchObject({ outcome: 'done', actorId: elena.id })
})

story('person.read: says what may be done next', async ({ elena, dario }) => {
  const person = await elena.sees<PersonView & { allowed: string[] }>(`/api/people/${dario.id}`)
  expect(person.allowed).toEqual(['person.change', 'person.deactivate', 'person.resetFactors'])
})

const changeOf = ({ name, institution, territories }: PersonView, roles: string[]) => ({ name, institutionId: institution.id, territories, roles })

story('person.change: new roles hold from the next request, and are remembered by name of field', async ({ elena, dario, node }) => {
  const person = await elena.sees<PersonView>(`/api/people/${dario.id}`)
  expect(await dario.status('PUT', `/api/people/${dario.id}`, changeOf(person, ['administrator']))).toBe(404)
  await elena.does('PUT', `/api/people/${dario.id}`, changeOf(person, ['analyst', 'administrator']))
  expect(await dario.status('GET', '/api/people')).toBe(200)
  await elena.does('PUT', `/api/people/${dario.id}`, changeOf(person, ['analyst']))
  expect(await dario.status('GET', '/api/people')).toBe(404)
  expect((await node.remembers('person.change')).at(-1)).toEqual({ outcome: 'done', actorId: elena.id, subject: dario.id, changed: ['roles'] })
})

story('person.deactivate: the last administrator stays', async ({ elena }) => {
  expect(await elena.isRefused('POST', `/api/people/${elena.id}/deactivation`)).toMatchObject({ status: 409, code: 'person.lastAdministrator' })
  const self = await elena.sees<PersonView>(`/api/people/${elena.id}`)
  expect(await elena.isRefused('PUT', `/api/people/${elena.id}`, changeOf(self, ['analyst']))).toMatchObject({ code: 'person.lastAdministrator' })
})

story('person.deactivate: two administrators cannot remove each other at once', async ({ elena, ana }) => {
  const person = await elena.sees<PersonView>(`/api/people/${ana.id}`)
  await elena.does('PUT', `/api/people/${ana.id}`, changeOf(person, ['coordinator', 'administrator']))
  await ana.sees('/api/people')
  const answers = await Promise.all([
    elena.status('POST', `/api/people/${ana.id}/deactivation`), ana.status('POST', `/api/people/${elena.id}/deactivation`),
  ])
  expect(answers.filter((status) => status === 200)).toHaveLength(1)
  const [winner, loser] = answers[0] === 200 ? [elena, ana] : [ana, elena]
  await winner.does('POST', `/api/people/${loser.id}/activation`)
  const rest = await winner.sees<PersonView>(`/api/people/${ana.id}`)
  await elena.asks({ method: 'POST', url: '/api/session', payload: { email: elena.email, password: demonstrationPassword } })
  await elena.does('PUT', `/api/people/${ana.id}`, changeOf(rest, ['coordinator']))
})

story('person.deactivate: ends sessions at once, and what was done cannot be done again', async ({ elena, bruno, node }) => {
  await bruno.sees('/api/session')
  await elena.does('POST', `/api/people/${bruno.id}/deactivation`)
  expect((await bruno.sees<Me>('/api/session')).person).toBeNull()
  expect(await elena.isRefused('POST', `/api/people/${bruno.id}/deactivation`)).toMatchObject({ code: 'person.alreadyInactive' })
  expect(await elena.isRefused('POST', `/api/people/${bruno.id}/new-access`)).toMatchObject({ code: 'person.inactive' })
  await elena.does('POST', `/api/people/${bruno.id}/activation`)
  expect(await elena.isRefused('POST', `/api/people/${bruno.id}/activation`)).toMatchObject({ code: 'person.alreadyActive' })
  expect((await node.remembers('person.deactivate')).at(-2)).toMatchObject({ outcome: 'done', subject: bruno.id })
})

story('person.activate: only an administrator; the person signs in again with what they had', async ({ ana, carla, elena, node }) => {
  await elena.does('POST', `/api/people/${carla.id}/deactivation`)
  expect(await ana.status('POST', `/api/people/${carla.id}/activation`)).toBe(404)
  const signIn = () => node.browser().status('POST', '/api/session', { email: carla.email, password: demonstrationPassword })
  expect(await signIn()).toBe(403)
  expect(await elena.does('POST', `/api/people/${carla.id}/activation`)).toMatchObject({ state: 'active', roles: ['focal-point'] })
  expect(await signIn()).toBe(200)
  expect((await node.remembers('person.activate')).at(-1)).toEqual({ outcome: 'done', actorId: elena.id, subject: carla.id, changed: ['isActive'] })
})

story('person.loadDemonstration: again, it makes nobody twice and changes nobody else', async ({ elena, node }) => {
  const region = {
    institutions: [{ key: 'office', name: 'Oficina inventada', kind: 'statistics' as const, country: 'CR' }],
    people: [{ name: 'Inés Inventada', email: 'ines@prueba.example', institution: 'office', roles: ['analyst' as const], territories: ['CR'], language: 'es' as const }],
  }
  const first = await loadDemonstrationPeople(node.system, region)
  const others = (await elena.sees<{ items: PersonView[] }>('/api/people')).items.filter(({ email }) => email !== elena.email)
  expect(await loadDemonstrationPeople(node.system, region)).toEqual(first)
  expect((await elena.sees<{ items: PersonView[] }>('/api/people')).items.filter(({ email }) => email !== elena.email)).toEqual(others)
  expect(others.find(({ id }) => id === first.people['ines@prueba.example'])).toMatchObject({ roles: ['analyst'], isDemonstration: true, state: 'active' })
})

story('person.resetFactors: withdraws the password and gives a new link', async ({ elena, bruno, node }) => {
  await bruno.sees('/api/session')
  await elena.does('POST', `/api/people/${bruno.id}/new-access`)
  expect((await bruno.sees<Me>('/api/session')).person).toBeNull()
  expect(await node.browser().status('POST', '/api/session', { email: bruno.email, password: demonstrationPassword })).toBe(403)
  await node.works()
  const token = linkIn(node.letters.at(-1)?.text ?? '')
  await node.browser().does('POST', '/api/invitations/accepted', { token, password: 'volcán lejano tren' })
  expect(await node.browser().status('POST', '/api/session', { email: bruno.email, password: 'volcán lejano tren' })).toBe(200)
})

story('person.resetFactors: the operator at the terminal can let a locked-out administrator back in', async ({ elena, node }) => {
  await expect(giveNewAccess(node.system, 'nadie@prueba.example')).rejects.toMatchObject({ status: 404 })
  const sent = node.letters.length
  await elena.sees('/api/session')
  const token = linkIn(await giveNewAccess(node.system, 'ELENA@prueba.example'))
  expect((await elena.sees<Me>('/api/session')).person).toBeNull()
  await node.works()
  expect(node.letters).toHaveLength(sent)
  await elena.does('POST', '/api/invitations/accepted', { token, password: demonstrationPassword })
  expect(await elena.status('GET', '/api/people')).toBe(200)
})

story('institution.list, institution.create: only an administrator, once per name and country; everyone who works here sees them', async ({ ana, nadie, elena }) => {
  const police = { name: 'Policía de prueba', kind: 'police', country: 'HN' }
  expect(await nadie.status('GET', '/api/institutions')).toBe(401)
  expect(await ana.status('POST', '/api/institutions', police)).toBe(404)
  expect(await elena.isRefused('POST', '/api/institutions', { ...police, kind: 'army' })).toMatchObject({ status: 400 })
  const { id } = await elena.does<InstitutionView>('POST', '/api/institutions', police)
  expect(await elena.isRefused('POST', '/api/institutions', police)).toMatchObject({ status: 409, code: 'institution.nameTaken' })
  expect((await institutions(ana)).find((institution) => institution.id === id)).toEqual({ id, ...police, isDemonstration: false, people: 0 })
})

story('institution.change: only an administrator, never into the name of another; what changed is remembered', async ({ ana, elena, node }) => {
  const migration = { name: 'Migración de prueba', kind: 'migration', country: 'HN' }
  const { id } = await elena.does<InstitutionView>('POST', '/api/institutions', migration)
  expect(await ana.status('PUT', `/api/institutions/${id}`, migration)).toBe(404)
  expect(await elena.status('PUT', `/api/institutions/${unknown}`, migration)).toBe(404)
  expect(await elena.isRefused('PUT', `/api/institutions/${id}`, { ...migration, name: 'Policía de prueba' })).toMatchObject({ status: 409, code: 'institution.nameTaken' })
  await elena.does('PUT', `/api/institutions/${id}`, { ...migration, name: 'Instituto de migración de prueba' })
  expect((await institutions(ana)).map(({ name }) => name)).toContain('Instituto de migración de prueba')
  expect((await node.remembers('institution.change')).at(-1)).toEqual({ outcome: 'done', actorId: elena.id, subject: id, changed: ['name'] })
})
