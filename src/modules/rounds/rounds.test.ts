// Stories of the round: who owes what, how each period stands as deliveries come and go, reminders said once, and the grid sent once.
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { storiesOn, type Person, type StoryPeople, type TestNode } from '../../../tests/people.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { collection, importFile } from '../collection/index.ts'
import type { DeliveryReceipt } from '../collection/model/delivery.ts'
import { rounds } from './index.ts'
import type { Cell, ObligationList, ObligationView, RoundView } from './model.ts'
import { csvOf, type GridView } from './model/grid.ts'
import { dayAt, lastPeriods, previousStart } from './model/periods.ts'
import { plusDays } from '../../platform/weeks.ts'

const modules = [accounts, catalogues, collection, rounds]
const story = storiesOn({ modules })

const dayMs = 86_400_000
const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const file = (...lines: string[]): string => [header, ...lines, ''].join('\n')
const today = (): string => dayAt(new Date())
/** The last weeks, the one that runs now at the end. */
const weeks = (count: number): string[] => lastPeriods('weekly', today(), count)

const shelterOf = async (elena: Person): Promise<{ institutionId: string; people: ObligationList['people'] }> => {
  const { institutions, people } = await elena.sees<ObligationList>('/api/obligations')
  const { id } = institutions.find(({ country }) => country === 'GT')!
  return { institutionId: id, people: people.filter((person) => person.institutionId === id) }
}

