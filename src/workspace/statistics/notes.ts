// What must be said beside any figure: whose it is, which release, what it covers, and what it does not count.
import type { Text } from '../../platform/text.ts'
import { dimensionNames, type FigureAnswer } from '../../modules/statistics/model.ts'
import { minimumNote } from '../../modules/statistics/model/minimum.ts'
import { useFormat, useText } from '../kit/kit.ts'
import type { Answer } from './answer.ts'
import type { Question } from './question.ts'

/** The part of any answer that its notes are drawn from. */
export type Told = Pick<FigureAnswer, 'source' | 'release' | 'measure'> & Partial<Pick<Answer, 'rate' | 'undated' | 'withheld' | 'latest'>> & { unplaced?: number }

const words = {
  source: { es: 'Fuente', en: 'Source' },
  release: { es: 'versión', en: 'release' },
  unit: { es: 'Unidad', en: 'Unit' },
  demonstration: { es: 'Son datos de demostración, inventados: no describen hechos reales.', en: 'These are demonstration data, made up: they describe no real events.' },
  residents: { es: 'Residentes', en: 'Residents' },
}

type Format = ReturnType<typeof useFormat>

const releaseOf = ({ release }: Pick<Told, 'release'>, { date }: Format): Text =>
  release ? { es: `, ${words.release.es} ${release.number} (${date(release.at)})`, en: `, ${words.release.en} ${release.number} (${date(release.at)})` } : { es: '', en: '' }

const whose = (label: Text, told: Pick<Told, 'source' | 'release'>, format: Format): Text => {
  const release = releaseOf(told, format)
  return { es: `${label.es}: ${told.source.attribution.es}${release.es}.`, en: `${label.en}: ${told.source.attribution.en}${release.en}.` }
}

// What is covered now says nothing of an earlier state.
const coverage = ({ measure, asOf }: Question, { latest, release }: Told, { period }: Format): Text[] => {
  if (asOf !== undefined && release?.number !== latest?.number) return []
  const [from = '', to = ''] = [measure.from, measure.to].map((day) => period(day?.slice(0, measure.grain === 'month' ? 7 : measure.grain === 'year' ? 4 : 10) ?? ''))
  return measure.from ? [{ es: `Abarca de ${from} a ${to}.`, en: `It covers ${from} to ${to}.` }] : []
}

const partsNotAdded = ({ withheld, unplaced }: Told, { number }: Format): Text[] => [
  ...(withheld ? [{ es: `${number(withheld)} cifras que la fuente reserva no están sumadas.`, en: `${number(withheld)} figures the source keeps back are not added.` }] : []),
  ...(unplaced ? [{ es: `${number(unplaced)} sin nacionalidad o sin lugar no se dibujan.`, en: `${number(unplaced)} without a nationality or a place are not drawn.` }] : []),
]

const aboutRate = ({ rate }: Told, format: Format): Text[] => {
  if (!rate) return []
  const { number } = format
  const years = rate.missingYears.join(', ')
  const short = rate.incompleteYears.join(', ')
  const unmatched = (language: 'es' | 'en'): string => rate.unmatched.map((dimension) => dimensionNames[dimension][language].toLowerCase()).join(', ')
  return [
    whose(words.residents, rate, format),
    ...(rate.indicator ? [{ es: `${rate.indicator.code}. ${rate.indicator.note.es}`, en: `${rate.indicator.code}. ${rate.indicator.note.en}` }] : []),
    ...(rate.unmatched.length > 0 ? [{ es: `Los residentes no se distinguen por: ${unmatched('es')}.`, en: `Residents are not told apart by: ${unmatched('en')}.` }] : []),
    ...(years ? [{ es: `Sin residentes de ${years}: esos años no tienen tasa.`, en: `No residents of ${years}: those years have no rate.` }] : []),
    ...(short ? [{ es: `Año incompleto, con tasa todavía baja: ${short}.`, en: `Incomplete year, its rate still low: ${short}.` }] : []),
    ...(rate.without ? [{ es: `${number(rate.without)} contadas en lugares sin residentes conocidos no entran en ninguna tasa.`, en: `${number(rate.without)} counted in places without known residents are in no rate.` }] : []),
    ...(rate.withheldResidents ? [{ es: `${number(rate.withheldResidents)} residentes viven donde la fuente reserva la cifra: no entran en ninguna tasa ni dividen el total.`, en: `${number(rate.withheldResidents)} residents live where the source withholds the figure: they are in no rate and divide no total.` }] : []),
  ]
}

const sentences = (question: Question, told: Told, format: Format): Text[] => {
  const { source, measure } = told
  return [
    whose(words.source, told, format),
    { es: `${words.unit.es}: ${measure.unitName.es}${told.rate ? ' por cada 100,000 residentes' : ''}.`, en: `${words.unit.en}: ${measure.unitName.en}${told.rate ? ' per 100,000 residents' : ''}.` },
    ...coverage(question, told, format),
    ...(source.note.es === '' ? [] : [source.note]),
    ...(measure.unit === 'residents' ? [] : [minimumNote]),
    ...partsNotAdded(told, format),
    ...aboutRate(told, format),
    ...(source.isDemonstration ? [words.demonstration] : []),
  ]
}

/** The notes as sentences for a file, and as one paragraph for the page. */
export const useNotes = (question: Question, told: Told): { lines: string[]; shown: string } => {
  const t = useText()
  const format = useFormat()
  const lines = sentences(question, told, format).map((sentence) => t(sentence))
  return { lines: [...lines, told.source.url], shown: lines.join(' ') }
}
