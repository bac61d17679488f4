// From any record to the 27 variables of CTDC: its own where it has them, else made from the HTCDS codes.
import type { Coded } from '../model/fields.ts'
import type { Places } from './coding.ts'
import { ctdc } from './content.ts'

/** All of a record's fields together; no name occurs in two units. */
export const factsOf = (coded: Coded): Record<string, string> => ({ ...coded.event, ...coded.victim, ...coded.perpetrator, ...coded['reporting-entity'] })

export const codesIn = (value: string | undefined): string[] => (value ?? '').split(';').filter(Boolean)

type Facts = Readonly<Record<string, string>>

const flags = (facts: Facts): Record<string, string> =>
  Object.fromEntries(ctdc.flagsFromHtcds.flatMap(({ variable, field, codes }) =>
    codesIn(facts[field]).some((code) => codes.includes(code)) ? [[variable, '1']] : []))

const alpha3 = (value: string | undefined, places: Places): string | undefined => {
  const first = codesIn(value)[0]
  return first === undefined ? undefined : places.country(first)?.alpha3
}

/** The HTCDS fields that the four variables of `profile` are made from. */
const profileFields: Readonly<Record<string, readonly string[]>> = {
  yearOfRegistration: ['cas_IncomingReferralDate'], gender: ['prs_Gender'], citizenship: ['prs_Citizenship'], CountryOfExploitation: ['hte_Type', 'hte_Country'],
}

/** An age at the time of recruitment is not one at registration and makes no age group. */
const profile = (facts: Facts, places: Places): Record<string, string | undefined> => ({
  yearOfRegistration: facts['cas_IncomingReferralDate']?.slice(0, 4),
  gender: ctdc.genderFromHtcds[facts['prs_Gender'] ?? ''],
  citizenship: alpha3(facts['prs_Citizenship'], places),
  CountryOfExploitation: facts['hte_Type'] === 'Exploitation' ? alpha3(facts['hte_Country'], places) : undefined,
})

/** Every field a CTDC variable may come from, itself included. */
export const fieldsBehind = (variable: string): string[] => [
  variable, ...(profileFields[variable] ?? []), ...ctdc.flagsFromHtcds.filter((flag) => flag.variable === variable).map(({ field }) => field),
]

/** CTDC variable → value, from a record's facts; absent when nothing is known. */
export const ctdcOf = (facts: Facts, places: Places): Record<string, string> => {
  const made = { ...profile(facts, places), ...flags(facts) }
  return Object.fromEntries(ctdc.variables.flatMap(({ field }) => {
    const value = facts[field] ?? made[field]
    return value === undefined ? [] : [[field, value]]
  }))
}
