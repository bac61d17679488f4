// A decoy says what the person wrote, or one of several ready conversations; each language has them all.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reporterLanguages } from '../model/answers.ts'
import { decoySaid, readyDecoys } from './decoy.ts'
import type { Words } from './words.ts'

const wordsIn = (lang: string): Words => JSON.parse(readFileSync(new URL(`../../../../content/reporter/${lang}.json`, import.meta.url), 'utf8')) as Words

describe('a decoy', () => {
  it.each(reporterLanguages)('has its ready conversations, all different, in %s', (lang) => {
    const said = Array.from({ length: readyDecoys }, (_, turn) => decoySaid({}, wordsIn(lang), turn))
    expect(new Set(said.map(({ question }) => question)).size).toBe(readyDecoys)
    expect(new Set(said.map(({ answer }) => answer)).size).toBe(readyDecoys)
    expect(decoySaid({}, wordsIn(lang), readyDecoys)).toEqual(said[0])
  })

  it('says the person’s own words, with an answer only if there is one', () => {
    expect(decoySaid({ decoyOwn: ['¿Hay pan?'] }, {}, 0)).toEqual({ question: '¿Hay pan?', answer: undefined })
    expect(decoySaid({ decoyOwn: ['¿Hay pan?'], decoyOwnAnswer: ['Sí'] }, {}, 0)).toEqual({ question: '¿Hay pan?', answer: 'Sí' })
  })
})
