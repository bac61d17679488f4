// What a reading mended or did not use, gathered while a file is read and said afterwards.
import type { Text } from '../../../platform/text.ts'
import { inEnglish } from './quotes.ts'

export interface Remarks {
  /** Cells whose letters were put right, and the first of them. */
  mended: { count: number; from: string; to: string }
  /** Words no table of the profile knows, by column, kept as they came. */
  words: Map<string, Set<string>>
  /** Places nobody knows by that name, by column, counted as not stated. */
  places: Map<string, Set<string>>
  /** Months whose zeros are of a month still to come, by their first day. */
  toCome: Set<string>
  /** What is known before the rows are read. */
  opening: Text[]
}

export const noRemarks = (): Remarks => ({ mended: { count: 0, from: '', to: '' }, words: new Map(), places: new Map(), toCome: new Set(), opening: [] })

const mostWords = 20

const keep = (words: Map<string, Set<string>>, column: string, word: string): void => {
  const known = words.get(column) ?? new Set()
  words.set(column, known)
  if (known.size <= mostWords) known.add(word)
}

/** Remembers a word kept as it came. */
export const keepWord = ({ words }: Remarks, column: string, word: string): void => keep(words, column, word)

/** Remembers a place counted as not stated. */
export const keepPlace = ({ places }: Remarks, column: string, word: string): void => keep(places, column, word)

/** Remembers a cell or title whose letters were put right, by the first word that differs. */
export const keepMended = ({ mended }: Remarks, from: string, to: string): void => {
  mended.count += 1
  if (mended.count > 1) return
  const [before, after] = [from.split(' '), to.split(' ')]
  const at = Math.max(0, before.findIndex((word, place) => word !== after[place]))
  Object.assign(mended, { from: (before[at] ?? '').slice(0, 60), to: (after[at] ?? '').slice(0, 60) })
}

const quoted = (words: Iterable<string>): string => {
  const all = [...words]
  const shown = all.slice(0, mostWords).map((word) => `«${word.slice(0, 60)}»`).join(', ')
  return all.length > mostWords ? `${shown} …` : shown
}

const quotedInEnglish = (words: Iterable<string>): string => inEnglish(quoted(words))

const keptWords = ({ words }: Remarks): Text[] =>
  [...words].map(([column, found]) => ({
    es: `Palabras de «${column}» que el perfil no conoce y se guardaron como vienen: ${quoted(found)}.`,
    en: `Words of “${column}” that the profile does not know, kept as they came: ${quotedInEnglish(found)}.`,
  }))

const unknownPlaces = ({ places }: Remarks): Text[] =>
  [...places].map(([column, found]) => ({
    es: `Lugares de «${column}» que no se reconocieron y se cuentan sin lugar: ${quoted(found)}.`,
    en: `Places of “${column}” that were not recognised and count without a place: ${quotedInEnglish(found)}.`,
  }))

const mendedLetters = ({ mended: { count, from, to } }: Remarks): Text[] =>
  (count === 0 ? [] : [{
    es: `El archivo traía letras dañadas por la codificación («${from}» por «${to}»); se repararon en ${count} ${count === 1 ? 'celda' : 'celdas'}.`,
    en: `The file had letters damaged by its encoding (“${from}” for “${to}”); they were mended in ${count} ${count === 1 ? 'cell' : 'cells'}.`,
  }])

const inWords = (months: ReadonlySet<string>, language: 'es' | 'en'): string => {
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return new Intl.ListFormat(language).format([...months].toSorted().slice(0, mostWords).map((month) => name.format(new Date(`${month}T00:00:00Z`))))
}

const monthsAhead = ({ toCome }: Remarks): Text[] =>
  (toCome.size === 0 ? [] : [{
    es: `El archivo dice 0 en meses que aún no trae (${inWords(toCome, 'es')}): no se cuentan como cero, sino como no entregados.`,
    en: `The file says 0 in months it does not hold yet (${inWords(toCome, 'en')}): they do not count as zero but as not delivered.`,
  }])

/** The remarks as sentences. */
export const notesOf = (remarks: Remarks): Text[] => [...remarks.opening, ...mendedLetters(remarks), ...keptWords(remarks), ...unknownPlaces(remarks), ...monthsAhead(remarks)]

/** Says which columns of the file the profile does not know. */
export const unknownColumns = (columns: readonly string[]): Text => ({
  es: `Columnas que el perfil no conoce y no se usaron: ${quoted(columns)}.`,
  en: `Columns that the profile does not know and were not used: ${quotedInEnglish(columns)}.`,
})

/** Says which columns that some files of the profile have this one lacks. */
export const lackedColumns = (columns: readonly string[]): Text => ({
  es: `Columnas que otros archivos de este perfil traen y este no: ${quoted(columns)}.`,
  en: `Columns that other files of this profile have and this one lacks: ${quotedInEnglish(columns)}.`,
})

