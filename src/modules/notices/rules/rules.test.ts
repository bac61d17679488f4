// When a person is told, by what, and when it is tried again.
import { describe, expect, test } from 'vitest'
import { severities, usualSettings, type Settings, type Severity } from '../model/channels.ts'
import { errorIn, priorityOf, pushed, stateAfter, together, waitAfter } from './attempts.ts'
import { clockOf, isWithin, minutesOf, nextAt } from './clock.ts'
import { plannedFor, type Occasion } from './plan.ts'

describe('the hours of a day', () => {
  test.each([['00:00', 0], ['07:30', 450], ['23:59', 1439]])('%s is %d minutes', (clock, minutes) => {
    expect([minutesOf(clock), clockOf(minutes)]).toEqual([minutes, clock])
  })
  test.each([
    ['22:00', '06:00', '21:59', false], ['22:00', '06:00', '22:00', true], ['22:00', '06:00', '03:00', true], ['22:00', '06:00', '06:00', false],
    ['13:00', '15:00', '14:00', true], ['13:00', '15:00', '15:00', false],
  ])('%s–%s holds %s: %s', (from, until, at, isIn) => expect(isWithin({ from: minutesOf(from), until: minutesOf(until) }, minutesOf(at))).toBe(isIn))
  test.each([
    ['2026-06-01T12:00:30Z', 'UTC', '13:00', '2026-06-01T13:00:00.000Z'],
    ['2026-06-01T13:00:00Z', 'UTC', '13:00', '2026-06-02T13:00:00.000Z'],
    ['2026-06-01T04:00:00Z', 'America/Mexico_City', '06:00', '2026-06-01T12:00:00.000Z'],
    ['2026-06-01T04:00:00Z', 'America/Argentina/Buenos_Aires', '06:00', '2026-06-01T09:00:00.000Z'],
    // Chile turned its clocks forward by an hour in the night of 6 September 2025, and back in that of 5 April 2025.
    ['2025-09-07T02:00:00Z', 'America/Santiago', '06:00', '2025-09-07T09:00:00.000Z'],
    ['2025-04-06T01:00:00Z', 'America/Santiago', '06:00', '2025-04-06T10:00:00.000Z'],
  ])('after %s in %s it is %s at %s', (now, zone, clock, then) => expect(nextAt(new Date(now), zone, minutesOf(clock)).toISOString()).toBe(then))
})

const night = new Date('2026-06-02T05:00:00Z')
const noon = new Date('2026-06-01T18:00:00Z')
const quiet: Settings = {
  timeZone: 'America/Mexico_City', quiet: { from: '22:00', until: '06:00' }, digestAt: '07:00',
  choices: severities.map((severity) => ({ severity, channels: severity === 'Minor' ? ['digest'] : ['email', 'push'], waits: severity !== 'Extreme' && severity !== 'Severe' })),
}
const occasion = (more: Partial<Occasion>): Occasion => ({ severity: 'Moderate', now: noon, hasMail: true, isEscalation: false, ...more })
const told = (settings: Settings | null, more: Partial<Occasion>, hasDevice = true): string[] =>
  plannedFor({ id: 'p', settings, hasDevice }, occasion(more)).map(({ channel, dueAt }) => `${channel} ${dueAt.toISOString()}`)

