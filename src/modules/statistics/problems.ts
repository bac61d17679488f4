// What can be wrong with a question about figures: each sentence names what exists instead.
import { problems } from '../../platform/problem.ts'

const listed = (words: readonly string[]): string => words.join(', ') || '–'

export const figuresProblems = problems('figures', {
  unknownSource: {
    status: 404,
    say: (d: { asked: string; known: readonly string[] }) => ({
      es: `No hay ninguna fuente «${d.asked}». Las que hay: ${listed(d.known)}.`,
      en: `There is no source “${d.asked}”. Those there are: ${listed(d.known)}.`,
    }),
  },
  unknownMeasure: {
    status: 400,
    say: (d: { asked: string; source: string; known: readonly string[] }) => ({
      es: `La fuente ${d.source} no tiene la medida «${d.asked}». Tiene: ${listed(d.known)}.`,
      en: `The source ${d.source} has no measure “${d.asked}”. It has: ${listed(d.known)}.`,
    }),
  },
  chooseMeasure: {
    status: 400,
    say: (d: { source: string; known: readonly string[] }) => ({
      es: `La fuente ${d.source} tiene varias medidas, que no se suman entre sí. Elija una: ${listed(d.known)}.`,
      en: `The source ${d.source} has several measures, which are never added together. Choose one: ${listed(d.known)}.`,
    }),
  },
  unknownDimension: {
    status: 400,
    say: (d: { asked: string; known: readonly string[] }) => ({
      es: `No se puede contar por «${d.asked}». Se puede por: ${listed(d.known)}.`,
      en: `Figures cannot be counted by “${d.asked}”. They can by: ${listed(d.known)}.`,
    }),
  },
  tooFine: {
    status: 400,
    say: (d: { asked: string; source: string; known: readonly string[] }) => ({
      es: `La fuente ${d.source} no cuenta por periodos tan cortos como «${d.asked}». Pida: ${listed(d.known)}.`,
      en: `The source ${d.source} does not count by periods as short as “${d.asked}”. Ask for: ${listed(d.known)}.`,
    }),
  },
  tooManyCells: {
    status: 400,
    say: (d: { limit: number }) => ({
      es: `Esa tabla tendría más de ${d.limit.toLocaleString('es-MX')} celdas. Quite una dimensión, añada un filtro o descárguela como CSV.`,
      en: `That table would have more than ${d.limit.toLocaleString('en-GB')} cells. Take out a dimension, add a filter, or download it as CSV.`,
    }),
  },
  notForPublic: {
    status: 400,
    say: (d: { asked: string; known: readonly string[] }) => ({
      es: `Las cifras de esta fuente se publican solo por: ${listed(d.known)}; «${d.asked}» es más fino de lo que puede publicarse.`,
      en: `Figures of this source are published only by: ${listed(d.known)}; “${d.asked}” is finer than what may be published.`,
    }),
  },
})
