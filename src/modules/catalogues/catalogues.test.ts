// Stories of the catalogues: what anyone reads without signing in, and what the node itself loads at start.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn } from '../../../tests/people.ts'
import { perform } from '../../platform/perform.ts'
import { systemActor } from '../../platform/access.ts'
import { accounts } from '../accounts/index.ts'
import { loadCatalogues } from './actions.ts'
import { catalogues } from './index.ts'
import type { CatalogueEntry } from './model/acts.ts'
import type { Offence } from './model/content.ts'

const story = storiesOn({ modules: [accounts, catalogues] })

interface Found { items: CatalogueEntry[] }

story('catalogue.read: an unknown kind is refused in a sentence, an unknown code like anything one may not see', async ({ nadie }) => {
  expect((await nadie.isRefused('GET', '/api/catalogues/planets/mars')).status).toBe(400)
  expect(await nadie.isRefused('GET', '/api/catalogues/territory/MX-ZZZ')).toMatchObject({ status: 404, code: 'request.notFound' })
  expect(await nadie.status('GET', '/api/offences/nothing')).toBe(404)
})

story('catalogue.search: a limit too high, a search too long and an unknown kind are refused by field', async ({ nadie }) => {
  expect((await nadie.isRefused('GET', '/api/catalogues/search?q=san&limit=5000')).fields).toHaveProperty('limit')
  expect((await nadie.isRefused('GET', `/api/catalogues/search?q=${'a'.repeat(200)}`)).fields).toHaveProperty('q')
  expect(await nadie.status('GET', '/api/catalogues/search?q=san&kinds=planet')).toBe(400)
})

story('catalogue.search: anyone finds Chiapas misspelled and without a login', async ({ nadie, node }) => {
  const { items } = await nadie.sees<Found>('/api/catalogues/search?q=chiapaz&kinds=territory')
  expect(items[0]).toMatchObject({ kind: 'territory', code: 'MX-CHP', names: { es: 'Chiapas' }, context: { es: 'estado, México' } })
  expect((await nadie.sees<Found>('/api/catalogues/search?q=')).items).toEqual([])
  expect(await node.remembers('catalogue.search')).toEqual(expect.not.arrayContaining([expect.objectContaining({ outcome: 'done' })]))
})

story('catalogue.search: what is already chosen comes back by its code, for a picker to name it', async ({ nadie }) => {
  const { items } = await nadie.sees<Found>('/api/catalogues/search?q=peten&kinds=territory,country&codes=GT,MX-CHP,GT-SM,tip&limit=2')
  expect(items.slice(0, 4).map((entry) => entry.code)).toEqual(['GT', 'MX-CHP', 'GT-12', 'GT-17'])
})

story('catalogue.list: the departments of Guatemala, with the version they belong to', async ({ nadie }) => {
  const reply = await nadie.sees<Found & { version: { version: string } }>('/api/catalogues/territory?country=GT')
  expect(reply.items).toHaveLength(22)
  expect(reply.version.version).toBe('1')
})

story('catalogue.read: a municipality carries its sources, its confidence and what is still to be verified', async ({ nadie }) => {
  const entry = await nadie.sees<CatalogueEntry>('/api/catalogues/municipality/sv-santa-ana')
  expect(entry).toMatchObject({ confidence: 'looked-up', verify: { en: 'Code 0210 is general knowledge.' } })
  expect(entry.sources.length).toBeGreaterThan(0)
})

story('catalogue.read: a code list gives its codes as the standard spells them', async ({ nadie }) => {
  const { values } = await nadie.sees<{ values: { code: string }[] }>('/api/catalogues/code-list/relationship-to-trafficker')
  expect(values.map((value) => value.code)).toEqual(['Familial', 'Acquainted', 'Unaquainted'])
})

story('offence.list and offence.read: elements in both languages, ICCS code, trata told apart from tráfico', async ({ nadie }) => {
  expect((await nadie.sees<{ items: Offence[] }>('/api/offences')).items).toHaveLength(32)
  const smuggling = await nadie.sees<Offence & { comparison: { rows: unknown[] } }>('/api/offences/smuggling')
  expect(smuggling.iccs).toMatchObject({ code: '08051', spanishIsWorkingTranslation: true })
  expect(smuggling.comparison.rows).toHaveLength(5)
  expect(await nadie.sees('/api/offences/robbery')).toMatchObject({ comparison: null })
})

story('catalogue.load: loads once, then only what changed; SQL joins through the shared views', async ({ node }) => {
  const events = await node.remembers('catalogue.load')
  expect(events).toHaveLength(1)
  expect(events[0]?.changed).toHaveLength(7)
  expect(await perform(node.system, loadCatalogues, { actor: systemActor, input: {} })).toEqual({ changed: [] })
  await sql`update catalogues.version set sha256 = repeat('0', 64) where name = 'territory'`.execute(node.database.db)
  expect(await perform(node.system, loadCatalogues, { actor: systemActor, input: {} })).toEqual({ changed: ['territory'] })
  const { rows } = await sql`select name_es, country from catalogues.shared_territory where country = 'MX' and national_code = '07'`.execute(node.database.db)
  expect(rows).toEqual([{ name_es: 'Chiapas', country: 'MX' }])
})

story('catalogue.load: no person may, whoever they are', async ({ elena, node }) => {
  expect(node.system.acts.get('catalogue.load')?.may({ ...systemActor, kind: 'person', id: elena.id }, undefined as never, undefined as never)).toBe(false)
})

story('offence.list: the public pages read in both languages without a script', async ({ nadie }) => {
  const page = async (url: string): Promise<string> => (await nadie.asks({ method: 'GET', url })).body
  expect(await page('/es/offences')).toContain('Delitos: qué es cada uno')
  expect(await page('/es/offences/tip')).toContain('traducción de trabajo')
  expect(await page('/en/offences/tip')).toContain('What sets it apart')
  expect(await page('/en/offences')).not.toContain('<script')
})

story('place.list: the page answers a misspelled search and a country, and says when nothing is found', async ({ nadie }) => {
  const page = async (url: string): Promise<string> => (await nadie.asks({ method: 'GET', url })).body
  expect(await page('/es/places?q=tejusigalpa')).toContain('Toncontín')
  expect(await page('/en/places?country=GT')).toContain('GT-12')
  expect(await page('/es/places?q=zzzzqqq')).toContain('No se encontró ningún lugar')
  expect(await page('/es/places')).toContain('Capurganá')
})
