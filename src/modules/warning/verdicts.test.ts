// What signals turned out to be, over HTTP: said with a note, changed, kept, and counted as the precision of detectors and sources.
import { expect } from 'vitest'
import { storiesOn, type Person, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import { uploads } from '../uploads/index.ts'
import { publicSignals, signalsAmong, warning } from './index.ts'
import type { SignalDetail, SignalList } from './model.ts'
import type { PrecisionReport } from './model/verdicts.ts'

const story = storiesOn({ modules: [accounts, uploads, catalogues, collection, warning] })

const weeks = 300
const monday = (before: number): string => new Date(Date.UTC(2026, 0, 5) - before * 7 * 86_400_000).toISOString().slice(0, 10)

const rowsOf = (territory: string, last: number): string[] => Array.from({ length: weeks }, (_, week) =>
  `${monday(weeks - 1 - week)},${territory},kidnapping,male,18-29,HN,${week === weeks - 1 ? last : 2 + ((week * 7) % 3)}`)

const fill = async (node: TestNode): Promise<void> => {
  const rows = [...rowsOf('MX-CHP', 20), ...rowsOf('PA-5', 22), ...rowsOf('CO-ANT', 3), ...rowsOf('HN-CR', 2)]
  const text = `week,territory,offence,sex,age_band,nationality,incidents\n${rows.join('\n')}\n`
  await importFile(node.system, { sourceId: 'demo-region', body: new Blob([text]).stream(), name: 'weeks.csv' })
  await node.works()
}

const idOf = async (who: Person, place: string): Promise<string> =>
  (await who.sees<SignalList>('/api/signals?state=all')).items.find((item) => item.place === place)?.id ?? 'none'

const right = { verdict: 'true', note: 'El albergue y la fiscalía lo confirmaron.' }

story('signal.precision: before any signal there is nothing to divide', async ({ nadie, bruno, dario }) => {
  expect(await nadie.status('GET', '/api/signals/precision')).toBe(401)
  expect(await bruno.status('GET', '/api/signals/precision')).toBe(404)
  expect(await dario.sees<PrecisionReport>('/api/signals/precision')).toMatchObject({ all: { true: 0, false: 0, unclear: 0, waiting: 0, precision: null }, sources: [], months: [] })
})

story('signal.judge: only who watches, a known verdict, and with a note', async ({ dario, bruno, nadie, node }) => {
  await fill(node)
  const path = `/api/signals/${await idOf(dario, 'MX-CHP')}/verdicts`
  expect(await nadie.status('POST', path, right)).toBe(401)
  expect(await bruno.status('POST', path, right)).toBe(404)
  expect(await dario.status('POST', '/api/signals/00000000-0000-4000-8000-000000000000/verdicts', right)).toBe(404)
  expect((await dario.isRefused('POST', path, { verdict: 'perhaps', note: right.note })).fields).toHaveProperty('verdict')
  expect((await dario.isRefused('POST', path, { verdict: 'true', note: ' no ' })).fields).toHaveProperty('note')
  expect(await node.remembers('signal.judge')).toEqual([expect.objectContaining({ outcome: 'refused' }), expect.objectContaining({ outcome: 'refused' }), expect.objectContaining({ outcome: 'refused' })])
})

story('signal.judge: said, changed by somebody else, and all of it kept', async ({ dario, ana, node }) => {
  const id = await idOf(dario, 'MX-CHP')
  expect(await dario.does<SignalDetail>('POST', `/api/signals/${id}/verdicts`, right)).toMatchObject({ verdict: 'true', state: 'open' })
  await ana.does('POST', `/api/signals/${id}/verdicts`, { verdict: 'unclear', note: 'La fiscalía lo está revisando otra vez.' })
  const { verdict, verdicts, allowed } = await dario.sees<SignalDetail & { allowed: string[] }>(`/api/signals/${id}`)
  expect(verdict).toBe('unclear')
  expect(verdicts.map((given) => [given.verdict, given.by])).toEqual([['unclear', 'Ana Prueba'], ['true', 'Darío Prueba']])
  expect(allowed).toEqual(expect.arrayContaining(['signal.judge', 'signal.dismiss']))
  const done = (await node.remembers('signal.judge')).filter(({ outcome }) => outcome === 'done')
  expect(done.map(({ subject, changed }) => [subject, changed])).toEqual([[id, ['verdict', 'note']], [id, ['verdict', 'note']]])
})

story('signal.list: by verdict, and those nobody has judged', async ({ dario }) => {
  const seen = async (verdict: string): Promise<string[]> => (await dario.sees<SignalList>(`/api/signals?verdict=${verdict}`)).items.map(({ place }) => place)
  expect([await seen('unclear'), await seen('true'), await seen('none')]).toEqual([['MX-CHP'], [], ['PA-5']])
})

story('signal.judge: a decided signal may be judged still, and one found false is not told publicly', async ({ dario, node }) => {
  const id = await idOf(dario, 'PA-5')
  const span = { from: '2026-01-01', to: '2026-01-31' }
  const publicPlaces = async (): Promise<string[]> => (await publicSignals(node.system.database.db, span)).map(({ place }) => place).toSorted()
  expect(await publicPlaces()).toEqual(['MX-CHP', 'PA-5'])
  await dario.does('POST', `/api/signals/${id}/verdicts`, { verdict: 'false', note: 'Se capturó junto el atraso de un mes.' })
  expect(await publicPlaces()).toEqual(['MX-CHP'])
  await dario.does('POST', `/api/signals/${id}/dismissal`, { reason: 'Se capturó junto el atraso de un mes.' })
  expect(await dario.does<SignalDetail>('POST', `/api/signals/${id}/verdicts`, right)).toMatchObject({ verdict: 'true', state: 'dismissed' })
  expect((await signalsAmong(node.system.database.db, [id, '00000000-0000-4000-8000-000000000000'])).map(({ place }) => place)).toEqual(['PA-5'])
  expect(await signalsAmong(node.system.database.db, [])).toEqual([])
})

story('signal.read: what similar earlier signals turned out to be', async ({ dario }) => {
  const { similar } = await dario.sees<SignalDetail>(`/api/signals/${await idOf(dario, 'MX-CHP')}`)
  expect(similar).toEqual([expect.objectContaining({ whatName: { es: 'Secuestro', en: 'Kidnapping' }, verdict: 'true', state: 'dismissed' })])
})

story('signal.precision: by detector, source and month, with its interval', async ({ dario, ana }) => {
  await ana.does('POST', `/api/signals/${await idOf(dario, 'MX-CHP')}/verdicts`, { verdict: 'false', note: 'Era un cambio de criterio de la fuente.' })
  const report = await dario.sees<PrecisionReport>('/api/signals/precision')
  expect(report.all).toMatchObject({ true: 1, false: 1, unclear: 0, waiting: 0, precision: { share: 0.5 } })
  expect(report.all.precision?.lower).toBeCloseTo(0.0945, 3)
  expect(report.detectors.find(({ key }) => key === 'farrington-flexible')).toMatchObject({ true: 1, false: 1 })
  expect(report.detectors.find(({ key }) => key === 'new-pattern')).toMatchObject({ true: 0, precision: null })
  expect(report.sources).toEqual([expect.objectContaining({ key: 'demo-region', true: 1, false: 1 })])
  expect(report.months.at(-1)).toMatchObject({ true: 1, false: 1 })
})