describe('what a notice makes', () => {
  test('who never chose is told at once, by what there is', () => {
    const now = noon.toISOString()
    expect(told(null, {})).toEqual([`email ${now}`, `push ${now}`])
    expect(told(null, {}, false)).toEqual([`email ${now}`])
    expect(told(null, { hasMail: false }, false)).toEqual([])
    expect(usualSettings.choices.every(({ channels }) => channels.length === 2)).toBe(true)
  })
  test('who chose only what is not possible is told by e-mail rather than not at all; who chose nothing is not', () => {
    const now = noon.toISOString()
    const only = (channels: Settings['choices'][number]['channels']): Settings => ({ ...quiet, choices: quiet.choices.map((choice) => ({ ...choice, channels })) })
    for (const severity of severities) {
      expect(told(only(['push']), { severity }, false)).toEqual([`email ${now}`])
      expect(told(only(['push']), { severity })).toEqual([`push ${now}`])
      expect(told(only([]), { severity }, false)).toEqual([])
    }
    expect(told(only(['push', 'digest']), {}, false)).toEqual(['digest 2026-06-02T13:00:00.000Z'])
    expect(told(only(['push']), { hasMail: false }, false)).toEqual([])
  })
  test('in the quiet hours the moderate waits until they are over; by day it does not', () => {
    const morning = '2026-06-02T12:00:00.000Z'
    expect(told(quiet, { now: night })).toEqual([`email ${morning}`, `push ${morning}`])
    expect(told(quiet, {})).toEqual([`email ${noon.toISOString()}`, `push ${noon.toISOString()}`])
  })
  test.each(['Extreme', 'Severe'] as const)('what is %s breaks them', (severity) => {
    expect(told(quiet, { now: night, severity })).toEqual([`email ${night.toISOString()}`, `push ${night.toISOString()}`])
  })
  test('a digest comes at its hour', () => expect(told(quiet, { severity: 'Minor' })).toEqual(['digest 2026-06-02T13:00:00.000Z']))
  test('an escalation comes at once by all that wakes, whatever was chosen', () => {
    expect(told(quiet, { severity: 'Minor', now: night, isEscalation: true })).toEqual([`email ${night.toISOString()}`, `push ${night.toISOString()}`])
  })
})

test('attempts grow apart and end', () => {
  expect([1, 2, 3, 8, 9].map(waitAfter)).toEqual([10, 20, 40, 1280, 1280])
  expect([stateAfter(null, 1), stateAfter('ECONNREFUSED', 9), stateAfter('ECONNREFUSED', 10)]).toEqual(['sent', 'queued', 'failed'])
  expect([errorIn(201), errorIn(302), errorIn(503)]).toEqual([null, 'http-302', 'http-503'])
})

test('what is grave goes first', () => expect(severities.toSorted((a, b) => priorityOf(a) - priorityOf(b))).toEqual(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']))

test('letters go one by one, pushes in groups', () => {
  const pushes = (count: number, severity: Severity) => Array.from({ length: count }, (_, at) => ({ id: `${severity}${String(at)}`, channel: 'push', severity }))
  const due = [{ id: 'a', channel: 'email', severity: 'Minor' as const }, ...pushes(45, 'Extreme'), ...pushes(3, 'Minor'), { id: 'b', channel: 'webhook', severity: 'Severe' as const }]
  expect(together(due).map(({ ids, severity }) => `${String(ids.length)} ${severity}`)).toEqual(['1 Minor', '1 Severe', '20 Extreme', '20 Extreme', '5 Extreme', '3 Minor'])
  expect(together([])).toEqual([])
})

describe('a push to several browsers', () => {
  test.each([
    ['all woken', [null, null], 0, 1, [null, 'sent', true]],
    ['one woken, one down', [null, 'http-503'], 0, 1, ['http-503', 'queued', true]],
    ['the one that was down woken later', [null], 1, 2, [null, 'sent', true]],
    ['the one that was down gone later', ['gone'], 1, 2, [null, 'sent', true]],
    ['the one that was down removed by its person', [], 1, 2, [null, 'sent', true]],
    ['one woken, the other never', ['http-503'], 1, 10, ['http-503', 'sent', true]],
    ['none ever', ['http-503', 'gone'], 0, 10, ['http-503', 'failed', false]],
    ['one gone, one down', ['gone', 'ETIMEDOUT'], 0, 1, ['ETIMEDOUT', 'queued', false]],
    ['all gone', ['gone', 'gone'], 0, 1, ['gone', 'dropped', false]],
    ['none left', [], 0, 1, ['gone', 'dropped', false]],
  ] as const)('%s', (...[, wakings, before, attempts, [error, state, isTold]]) => expect(pushed(wakings, before, attempts)).toEqual({ error, state, isTold }))
})
