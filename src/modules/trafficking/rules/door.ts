// The door: of everything a file or a form brings, only codes come in; the rest is counted, told, and forgotten.
import { units, type Coded, type Fault, type KeptField, type Standard, type Unit } from '../model/fields.ts'
import type { LeftColumn } from '../model/acts.ts'
import type { Text } from '../../../platform/text.ts'
import { codeOf, type Places } from './coding.ts'
import { keptField, keptFieldOf, leftFieldOf, foldedName } from './content.ts'

/** Columns that only say which record this is; used in memory to recognise it and never kept. In order of preference. */
const recordIds = ['prsidentitynumber', 'caseid', 'casenumber', 'recordid', 'contactid', 'instanceid', 'uuid', 'key', 'id']

const unknownReason: Text = {
  es: 'No es un campo de la norma; no se sabe qué puede contener.',
  en: 'It is not a field of the standard; there is no telling what it may hold.',
}

const idReason: Text = {
  es: 'Dice cuál registro es; sirve en memoria para reconocerlo si se envía otra vez, y no se guarda.',
  en: 'It says which record this is; in memory it serves to recognise it when sent again, and it is not kept.',
}

const recordId = { class: 'identity', reason: idReason } as const
const unknown = { class: 'unknown', reason: unknownReason } as const

/** What becomes of each column of a header. */
export interface Door {
  kept: { at: number; column: string; field: KeptField }[]
  left: { at: number; column: string; class: LeftColumn['class']; reason: Text }[]
  /** Where each record says which one it is. */
  idAt: number | undefined
  bornAt: number | undefined
}

/** Two columns of the header that are the same field, if there are such. */
export const repeatedField = (door: Door): string | undefined => {
  const names = door.kept.map(({ field }) => field.name)
  return names.find((name, at) => names.indexOf(name) !== at)
}

const positionOf = (names: readonly string[], wanted: string): number | undefined => {
  const at = names.indexOf(wanted)
  return at === -1 ? undefined : at
}

/** The file's own spelling of a field, when it is plainly one. */
const spelled = (column: string, { name }: KeptField): string => (/^\w+$/.test(column) ? column : name)

/** Decides for every column of a file, or question of a form, whether its values may come in. */
export const doorFor = (standard: Standard, columns: readonly string[]): Door => {
  const folded = columns.map((column) => foldedName(column.split('/').at(-1) ?? ''))
  const door: Door = {
    kept: [], left: [],
    idAt: recordIds.map((name) => positionOf(folded, name)).find((at) => at !== undefined),
    bornAt: positionOf(folded, 'prsbirthdate'),
  }
  columns.forEach((column, at) => {
    const field = keptFieldOf(standard, column)
    const left = leftFieldOf(column)
    if (field) door.kept.push({ at, column: spelled(column, field), field })
    else door.left.push({ at, column, ...(left ?? (at === door.idAt ? recordId : unknown)) })
  })
  return door
}

export interface Passed {
  coded: Coded
  faults: Fault[]
  isEmpty: boolean
}

const bands = [[8, '0--8'], [17, '9--17'], [20, '18--20'], [23, '21--23'], [26, '24--26'], [29, '27--29'], [38, '30--38'], [47, '39--47']] as const

/** The age group of CTDC at a day, from an exact birth date; undefined when either is not a date or they do not agree. */
export const ageGroup = (born: string, day: string): string | undefined => {
  const [from, to] = [born, day].map((text) => /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number))
  if (!from || !to) return undefined
  const [year, month, date] = from.map((part, at) => (to[at] ?? 0) - part) as [number, number, number]
  const age = year - (month < 0 || (month === 0 && date < 0) ? 1 : 0)
  if (age < 0 || age > 120) return undefined
  return bands.find(([most]) => age <= most)?.[1] ?? '48+'
}

const place = (coded: Record<Unit, Record<string, string>>, name: string, value: string): void => {
  const field = keptField(name)
  if (field) coded[field.unit][name] = value
}

/** The coded part of a row, and what did not fit. Of a birth date only the age group at the referral stays. */
export const passThrough = (door: Door, row: readonly string[], places: Places): Passed => {
  const coded = Object.fromEntries(units.map((unit) => [unit, {}])) as Record<Unit, Record<string, string>>
  const faults: Fault[] = []
  let referred = ''
  for (const { at, field } of door.kept) {
    const text = (row[at] ?? '').trim()
    if (text === '') continue
    const value = codeOf(field, text, places)
    if (value === undefined) faults.push({ field: field.name, kind: field.kind })
    else coded[field.unit][field.name] = value
    if (field.name === 'cas_IncomingReferralDate') referred = value ?? ''
  }
  const isEmpty = units.every((unit) => Object.keys(coded[unit]).length === 0)
  const band = door.bornAt === undefined ? undefined : ageGroup((row[door.bornAt] ?? '').trim(), referred)
  if (band !== undefined) place(coded, 'ageBroad', band)
  return { coded, faults, isEmpty }
}

/** How many cells of each column stayed outside; nothing of what they held. */
export const countLeft = (door: Door): { add: (row: readonly string[]) => void; told: () => LeftColumn[] } => {
  const cells = door.left.map(() => 0)
  return {
    add: (row) => door.left.forEach(({ at }, index) => {
      if ((row[at] ?? '').trim() !== '') cells[index] = (cells[index] ?? 0) + 1
    }),
    told: () => door.left.map(({ column, class: kind, reason }, index) => ({ column, class: kind, cells: cells[index] ?? 0, reason })),
  }
}

/** What may be kept of that tale: columns of the standard by its own spelling, all others together, for their names are not ours. */
export const keepable = (left: readonly LeftColumn[]): LeftColumn[] => {
  const known = left.flatMap((column) => {
    const field = leftFieldOf(column.column)
    return field ? [{ ...column, column: field.name }] : []
  })
  const others = left.filter(({ column }) => leftFieldOf(column) === undefined)
  if (others.length === 0) return known
  return [...known, { column: `(${String(others.length)})`, ...unknown, cells: others.reduce((sum, { cells }) => sum + cells, 0) }]
}
