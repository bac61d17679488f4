// A unit whose key migration control may have gets nothing new: what nobody could open is not taken, and it is said so, alike behind a second receipt, which names nobody.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type StoryPeople } from '../../../tests/people.ts'
import { proof } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { lookupOf, newReceipt, openIdentity } from '../../platform/seal/receipt.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { ReporterView } from './model.ts'
import { fromBase64, recipientsFor, sealMessage, sealReport } from './rules/sealing.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

/** A report to those units with its second number. */
const sendBoth = async ({ nadie }: StoryPeople, to: readonly OpenUnit[]): Promise<string[]> => {
  const [real, decoy] = [newReceipt(), newReceipt()]
  const report = await sealReport({
    id: randomUUID(), receipt: real, units: to, files: [], consents: { contact: false, count: false, passOn: [] },
    plaintext: { version: 1, language: 'es', sent: '2026-01-01', text: 'lo que pasó', answers: {}, files: [] },
    decoy: { receipt: decoy, language: 'es', said: { question: '¿Abren hoy?', answer: undefined } },
  })
  await nadie.does('POST', '/api/reports', { ...report, proof: await proof(nadie) })
  return [real, decoy]
}

const open = async ({ nadie }: StoryPeople, receipt: string): Promise<ReporterView> => nadie.does('POST', '/api/reports/open', { lookup: await lookupOf(receipt), proof: 'x' })

/** What it is answered with when something is added that was sealed to those who are given. */
const adds = async ({ nadie }: StoryPeople, receipt: string, view: Pick<ReporterView, 'identity' | 'keys' | 'recipients'>) => {
  const identity = await openIdentity(receipt, fromBase64(view.identity))
  const body = await sealMessage(await recipientsFor(view, identity), { version: 1, language: 'es', text: 'algo más', files: [] })
  const reply = await nadie.asks({ method: 'POST', url: '/api/reports/add', payload: { lookup: await lookupOf(receipt), id: randomUUID(), files: [], keys: view.keys, body, proof: await proof(nadie) } })
  return [reply.statusCode, reply.json<{ code?: string }>().code]
}

const inPage = async ({ nadie }: StoryPeople, receipt: string, more = ''): Promise<string> =>
  (await nadie.asks({ method: 'POST', url: `/es/report/back${more && '/add'}`, payload: `number=${receipt}${more}`, headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' } })).body

/** Somebody who could open it passed to migration control. */
const exposed = async ({ node }: StoryPeople, unit: OpenUnit): Promise<void> => {
  await sql`update units.unit_key set exposed_at = now() where unit_id = ${unit.id}::uuid`.execute(node.database.owner)
}

story('report.open, report.add: what no unit could open is refused and stays with whoever wrote it, behind both numbers and in pages', async (people) => {
  const one = await openUnit(people)
  const both = await sendBoth(people, [one])
  const before = await Promise.all(both.map((receipt) => open(people, receipt)))
  expect(before.map(({ reach }) => reach)).toEqual(['all', 'all'])
  await exposed(people, one)
  for (const [at, receipt] of both.entries()) {
    const view = await open(people, receipt)
    expect(view).toMatchObject({ reach: 'none', keys: [], recipients: [], units: [] })
    for (const sealedTo of [view, before[at]!]) expect(await adds(people, receipt, sealedTo)).toEqual([409, 'conversation.nobodyReads'])
    expect((await open(people, receipt)).messages).toHaveLength(before[at]!.messages.length)
    const page = await inPage(people, receipt)
    expect(page).toContain('Por ahora nadie podría abrir lo que escriba aquí.')
    expect(page).not.toContain('Su mensaje<')
    const refused = await inPage(people, receipt, `&id=${randomUUID()}&text=${encodeURIComponent('lo que ya escribí')}`)
    expect(refused).toContain('Por ahora ninguna institución podría abrirlo.')
    expect(refused).toContain('lo que ya escribí</textarea>')
  }
})

story('report.open, report.add: where one of two units gets nothing new it is said, and what is added reaches the other', async (people) => {
  const [one, other] = [await openUnit(people), await openUnit(people)]
  const both = await sendBoth(people, [one, other])
  await exposed(people, other)
  for (const receipt of both) {
    const view = await open(people, receipt)
    expect(view).toMatchObject({ reach: 'some', keys: [one.key.id], units: [] })
    expect(await inPage(people, receipt)).toContain('A una de las instituciones no le llega por ahora lo nuevo')
    expect(await adds(people, receipt, view)).toEqual([200, undefined])
  }
})

story('report.open: a second receipt names nobody, also once a unit of the report became migration control', async (people) => {
  const { node } = people
  const [one, other] = [await openUnit(people), await openUnit(people)]
  const [real = '', decoy = ''] = await sendBoth(people, [one, other])
  const { rows: [control] } = await sql<{ id: string }>`insert into accounts.institution (name, kind, country) values ('Control inventado', 'migration', 'GT') returning id`.execute(node.database.owner)
  await sql`update units.unit set institution_id = ${control!.id}::uuid where id = ${other.id}::uuid`.execute(node.database.owner)
  await exposed(people, other)
  expect((await open(people, real)).units.map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted())
  expect((await open(people, decoy)).units).toEqual([])
  expect(await inPage(people, decoy)).not.toMatch(/Unidad de prueba|Control inventado|Quién tiene su reporte/)
})
