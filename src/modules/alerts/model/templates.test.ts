// Every template is whole: both languages, each reader its own words, protocols that exist, and none that names people or judges them.
import { expect, test } from 'vitest'
import { protocols, protocolsAmong } from '../rules/protocols.ts'
import { readers } from './codes.ts'
import { AlertContent, alertKinds } from './content.ts'
import { kindNames, summaryAdvice, templateOf } from './templates.ts'
import { whereTo } from './views.ts'

const named = alertKinds.filter((kind) => kind !== 'other')

test.each(named)('%s tells at least three readers what to do, in Spanish and English', (kind) => {
  const content = AlertContent.parse(templateOf(kind))
  const parts = Object.entries(content.readers)
  expect(parts.length).toBeGreaterThanOrEqual(3)
  const texts = [content.instructions, kindNames[kind], summaryAdvice[kind], ...parts.map(([, part]) => part)].flatMap(({ es, en }) => [es, en])
  expect(texts.filter((text) => text.trim().length < 5 || /ilegal|illegal/i.test(text))).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
  expect(protocolsAmong(content.links.protocols)).toHaveLength(content.links.protocols.length)
  expect(content.links.protocols.length).toBeGreaterThan(0)
})

test('every reader is told something by some template', () => {
  const told = new Set(named.flatMap((kind) => Object.keys(templateOf(kind).readers)))
  expect(readers.filter((reader) => !told.has(reader))).toEqual([])
})

test('in every protocol each answer leads to a later or earlier step that exists, each step is reached, and each says its basis or ends', () => {
  for (const { id, steps, never, source } of protocols) {
    const numbers = new Set(steps.map(({ number }) => number))
    const reached = new Set([1, ...steps.flatMap(({ branches }) => branches.map(({ to }) => to))])
    expect([id, [...reached].every((number) => numbers.has(number)), reached.size]).toEqual([id, true, steps.length])
    expect([id, steps.every(({ kind, branches }) => (kind === 'end') === (branches.length === 0)), never.length > 0, source.es !== '']).toEqual([id, true, true, true])
  }
})

test.each([
  [[{ answer: { es: 'Continuar', en: 'Continue' }, to: 3 }], ''],
  [[{ answer: { es: 'Continuar', en: 'Continue' }, to: 9 }], 'Continuar: vaya al paso 9.'],
  [[{ answer: { es: 'Sí', en: 'Yes' }, to: 3 }, { answer: { es: 'No', en: 'No' }, to: 4 }], 'Sí: vaya al paso 3. No: vaya al paso 4.'],
  [[], ''],
])('after step 2, %j is told as «%s»', (branches, told) => {
  expect(whereTo({ number: 2, kind: 'question', text: { es: '', en: '' }, basis: [], branches }, 'es')).toBe(told)
})
