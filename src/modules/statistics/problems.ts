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
      es: `Esa tabla tendría más de ${d.limit.toLocaleString('es-MX')} celdas. Quite una dimensión o añada un filtro; en SDMX, ponga en la clave _T o los códigos que busca.`,
      en: `That table would have more than ${d.limit.toLocaleString('en-GB')} cells. Take out a dimension or add a filter; in SDMX, put _T in the key, or the codes you look for.`,
    }),
  },
  notForPublic: {
    status: 400,
    say: (d: { asked: string; known: readonly string[] }) => ({
      es: `Las cifras de esta fuente se publican solo por: ${listed(d.known)}; «${d.asked}» es más fino de lo que puede publicarse.`,
      en: `Figures of this source are published only by: ${listed(d.known)}; “${d.asked}” is finer than what may be published.`,
    }),
  },
  notSummedForPublic: {
    status: 400,
    say: (d: { asked: string }) => ({
      es: `Las cifras de esta fuente se publican redondeadas, y no se suman por trozos elegidos. Para filtrar por «${d.asked}», pida también la tabla por «${d.asked}».`,
      en: `Figures of this source are published rounded, and chosen parts are not added up. To filter by “${d.asked}”, ask for the table by “${d.asked}” too.`,
    }),
  },
  notUnderstood: {
    status: 400,
    say: (d: { asked: readonly string[] }) => ({
      es: `No se entiende lo escrito en: ${listed(d.asked)}. Un día se escribe 2024-03-31, y tiene que existir.`,
      en: `What is written in ${listed(d.asked)} cannot be understood. A day is written 2024-03-31, and must exist.`,
    }),
  },
  notYetPublished: {
    status: 404,
    say: (d: { asked: string; source: string; first: string }) => ({
      es: `La fuente ${d.source} no había publicado nada el ${d.asked}: su primera versión es del ${d.first}.`,
      en: `The source ${d.source} had published nothing by ${d.asked}: its first release is of ${d.first}.`,
    }),
  },
  unknownRelease: {
    status: 404,
    say: (d: { asked: string; source: string; newest: number }) => ({
      es: `La fuente ${d.source} no tiene la versión ${d.asked}. Tiene de la 1 a la ${d.newest}.`,
      en: `The source ${d.source} has no release ${d.asked}. It has 1 to ${d.newest}.`,
    }),
  },
  noResidents: {
    status: 400,
    say: (d: { known: readonly string[] }) => ({
      es: `No se puede dar una tasa: ningún dato de residentes cubre esos lugares. Fuentes de residentes en este nodo: ${listed(d.known)}. Entregue una fuente de población y repita.`,
      en: `No rate can be given: no figures of residents cover those places. Sources of residents on this node: ${listed(d.known)}. Deliver a population source and try again.`,
    }),
  },
  noResidentsThatYear: {
    status: 400,
    say: (d: { years: readonly number[]; source: string; known: readonly number[] }) => ({
      es: `No hay residentes de ${listed(d.years.map(String))} en la fuente ${d.source}, y los de otro año no se usan en su lugar. Tiene: ${listed(d.known.map(String))}.`,
      en: `There are no residents of ${listed(d.years.map(String))} in the source ${d.source}, and those of another year are not used instead. It has: ${listed(d.known.map(String))}.`,
    }),
  },
  rateOf: {
    status: 400,
    say: (d: { fault: 'byYear' | 'oneYear' | 'place' }) => ({
      byYear: { es: 'Las tasas se dan por año entero. Quite los meses, las semanas y las fechas sueltas.', en: 'Rates are given by whole year. Take out months, weeks and single dates.' },
      oneYear: { es: 'Una tasa divide entre los residentes de un año. Filtre por un solo año o pida por año.', en: 'A rate divides by the residents of one year. Filter by a single year or ask by year.' },
      place: { es: 'No se conocen los residentes de esos lugares. Pida por territorio o por país.', en: 'The residents of those places are not known. Ask by territory or by country.' },
    }[d.fault]),
  },
  noFlows: {
    status: 400,
    say: (d: { measure: string; needs: readonly string[] }) => ({
      es: `La medida ${d.measure} no dice de dónde a dónde: le falta ${listed(d.needs)}. Elija una medida con nacionalidad y lugar.`,
      en: `The measure ${d.measure} does not say from where to where: it lacks ${listed(d.needs)}. Choose a measure with nationality and place.`,
    }),
  },
})
