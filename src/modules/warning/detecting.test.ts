// The run over HTTP: what bursts, what drifts, what gathers and what is new is told once; monthly sources by month; late reports hide nothing.
import { expect } from 'vitest'
import { storiesOn, type Person, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import { uploads } from '../uploads/index.ts'
import { runWarning } from './actions/run.ts'
import { publicSignals, warning } from './index.ts'
import type { SignalDetail, SignalList, SignalView } from './model.ts'

const modules = [accounts, uploads, catalogues, collection, warning]
const story = storiesOn({ modules })
const monthly = storiesOn({ modules })
const late = storiesOn({ modules })
const young = storiesOn({ modules })
const byCountry = storiesOn({ modules })

const weekMs = 7 * 86_400_000

/** The Monday so many weeks before that of a moment. */
const mondayBefore = (moment: number, weeks: number): string => {
  const monday = Math.floor((moment / 86_400_000 + 3) / 7) * 7 - 3
  return new Date(monday * 86_400_000 - weeks * weekMs).toISOString().slice(0, 10)
}

const now = Date.UTC(2026, 0, 8)
const weeks = 330
const header = 'week,territory,offence,sex,age_band,nationality,incidents'

interface Told {
  territory: string
  offence: string
  nationality?: string
  /** The count so many weeks before the last. */
  count: (before: number) => number
}

const usual = (before: number): number => 2 + ((before * 7) % 3)

const rowsOf = ({ territory, offence, nationality = 'HN', count }: Told): string[] => Array.from({ length: weeks }, (_, at) => {
  const before = weeks - 1 - at
  return `${mondayBefore(now, before)},${territory},${offence},${before % 2 ? 'male' : 'female'},18-29,${nationality},${String(count(before))}`
})

const deliver = (node: TestNode, rows: readonly string[], name = 'weeks.csv') =>
  importFile(node.system, { sourceId: 'demo-region', body: new Blob([`${header}\n${rows.join('\n')}\n`]).stream(), name })

const signalOf = async (who: Person, place: string, what = 'kidnapping'): Promise<SignalDetail> => {
  const { items } = await who.sees<SignalList>('/api/signals?state=all')
  const id = items.find((item) => item.places.some(({ code }) => code === place) && item.what === what)?.id ?? 'none'
  return who.sees<SignalDetail>(`/api/signals/${id}`)
}

const named = ({ detectors }: SignalView): string[] => detectors.toSorted()

const calm = ['SV-SS', 'HN-CR', 'NI-RI', 'CR-P', 'CO-CHO', 'PE-TUM'].map((territory): Told => ({ territory, offence: 'kidnapping', count: usual }))

story('warning.run: a burst, a drift, a cluster and a new combination are four signals; the calm gives none', async ({ dario, node }) => {
  await deliver(node, [
    ...calm.flatMap(rowsOf),
    ...rowsOf({ territory: 'MX-CHP', offence: 'kidnapping', count: (before) => (before === 0 ? 18 : usual(before)) }),
    ...rowsOf({ territory: 'PA-5', offence: 'extortion', count: (before) => usual(before) + (before < 26 ? 2 : 0) }),
    ...rowsOf({ territory: 'GT-13', offence: 'robbery', count: (before) => usual(before) + (before < 3 ? 9 : 0) }),
    ...rowsOf({ territory: 'GT-17', offence: 'robbery', count: (before) => usual(before) + (before < 3 ? 8 : 0) }),
    ...['CR-SJ', 'PA-8', 'CO-ANT', 'EC-G'].flatMap((territory) => rowsOf({ territory, offence: 'robbery', count: usual })),
    ...rowsOf({ territory: 'EC-P', offence: 'tip', count: usual }),
    ...[0, 1, 2, 3].map((before) => `${mondayBefore(now, before)},EC-O,tip,female,0-11,HT,1`),
  ])
  await node.works()
  const { items, run } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ what, places }) => [what, ...places.map(({ code }) => code).toSorted()].join(' ')).toSorted()).toEqual([
    'extortion PA-5', 'kidnapping MX-CHP', 'robbery GT-13 GT-17', 'tip EC-O',
  ])
  expect(run).toMatchObject({ series: 16, q: 0.1, discovery: 'benjamini-hochberg', tested: { pooled: 16, 'farrington-flexible': 16, cusum: 16, 'space-time-scan': 3 } })
})

