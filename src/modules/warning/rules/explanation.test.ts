// The words of a signal, in both languages.
import { expect, test } from 'vitest'
import { cautionFor, evidenceSays, explain } from './explanation.ts'

test('a week: what was expected, what there was, how seldom', () => {
  const { es, en } = explain({ grain: 'week', observed: 16, expected: 3.04, upperbound: 8.46, chance: 0.000_02 })
  expect(es).toBe('En esa semana se esperaban unos 3 y lo usual no pasaba de 8.5; hubo 16. Si nada hubiera cambiado, el azar solo daría algo así menos de 1 vez en 10,000 semanas.')
  expect(en).toBe('In that week about 3 were expected and the usual would not exceed 8.5; there were 16. Had nothing changed, chance alone would do such a thing less than once in 10,000 weeks.')
})

test.each([
  ['a month', { grain: 'month', chance: 0.002, observed: 120 }, /^En ese mes .* 1 vez en 100 meses\.$/],
  ['never more sure than one in a million', { grain: 'week', chance: 0, observed: 120 }, /1 vez en 1,000,000 semanas\.$/],
  ['never less than one in ten', { grain: 'week', chance: 0.9, observed: 120 }, /1 vez en 10 semanas\.$/],
  [
    'a drift, of which no single week stands out', { grain: 'week', chance: 0.000_02, observed: 70 },
    /hubo 70\. Esa cifra sola no llama la atención; todo junto, sí: si nada hubiera cambiado/,
  ],
] as const)('%s', (_name, seen, sentence) => {
  expect(explain({ expected: 60.4, upperbound: 80.6, ...seen }).es).toMatch(sentence)
})

test('a short history: no figure of how seldom, and said why', () => {
  const short = explain({ grain: 'week', observed: 16, expected: 3.04, upperbound: 8.46, chance: 0.000_02, hasShortHistory: true })
  expect(short.es).toContain('hubo 16. La fuente tiene menos de dos años: solo se compara con lo justo anterior')
  expect(short.en).toContain('there were 16. The source is less than two years old')
  expect(short.es + short.en).not.toMatch(/1 vez en|once in/)
})

test('a week whose reports are still coming: what is foreseen is told, and counts', () => {
  const late = explain({ grain: 'week', observed: 41, expected: 60.4, upperbound: 80.6, chance: 0.000_02, foreseen: { estimate: 92, lower: 81, upper: 104 } })
  expect(late.es).toContain('hubo 41. Aún no ha llegado todo: se prevén unos 92, entre 81 y 104. Si nada hubiera cambiado')
  expect(late.en).toContain('there were 41. Not all is in yet: about 92 are foreseen, between 81 and 104. Had nothing changed')
})

const named = {
  since: { es: 'marzo de 2026', en: 'March 2026' }, places: { es: 'Chiapas y Tabasco', en: 'Chiapas and Tabasco' }, words: { es: 'Secuestro + Chiapas', en: 'Kidnapping + Chiapas' },
}

test.each([
  ['pooled', 0.000_34, 'inusual junto a sus vecinos y parecidos (p = 0.00034)', 'unusual beside its neighbours and relations (p = 0.00034)'],
  ['farrington-flexible', 0, 'inusual frente a las mismas fechas de otros años (p < 0.000001)', 'unusual beside the same dates of other years (p < 0.000001)'],
  ['cusum', 0.001, 'crece poco a poco desde marzo de 2026: 45 donde se esperaban 7.2 (p = 0.001)', 'has grown little by little since March 2026: 45 where 7.2 were expected (p = 0.001)'],
  ['space-time-scan', 0.0002, 'se concentra en Chiapas y Tabasco desde marzo de 2026: 45 donde se esperaban 7.2 (p = 0.0002)', 'gathers in Chiapas and Tabasco since March 2026: 45 where 7.2 were expected (p = 0.0002)'],
  ['ears', 0.0001, 'inusual frente a lo justo anterior, en una fuente de menos de dos años (p = 0.0001)', 'unusual beside what came just before, in a source of less than two years (p = 0.0001)'],
  ['new-pattern', 0.000_001, 'nunca antes se vio Secuestro + Chiapas: 45 desde marzo de 2026 (p = 0.000001)', 'never seen before: Kidnapping + Chiapas; 45 since March 2026 (p = 0.000001)'],
] as const)('what %s saw', (detector, pvalue, es, en) => {
  expect(evidenceSays({ detector, pvalue, cases: 45, expected: 7.2 }, named)).toEqual({ es, en })
})

test('the caution says how many comparisons there were, and how many of the signals may be chance', () => {
  expect(cautionFor({ judged: 2061, q: 0.1, discovery: 'benjamini-hochberg' }).es).toContain('hizo 2,061 comparaciones. De cada 100 señales se espera que, como mucho, 10 sean azar (Benjamini y Hochberg).')
  expect(cautionFor({ judged: 10, q: 0.05, discovery: 'benjamini-yekutieli' }).en).toContain('at most 5 are expected to be chance (Benjamini and Yekutieli)')
  expect(cautionFor({ judged: 52, q: null, discovery: 'none' }).en).toContain('Each series was judged alone')
})
