// A column taken for something else by the analyst: what it was is undone, what it is now is worked out from its words.
import { rolesOf, type ColumnRole, type Draft, type DraftProfile, type Edit, type Finding } from '../../model/draft.ts'
import { asFigure } from './counting.ts'
import { adding, ask, columnOf, type Desk } from './desk.ts'
import { findKey } from './identity.ts'
import type { Knowledge } from './knowledge.ts'
import { isMonthColumn, isYearColumn } from './periods.ts'
import type { ColumnFacts } from './sample.ts'
import { emptyDesk, type FileSeen } from './sketch.ts'
import { titleRoles } from './titles.ts'
import { findTotals } from './totals.ts'
import { asOffence } from './what.ts'
import { asDate, asPeriods, asYear } from './when.ts'
import { asPlace } from './where.ts'
import { asNationality, asSex, asWords } from './who.ts'

const periodWithout = (period: DraftProfile['period'], column: string): DraftProfile['period'] => {
  if (period?.kind !== 'parts' || period.year === column) return undefined
  const { month, day, ...rest } = period
  const isMonth = month === column
  return { ...rest, ...(month !== undefined && !isMonth && { month }), ...(day !== undefined && !isMonth && day !== column && { day }) }
}

const coordinatesHold = (coordinates: DraftProfile['coordinates'], column: string): boolean => coordinates !== undefined && Object.values(coordinates).includes(column)

const offenceHolds = ({ offence }: DraftProfile, column: string): boolean =>
  offence !== undefined && offence.kind !== 'fixed' && (offence.kind === 'rules' ? offence.columns.includes(column) : offence.column === column)

const isPeriodRole = (role: ColumnRole | undefined): boolean => role !== undefined && ['date', 'year', 'month', 'day', 'period'].includes(role)

const rulesHolding = (profile: DraftProfile, column: string): ReadonlySet<string> => {
  const { territory, nationality, municipality, coordinates } = profile
  const holds: Record<string, boolean> = {
    territory: territory !== undefined && 'column' in territory && territory.column === column,
    nationality: nationality?.column === column,
    municipality: municipality === column,
    coordinates: coordinatesHold(coordinates, column),
    offence: offenceHolds(profile, column),
  }
  return new Set(Object.keys(holds).filter((name) => holds[name]))
}

const withoutRules = (profile: DraftProfile, names: ReadonlySet<string>): DraftProfile =>
  Object.fromEntries(Object.entries(profile).filter(([name]) => !names.has(name))) as DraftProfile

/** The profile without any use of the column. */
const detached = (profile: DraftProfile, column: string): DraftProfile => {
  const { period, ...rest } = withoutRules(profile, rulesHolding(profile, column))
  const keptPeriod = isPeriodRole(rolesOf(profile).get(column)) ? periodWithout(period, column) : period
  return {
    ...rest,
    ...(keptPeriod && { period: keptPeriod }),
    words: Object.fromEntries(Object.entries(rest.words).filter(([, rule]) => rule.column !== column)),
    measures: Object.fromEntries(Object.entries(rest.measures).filter(([, figure]) => !(figure.from === 'column' && figure.column === column))),
    leftOut: rest.leftOut.filter((rule) => rule.column !== column || rule.why !== 'total'),
    unused: rest.unused.filter((name) => name !== column),
  }
}

const asMonth = (desk: Desk, column: ColumnFacts): Desk => {
  const { period } = desk.profile
  if (period?.kind === 'parts') return adding(desk, { profile: { period: { ...period, month: column.name } } })
  const year = desk.sample.columns.find((each) => each !== column && isYearColumn(each))
  if (year && isMonthColumn(column)) return adding(desk, { profile: { period: { kind: 'parts', year: year.name, month: column.name, undated: [] } } })
  return adding(desk, { findings: [ask(column.name, ['Elija también la columna del año; el mes solo no dice cuándo.', 'Choose the year’s column too; the month alone does not say when.'])] })
}

const asDay = (desk: Desk, column: ColumnFacts): Desk => {
  const { period } = desk.profile
  if (period?.kind === 'parts' && period.month !== undefined) return adding(desk, { profile: { period: { ...period, day: column.name } } })
  return adding(desk, { findings: [ask(column.name, ['Elija antes las columnas del año y del mes.', 'Choose the columns of the year and the month first.'])] })
}

const asDegrees = (desk: Desk, column: ColumnFacts, role: 'lat' | 'lon'): Desk => {
  const other = role === 'lat' ? 'lon' : 'lat'
  const before = desk.profile.coordinates
  const known = before && 'lat' in before ? before[other] : undefined
  const partner = known ?? desk.sample.columns.find((each) => each !== column && titleRoles(each.name).includes(other))?.name
  if (partner === undefined) return adding(desk, { findings: [ask(column.name, ['Elija también la columna de la otra coordenada.', 'Choose the other coordinate’s column too.'])] })
  return adding(desk, { profile: { coordinates: role === 'lat' ? { lat: column.name, lon: partner } : { lat: partner, lon: column.name } } })
}

const unused = (desk: Desk, column: ColumnFacts): Desk => adding(desk, { profile: { unused: [...desk.profile.unused, column.name] } })

type Attach = (desk: Desk, column: ColumnFacts) => Desk

const attach: Record<ColumnRole, Attach> = {
  unused,
  date: asDate,
  year: asYear,
  month: asMonth,
  day: asDay,
  period: (desk) => asPeriods(desk),
  place: asPlace,
  municipality: (desk, { name }) => adding(desk, { profile: { municipality: name } }),
  nationality: asNationality,
  offence: asOffence,
  sex: asSex,
  age_band: (desk, column) => asWords(desk, column, 'age_band'),
  category: (desk, column) => asWords(desk, column, 'category'),
  subcategory: (desk, column) => asWords(desk, column, 'subcategory'),
  modality: (desk, column) => asWords(desk, column, 'modality'),
  region: (desk, column) => asWords(desk, column, 'region'),
  route: (desk, column) => asWords(desk, column, 'route'),
  cause: (desk, column) => asWords(desk, column, 'cause'),
  lat: (desk, column) => asDegrees(desk, column, 'lat'),
  lon: (desk, column) => asDegrees(desk, column, 'lon'),
  pair: (desk, { name }) => adding(desk, { profile: { coordinates: { pair: name } } }),
  wkt: (desk, { name }) => adding(desk, { profile: { coordinates: { wkt: name } } }),
  figure: asFigure,
}

const deskOf = (draft: Draft, seen: FileSeen, knowledge: Knowledge): Desk =>
  ({ ...emptyDesk(seen, knowledge, draft.profile.filledDown), profile: draft.profile, measures: draft.measures, roles: {} })

/** The draft with a column taken for something else, and what was found about it. */
export const assigned = (draft: Draft, { column, role }: Edit, seen: FileSeen, knowledge: Knowledge): { draft: Draft; findings: Finding[] } => {
  const start = deskOf({ ...draft, profile: detached(draft.profile, column) }, seen, knowledge)
  const facts = columnOf(start, column)
  if (!facts) return { draft, findings: [] }
  const measures = start.measures.filter(({ id }) => start.profile.measures[id] !== undefined)
  const now = attach[role]({ ...start, measures }, facts)
  const settled = findKey(findTotals({ ...now, profile: { ...now.profile, leftOut: now.profile.leftOut.filter(({ why }) => why !== 'total') } }))
  const about = [...now.findings, ...settled.findings].filter((finding) => finding.column === column)
  return { draft: { ...draft, profile: settled.profile, measures: [...settled.measures] }, findings: [...new Set(about)] }
}