/** Says where the table begins when it is not at the top. */
export const headerBelow = (line: number): Text => ({
  es: `El encabezado está en la línea ${line}; lo que hay encima no es de la tabla.`,
  en: `The header is on line ${line}; what stands above it is not of the table.`,
})

/** Says in which year a file without any in its columns was counted. */
export const countedIn = (year: string): Text => ({
  es: `Ninguna columna dice el año: todo se cuenta en ${year}, el que dicen el nombre o el título del archivo.`,
  en: `No column says the year: everything counts in ${year}, which the file’s name or title says.`,
})

/** Says why nothing was withdrawn for a file. */
export const nothingWithdrawn = (rows: number): Text => ({
  es: `${rows === 1 ? 'Una fila rechazada no tiene' : `${rows} filas rechazadas no tienen`} las celdas del encabezado y no se sabe qué cifras traían: por eso no se retiró ninguna cifra que este archivo no traiga. Corrija las filas y envíe el archivo entero de nuevo.`,
  en: `${rows === 1 ? 'One refused row does' : `${rows} refused rows do`} not have the cells of the header and there is no knowing which figures they held: so no figure that this file lacks was withdrawn. Mend the rows and send the whole file again.`,
})

interface KeptForRefused {
  /** Rows refused. */
  rows: number
  /** Figures kept and withdrawn. */
  kept: number
  withdrawn: number
}

const figuresOf = (count: number): Text => ({ es: `${count} ${count === 1 ? 'cifra' : 'cifras'}`, en: `${count} ${count === 1 ? 'figure' : 'figures'}` })

/** Says what became of the figures that refused rows may have brought before, in a source whose rows are known by all they say. */
export const keptForRefused = ({ rows, kept, withdrawn }: KeptForRefused): Text => {
  const [stays, ends] = [figuresOf(kept), figuresOf(withdrawn)]
  const refused = { es: `${rows} ${rows === 1 ? 'fila fue rechazada' : 'filas fueron rechazadas'}`, en: `${rows} ${rows === 1 ? 'row was' : 'rows were'} refused` }
  const keeping = kept === 0 ? { es: '', en: '' } : { es: ` Quedaron como estaban ${stays.es} que pueden ser las suyas.`, en: ` Kept as before: ${stays.en} that may be theirs.` }
  const ending = withdrawn === 0 ? { es: '', en: '' } : {
    es: ` Se retiraron ${ends.es} que el archivo ya no trae; alguna puede ser de una fila rechazada: véalas en los cambios de la versión.`,
    en: ` Withdrawn because the file no longer holds them: ${ends.en}; some may be those of a refused row: see them in what the release changed.`,
  }
  return {
    es: `${refused.es}, y en esta fuente cada fila se reconoce por todo lo que dice.${keeping.es}${ending.es} Corrija las filas rechazadas y envíe el archivo entero de nuevo.`,
    en: `${refused.en}, and in this source each row is known by all it says.${keeping.en}${ending.en} Mend the refused rows and send the whole file again.`,
  }
}

/** Says that what other institutions delivered stays. */
export const keptForOthers = (figures: number): Text => ({
  es: `Siguen en vigor ${figuresOf(figures).es} que este archivo no trae y que entregó otra institución o son de otro territorio: una entrega solo retira lo de su propia institución.`,
  en: `Still standing: ${figuresOf(figures).en} that this file lacks and that another institution delivered or that are of another territory: a delivery withdraws only what is of its own institution.`,
})

/** Says which sheet of a workbook was read. */
export const sheetRead = (sheet: string, others: readonly string[]): Text => ({
  es: `Se leyó la hoja «${sheet}»; no se leyeron: ${quoted(others)}.`,
  en: `The sheet “${sheet}” was read; these were not: ${quotedInEnglish(others)}.`,
})

/** Says how many sheets of a workbook were not even looked at. */
export const sheetsBeyond = (beyond: number, looked: number): Text => ({
  es: `El libro tiene ${beyond} ${beyond === 1 ? 'hoja' : 'hojas'} más, después de la ${looked}, que no se ${beyond === 1 ? 'leyó' : 'leyeron'}: divida el libro y envíe las partes.`,
  en: `The workbook has ${beyond} more ${beyond === 1 ? 'sheet' : 'sheets'}, after number ${looked}, that ${beyond === 1 ? 'was' : 'were'} not read: split the workbook and send the parts.`,
})

/** Says which sheets of a workbook were read as one table. */
export const sheetsRead = (sheets: readonly string[], others: readonly string[]): Text => ({
  es: `Se leyeron como una sola tabla las hojas ${quoted(sheets)}${others.length > 0 ? `; no se leyeron: ${quoted(others)}` : ''}.`,
  en: `The sheets ${quotedInEnglish(sheets)} were read as one table${others.length > 0 ? `; these were not read: ${quotedInEnglish(others)}` : ''}.`,
})
