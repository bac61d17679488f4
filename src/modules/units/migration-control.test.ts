// The promise, as a property: whatever administrators and members do, nothing is ever sealed for a person of migration control.
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Person, type StoryPeople } from '../../../tests/people.ts'
import { base64, openUnit, ownKeyOf, proofOf, receives, wrapFor } from '../../../tests/units.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { newKeyPair, openWith, sealTo, type KeyPair } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { notices } from '../notices/index.ts'
import { dropKeys } from './actions/recovery.ts'
import { keyById, keysOf, units } from './index.ts'
import type { KeyRing, UnitView } from './model.ts'

const story = storiesOn({ modules: [accounts, notices, units] })
const sealed = btoa('age-encryption.org/v1\n -> sealed elsewhere')

/** Everything sealed for anyone of migration control, by whatever name it is kept. */
const heldByMigrationControl = async ({ node }: StoryPeople): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
      select personal_key_id as key from units.wrap union all select first_key_id from units.custody union all select second_key_id from units.custody
      union all select second_key_id from units.recovery_part) as held
    join units.personal_key on personal_key.id = held.key join accounts.shared_person as person on person.id = personal_key.person_id
    where person.institution_kind = 'migration'`.execute(node.database.owner)
  return rows[0]!.count
}

interface View { id: string; name: string; territories: string[]; institution: { id: string; kind: string } }
interface Place { id: string; name: string; kind: string; country: string }

const moves = async (elena: Person, person: Person, to: string, roles: readonly string[] = ['reception-officer']): Promise<void> => {
  const { name, territories } = await elena.sees<View>(`/api/people/${person.id}`)
  await elena.does('PUT', `/api/people/${person.id}`, { name, territories, institutionId: to, roles })
}

const placesOf = async (elena: Person): Promise<Place[]> => (await elena.sees<{ items: Place[] }>('/api/institutions')).items
/** As one mistaken entry after another would have it; no act makes another kind of migration control. */
const enters = async ({ node }: Pick<StoryPeople, 'node'>, { id }: Place, kind: string): Promise<void> => {
  await sql`update accounts.institution set kind = ${kind} where id = ${id}::uuid`.execute(node.database.owner)
}
const become = (elena: Person, { id, name, country }: Place, kind: string) => elena.does('PUT', `/api/institutions/${id}`, { name, country, kind, confirms: name })

story('key.drop: a member who passes to migration control loses the key, and the unit receives nothing until it has another', async ({ node, elena, carla, fatima, gael, nadie }) => {
  const { id, key } = await openUnit({ node, fatima, gael })
  await receives(elena, carla)
  await wrapFor(node, fatima, { unit: id, person: carla })
  const places = await placesOf(elena)
  const shelter = places.find(({ kind }) => kind === 'shelter')!
  await moves(elena, gael, places.find(({ kind }) => kind === 'migration')!.id)
  expect(await gael.status('GET', '/api/keys')).toBe(404)
  await node.works()
  const unit = await fatima.sees<UnitView>(`/api/units/${id}`)
  expect(unit).toMatchObject({ isOpen: false, gaps: ['migration'], rotation: { reason: 'migration' } })
  expect(unit.members.map(({ person }) => person)).not.toContain(gael.id)
  expect(unit.steps[0]).toMatchObject({ what: 'dropped', by: null, about: gael.name })
  expect((await nadie.sees<{ units: { id: string }[] }>('/api/units/public')).units.map((each) => each.id)).not.toContain(id)
  const { db } = node.system.database
  expect(await keyById(db, key.id)).toMatchObject({ isCurrent: false })
  expect((await node.remembers('key.drop')).filter(({ outcome }) => outcome === 'done')).toEqual([{ outcome: 'done', actorId: null, subject: gael.id, changed: ['keys'] }])
  await moves(elena, gael, shelter.id)
  expect((await gael.sees<KeyRing>('/api/keys')).units).toEqual([])
  const next = await newKeyPair()
  const wraps = await Promise.all([fatima, carla].map(async (person) => ({ person: person.id, sealed: base64(await sealTo([(await ownKeyOf(node, person)).recipient], next.identity)) })))
  await fatima.does('POST', `/api/units/${id}/rotation`, { recipient: next.recipient, wraps, proof: await proofOf(fatima, id, await ownKeyOf(node, fatima)) })
  expect((await keysOf(db, id)).filter(({ isCurrent }) => isCurrent).map(({ recipient }) => recipient)).toEqual([next.recipient])
})

story('key.drop: when a whole institution becomes migration control, all its people lose every key', async (people) => {
  const { node, elena, fatima, gael } = people
  const { id } = await openUnit({ node, fatima, gael })
  const shelter = (await placesOf(elena)).find(({ kind }) => kind === 'shelter')!
  const { name, country } = shelter
  for (const confirms of [undefined, '', 'migration', name.slice(1)]) {
    expect(await elena.isRefused('PUT', `/api/institutions/${shelter.id}`, { name: `${name} `, country, kind: 'migration', ...(confirms !== undefined && { confirms }) }), confirms).toMatchObject({ status: 409, code: 'institution.confirmMigration' })
  }
  expect(await fatima.sees<UnitView>(`/api/units/${id}`)).toMatchObject({ isOpen: true })
  await become(elena, shelter, 'migration')
  expect((await node.remembers('institution.change')).filter(({ outcome }) => outcome === 'done')).toEqual([{ outcome: 'done', actorId: elena.id, subject: shelter.id, changed: ['kind', 'becameMigrationControl'] }])
  for (const person of [fatima, gael]) expect(await person.status('GET', '/api/keys')).toBe(404)
  await node.works()
  expect(await heldByMigrationControl(people)).toBe(0)
  await enters(people, shelter, 'shelter')
  const unit = await fatima.status('GET', `/api/units/${id}`)
  expect(unit).toBe(200)
  expect((await fatima.sees<UnitView>(`/api/units/${id}`))).toMatchObject({ members: [], isOpen: false })
})

story('key.drop: nobody may ask for it, and the database itself refuses to seal for migration control', async ({ node, elena, fatima, gael, hugo }) => {
  await expect(perform(node.system, dropKeys, { actor: { ...systemActor, kind: 'person', id: elena.id, acts: new Set(['key.drop']) }, input: { id: hugo.id } })).rejects.toMatchObject({ status: 404 })
  const { key } = await openUnit({ node, fatima, gael })
  const { rows } = await sql<{ id: string }>`insert into units.personal_key (person_id, recipient, made_at) values (${hugo.id}::uuid, ${`age1${'q'.repeat(58)}`}, now()) returning id`.execute(node.database.owner)
  const attempt = sql`insert into units.wrap (unit_key_id, personal_key_id, sealed, wrapped_at) values (${key.id}::uuid, ${rows[0]!.id}::uuid, ${Buffer.from(sealed, 'base64')}, now())`
  for (const db of [node.database.db, node.database.owner]) await expect(attempt.execute(db)).rejects.toThrow('nothing is sealed for migration control')
})

story('institution.change: an institution of migration control never becomes one that receives reports', async ({ elena, hugo }) => {
  const migration = (await placesOf(elena)).find(({ kind }) => kind === 'migration')!
  for (const kind of ['ombudsperson', 'shelter', 'secretariat']) {
    const { name, country } = migration
    expect(await elena.isRefused('PUT', `/api/institutions/${migration.id}`, { name, country, kind }), kind).toMatchObject({ status: 409, code: 'institution.staysMigration' })
  }
  await moves(elena, hugo, migration.id)
  expect(await hugo.status('POST', '/api/units', { name: 'Disfrazada', country: 'MX', territories: ['MX'] })).toBe(404)
  expect((await placesOf(elena)).find(({ id }) => id === migration.id)).toMatchObject({ kind: 'migration' })
})

/** What anyone may try; refusals are as good as successes. */
interface Step {
  name: string
  by: number
  about: number
  other: number
  kind: string
}

const names = ['move', 'place', 'roles', 'own', 'create', 'make', 'wrap', 'unwrap', 'rotate', 'entrust', 'handOn', 'recover', 'vouch', 'doubt'] as const
const aStep: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof({ weight: 2, arbitrary: fc.constantFrom('wrap', 'entrust', 'rotate', 'handOn', 'vouch') }, { weight: 2, arbitrary: fc.constantFrom('move', 'place') }, { weight: 3, arbitrary: fc.constantFrom(...names) }),
  by: fc.constantFrom(0, 0, 0, 1, 2, 3), about: fc.nat({ max: 3 }), other: fc.nat({ max: 3 }), kind: fc.constantFrom('migration', 'shelter', 'prosecutor', 'secretariat'),
})

/** Units that receive though their seven days are not over and nobody who held the key of another unit spoke for what they are now. */
const receivingUnknown = async ({ node }: StoryPeople): Promise<string[]> =>
  (await sql<{ name: string }>`select shared_unit.name from units.shared_unit join units.unit on unit.id = shared_unit.id join accounts.institution on institution.id = unit.institution_id
    where shared_unit.is_open and not (unit.announced_kind = institution.kind and (unit.announced_at <= now() - interval '7 days' or exists (
      select from units.vouch join units.unit_key on unit_key.unit_id = vouch.by_unit_id join units.wrap on wrap.unit_key_id = unit_key.id
        join units.personal_key on personal_key.id = wrap.personal_key_id and personal_key.person_id = vouch.person_id
      where vouch.unit_id = unit.id and vouch.person_id not in (select person_id from units.member where member.unit_id = unit.id))))`.execute(node.database.owner)).rows.map(({ name }) => name)

story('key.wrap, key.entrust, key.handOn, unit.vouch: no order of acts leaves anything sealed for migration control, nor offers a unit nobody knows', async (people) => {
  const { node, elena, fatima, gael, hugo, bruno } = people
  const crew = [fatima, gael, hugo, bruno]
  const tried = new Map<string, number>()
  let units = 0
  let known = ''
  const asks = async (person: Person, url: string, payload: object, method: 'POST' | 'PUT' = 'POST'): Promise<boolean> => {
    const done = (await person.asks({ method, url, payload })).statusCode < 300
    if (done) tried.set(url.replaceAll(/[0-9a-f-]{36}/g, ':id'), (tried.get(url.replaceAll(/[0-9a-f-]{36}/g, ':id')) ?? 0) + 1)
    return done
  }
  const newest = async () => (await sql<{ id: string; key: string | null }>`select unit.id, (select unit_key.id from units.unit_key where unit_key.unit_id = unit.id and retired_at is null) as key
    from units.unit order by created_at desc, id limit 1`.execute(node.database.owner)).rows[0]
  /** Who holds its key; of a unit that has none, its member with a key of their own. */
  const holders = async (unit: string) => (await sql<{ person: string }>`with current as (select id from units.unit_key where unit_id = ${unit}::uuid and retired_at is null)
    select person_id as person from units.holder where unit_key_id in (select id from current)
    union select person_id from units.member where unit_id = ${unit}::uuid and not exists (select from current)
      and person_id in (select person_id from units.personal_key where retired_at is null)`.execute(node.database.owner)).rows.map(({ person }) => ({ person, sealed }))
  const pairs = new Map<number, KeyPair[]>()
  const ofUnits: KeyPair[] = []
  /** Opened with whatever key the person or any unit ever made; nothing when none opens it. */
  const proves = async (by: number, about: string): Promise<string> => {
    const answer = await crew[by]!.asks({ method: 'GET', url: `/api/keys/challenge?about=${about}` })
    if (answer.statusCode !== 200) return ''
    const word = new Uint8Array(Buffer.from(answer.json<{ sealed: string }>().sealed, 'base64'))
    return openWith([...(pairs.get(by) ?? []), ...ofUnits].map(({ identity }) => identity), word).then((bytes) => new TextDecoder().decode(bytes))
  }
  const onNewest = async (by: number, path: string, payload: (unit: { id: string; key: string | null }) => object) => {
    const unit = (await newest())!
    return asks(crew[by]!, `/api/units/${unit.id}/${path}`, { ...payload(unit), proof: await proves(by, unit.id) })
  }
  const ownKey = async (by: number) => {
    const pair = await newKeyPair()
    const done = await asks(crew[by]!, '/api/keys', { recipient: pair.recipient, lock: { kind: 'passphrase', sealed }, replaces: true })
    if (done) pairs.set(by, [...(pairs.get(by) ?? []), pair])
  }
  const forAll = async () => {
    const pair = await newKeyPair()
    ofUnits.push(pair)
    return { recipient: pair.recipient, wraps: await holders((await newest())!.id) }
  }
  /** The word for the custodian's own key that something is sealed to. */
  const provesAs = async (by: number, part: 'custodies' | 'recoveries'): Promise<string> => {
    const answer = await crew[by]!.asks({ method: 'GET', url: '/api/keys' })
    const to = answer.statusCode === 200 ? answer.json<KeyRing>()[part][0]?.to : undefined
    return to ? proves(by, to) : ''
  }
  const actions: Record<string, (step: Step) => Promise<unknown>> = {
    move: async ({ about, kind }) => moves(elena, crew[about]!, (await placesOf(elena)).toSorted((a) => (a.kind === kind ? -1 : 1))[0]!.id),
    place: async ({ about, kind }) => {
      const { id, name, country } = (await placesOf(elena)).filter((each) => !each.name.includes('Secretaría'))[about]!
      await asks(elena, `/api/institutions/${id}`, { name, country, kind, confirms: name }, 'PUT')
    },
    roles: async ({ about, other }) => moves(elena, crew[about]!, (await elena.sees<View>(`/api/people/${crew[about]!.id}`)).institution.id, other === 0 ? ['duty-officer'] : ['reception-officer', 'administrator'].slice(0, other)),
    own: ({ by }) => ownKey(by),
    create: ({ by }) => asks(crew[by]!, '/api/units', { name: `Unidad ${(units += 1)}`, country: 'GT', territories: ['GT'] }),
    make: async ({ by }) => {
      const input = await forAll()
      return onNewest(by, 'key', () => input)
    },
    rotate: async ({ by }) => {
      const input = await forAll()
      return onNewest(by, 'rotation', () => input)
    },
    wrap: ({ by, about }) => onNewest(by, 'members', ({ key }) => ({ person: crew[about]!.id, isLead: true, wraps: [{ key, sealed }] })),
    unwrap: async ({ by, about }) => asks(crew[by]!, `/api/units/${(await newest())!.id}/removals`, { person: crew[about]!.id }),
    entrust: ({ by, about, other }) => onNewest(by, 'custody', ({ key }) => ({ first: crew[about]!.id, second: crew[other]!.id, parts: [{ key, sealed }] })),
    handOn: async ({ by, about }) => asks(crew[by]!, `/api/units/${(await newest())!.id}/recovery`, { person: crew[about]!.id, parts: [{ key: (await newest())!.key, sealed }], proof: await provesAs(by, 'custodies') }),
    vouch: async ({ by }) => {
      const proof = await proves(by, known)
      await asks(crew[by]!, `/api/units/${(await newest())!.id}/vouching`, { as: known, proof })
    },
    doubt: async ({ by, about }) => asks(crew[by]!, `/api/units/${(await newest())!.id}/doubts`, { isDoubted: about > 0 }),
    recover: async ({ by }) => {
      const { rows } = await sql<{ id: string }>`select id from units.recovery where done_at is null and stopped_at is null`.execute(node.database.owner)
      if (rows[0]) await asks(crew[by]!, `/api/recoveries/${rows[0].id}/completion`, { wraps: [{ key: (await newest())!.key, sealed }], proof: await provesAs(by, 'recoveries') })
    },
  }
  /** The crew in a shelter, with keys of their own, and a unit whose key two of them hold and two keep: from here anything may happen. */
  const begin = async (): Promise<void> => {
    const [shelter, ...others] = (await placesOf(elena)).toSorted((a) => (a.name.startsWith('Albergue') ? -1 : 1))
    await enters(people, shelter!, 'shelter')
    for (const place of others) if (place.name.startsWith('Migración')) await enters(people, place, 'migration')
    for (const person of crew) await moves(elena, person, shelter!.id)
    if (units === 0) await beKnown()
    await actions.create!({ by: 0 } as Step)
    await actions.make!({ by: 0 } as Step)
    await actions.wrap!({ by: 0, about: 1 } as Step)
    await actions.entrust!({ by: 0, about: 2, other: 3 } as Step)
  }
  /** Keys of their own, and a unit of the last two that everybody has known for long: whoever holds its key can speak for others. */
  const beKnown = async (): Promise<void> => {
    for (const [by] of crew.entries()) await actions.own!({ by } as Step)
    await actions.create!({ by: 2 } as Step)
    await actions.make!({ by: 2 } as Step)
    await actions.wrap!({ by: 2, about: 3 } as Step)
    await sql`update units.unit set announced_at = announced_at - interval '8 days', receives_from = receives_from - interval '8 days'`.execute(node.database.owner)
    known = (await newest())!.id
  }
  await sql`update accounts.institution set is_demonstration = false`.execute(node.database.owner)
  await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 7 }), async (steps) => {
    await begin()
    for (const step of steps) {
      await actions[step.name]!(step)
      if (step.name === 'move' || step.name === 'place') await node.works()
      expect(await heldByMigrationControl(people), JSON.stringify(steps)).toBe(0)
      expect(await receivingUnknown(people), JSON.stringify(steps)).toEqual([])
    }
    for (const person of crew) {
      const { institution } = await elena.sees<View>(`/api/people/${person.id}`)
      if (institution.kind === 'migration') expect(await person.status('GET', '/api/keys')).toBe(404)
    }
  }), { numRuns: 10, seed: 20_261_122 })
  for (const url of ['/api/units/:id/members', '/api/units/:id/custody', '/api/units/:id/rotation', '/api/units/:id/vouching']) expect(tried.get(url) ?? 0, url).toBeGreaterThan(0)
})
