// Why one row is not accepted: the column, what stands there, what is accepted, and what was probably meant.
import type { Text } from '../../../platform/text.ts'
import type { Refusal } from '../model/coding.ts'
import { placeOfLine } from '../model/line.ts'
import { nearest } from './nearest.ts'

/** A refusal before its line is known. */
export type Refused = Omit<Refusal, 'line'>

export const isRefused = (value: unknown): value is Refused => typeof value === 'object' && value !== null && 'reason' in value

const ended = (sentence: string): string => (sentence.endsWith('?') ? sentence : `${sentence}.`)

const shown = (value: string): string => (value.trim() === '' ? '(vacío / empty)' : value.trim().slice(0, 80))

/** A refusal of what stands in a column, `why` continuing the sentence. */
export const refuse = (column: string, value: string, why: Text): Refused => ({
  column,
  value: shown(value),
  reason: {
    es: ended(`Columna «${column}», «${shown(value)}»: ${why.es}`),
    en: ended(`Column “${column}”, “${shown(value)}”: ${why.en}`),
  },
})

const acceptedList = (accepted: readonly string[]): Text => {
  if (accepted.length === 0 || accepted.length > 12) return { es: '', en: '' }
  const words = accepted.map((word) => (word === '' ? '(vacío / empty)' : word)).join(', ')
  return { es: `; se acepta: ${words}`, en: `; accepted: ${words}` }
}

/** A refusal of a code that no list knows. */
export const refuseCode = (column: string, value: string, what: Text, accepted: readonly string[]): Refused => {
  const near = nearest(value, accepted)
  const list = acceptedList(accepted)
  return refuse(column, value, {
    es: `${what.es}${near ? `; ¿quiso decir «${near}»?` : ''}${list.es}`,
    en: `${what.en}${near ? `; did you mean “${near}”?` : ''}${list.en}`,
  })
}

export const refuseCells = (expected: number, found: number): Refused => ({
  column: null,
  value: null,
  reason: {
    es: `La fila tiene ${found} celdas y el encabezado ${expected}. Revise comas o comillas de más o de menos.`,
    en: `The row has ${found} cells and the header ${expected}. Check for extra or missing commas or quotation marks.`,
  },
})

const earlierRow = (line: number): Text => {
  const { sheet, row } = placeOfLine(line)
  return sheet === undefined ? { es: `la línea ${row}`, en: `line ${row}` } : { es: `la fila ${row} de la hoja ${sheet + 1}`, en: `row ${row} of sheet ${sheet + 1}` }
}

/** A row that says again what an earlier row of the same file says; `earlier` is that row's line. */
export const repeatedRow = (earlier: number): Refused => {
  const { es, en } = earlierRow(earlier)
  return {
    column: null,
    value: null,
    reason: {
      es: `Repite ${es}: los mismos datos identifican las dos filas. Deje una sola.`,
      en: `It repeats ${en}: the same data identify both rows. Keep only one.`,
    },
  }
}

/** A row of a territory that the deliverer does not speak for. */
export const notTheirTerritory = (place: string | null, own: readonly string[]): Refused => ({
  column: null,
  value: place,
  reason: {
    es: `La fila es de ${place ?? 'un lugar sin indicar'} y su cuenta entrega datos de ${own.join(', ')}. La entrega quien tenga ese territorio.`,
    en: `The row is of ${place ?? 'an unstated place'} and your account delivers data of ${own.join(', ')}. It is delivered by whoever has that territory.`,
  },
})
