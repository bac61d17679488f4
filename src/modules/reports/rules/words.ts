// How a reporter is spoken to: sentences with places filled in, and the reasons of routing in words. Shared by server and browser.
import type { WhatCode } from '../model/answers.ts'
import type { PublicUnit } from '../../units/model.ts'
import type { ReporterView } from '../model.ts'
import type { Reason } from './routing.ts'

/** The words of one language, by key; `content/reporter/es.json` names the keys. */
export type Words = Readonly<Record<string, string>>

/** The sentence with `{name}` filled in. Throws on a key nobody wrote. */
export const fill = (words: Words, key: string, values: Readonly<Record<string, string | number>> = {}): string => {
  const sentence = words[key]
  if (sentence === undefined) throw new Error(`No words for ${key}`)
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Why something was not taken, by the problem’s code, as a reporter is told it. */
export const refusalWords = (words: Words, code: string): string => words[`problem.${code}`] ?? fill(words, 'failed')

/** Bytes as people say them. */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1024) return `${String(bytes)} B`
  const isSmall = bytes < 1024 ** 2
  const value = bytes / (isSmall ? 1024 : 1024 ** 2)
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value))} ${isSmall ? 'kB' : 'MB'}`
}

/** Seconds as people say them. */
export const timeWords = (words: Words, seconds: number): string =>
  seconds < 90 ? fill(words, 'seconds', { n: Math.max(1, Math.round(seconds)) }) : fill(words, 'minutes', { n: Math.round(seconds / 60) })

const whatWords = (words: Words, what: readonly WhatCode[]): string => what.map((code) => fill(words, `what.${code}`)).join('; ')

/** Whose unit it is, of what kind, and in how many days it promises to answer: its own name alone may say anything. */
export const aboutUnit = (words: Words, { institution, kind, promisedDays }: Pick<PublicUnit, 'institution' | 'kind' | 'promisedDays'>): string => {
  const promise = fill(words, promisedDays === 1 ? 'promiseOne' : 'promise', { n: promisedDays })
  return `${institution === '' ? '' : `${institution}. `}${fill(words, `kind.${kind}`)}. ${promise}`
}

/** Whose unit it is, of what kind as far as that is known, and whether what is written now does not reach it: its own name alone may say anything. */
export const unitWords = (words: Words, { institution, kind, isSealedTo }: ReporterView['units'][number]): string =>
  [institution, kind === null ? '' : fill(words, `kind.${kind}`), isSealedTo ? '' : fill(words, 'hasItNoMore')].filter((word) => word !== '').join(' · ')

/** What must be known before anything is added: that not all of the report's units can open it, where no list of them says so; else nothing. */
export const reachWords = (words: Words, { reach, units }: Pick<ReporterView, 'reach' | 'units'>): string => {
  if (reach === 'none') return fill(words, 'addNobody')
  return reach === 'some' && units.length === 0 ? fill(words, 'addSome') : ''
}

/** Who said it and when, as a heading: of several units each by its name. */
export const speakerWords = (words: Words, { from, unit }: Pick<ReporterView['messages'][number], 'from' | 'unit'>, { units, day }: { units: ReporterView['units']; day: string }): string => {
  if (from === 'reporter') return fill(words, 'fromYou', { day })
  const name = units.find(({ id }) => id === unit)?.name
  return name === undefined ? fill(words, 'fromUnit', { day }) : fill(words, 'fromNamed', { name, day })
}

/** Why a unit is or is not competent, as a sentence. */
export const reasonWords = (words: Words, reason: Reason, placeName: (code: string) => string): string => {
  if ('place' in reason) return fill(words, `reason.${reason.kind}`, { place: placeName(reason.place) })
  if (reason.kind === 'offence') return fill(words, 'reason.offence', { what: whatWords(words, reason.what) })
  return fill(words, `reason.${reason.kind}`)
}
