// How a period stands, as a table of what there is and what was said; and when the node reminds.
import { describe, expect, test } from 'vitest'
import type { Cell, Standing } from '../model.ts'
import { isEscalated, occasionOf } from './reminders.ts'
import { cellOf, type Appearance, type Said, type Terms } from './standing.ts'

const terms: Terms = {
  institutionId: 'own', territories: [], cadence: 'monthly', firstPeriod: '2025-01-01', lastPeriod: null, dueDays: 10, inForceFrom: '2025-01-01',
}
const unsaid: Said = { declaredAt: null, reason: null, remindedAt: null }
const figure = (some: Partial<Appearance> = {}): Appearance =>
  ({ grain: 'month', start: '2026-03-01', place: 'MX-CHP', institutionId: 'own', firstAt: new Date('2026-04-05T18:00:00Z'), stands: true, ...some })
const noon = (day: string): Date => new Date(`${day}T18:00:00Z`)

interface Case {
  what: string
  terms?: Partial<Terms>
  figures?: Appearance[]
  said?: Partial<Said>
  today?: string
  is: Standing
  but?: Partial<Cell>
}

const march = (found: Case): Cell =>
  cellOf({ ...terms, ...found.terms }, '2026-03-01', found.figures ?? [], { said: { ...unsaid, ...found.said }, now: noon(found.today ?? '2026-04-06') })

describe('March, due on 10 April', () => {
  test.each<Case>([
    { what: 'while it runs', today: '2026-03-31', is: 'open' },
    { what: 'while it runs, with some of it there', figures: [figure({ firstAt: noon('2026-03-20') })], today: '2026-03-31', is: 'open', but: { daysLate: 0 } },
    { what: 'while it runs, excused already', said: { reason: 'Mudanza.' }, today: '2026-03-31', is: 'excused' },
    { what: 'once over', today: '2026-04-06', is: 'due', but: { due: '2026-04-10', daysLeft: 4, daysLate: 0 } },
    { what: 'on its last day', today: '2026-04-10', is: 'due', but: { daysLeft: 0 } },
    { what: 'the day after', today: '2026-04-11', is: 'late', but: { daysLate: 1 } },
    { what: 'with figures in time', figures: [figure()], is: 'delivered', but: { completedAt: '2026-04-05', daysLate: 0 } },
    { what: 'with figures after', figures: [figure({ firstAt: noon('2026-04-20') })], today: '2026-05-01', is: 'deliveredLate', but: { daysLate: 10 } },
    { what: 'corrected later by anyone: the first day counts', figures: [figure({ stands: false }), figure({ firstAt: noon('2026-05-01'), institutionId: 'other' })], today: '2026-05-02', is: 'delivered' },
    { what: 'withdrawn', figures: [figure({ stands: false })], today: '2026-04-12', is: 'late' },
    { what: 'delivered by somebody else only', figures: [figure({ institutionId: 'other' })], is: 'due' },
    { what: 'imported by the node for it', figures: [figure({ institutionId: null })], is: 'delivered' },
    { what: 'with figures of another month', figures: [figure({ start: '2026-02-01' })], is: 'due' },
    { what: 'with a figure of the whole year', figures: [figure({ grain: 'year', start: '2026-03-01' })], is: 'due' },
    { what: 'with weeks that begin in it', figures: [figure({ grain: 'week', start: '2026-03-30' })], is: 'delivered' },
    { what: 'said to be nothing', said: { declaredAt: noon('2026-04-02') }, is: 'nothing', but: { isDeclared: true, daysLate: 0 } },
    { what: 'said late to be nothing', said: { declaredAt: noon('2026-04-13') }, today: '2026-05-01', is: 'nothing', but: { daysLate: 3 } },
    { what: 'excused', said: { reason: 'Mudanza.' }, today: '2026-05-01', is: 'excused', but: { daysLate: 0, reason: 'Mudanza.' } },
    { what: 'excused and delivered all the same', said: { reason: 'Mudanza.' }, figures: [figure()], is: 'delivered' },
  ])('$what is $is', (found) => {
    const cell = march(found)
    expect(cell).toMatchObject({ standing: found.is, ...found.but })
  })

  const shared = { territories: ['MX-CHP', 'MX-TAB'] }
  test.each<Case>([
    { what: 'one territory of two', terms: shared, figures: [figure()], is: 'incomplete', but: { missingTerritories: ['MX-TAB'], daysLeft: 4 } },
    { what: 'one of two, past its days', terms: shared, figures: [figure()], today: '2026-04-15', is: 'incomplete', but: { daysLate: 5 } },
    { what: 'both, whoever delivered', terms: shared, figures: [figure(), figure({ place: 'MX-TAB', institutionId: 'other' })], is: 'delivered' },
    { what: 'both, the second late', terms: shared, figures: [figure(), figure({ place: 'MX-TAB', firstAt: noon('2026-04-12') })], today: '2026-05-01', is: 'deliveredLate', but: { completedAt: '2026-04-12' } },
    { what: 'a country that covers its territory', terms: { territories: ['MX'] }, figures: [figure()], is: 'delivered' },
    { what: 'the whole country when a territory is owed', terms: shared, figures: [figure({ place: 'MX' })], is: 'due' },
    { what: 'the rest said to be nothing', terms: shared, figures: [figure()], said: { declaredAt: noon('2026-04-06') }, is: 'delivered', but: { isDeclared: true } },
  ])('shared out by territory: $what is $is', (found) => {
    expect(march(found)).toMatchObject({ standing: found.is, ...found.but })
  })
})