story('signal.read: each says who saw it and what they saw', async ({ dario }) => {
  const burst = await signalOf(dario, 'MX-CHP')
  expect(named(burst)).toEqual(expect.arrayContaining(['farrington-flexible', 'pooled']))
  expect(burst.evidence.find(({ detector }) => detector === 'pooled')?.says.es).toMatch(/^inusual junto a sus vecinos/)
  const drift = await signalOf(dario, 'PA-5', 'extortion')
  expect(named(drift)).toContain('cusum')
  expect(drift.evidence.find(({ detector }) => detector === 'cusum')?.says.en).toMatch(/^has grown little by little since week \d+, 2025: \d+ where/)
  const cluster = await signalOf(dario, 'GT-17', 'robbery')
  expect(named(cluster)).toContain('space-time-scan')
  expect(cluster.since).toBe(mondayBefore(now, 2))
  expect(cluster.evidence.find(({ detector }) => detector === 'space-time-scan')?.says.es).toMatch(/^se concentra en .*Huehuetenango.* desde semana/)
  const fresh = await signalOf(dario, 'EC-O', 'tip')
  expect(named(fresh)).toContain('new-pattern')
  expect(fresh.evidence.find(({ detector }) => detector === 'new-pattern')?.says.es).toMatch(/^nunca antes se vio Trata de personas \+ .* \+ Haití: 4/)
})

story('signal.read: what drives it, and what the expected value is made of', async ({ dario }) => {
  const { explained, caution, run } = await signalOf(dario, 'MX-CHP')
  expect(explained?.places[0]).toMatchObject({ code: 'MX-CHP', observed: 18 })
  expect(explained?.years).toHaveLength(5)
  expect(Math.abs(explained?.trend ?? 1)).toBeLessThan(0.1)
  expect(explained).toMatchObject({ reported: null })
  expect(explained?.groups.find(({ dimension }) => dimension === 'sex')).toMatchObject({ code: 'female', name: { es: 'mujeres' } })
  expect(caution.es).toContain(`hizo ${String(run.judged)} comparaciones`)
})

story('signal.list: by detector', async ({ dario }) => {
  const seenBy = async (detector: string) => (await dario.sees<SignalList>(`/api/signals?detector=${detector}`)).items.map(({ what }) => what)
  expect(await seenBy('cusum')).toContain('extortion')
  expect(await seenBy('new-pattern')).toEqual(['tip'])
  expect((await dario.isRefused('GET', '/api/signals?detector=astrology')).fields).toHaveProperty('detector')
})

story('warning.run: the node answers while threads judge, and the same figures give the same signals', async ({ dario, node }) => {
  const before = (await dario.sees<SignalList>('/api/signals')).items
  let isOver = false
  const running = perform(node.system, runWarning, { actor: systemActor, input: {} }).finally(() => (isOver = true))
  await dario.sees('/api/session')
  expect(isOver).toBe(false)
  expect(await running).toMatchObject({ signals: 4, found: 0 })
  expect((await dario.sees<SignalList>('/api/signals')).items).toEqual(before)
})

const monthBefore = (before: number): string => new Date(Date.UTC(2025, 11 - before, 1)).toISOString().slice(0, 7)

monthly('warning.run: a monthly source is judged by month', async ({ dario, node }) => {
  const states = ['07,CHIAPAS', '20,OAXACA', '30,VERACRUZ', '28,TAMAULIPAS', '27,TABASCO']
  const rows = states.flatMap((state, at) => Array.from({ length: 84 }, (_, month) => {
    const before = 83 - month
    return `${state},${monthBefore(before)},LOCALIZADA_CON_VIDA,MUJER,,,${String(at === 0 && before === 0 ? 60 : 12 + ((month * 5 + at) % 7))},2026-07-09`
  }))
  const text = `cve_entidad,entidad,periodo,categoria,sexo,cve_municipio,municipio,conteo,consultado_en\n${rows.join('\n')}\n`
  await importFile(node.system, { sourceId: 'rnpdno', body: new Blob([text]).stream(), name: 'rnpdno.csv' })
  await node.works()
  const { items } = await dario.sees<SignalList>('/api/signals')
  expect(items).toEqual([expect.objectContaining({ grain: 'month', period: '2025-12-01', place: 'MX-CHP', observed: 60, dimension: 'category' })])
  const { curve, explained } = await dario.sees<SignalDetail>(`/api/signals/${items[0]!.id}`)
  expect(curve.at(-1)).toMatchObject({ start: '2025-12-01', count: 60, alarm: true })
  expect(explained?.years.map(({ start }) => start)).toEqual(['2024-12-01', '2023-12-01', '2022-12-01', '2021-12-01', '2020-12-01'])
})

byCountry('warning.run: of a source by country, neighbouring countries that rise together are one cluster', async ({ dario, node }) => {
  const rising = ['GTM', 'SLV']
  const rows = [...rising, 'HND', 'CRI', 'COL', 'ECU', 'PER', 'BOL', 'MEX'].flatMap((geo) => Array.from({ length: 160 }, (_, before) => {
    const dead = usual(before) + (rising.includes(geo) && before < 3 ? 7 : 0)
    return `${mondayBefore(now, before)},Incident,,${geo},${String(dead)},Drowning,,UNK,,,`
  }))
  await importFile(node.system, { sourceId: 'iom-missing-migrants', body: new Blob([`t,type,route,geo,dead,cause,surv,nat,location,lon,lat\n${rows.join('\n')}\n`]).stream(), name: 'iom_mmp.csv' })
  await node.works()
  const { items, run } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ places }) => places.map(({ code }) => code).toSorted())).toEqual([['GT', 'SV']])
  expect(items[0]!.detectors).toContain('space-time-scan')
  expect(run?.tested['space-time-scan']).toBe(1)
})

