// Which units are competent for what a reporter told, and why: by where it happened and what it was, never by where the person is.
import type { PublicUnit } from '../../units/model.ts'
import type { WhatCode } from '../model/answers.ts'

/** Beginnings of ICCS codes each answer stands for; none is competent matter of nobody in particular. */
const iccsOf: Record<WhatCode, readonly string[]> = {
  kidnapping: ['02022'],
  extortion: ['02051'],
  robbery: ['0401', '0502'],
  sexual: ['0301', '0302'],
  trafficking: ['0203', '0204'],
  smuggling: ['0805'],
  missing: ['02022'],
  authority: ['0703', '11011'],
  violence: ['0201'],
  killing: ['0101', '0103'],
  fraud: ['0701', '0702'],
  other: [],
}

export interface Facts {
  what: readonly WhatCode[]
  country?: string | undefined
  territory?: string | undefined
  /** Only when the person wants their consulate to read it. */
  nationality?: string | undefined
}

/** Why a unit stands where it does; the words are drawn beside it. */
export type Reason =
  | { kind: 'territory' | 'part' | 'elsewhere' | 'consulate' | 'notAsked'; place: string }
  | { kind: 'offence'; what: readonly WhatCode[] }
  | { kind: 'noPlace' | 'everyOffence' | 'otherOffence' | 'authority' }

export interface Competent {
  unit: PublicUnit
  /** Its task, as far as was told: shown ticked, for the person to untick. */
  isSuggested: boolean
  reasons: readonly Reason[]
}

const countryOf = (place: string): string => place.slice(0, 2)

const placesOf = (unit: PublicUnit): readonly string[] => (unit.territories.length > 0 ? unit.territories : [unit.country])

/** Where the unit is competent, held against where it happened. */
const byPlace = (unit: PublicUnit, { country, territory }: Facts): Reason => {
  const places = placesOf(unit)
  if (country === undefined) return { kind: 'noPlace' }
  if (territory !== undefined && places.includes(territory)) return { kind: 'territory', place: territory }
  if (places.includes(country)) return { kind: 'territory', place: country }
  const isPart = territory === undefined && places.some((place) => countryOf(place) === country)
  return isPart ? { kind: 'part', place: country } : { kind: 'elsewhere', place: places[0] ?? unit.country }
}

const covers = (unit: PublicUnit, code: string): boolean => unit.offences.some((own) => code.startsWith(own) || own.startsWith(code))

const byOffence = (unit: PublicUnit, what: readonly WhatCode[]): Reason => {
  if (unit.offences.length === 0) return { kind: 'everyOffence' }
  const own = what.filter((each) => iccsOf[each].some((code) => covers(unit, code)))
  if (own.length > 0) return { kind: 'offence', what: own }
  return what.every((each) => iccsOf[each].length === 0) ? { kind: 'everyOffence' } : { kind: 'otherOffence' }
}

/** Whose unit it is is not shown: the person must choose it themselves. */
const isInstitutionKnown = ({ institution }: PublicUnit): boolean => institution.trim() !== ''

const byConsulate = (unit: PublicUnit, { nationality }: Facts): Competent => {
  const place = unit.represents ?? unit.country
  const isAsked = nationality !== undefined && nationality === unit.represents
  return { unit, isSuggested: isAsked && isInstitutionKnown(unit), reasons: [{ kind: isAsked ? 'consulate' : 'notAsked', place }] }
}

const isNotItsTask = ({ kind }: Reason): boolean => kind === 'elsewhere' || kind === 'otherOffence' || kind === 'authority'

const competence = (unit: PublicUnit, facts: Facts): Competent => {
  if (unit.kind === 'consulate') return byConsulate(unit, facts)
  const isFeared = unit.kind === 'police' && facts.what.includes('authority')
  const reasons: Reason[] = [byPlace(unit, facts), byOffence(unit, facts.what), ...(isFeared ? [{ kind: 'authority' } as const] : [])]
  return { unit, isSuggested: isInstitutionKnown(unit) && !reasons.some(isNotItsTask), reasons }
}

const nearness: Partial<Record<Reason['kind'], number>> = { territory: 0, consulate: 1, part: 2, noPlace: 3 }
const rankOf = ({ isSuggested, reasons }: Competent): number => {
  const [place] = reasons
  const isExact = place?.kind === 'territory' && place.place.includes('-')
  return (isSuggested ? 0 : 10) + (isExact ? -1 : nearness[place?.kind ?? 'elsewhere'] ?? 4)
}

/**
 * Every unit with the reasons in which it is competent or not, the nearest first. Nothing is left out: the person may choose any.
 * At most eight are suggested, as many as a report can be sealed to.
 */
export const route = (units: readonly PublicUnit[], facts: Facts): Competent[] => {
  const all = units.map((unit) => competence(unit, facts)).sort((one, other) => rankOf(one) - rankOf(other) || one.unit.name.localeCompare(other.unit.name))
  return all.map((each, index) => ({ ...each, isSuggested: each.isSuggested && index < mostUnits }))
}

/** As many units as one report can be sealed to. */
export const mostUnits = 8
