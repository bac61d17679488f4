// Signals over HTTP: found after a delivery, opened with their curve, dismissed with a reason, begun an alert with.
import { expect } from 'vitest'
import { storiesOn, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { importFile } from '../collection/index.ts'
import { runWarning } from './actions/run.ts'
import type { SignalDetail, SignalList } from './model.ts'

const story = storiesOn()

const weeks = 330
const mondayAgo = (before: number): string => new Date(Date.UTC(2026, 0, 5) - before * 7 * 86_400_000).toISOString().slice(0, 10)

/** Weekly counts of one offence: two to four a week, and a burst in the last one. */
const rowsOf = (territory: string, burst: number): string[] => Array.from({ length: weeks }, (_, week) =>
  `${mondayAgo(weeks - 1 - week)},${territory},kidnapping,male,18-29,HN,${week === weeks - 1 ? burst : 2 + ((week * 7) % 3)}`)

const deliver = async (node: TestNode, rows: readonly string[]): Promise<void> => {
  const text = `week,territory,offence,sex,age_band,nationality,incidents\n${rows.join('\n')}\n`
  await importFile(node.system, { sourceId: 'demo-region', body: new Blob([text]).stream(), name: 'weeks.csv' })
  await node.works()
}

story('signal.list: nobody without the role, and nothing before a delivery', async ({ nadie, bruno, dario }) => {
  expect((await nadie.isRefused('GET', '/api/signals')).status).toBe(401)
  expect((await bruno.isRefused('GET', '/api/signals')).status).toBe(404)
  expect(await dario.sees<SignalList>('/api/signals')).toMatchObject({ items: [], run: null, caution: null })
})

story('warning.run: a delivery is judged by itself; what is usual gives no signal', async ({ dario, node }) => {
  await deliver(node, [...rowsOf('MX-CHP', 15), ...rowsOf('GT-13', 16), ...rowsOf('PA-5', 3)])
  const { items, run } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ place }) => place).toSorted()).toEqual(['GT-13', 'MX-CHP'])
  expect(run).toMatchObject({ series: 3, signals: 2 })
})

story('warning.run: again, it finds the same and no more', async ({ dario, node }) => {
  const before = (await dario.sees<SignalList>('/api/signals')).items.map(({ id }) => id)
  await deliver(node, [`${mondayAgo(0)},MX-CHP,kidnapping,male,18-29,HN,14`])
  const { items } = await dario.sees<SignalList>('/api/signals')
  expect(items.map(({ id }) => id).toSorted()).toEqual(before.toSorted())
  expect(items.find(({ place }) => place === 'MX-CHP')).toMatchObject({ observed: 14 })
})

story('signal.read: the curve, the bound and the words', async ({ dario }) => {
  const { items } = await dario.sees<SignalList>('/api/signals')
  const signal = await dario.sees<SignalDetail & { allowed: string[] }>(`/api/signals/${items.find(({ place }) => place === 'GT-13')?.id ?? ''}`)
  expect(signal.explanation.es).toMatch(/se esperaban unos \d(\.\d)? .* hubo 16/)
  expect(signal.caution.en).toContain('at most 10 are expected to be chance')
  expect(signal.curve.at(-1)).toMatchObject({ count: 16, alarm: true })
  expect(signal.allowed).toContain('signal.dismiss')
  expect(signal).toMatchObject({ publisher: 'SIDMI', release: 2 })
  expect(signal.sourceNote.es).toContain('No describen a ninguna persona')
  expect(Date.parse(signal.releasedAt!)).not.toBeNaN()
})

story('signal.dismiss: only who watches, with a reason, and once', async ({ dario, bruno }) => {
  const { items } = await dario.sees<SignalList>('/api/signals')
  const path = `/api/signals/${items.find(({ place }) => place === 'GT-13')?.id ?? ''}`
  expect((await dario.isRefused('POST', `${path}/dismissal`, { reason: ' ' })).fields).toHaveProperty('reason')
  expect(await bruno.status('POST', `${path}/dismissal`, { reason: 'Operativo conocido de esa semana.' })).toBe(404)
  expect(await dario.does('POST', `${path}/dismissal`, { reason: 'Operativo conocido de esa semana.' })).toMatchObject({ state: 'dismissed' })
  expect(await dario.isRefused('POST', `${path}/dismissal`, { reason: 'Otra vez, por error.' })).toMatchObject({ status: 409, code: 'signal.alreadyDecided' })
  expect((await dario.sees<SignalDetail & { allowed: string[] }>(path)).allowed).toEqual(['signal.judge'])
})

story('warning.run: nobody can ask for it; a rise that was dismissed is not raised again', async ({ dario, node }) => {
  await expect(perform(node.system, runWarning, { actor: node.system.anonymous, input: {} })).rejects.toMatchObject({ status: 401 })
  expect((await dario.sees<{ acts: string[] }>('/api/session')).acts).not.toContain('warning.run')
  expect(await perform(node.system, runWarning, { actor: systemActor, input: {} })).toMatchObject({ series: 3, signals: 2, found: 0 })
  await deliver(node, [`${mondayAgo(0)},GT-13,kidnapping,male,18-29,HN,19`])
  const dismissed = (await dario.sees<SignalList>('/api/signals?state=dismissed')).items
  expect(dismissed.map(({ place, observed }) => [place, observed])).toEqual([['GT-13', 16]])
  expect((await dario.sees<SignalList>('/api/signals')).items.map(({ place }) => place)).toEqual(['MX-CHP'])
})

story('alert.draft: from a signal, which stays open while the alert is only being written', async ({ dario }) => {
  const { items } = await dario.sees<SignalList>('/api/signals')
  const id = items.find(({ place }) => place === 'MX-CHP')?.id ?? ''
  const alert = await dario.does<{ id: string }>('POST', '/api/alerts', { signalId: id })
  const told = await dario.sees<object>(`/api/signals/${id}`)
  expect(told).toMatchObject({ state: 'open' })
  expect(JSON.stringify(told)).not.toContain(alert.id)
  expect((await dario.isRefused('POST', '/api/alerts', { signalId: id })).status).toBe(409)
})
