// How codes, dimensions and questions read.
import { dimensionNames, isTime, notStated, notStatedName, readable, undatedName, type Dimension, type FigureAnswer } from '../../modules/statistics/model.ts'
import type { Language, Text } from '../../platform/text.ts'
import { useFormat, useLanguage } from '../kit/kit.ts'
import { municipalityName, useMunicipalities } from './places.tsx'
import { listOf, type Question } from './question.ts'

export type Names = FigureAnswer['names']
export type Code = string | number | null

/** The words of a code of a dimension. */
export type Say = (dimension: Dimension, code: Code, names: Names) => string

const absent = (dimension: Dimension): Text => (isTime(dimension) ? undatedName : notStatedName)

/** `say('territory', 'MX-CHP', names)` → «Chiapas»; periods are written out, what is not stated says so. */
export const useSay = (): Say => {
  const language = useLanguage()
  const { period } = useFormat()
  const municipalities = useMunicipalities()
  return (dimension, code, names) => {
    if (code === null || code === notStated) return absent(dimension)[language]
    if (isTime(dimension)) return period(String(code))
    const name = names[dimension]?.[String(code)]?.[language]
    return name ?? (dimension === 'municipality' ? municipalityName(municipalities, String(code)) : readable(String(code)))
  }
}

/** In place of a number that its source keeps back. */
export const withheldWord: Text = { es: 'reservada', en: 'withheld' }

export const stockNote: Text = { es: 'Los residentes de un año no se suman a los de otro.', en: 'The residents of one year are not added to those of another.' }

const by: Text = { es: 'por', en: 'by' }
const and: Text = { es: ' y ', en: ' and ' }
const rateOf: Text = { es: 'Tasa por cada 100,000 residentes: ', en: 'Rate per 100,000 residents: ' }
const between = { from: { es: 'desde', en: 'from' }, to: { es: 'hasta', en: 'to' } } satisfies Record<string, Text>

/** How an earlier state is named: by a release's number, or by the day up to which it was published. */
export const stateName = (asOf: string): Text => (asOf.includes('-')
  ? { es: `Como se publicó hasta el ${asOf}`, en: `As published up to ${asOf}` }
  : { es: `Según la versión ${asOf}`, en: `As of release ${asOf}` })

const lower = (text: Text, language: Language): string => text[language].toLowerCase()

/** «A, B y C». */
const joined = (words: readonly string[], language: Language): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${and[language]}${words.at(-1) ?? ''}`

const limits = (question: Question, say: Say, names: Names, language: Language): string[] => {
  const filtered = Object.entries(question.filters).map(([key, codes]) => {
    const dimension = key as Dimension
    const said = codes.map((code) => say(dimension, code, names))
    const shown = said.length > 3 ? `${said.slice(0, 3).join(', ')} (+${said.length - 3})` : said.join(', ')
    return `${dimensionNames[dimension][language]}: ${shown}`
  })
  const span = (['from', 'to'] as const).flatMap((end) => listOf(question.said[end]).map((moment) => `${between[end][language]} ${moment}`))
  return [...filtered, ...(span.length > 0 ? [span.join(' ')] : []), ...(question.asOf ? [stateName(question.asOf)[language]] : [])]
}

export type TitleOf = (question: Question, shown: readonly Dimension[], names: Names) => string

/** What is shown, in words: «Carpetas de investigación por territorio y año. Delito: Trata de personas». */
export const useTitle = (): TitleOf => {
  const language = useLanguage()
  const say = useSay()
  return (question, shown, names) => {
    const dimensionsSaid = joined(shown.map((dimension) => lower(dimensionNames[dimension], language)), language)
    const measured = `${question.isRate ? rateOf[language] : ''}${question.measure.name[language]}`
    const head = `${measured}${dimensionsSaid === '' ? '' : ` ${by[language]} ${dimensionsSaid}`}`
    return [head, ...limits(question, say, names, language)].join('. ')
  }
}
