// The questions of a report, one a page: their order, what each asks for, and how the answers become a report. Shared by server and browser.
import {
  aboutWhoCodes, whatCodes, whenCodes, type AboutWho, type Answers, type NamedFile, type ReportPlaintext, type ReporterLanguage, type WhatCode, type WhenCode,
} from '../model/answers.ts'
import type { Consents } from '../model.ts'
import type { Facts } from './routing.ts'

/** What was filled in, by the names of the form’s fields. */
export type Fields = Readonly<Record<string, readonly string[]>>

/** Which fields each question asks for; `files` is asked only where a script can seal them as they are chosen. */
export const stepFields = {
  danger: ['danger'],
  what: ['what'],
  where: ['country', 'place'],
  territory: ['territory'],
  when: ['when', 'whenWords'],
  tell: ['text'],
  who: ['who'],
  files: [],
  about: ['aboutWho', 'age'],
  consulate: ['nationality'],
  contact: ['contact', 'consentContact'],
  units: ['units', 'unitsSeen'],
  consent: ['consentCount', 'passOn'],
  number: ['id', 'receipt', 'decoyReceipt', 'decoy', 'decoyOwn', 'decoyOwnAnswer'],
} as const satisfies Record<string, readonly string[]>
export type Step = keyof typeof stepFields

const order = Object.keys(stepFields) as Step[]
const names: readonly string[] = Object.values(stepFields).flat()

/** What a text field takes, in characters. */
export const longest = { text: 100_000, other: 5000 }

export const isStep = (value: string): value is Step => Object.hasOwn(stepFields, value)

type Entries = Iterable<[string, unknown]>

const longestOf = (name: string, { text, other }: typeof longest): number => (name === 'text' ? text : other)

/** Forms send line ends as two signs, pages count them as one. */
const asCounted = (value: string): string => value.replaceAll('\r\n', '\n')

/** For what is shown again to be shortened. */
export const uncut: typeof longest = { text: Infinity, other: Infinity }

/** Whether a field of the form holds more than it takes. */
export const isOverlong = (entries: Entries): boolean =>
  [...entries].some(([name, value]) => typeof value === 'string' && names.includes(name) && asCounted(value).length > longestOf(name, longest))

/** Only the form’s own fields, each cut to what it takes. */
export const fieldsOf = (entries: Entries, most = longest): Fields => {
  const fields: Record<string, string[]> = {}
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || value === '' || !names.includes(name)) continue
    fields[name] = [...(fields[name] ?? []), asCounted(value).slice(0, longestOf(name, most))].slice(0, 40)
  }
  return fields
}

export const first = (fields: Fields, name: string): string | undefined => fields[name]?.[0]?.trim() || undefined

const oneOf = <T extends string>(codes: readonly T[], value: string | undefined): T | undefined => codes.find((code) => code === value)

const someOf = <T extends string>(codes: readonly T[], values: readonly string[] = []): T[] => codes.filter((code) => values.includes(code))

interface Asking {
  /** Whether the country’s parts are known, so that it makes sense to ask for one. */
  hasTerritories: (country: string) => boolean
  hasScript: boolean
}

/** The questions asked of this person, in order. */
export const stepsFor = (fields: Fields, { hasTerritories, hasScript }: Asking): Step[] =>
  order.filter((step) => {
    if (step === 'territory') return hasTerritories(first(fields, 'country') ?? '')
    return step !== 'files' || hasScript
  })

/** The answers without those of one question. */
export const without = (fields: Fields, step: Step): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !(stepFields[step] as readonly string[]).includes(name)))

/** The question after (or before) this one; undefined before the first. */
export const stepBeside = (steps: readonly Step[], step: Step, by: 1 | -1): Step | undefined => steps[steps.indexOf(step) + by]

export const whatOf = (fields: Fields): WhatCode[] => someOf(whatCodes, fields.what)

/** What routing goes by. */
export const factsOf = (fields: Fields): Facts => {
  const country = first(fields, 'country')
  const territory = first(fields, 'territory')
  return { what: whatOf(fields), country, territory: territory?.startsWith(`${country ?? ''}-`) ? territory : undefined, nationality: first(fields, 'nationality') }
}

/** Leaves out what was not said, so that the sealed text says only what the person did. */
const said = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }

const whereOf = (fields: Fields): Answers['where'] => {
  const { country, territory } = factsOf(fields)
  const where = said({ country, territory, place: first(fields, 'place') })
  return Object.keys(where).length > 0 ? where : undefined
}

const ageOf: Record<string, 'child' | 'adult'> = { yes: 'child', no: 'adult' }

const aboutOf = (fields: Fields): Answers['about'] => {
  const about = said({ who: oneOf<AboutWho>(aboutWhoCodes, first(fields, 'aboutWho')), age: ageOf[first(fields, 'age') ?? ''], nationality: first(fields, 'nationality') })
  return Object.keys(about).length > 0 ? about : undefined
}

const dangerOf: Record<string, boolean> = { yes: true, no: false }

const answersOf = (fields: Fields): Answers => {
  const what = whatOf(fields)
  return said({
    what: what.length > 0 ? what : undefined,
    where: whereOf(fields),
    when: oneOf<WhenCode>(whenCodes, first(fields, 'when')),
    whenWords: first(fields, 'whenWords'),
    who: first(fields, 'who'),
    danger: dangerOf[first(fields, 'danger') ?? ''],
    about: aboutOf(fields),
  })
}

interface Sealing {
  language: ReporterLanguage
  /** `2026-11-22` */
  day: string
  files: NamedFile[]
  isCarried?: boolean
}

/** What is padded and sealed. */
export const plaintextOf = (fields: Fields, { language, day, files, isCarried }: Sealing): ReportPlaintext => {
  const contact = first(fields, 'contact')
  return {
    version: 1, language, sent: day, ...(isCarried && { carried: true as const }), text: first(fields, 'text') ?? '', answers: answersOf(fields),
    ...(contact !== undefined && { contact }), files,
  }
}

/** Whether nothing at all was told. */
export const saysNothing = (fields: Fields): boolean =>
  first(fields, 'text') === undefined && first(fields, 'contact') === undefined && Object.keys(answersOf(fields)).length === 0

const kinds = ['prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'] as const satisfies readonly Consents['passOn'][number][]

/** Kinds of unit a report may be passed on to, in the order they are asked. */
export const passOnKinds: readonly Consents['passOn'][number][] = kinds

/** What stays in the open, because the server itself must hold to it. */
export const consentsOf = (fields: Fields): Consents => ({
  contact: first(fields, 'consentContact') === 'yes',
  count: first(fields, 'consentCount') === 'yes',
  passOn: someOf(kinds, fields.passOn),
})