test('a quarter without one of its months is incomplete and says which', () => {
  const figures = [figure({ start: '2026-01-01' }), figure()]
  const cell = cellOf({ ...terms, cadence: 'quarterly' }, '2026-01-01', figures, { said: unsaid, now: noon('2026-04-06') })
  expect(cell).toMatchObject({ standing: 'incomplete', missingMonths: ['2026-02-01'] })
})

test('a year is whole with one figure of the year, or with all its months', () => {
  const yearly = { ...terms, cadence: 'yearly' as const }
  const cell = (figures: Appearance[]) => cellOf(yearly, '2025-01-01', figures, { said: unsaid, now: noon('2026-01-05') })
  expect(cell([figure({ grain: 'year', start: '2025-01-01', firstAt: noon('2026-01-02') })]).standing).toBe('delivered')
  expect(cell([figure({ start: '2025-06-01' })]).missingMonths).toHaveLength(11)
})

describe('reminders', () => {
  const habits = { remindBeforeDays: 3, escalateAfterDays: 15 }
  const cell = (some: Partial<Cell>): Cell => ({
    period: '2026-03-01', due: '2026-04-10', standing: 'late', daysLate: 0, daysLeft: 0, missingTerritories: [], missingMonths: [],
    completedAt: null, isDeclared: false, reason: null, remindedAt: null, ...some,
  })

  test.each<[Partial<Cell>, string | undefined]>([
    [{ standing: 'open', daysLeft: 2 }, undefined],
    [{ standing: 'due', daysLeft: 4 }, undefined],
    [{ standing: 'due', daysLeft: 3 }, 'before'],
    [{ standing: 'due', daysLeft: 1 }, 'before'],
    [{ standing: 'due', daysLeft: 0 }, 'due'],
    [{ daysLate: 1 }, 'after-1'],
    [{ daysLate: 7 }, 'after-1'],
    [{ daysLate: 8 }, 'after-8'],
    [{ standing: 'incomplete', daysLate: 29 }, 'after-29'],
    [{ daysLate: 30 }, undefined],
    [{ standing: 'excused', daysLate: 8 }, undefined],
    [{ standing: 'nothing', daysLate: 8 }, undefined],
    [{ standing: 'deliveredLate', daysLate: 8 }, undefined],
  ])('%o is the occasion %s', (some, occasion) => {
    expect(occasionOf(cell(some), habits)).toBe(occasion)
  })

  test.each<[number, boolean]>([[14, false], [15, true], [74, true], [75, false]])('after %i days the coordination is told: %s', (daysLate, isTold) => {
    expect(isEscalated(cell({ daysLate }), habits)).toBe(isTold)
    expect(isEscalated(cell({ daysLate, standing: 'excused' }), habits)).toBe(false)
  })
})
