// What a draft still lacks before it can be published, in words a person can act on.
import type { Text } from '../../../../platform/text.ts'
import type { Draft } from '../../model/draft.ts'

interface Lack {
  isLacking: (draft: Draft) => boolean
  says: Text
}

const isBlank = ({ es, en }: Text): boolean => es.trim() === '' && en.trim() === ''

const reading: readonly Lack[] = [
  { isLacking: ({ profile }) => profile.period === undefined, says: { es: 'Falta saber de cuándo es cada fila: elija la columna de la fecha o del año.', en: 'When each row is of is missing: choose the column of the date or the year.' } },
  { isLacking: ({ profile, measures }) => Object.keys(profile.measures).length === 0 || measures.length === 0, says: { es: 'Falta la cifra: elija qué columna la trae.', en: 'The figure is missing: choose which column holds it.' } },
]

const about: readonly Lack[] = [
  { isLacking: ({ source }) => isBlank(source.name), says: { es: 'Falta el nombre de la fuente.', en: 'The source’s name is missing.' } },
  { isLacking: ({ source }) => source.publisher.trim() === '', says: { es: 'Falta quién publica los datos.', en: 'Who publishes the data is missing.' } },
  { isLacking: ({ source }) => source.licence.trim() === '', says: { es: 'Falta con qué permiso o licencia se usan los datos.', en: 'The permission or licence the data are used under is missing.' } },
  { isLacking: ({ source }) => !/^https?:\/\/[^\s.]+\.\S+$/.test(source.url), says: { es: 'Falta la página de donde salen los datos (empieza por https://).', en: 'The page the data come from is missing (it begins with https://).' } },
  { isLacking: ({ measures }) => measures.some(({ name }) => isBlank(name)), says: { es: 'Una de las cifras no tiene nombre.', en: 'One of the figures has no name.' } },
]

/** What is missing, first of the reading and then of the source. */
export const missingFrom = (draft: Draft): Text[] => [...reading, ...about].filter(({ isLacking }) => isLacking(draft)).map(({ says }) => says)

