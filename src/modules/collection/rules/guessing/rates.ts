// Rows of rates among rows of counts, told apart by a column that says the unit: rates are never added up.
import { adding, likely, quoted, type Desk, type Step } from './desk.ts'
import { sampleOf, wordsOf, type ColumnFacts } from './sample.ts'

const isRateWord = (word: string): boolean => /^(rates?|tasas?|taux|taxas?|ratio|percent\w*|porcentajes?|proporci[oó]n|%)\b|^%$|per 100[ .,]?000|(por|cada) 100[ .,]?(000|mil)\b|^p_hthab$|^pc(_\w+)?$/i.test(word.trim())

const mostUnits = 12

const ratesIn = (column: ColumnFacts): string[] => {
  const words = wordsOf(column)
  if (column.name === '' || words.length < 2 || words.length > mostUnits) return []
  const rates = words.filter(isRateWord)
  return rates.length < words.length ? rates : []
}

const withoutRows = (desk: Desk, at: number, words: readonly string[]): Desk => {
  const { header, rows, above, isWhole } = desk.sample
  return { ...desk, sample: sampleOf(header, rows.filter(({ cells }) => !words.includes((cells[at] ?? '').trim())), { above, isWhole }) }
}

/** Sets rows of rates aside. */
export const setRatesAside: Step = (desk) => desk.sample.columns.reduce((now, column) => {
  const rates = ratesIn(column)
  if (rates.length === 0) return now
  return adding(withoutRows(now, column.at, rates), {
    profile: { leftOut: [...now.profile.leftOut, { column: column.name, values: rates, why: 'not-wanted' }] },
    findings: [likely(column.name, [`Las filas ${quoted(rates)} son tasas o porcentajes, que no se suman: se apartan y quedan las que cuentan.`, `The rows ${quoted(rates)} are rates or shares, which are not added up: set aside, so that those that count remain.`])],
  })
}, desk)
