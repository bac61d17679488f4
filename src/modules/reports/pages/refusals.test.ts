// Whatever a reporter may be refused with has its sentence in five languages: found in the code of the reporter's acts, so that a new one cannot be forgotten.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { platformProblems } from '../../../platform/problems.ts'
import type { Problem } from '../../../platform/problem.ts'
import { reporterLanguages, type ReporterLanguage } from '../model/answers.ts'
import { conversationProblems, reportProblems } from '../problems.ts'
import { refusalIn, wordsOf } from './words.ts'

/** What the reporter's acts and pages are made of. */
const sources = ['actions/sending.ts', 'actions/files.ts', 'actions/gate.ts', 'actions/room.ts', 'actions/few.ts', 'actions/guide.ts', 'pages/arrival.ts', 'pages/coming-back.tsx', 'pages/reporting.tsx', 'pages/forms.ts']

const thrown = (catalogue: string): string[] => {
  const code = sources.map((source) => readFileSync(new URL(`../${source}`, import.meta.url), 'utf8')).join()
  return [...new Set([...code.matchAll(new RegExp(`${catalogue}\\.(\\w+)`, 'g'))].map(([, name = '']) => name))]
}

/** Nobody signs in to report. */
const neverMet = ['signInFirst']

const met: [string, Record<string, (details: never) => Problem>, string[]][] = [
  ['report', reportProblems, thrown('reportProblems')],
  ['conversation', conversationProblems, thrown('conversationProblems')],
  ['request', platformProblems, Object.keys(platformProblems).filter((name) => !neverMet.includes(name))],
]

const details = { count: 2, offset: 1, limit: '1 MB', seconds: 3, reference: 'x', cause: 'keys', field: 'offence' } as never
const problems = met.flatMap(([noun, catalogue, names]) => names.map((name): [string, Problem] => [`${noun}.${name}`, catalogue[name]!(details)]))
const ownOf = (lang: ReporterLanguage, code: string): string | undefined => new Map(Object.entries(wordsOf(lang))).get(`problem.${code}`)

describe('a refusal', () => {
  it('is looked for in all that may refuse', () => {
    expect(problems.map(([code]) => code)).toEqual(expect.arrayContaining(['report.notFound', 'report.workRefused', 'report.unknownKey', 'report.taken', 'report.filesMissing', 'report.withdrawn', 'report.elsewhere', 'report.noRoom', 'report.beyond', 'conversation.moved', 'request.invalid']))
  })

  it.each(problems)('%s is said in each of the five languages, in words of its own', (code, problem) => {
    const said = reporterLanguages.map((lang) => refusalIn(lang)(problem))
    expect(reporterLanguages.map((lang) => ownOf(lang, code))).toEqual(said)
    expect(new Set(said).size).toBe(reporterLanguages.length)
    for (const sentence of said) expect(sentence).toMatch(/^\p{Lu}[^{}]{20,}[.?]$/u)
  })

  it('nobody foresaw is told as a failure, not left in another language', () => {
    expect(refusalIn('ht')({ ...problems[0]![1], code: 'report.unheard' })).toBe(wordsOf('ht').failed)
  })

  it.each(reporterLanguages)('in %s there is no sentence for what cannot be met', (lang) => {
    const known = problems.map(([code]) => `problem.${code}`)
    expect(Object.keys(wordsOf(lang)).filter((key) => key.startsWith('problem.') && !known.includes(key))).toEqual([])
  })
})
