// How codes, dimensions and questions read.
import { dimensionNames, isTime, notStated, notStatedName, readable, undatedName, type Dimension, type FigureAnswer } from '../../modules/statistics/model.ts'
import type { Language, Text } from '../../platform/text.ts'
import { useFormat, useLanguage } from '../kit/kit.ts'
import type { Question } from './question.ts'

type Names = FigureAnswer['names']
type Code = string | number | null

/** The words of a code of a dimension. */
export type Say = (dimension: Dimension, code: Code, names: Names) => string

const absent = (dimension: Dimension): Text => (isTime(dimension) ? undatedName : notStatedName)

/** `say('territory', 'MX-CHP', names)` → «Chiapas»; periods are written out, what is not stated says so. */
export const useSay = (): Say => {
  const language = useLanguage()
  const { period } = useFormat()
  return (dimension, code, names) => {
    if (code === null || code === notStated) return absent(dimension)[language]
    if (isTime(dimension)) return period(String(code))
    return names[dimension]?.[String(code)]?.[language] ?? readable(String(code))
  }
}

const by: Text = { es: 'por', en: 'by' }

const lower = (text: Text, language: Language): string => text[language].toLowerCase()

const limits = (question: Question, say: Say, names: Names, language: Language): string[] =>
  Object.entries(question.filters).map(([key, codes]) => {
    const dimension = key as Dimension
    const said = codes.map((code) => say(dimension, code, names))
    const shown = said.length > 3 ? `${said.slice(0, 3).join(', ')} (+${said.length - 3})` : said.join(', ')
    return `${dimensionNames[dimension][language]}: ${shown}`
  })

/** What is shown, in words: «Carpetas de investigación por territorio y año. Delito: Trata de personas». */
export const useTitle = (): ((question: Question, shown: readonly Dimension[], names: Names) => string) => {
  const language = useLanguage()
  const say = useSay()
  return (question, shown, names) => {
    const dimensionsSaid = shown.map((dimension) => lower(dimensionNames[dimension], language)).join(language === 'es' ? ' y ' : ' and ')
    const head = `${question.measure.name[language]}${dimensionsSaid === '' ? '' : ` ${by[language]} ${dimensionsSaid}`}`
    return [head, ...limits(question, say, names, language)].join('. ')
  }
}