const terms = async (elena: Person, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> => ({
  institutionId: (await shelterOf(elena)).institutionId, sourceId: 'demo-region', territories: ['GT-16'], cadence: 'weekly',
  firstPeriod: weeks(10)[0], dueDays: 3, inForceFrom: plusDays(today(), -100), ...more,
})

const owes = async ({ elena }: Pick<StoryPeople, 'elena'>, more: Record<string, unknown> = {}): Promise<string> =>
  (await elena.does<ObligationView>('PUT', '/api/obligations', await terms(elena, more))).id

const cellsOf = async (person: Person, query = ''): Promise<(Cell | null)[]> =>
  (await person.sees<RoundView>(`/api/round${query}`)).rounds.find(({ cadence }) => cadence === 'weekly')?.rows[0]?.cells ?? []

const standing = async (person: Person, period: string): Promise<Cell | undefined> =>
  (await cellsOf(person)).find((cell) => cell?.period === period) ?? undefined

const delivers = async (person: Person, node: TestNode, text: string): Promise<DeliveryReceipt> => {
  const { id } = await person.uploads<{ id: string }>('/api/deliveries?source=demo-region&name=semana.csv', text)
  await node.works()
  return person.sees<DeliveryReceipt>(`/api/deliveries/${id}`)
}

story('obligation.set: who does not coordinate is refused; an unknown source, a stranger as contact and a wrong term are said', async ({ nadie, carla, dario, ana, elena }) => {
  const body = await terms(elena)
  expect(await nadie.status('PUT', '/api/obligations', body)).toBe(401)
  expect(await carla.status('PUT', '/api/obligations', body)).toBe(404)
  expect(await dario.status('PUT', '/api/obligations', body)).toBe(404)
  expect(await ana.isRefused('PUT', '/api/obligations', { ...body, sourceId: 'nada' })).toMatchObject({ code: 'round.unknownSource' })
  expect(await ana.isRefused('PUT', '/api/obligations', { ...body, institutionId: dario.id })).toMatchObject({ code: 'round.unknownInstitution' })
  expect(await ana.isRefused('PUT', '/api/obligations', { ...body, contacts: [dario.id] })).toMatchObject({ code: 'round.foreignContact' })
  expect(await ana.isRefused('PUT', '/api/obligations', { ...body, cadence: 'daily' })).toMatchObject({ code: 'request.invalid' })
  expect(await ana.does('PUT', '/api/obligations', { ...body, contacts: [carla.id] })).toMatchObject({ source: { id: 'demo-region' }, contacts: [{ id: carla.id }] })
})

story('obligation.list: set again is corrected, not doubled', async ({ ana, elena, carla, node }) => {
  const id = await owes({ elena }, { dueDays: 5 })
  const { items } = await ana.sees<ObligationList>('/api/obligations')
  expect(items).toMatchObject([{ id, dueDays: 5, firstPeriod: weeks(10)[0] }])
  expect(await carla.status('GET', '/api/obligations')).toBe(404)
  expect((await node.remembers('obligation.set')).at(-1)).toMatchObject({ outcome: 'done', subject: id, changed: ['terms'] })
  await owes({ elena })
})

story('round.read: each sees their own, coordinators everybody; late weeks say by how much', async ({ bruno, carla, ana, nadie }) => {
  const [first, , , , , , , , last, now] = await cellsOf(carla, '?periods=10')
  expect(first).toMatchObject({ standing: 'late', period: weeks(10)[0] })
  expect(last?.due).toBe(plusDays(last?.period ?? '', 9))
  expect(now).toMatchObject({ standing: 'open' })
  expect(await cellsOf(ana)).toHaveLength(12)
  expect((await bruno.sees<RoundView>('/api/round')).rounds).toEqual([])
  expect((await ana.sees<RoundView>('/api/round?country=MX')).rounds).toEqual([])
  expect(await nadie.status('GET', '/api/round')).toBe(401)
})

story('round.read: a delivery changes it at once, and so does taking the figures back', async ({ carla, node }) => {
  const week = weeks(3)[0]!
  await delivers(carla, node, file(`${week},GT-16,kidnapping,female,18-29,HN,3`, `${week},GT-01,robbery,male,18-29,HN,1`))
  expect(await standing(carla, week)).toMatchObject({ standing: expect.stringMatching(/^delivered/) as string, completedAt: today() })
  await delivers(carla, node, file(`${week},GT-16,kidnapping,female,18-29,HN,9`))
  expect(await standing(carla, week)).toMatchObject({ standing: expect.stringMatching(/^delivered/) as string })
  await sql`update collection.observation set until_release = since_release where territory = 'GT-16'`.execute(node.database.owner)
  expect(await standing(carla, week)).toMatchObject({ completedAt: null })
})

story('round.read: shared out by territory, what one of them lacks is said', async ({ elena, carla, node }) => {
  const week = weeks(4)[0]!
  await owes({ elena }, { territories: ['GT-16', 'GT-17'] })
  await delivers(carla, node, file(`${week},GT-16,kidnapping,female,18-29,HN,3`))
  expect(await standing(carla, week)).toMatchObject({ standing: 'incomplete', missingTerritories: ['GT-17'] })
  await owes({ elena })
})

story('round.download: the round as a file, in the reader’s language', async ({ ana, nadie }) => {
  const { body, headers } = await ana.asks({ method: 'GET', url: '/api/round.csv?periods=3' })
  expect(headers['content-disposition']).toContain('ronda-')
  const lines = body.trim().split('\n')
  expect(lines[0]).toContain('país,institución,fuente')
  expect(lines).toHaveLength(4)
  expect(lines[1]).toContain('GT,Albergue de prueba,demo-region')
  expect((await nadie.asks({ method: 'GET', url: '/api/round.csv' })).statusCode).toBe(401)
})

story('round.declare: nothing to report is delivered as such, by the institution itself, once the period is over', async ({ elena, ana, carla, node }) => {
  const id = await owes({ elena })
  const [week, running] = [weeks(5)[0]!, weeks(1)[0]!]
  const path = `/api/round/${id}/${week}/declaration`
  expect(await ana.status('PUT', path, { isNothing: true })).toBe(404)
  expect(await carla.isRefused('PUT', `/api/round/${id}/${running}/declaration`, { isNothing: true })).toMatchObject({ code: 'round.notOverYet' })
  expect(await carla.isRefused('PUT', `/api/round/${id}/2001-01-01/declaration`, { isNothing: true })).toMatchObject({ code: 'round.notOwed' })
  expect(await carla.does('PUT', path, { isNothing: true })).toMatchObject({ standing: 'nothing', isDeclared: true })
  await delivers(carla, node, file(`${week},GT-16,kidnapping,female,18-29,HN,1`))
  expect(await standing(carla, week)).toMatchObject({ standing: expect.stringMatching(/^delivered/) as string })
  expect(await carla.does('PUT', path, { isNothing: false })).toMatchObject({ isDeclared: false })
})

story('round.excuse: with a reason the coordination gives and may take back', async ({ elena, ana, carla }) => {
  const id = await owes({ elena })
  const path = `/api/round/${id}/${weeks(7)[0]!}/excuse`
  expect(await carla.status('PUT', path, { reason: 'Mudanza.' })).toBe(404)
  expect(await ana.does('PUT', path, { reason: 'Mudanza.' })).toMatchObject({ standing: 'excused', reason: 'Mudanza.' })
  expect(await ana.does('PUT', path, { reason: '' })).toMatchObject({ standing: 'late', reason: null })
})

const remindsByItself = async (node: TestNode): Promise<void> => {
  await sql`select graphile_worker.add_job('perform', ${JSON.stringify({ name: 'round.remindDue', input: {} })}::json)`.execute(node.database.owner)
  await node.works()
}

describe('reminding', () => {
  const story = storiesOn({ modules })

  story('round.remind: by hand once a day, in the person’s language, without saying what is owed', async ({ elena, ana, carla, node }) => {
    const id = await owes({ elena }, { contacts: [carla.id] })
    const path = `/api/round/${id}/${weeks(6)[0]!}/reminder`
    expect(await carla.status('POST', path)).toBe(404)
    expect(await ana.isRefused('POST', `/api/round/${id}/${weeks(1)[0]!}/reminder`)).toMatchObject({ code: 'round.nothingMissing' })
    await carla.does('PUT', '/api/language', { language: 'en' })
    expect(await ana.does('POST', path)).toMatchObject({ people: 1 })
    expect(await ana.isRefused('POST', path)).toMatchObject({ code: 'round.alreadyReminded' })
    await node.works()
    expect(node.letters).toMatchObject([{ to: carla.email, subject: 'SIDMI: you have a delivery to make' }])
    expect(node.letters[0]?.text).not.toMatch(/demo-region|Albergue|GT|week/i)
    expect(await standing(carla, weeks(6)[0]!)).toMatchObject({ remindedAt: today() })
  })

  story('round.remindDue: what is due, late and long late is told to whom it concerns, and never twice', async ({ carla, ana, node }) => {
    node.letters.length = 0
    await remindsByItself(node)
    const told = node.letters.map(({ to }) => to)
    expect(new Set(told)).toEqual(new Set([carla.email, ana.email]))
    await remindsByItself(node)
    expect(node.letters).toHaveLength(told.length)
    node.passes(8 * dayMs)
    await remindsByItself(node)
    expect(node.letters.length).toBeGreaterThan(told.length)
  })

  story('round.notify: a letter that was sent is not sent again', async ({ node }) => {
    const { rows } = await sql<{ id: string }>`select id from rounds.reminder where mail = 'sent' limit 1`.execute(node.database.db)
    const before = node.letters.length
    await sql`select graphile_worker.add_job('perform', ${JSON.stringify({ name: 'round.notify', input: { id: rows[0]?.id } })}::json)`.execute(node.database.owner)
    await node.works()
    expect(node.letters).toHaveLength(before)
  })

  story('round.remindDue: a letter that waits for somebody whose account was closed is given up, not handed out for ever', async ({ elena, carla, node }) => {
    await elena.does('POST', `/api/people/${carla.id}/deactivation`, {})
    await sql`update rounds.reminder set mail = 'queued', attempts = 0, changed_at = created_at where person_id = ${carla.id}::uuid`.execute(node.database.owner)
    const before = node.letters.filter(({ to }) => to === carla.email).length
    await remindsByItself(node)
    const { rows } = await sql<{ mail: string; lastError: string }>`select distinct mail, last_error as "lastError" from rounds.reminder where person_id = ${carla.id}::uuid`.execute(node.database.owner)
    expect(rows).toEqual([{ mail: 'failed', lastError: 'inactive' }])
    expect(node.letters.filter(({ to }) => to === carla.email)).toHaveLength(before)
  })
})

describe('filling in', () => {
  const story = storiesOn({ modules })

  story('grid.read: the institution that owes opens the period with what stands, what may be chosen and the week before', async ({ elena, ana, carla, node }) => {
    const id = await owes({ elena }, { territories: ['GT-16', 'GT-01'] })
    const week = weeks(2)[0]!
    await delivers(carla, node, file(`${previousStart('weekly', week)},GT-16,kidnapping,female,18-29,HN,12`, `${week},GT-16,robbery,male,,,2`))
    expect(await ana.status('GET', `/api/grids/${id}?period=${week}`)).toBe(404)
    expect(await carla.isRefused('GET', `/api/grids/${id}?period=2001-01-01`)).toMatchObject({ code: 'round.notOwed' })
    const { grid, unfit, parts } = await carla.sees<GridView>(`/api/grids/${id}?period=${week}`)
    expect({ unfit, parts: parts.length }).toEqual({ unfit: null, parts: 1 })
    expect(grid?.columns[0]?.choices.map(({ value }) => value)).toEqual(['GT-16', 'GT-01'])
    expect(grid?.rows).toEqual([['GT-16', 'robbery', 'male', '', '', '2']])
    expect(grid?.previous).toEqual([['GT-16', 'kidnapping', 'female', '18-29', 'HN', '12']])
  })

  story('delivery.receive: a grid sent twice with its own id is received once and makes one release; the id is nobody else’s', async ({ elena, carla, node }) => {
    const id = await owes({ elena }, { territories: ['GT-16', 'GT-01'] })
    const week = weeks(2)[0]!
    const { grid } = await carla.sees<GridView>(`/api/grids/${id}?period=${week}`)
    const csv = csvOf(grid!, [...grid!.rows, ['GT-01', 'tip', 'female', '18-29', 'HN', '4']])
    const own = crypto.randomUUID()
    const path = `/api/deliveries?source=demo-region&name=cuadricula.csv&id=${own}`
    const [one, two] = await Promise.all([carla.uploads(path, csv), carla.uploads(path, csv)])
    expect([one['id'], two['id']]).toEqual([own, own])
    await node.works()
    await carla.uploads(path, csv)
    await node.works()
    expect(await carla.sees(`/api/deliveries/${own}`)).toMatchObject({ state: 'done', counts: { read: 2, refused: 0, added: 1, unchanged: 1 } })
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from collection.shared_release where delivery = ${own}::uuid`.execute(node.database.db)
    expect(rows).toEqual([{ n: 1 }])
    const other = await carla.asks({ method: 'POST', url: path, headers: { 'content-type': 'application/octet-stream' }, payload: Buffer.from(`${csv}\n`) })
    expect(other.json()).toMatchObject({ status: 409, code: 'delivery.idTaken' })
  })

  describe('a source that several share', () => {
    const sharedStory = storiesOn({ modules })
    const week = weeks(2)[0]!
    const opens = (person: Person, id: string) => person.sees<GridView>(`/api/grids/${id}?period=${week}`)
    const imported = async (node: TestNode, ...lines: string[]): Promise<void> => {
      await importFile(node.system, { sourceId: 'demo-region', body: bytesOf(file(...lines)), name: 'nodo.csv' })
      await node.works()
    }

    sharedStory('grid.read: only figures of places that are both the obligation’s and the person’s are shown and can be chosen', async ({ elena, carla, node }) => {
      await imported(node, `${week},GT-16,robbery,male,,,2`, `${week},GT-01,robbery,male,,,3`, `${week},MX-CHP,robbery,male,,,4`)
      const { grid } = await opens(carla, await owes({ elena }, { territories: ['GT-16', 'MX-CHP'] }))
      expect(grid?.rows).toEqual([['GT-16', 'robbery', 'male', '', '', '2']])
      expect(grid?.columns[0]?.choices.map(({ value }) => value)).toEqual(['GT-16'])
    })

    sharedStory('grid.read: where no territories were named, others’ figures are neither shown nor withdrawn: the grid does not open upon them', async ({ elena, carla, node }) => {
      const id = await owes({ elena }, { territories: [] })
      expect(await opens(carla, id)).toMatchObject({ grid: null, unfit: { es: expect.stringMatching(/entregó otra institución/) as string } })
      await sql`update collection.observation set until_release = since_release where country = 'GT'`.execute(node.database.owner)
      await delivers(carla, node, file(`${week},GT-17,robbery,male,,,5`))
      const { grid } = await opens(carla, id)
      expect(grid?.rows).toEqual([['GT-17', 'robbery', 'male', '', '', '5']])
    })

    sharedStory('grid.read: a figure the source keeps back stands as its sign', async ({ elena, carla, node }) => {
      await sql`update collection.observation set value = null, withheld = '<5' where territory = 'GT-17'`.execute(node.database.owner)
      const { grid } = await opens(carla, await owes({ elena }, { territories: ['GT-17'] }))
      expect(grid?.rows).toEqual([['GT-17', 'robbery', 'male', '', '', '<5']])
    })
  })

  story('receipt.verify: anyone learns whether a receipt is genuine, and nothing else', async ({ carla, nadie }) => {
    const { items } = await carla.sees<{ items: { id: string }[] }>('/api/deliveries')
    const { id, fileSha256 } = await carla.sees<DeliveryReceipt>(`/api/deliveries/${items[0]!.id}`)
    const asks = (query: string) => nadie.sees(`/api/receipts${query}`)
    expect(await asks('')).toEqual({ answer: 'notAsked', allowed: [] })
    expect(await asks(`?id=${id}&sha256=${fileSha256}`)).toEqual({ answer: 'matches', allowed: [] })
    expect(await asks(`?id=${id}&sha256=${fileSha256.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`)).toMatchObject({ answer: 'doesNotMatch' })
    expect(await asks('?id=x&sha256=y')).toMatchObject({ answer: 'doesNotMatch' })
    const page = await nadie.asks({ method: 'GET', url: `/es/receipts?id=${id}&sha256=${fileSha256}` })
    expect(page.body).toContain('Coincide.')
  })
})

story('obligation.end: after its last period nothing more is owed', async ({ elena, ana, carla }) => {
  const id = await owes({ elena })
  expect(await carla.status('POST', `/api/obligations/${id}/end`, { lastPeriod: weeks(3)[0] })).toBe(404)
  expect(await ana.isRefused('POST', `/api/obligations/${id}/end`, { lastPeriod: '2001-01-01' })).toMatchObject({ code: 'round.endsBeforeItBegins' })
  expect(await ana.does('POST', `/api/obligations/${id}/end`, { lastPeriod: weeks(3)[0] })).toMatchObject({ lastPeriod: weeks(3)[0] })
  expect((await cellsOf(carla)).slice(-2)).toEqual([null, null])
})
