// How a period of an obligation stands, from the figures of the source that stand now and what the institution said.
import { covers } from '../../../platform/access.ts'
import type { Grain } from '../../collection/model.ts'
import type { Cell, Standing } from '../model.ts'
import { dayAt, daysBetween, monthsOf, nextStart, periodStart, type Cadence } from '../model/periods.ts'
import { plusDays } from '../../../platform/weeks.ts'

/** What an obligation demands of each period. */
export interface Terms {
  institutionId: string
  territories: readonly string[]
  cadence: Cadence
  firstPeriod: string
  lastPeriod: string | null
  dueDays: number
  inForceFrom: string
}

/** Figures of one source, period, place and deliverer: when the first came, and whether any still stands. */
export interface Appearance {
  grain: Grain
  start: string
  /** ISO 3166-2, or 3166-1 for a whole country; null when the figures name no place. */
  place: string | null
  /** Null for files imported by the node itself. */
  institutionId: string | null
  firstAt: Date
  stands: boolean
}

/** What people said of the period. */
export interface Said {
  declaredAt: Date | null
  reason: string | null
  remindedAt: Date | null
}

const fitting: Record<Cadence, readonly Grain[]> = {
  weekly: ['day', 'week'],
  monthly: ['day', 'week', 'month'],
  quarterly: ['day', 'week', 'month'],
  yearly: ['day', 'week', 'month', 'year'],
}

/** The last day on which the period is in time. */
export const dueDay = ({ cadence, dueDays, inForceFrom }: Terms, period: string): string => {
  const lastDay = plusDays(nextStart(cadence, period), -1)
  return plusDays(lastDay < inForceFrom ? inForceFrom : lastDay, dueDays)
}

/** Whether the obligation asks for the period at all. */
export const isOwed = ({ firstPeriod, lastPeriod, cadence }: Terms, period: string): boolean =>
  period >= periodStart(cadence, firstPeriod) && (lastPeriod === null || period <= periodStart(cadence, lastPeriod))

const isOfPeriod = ({ cadence }: Terms, period: string, { grain, start }: Appearance): boolean =>
  fitting[cadence].includes(grain) && start >= period && start < nextStart(cadence, period)

/**
 * The figures that answer for the obligation. Shared out by territory, it does not matter who delivered them; otherwise they are those of
 * places and periods that the institution, or the node for it, delivered at some time, whoever corrected them later.
 */
const answering = (terms: Terms, period: string, all: readonly Appearance[]): readonly Appearance[] => {
  const found = all.filter((each) => isOfPeriod(terms, period, each))
  if (terms.territories.length > 0) return found.filter(({ place }) => place !== null && terms.territories.some((code) => covers([code], place)))
  const isOwn = ({ institutionId }: Appearance): boolean => institutionId === null || institutionId === terms.institutionId
  const own = new Set(found.filter(isOwn).map(({ start, place }) => `${start} ${place ?? ''}`))
  return found.filter(({ start, place }) => own.has(`${start} ${place ?? ''}`))
}

/** A part that a whole period has: one territory, or one month. */
interface Part {
  territory?: string
  month?: string
}

const partsOf = (terms: Terms, period: string, figures: readonly Appearance[]): Part[] => {
  const territories: Part[] = terms.territories.map((territory) => ({ territory }))
  const isByMonth = terms.cadence === 'quarterly' || (terms.cadence === 'yearly' && !figures.some(({ grain }) => grain === 'year'))
  const months: Part[] = isByMonth ? monthsOf(terms.cadence, period).map((month) => ({ month })) : []
  return [...territories, ...months]
}

const isOfPart = ({ territory, month }: Part, { place, start }: Appearance): boolean =>
  (territory === undefined || covers([territory], place ?? '')) && (month === undefined || periodStart('monthly', start) === month)

const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map(Number)))
const latest = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map(Number)))

interface Completeness {
  missingTerritories: string[]
  missingMonths: string[]
  /** When the last of the parts that are there first came; null when nothing stands. */
  lastPartAt: Date | null
}

const completenessOf = (terms: Terms, period: string, all: readonly Appearance[]): Completeness => {
  const figures = answering(terms, period, all)
  const standing = figures.filter(({ stands }) => stands)
  const parts = partsOf(terms, period, standing)
  const missing = parts.filter((part) => !standing.some((figure) => isOfPart(part, figure)))
  const present = [...parts.filter((part) => !missing.includes(part)), {}]
  return {
    missingTerritories: missing.flatMap(({ territory }) => territory ?? []),
    missingMonths: missing.flatMap(({ month }) => month ?? []),
    lastPartAt: standing.length === 0 ? null : latest(present.map((part) => earliest(figures.filter((figure) => isOfPart(part, figure)).map(({ firstAt }) => firstAt)))),
  }
}

const isWhole = ({ missingTerritories, missingMonths, lastPartAt }: Completeness): boolean =>
  lastPartAt !== null && missingTerritories.length + missingMonths.length === 0

/** The moment the period was done with: all there, or the rest declared to be nothing. */
const doneAt = (completeness: Completeness, { declaredAt }: Said): Date | null => {
  if (isWhole(completeness)) return completeness.lastPartAt
  if (!declaredAt) return null
  return completeness.lastPartAt === null ? declaredAt : latest([declaredAt, completeness.lastPartAt])
}

interface Moment {
  period: string
  due: string
  today: string
  /** Day on which the period was done with. */
  done: string | null
}

const standingDone = ({ due, done, isEmpty }: { due: string; done: string; isEmpty: boolean }): Standing => {
  if (isEmpty) return 'nothing'
  return done > due ? 'deliveredLate' : 'delivered'
}

/** A period that still runs is open whatever has come of it: more may follow. */
const standingOf = (terms: Terms, { period, due, today, done }: Moment, completeness: Completeness, said: Said): Standing => {
  if (today < nextStart(terms.cadence, period)) return said.reason === null ? 'open' : 'excused'
  const isEmpty = completeness.lastPartAt === null
  if (done !== null) return standingDone({ due, done, isEmpty })
  if (said.reason !== null) return 'excused'
  if (!isEmpty) return 'incomplete'
  return today > due ? 'late' : 'due'
}

const stillCounts: ReadonlySet<Standing> = new Set<Standing>(['due', 'late', 'incomplete'])

/** The cell of one obligation and one period that it asks for. `now` and the moments are instants; days are counted as `dayAt` does. */
export const cellOf = (terms: Terms, period: string, all: readonly Appearance[], { said, now }: { said: Said; now: Date }): Cell => {
  const today = dayAt(now)
  const due = dueDay(terms, period)
  const completeness = completenessOf(terms, period, all)
  const doneMoment = doneAt(completeness, said)
  const done = doneMoment && dayAt(doneMoment)
  const standing = standingOf(terms, { period, due, today, done }, completeness, said)
  const until = done ?? (stillCounts.has(standing) ? today : due)
  return {
    period, due, standing,
    daysLate: Math.max(0, daysBetween(due, until)),
    daysLeft: standing === 'due' || standing === 'incomplete' ? Math.max(0, daysBetween(today, due)) : 0,
    missingTerritories: completeness.lastPartAt === null ? [] : completeness.missingTerritories,
    missingMonths: completeness.lastPartAt === null ? [] : completeness.missingMonths,
    completedAt: done,
    isDeclared: said.declaredAt !== null,
    reason: said.reason,
    remindedAt: said.remindedAt && dayAt(said.remindedAt),
  }
}