const lastWeeks = (count: number, told: Told): string[] => rowsOf(told).slice(-count)

young('warning.run: a source of eight weeks is not judged, one of twelve is, by EARS alone', async ({ dario, node }) => {
  const burst = { territory: 'MX-CHP', offence: 'kidnapping', count: (before: number) => (before === 0 ? 40 : usual(before)) }
  await deliver(node, [...calm, burst].flatMap((told) => lastWeeks(8, told)), 'eight.csv')
  expect(await perform(node.system, runWarning, { actor: systemActor, input: {} })).toMatchObject({ series: 0, signals: 0 })
  await deliver(node, [...calm, burst].flatMap((told) => lastWeeks(12, told)), 'twelve.csv')
  await node.works()
  const { items, run } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ place, detectors }) => [place, ...detectors])).toEqual([['MX-CHP', 'ears']])
  expect(run).toMatchObject({ series: 7, judged: 7, tested: { ears: 7 } })
})

young('signal.read: a signal of a short history says that it is one, is drawn against what came just before, and is told to no public', async ({ dario, node }) => {
  const { explanation, evidence, curve, explained, expected } = await signalOf(dario, 'MX-CHP')
  expect(explanation.es).toMatch(/hubo 40\. La fuente tiene menos de dos años/)
  expect(explanation.en).toMatch(/there were 40\. The source is less than two years old/)
  expect(evidence).toEqual([expect.objectContaining({ detector: 'ears' })])
  expect(expected).toBeGreaterThan(2)
  expect(expected).toBeLessThan(5)
  expect(curve.map(({ upperbound }) => upperbound === null)).toEqual(Array.from({ length: 12 }, (_, at) => at < 7))
  expect(curve.at(-1)).toMatchObject({ count: 40, alarm: true })
  expect(explained).toMatchObject({ years: [], trend: null, season: null })
  expect((await dario.sees<SignalList>('/api/signals?detector=ears')).items).toHaveLength(1)
  expect(await publicSignals(node.system.database.db, { from: '2025-01-01', to: '2026-12-31' })).toEqual([])
})

late('warning.run: when reports come late the last weeks do not look calm, and the doubt is told', async ({ dario, node }) => {
  const territories = ['MX-CHP', 'GT-13', 'SV-SS', 'HN-CR', 'NI-RI', 'PA-5']
  const start = Date.now()
  const releases = 24
  const count = (territory: string, before: number): number => 200 + 3 * ((before * 7 + territory.length) % 5) + (territory === 'MX-CHP' && before === 0 ? 140 : 0)
  const past = territories.flatMap((territory) => Array.from({ length: weeks }, (_, at) => weeks + releases - 1 - at)
    .map((before) => `${mondayBefore(start + releases * weekMs, before)},${territory},kidnapping,male,18-29,HN,${String(count(territory, before))}`))
  await deliver(node, past, 'past.csv')
  for (let release = 0; release < releases; release += 1) {
    node.passes(weekMs)
    const rows = territories.flatMap((territory) => [0, 1, 2].map((delay) => {
      const before = releases - 1 - release + delay
      const part = [0.5, 0.8, 1][delay]!
      return `${mondayBefore(start + releases * weekMs, before)},${territory},kidnapping,male,18-29,HN,${String(Math.round(count(territory, before) * part))}`
    }))
    await deliver(node, rows, `week-${String(release)}.csv`)
  }
  await perform(node.system, runWarning, { actor: systemActor, input: {} })
  const { items } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ place }) => place)).toEqual(['MX-CHP'])
  const { curve, explained, observed, explanation } = await dario.sees<SignalDetail>(`/api/signals/${items[0]!.id}`)
  expect(observed).toBe(Math.round(count('MX-CHP', 0) / 2))
  expect(observed).toBeLessThan(count('MX-CHP', 5))
  expect(explained?.reported).toBeCloseTo(0.5, 1)
  expect(explanation.es).toMatch(/hubo 1\d\d\. Aún no ha llegado todo: se prevén unos [23]\d\d, entre/)
  const { count: reported, nowcast } = curve.at(-1)!
  expect(reported).toBe(observed)
  expect(nowcast!.estimate).toBeGreaterThan(1.5 * observed)
  expect(nowcast!.lower).toBeLessThan(nowcast!.estimate)
  expect(nowcast!.upper).toBeGreaterThan(nowcast!.estimate)
  expect(curve.at(-10)!.nowcast).toBeNull()
})
