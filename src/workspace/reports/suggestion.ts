// What the coded part could be, from what the reporter answered: a suggestion for the officer, made in the browser and known to nobody else.
import type { WhatCode } from '../../modules/reports/model/answers.ts'
import type { Coding } from '../../modules/reports/model/inbox.ts'
import type { Said } from './plaintext.ts'

export type Suggestion = Partial<Pick<Coding, 'offence' | 'territory' | 'month' | 'nationality'>>

/** The offence of the catalogue each answer most likely is; none where several are as likely. */
const offences: Partial<Record<string, string>> = {
  kidnapping: 'kidnapping', extortion: 'extortion', robbery: 'robbery', trafficking: 'tip', smuggling: 'smuggling', authority: 'abuse-authority',
  violence: 'assault', killing: 'homicide', fraud: 'fraud',
} satisfies Partial<Record<WhatCode, string>>

const week = 7

/** The month it surely happened in; undefined when it may be another. */
const monthOf = (when: string | undefined, sent: string): string | undefined => {
  const [, year = '', month = '', day = '0'] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(sent) ?? []
  const daysBefore = { today: 1, week }[when ?? '']
  return daysBefore !== undefined && Number(day) > daysBefore ? `${year}-${month}` : undefined
}

const isPlace = (code: string | undefined): code is string => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code ?? '')
const isCountry = (code: string | undefined): code is string => /^[A-Z]{2}$/.test(code ?? '')

/** The suggestion for a report; empty when nothing that was answered leads to a code. */
export const suggestionFor = ({ answers: { what = [], where, when, about }, sent }: Pick<Said, 'answers' | 'sent'>): Suggestion => {
  const offence = what.map((code) => offences[code]).find((code) => code !== undefined)
  const territory = [where?.territory, where?.country].find(isPlace)
  const month = monthOf(when, sent)
  const nationality = about?.nationality
  return { ...(offence && { offence }), ...(territory && { territory }), ...(month && { month }), ...(isCountry(nationality) && { nationality }) }
}
