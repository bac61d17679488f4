// The sentence for a file that cannot be read: what it is, where, and how to mend it.
import type { Text } from '../../../platform/text.ts'
import type { Fault, ForeignKind, PackedKind } from '../model/fault.ts'
import { inEnglish } from './quotes.ts'

/** An error that carries a fault as plain data, so that streams can fail with it. */
export const faultError = (fault: Fault): Error => new Error(`the file cannot be read: ${fault.kind}`, { cause: { fault } })

/** The fault an error carries, if it is one of ours. */
export const faultOf = (error: unknown): Fault | undefined =>
  error instanceof Error && typeof error.cause === 'object' && error.cause !== null && 'fault' in error.cause
    ? (error.cause.fault as Fault)
    : undefined

const nothing: Text = { es: 'No se importó nada.', en: 'Nothing was imported.' }
const asCsv: Text = { es: 'Guárdelo como CSV UTF-8 y envíelo de nuevo.', en: 'Save it as CSV UTF-8 and send it again.' }

const foreign: Record<ForeignKind, Text> = {
  xls: { es: 'Es un documento antiguo de Office (XLS). Guárdelo como libro de Excel (XLSX) o como CSV y envíelo de nuevo.', en: 'It is an old Office document (XLS). Save it as an Excel workbook (XLSX) or as CSV and send it again.' },
  ods: { es: 'Es una hoja de OpenDocument (ODS). Guárdela como libro de Excel (XLSX) o como CSV y envíela de nuevo.', en: 'It is an OpenDocument sheet (ODS). Save it as an Excel workbook (XLSX) or as CSV and send it again.' },
  pdf: { es: 'Es un PDF: sus cifras no se pueden leer con seguridad. Envíe el archivo del que se hizo, en CSV o XLSX.', en: 'It is a PDF: its figures cannot be read safely. Send the file it was made from, as CSV or XLSX.' },
  xz: { es: 'Está comprimido con xz. Descomprímalo, o use gzip (.gz) o ZIP, y envíelo de nuevo.', en: 'It is compressed with xz. Unpack it, or use gzip (.gz) or ZIP, and send it again.' },
  html: { es: 'Es una página web, quizá un aviso de error de donde se descargó. Descargue de nuevo los datos y envíelos.', en: 'It is a web page, perhaps an error notice of the place it came from. Download the data again and send them.' },
  packedTwice: { es: 'Está comprimido dos veces, o lo que hay dentro no se puede leer así. Descomprímalo una vez y envíe lo que contiene.', en: 'It is compressed twice, or what is inside cannot be read so. Unpack it once and send what it holds.' },
  binary: { es: `No es un archivo de texto ni un libro de Excel. ${asCsv.es}`, en: `It is neither a text file nor an Excel workbook. ${asCsv.en}` },
}

const packed: Record<PackedKind, string> = { gz: '.gz', bz2: '.bz2', zip: '.zip' }

const byAnalyst: Text = {
  es: 'Si es un archivo nuevo de esta fuente, una persona analista puede hacer su perfil aquí mismo, en el navegador.',
  en: 'If it is a new kind of file of this source, an analyst can make a profile for it right here, in the browser.',
}

const list = (words: readonly string[]): string => {
  const shown = words.slice(0, 40).map((word) => `«${word.slice(0, 60)}»`).join(', ')
  return words.length > 40 ? `${shown} … (${words.length})` : shown
}

const listInEnglish = (words: readonly string[]): string => inEnglish(list(words))

type Sentences = { [K in Fault['kind']]: (fault: Extract<Fault, { kind: K }>) => Text }

const sentences: Sentences = {
  empty: () => ({ es: 'El archivo está vacío. Compruebe que se guardó bien y envíelo de nuevo.', en: 'The file is empty. Check that it was saved well and send it again.' }),
  headerOnly: () => ({ es: 'El archivo tiene encabezado pero ninguna fila. Si no hubo hechos, envíe las filas con cero.', en: 'The file has a header but no rows. If nothing happened, send the rows with a zero.' }),
  foreign: ({ what }) => foreign[what],
  bomb: ({ megabytes }) => ({
    es: `El archivo comprimido crece sin medida al abrirlo (ya pasa de ${megabytes} MB): parece una bomba de compresión. Envíelo sin comprimir.`,
    en: `The compressed file grows beyond measure when opened (already over ${megabytes} MB): it looks like a compression bomb. Send it uncompressed.`,
  }),
  tooLarge: ({ gigabytes }) => ({
    es: `El archivo abierto pasa de ${gigabytes} GB, más de lo que este nodo acepta. Divídalo por años y envíe las partes.`,
    en: `The opened file is over ${gigabytes} GB, more than this node accepts. Split it by year and send the parts.`,
  }),
  manyWords: ({ megabytes }) => ({
    es: `El libro de Excel trae más de ${megabytes} MB de textos distintos, más de lo que se puede leer así. Guarde la hoja como CSV y envíela de nuevo.`,
    en: `The Excel workbook holds over ${megabytes} MB of different texts, more than can be read so. Save the sheet as CSV and send it again.`,
  }),
  cutPacked: ({ what }) => ({ es: `El archivo ${packed[what]} está cortado: falta el final. Vuelva a copiarlo o descargarlo y envíelo de nuevo.`, en: `The ${packed[what]} file is cut short: its end is missing. Copy or download it again and send it again.` }),
  damagedPacked: ({ what }) => ({ es: `El archivo ${packed[what]} está dañado y no se puede abrir. Vuelva a comprimirlo o descargarlo y envíelo de nuevo.`, en: `The ${packed[what]} file is damaged and cannot be opened. Compress or download it again and send it again.` }),
  damagedWorkbook: ({ part }) => ({ es: `El libro de Excel está dañado («${part}»). Ábralo en su programa, guárdelo de nuevo como XLSX y envíelo.`, en: `The Excel workbook is damaged (“${part}”). Open it in its program, save it again as XLSX and send it.` }),
  lockedZip: () => ({ es: 'El archivo tiene contraseña y no se puede abrir. Guárdelo sin contraseña y envíelo de nuevo.', en: 'The file has a password and cannot be opened. Save it without one and send it again.' }),
  severalTables: ({ names }) => ({ es: `El ZIP trae varias tablas: ${list(names)}. Envíe cada una por separado, en su fuente.`, en: `The ZIP holds several tables: ${listInEnglish(names)}. Send each by itself, to its source.` }),
  badJson: ({ line }) => ({ es: `En la línea ${line} el JSON no está bien escrito. Se espera un objeto por línea, o una lista de objetos. Corríjalo y envíelo de nuevo.`, en: `The JSON is not well written on line ${line}. One object a line is expected, or a list of objects. Mend it and send it again.` }),
  nestedJson: ({ line, key }) => ({
    es: `En la línea ${line}, «${key}» guarda una lista u otro objeto: no es una tabla. Envíe objetos planos, con una sola cosa en cada clave.`,
    en: `On line ${line}, “${key}” holds a list or another object: it is not a table. Send flat objects, with one thing under each key.`,
  }),
  cutRow: ({ line, expected, found }) => ({
    es: `El archivo termina a mitad de la línea ${line}: tiene ${found} de ${expected} celdas y ningún fin de línea. Parece cortado; vuelva a copiarlo y envíelo de nuevo.`,
    en: `The file ends in the middle of line ${line}: it has ${found} of ${expected} cells and no end of line. It looks cut short; copy it again and send it again.`,
  }),
  openQuote: ({ line }) => ({
    es: `En la fila que empieza en la línea ${line} se abren comillas (") que no se cierran. Ciérrelas o quítelas y envíe el archivo de nuevo.`,
    en: `In the row that begins on line ${line} a quotation mark (") is opened and never closed. Close or remove it and send the file again.`,
  }),
  longLine: ({ line, megabytes }) => ({
    es: `La línea ${line} pasa de ${megabytes} MB: no es una fila de una tabla. Revise los fines de línea de esa parte y envíe el archivo de nuevo.`,
    en: `Line ${line} is over ${megabytes} MB: it is not a row of a table. Check the line ends around it and send the file again.`,
  }),
  longText: ({ part, megabytes }) => ({
    es: `En la parte «${part}» del libro de Excel hay una fila o un texto de más de ${megabytes} MB: no es una tabla. Quítelo, o guarde la hoja como CSV, y envíe el archivo de nuevo.`,
    en: `In the part “${part}” of the Excel workbook a row or a text is over ${megabytes} MB: it is not a table. Remove it, or save the sheet as CSV, and send the file again.`,
  }),
  muchMemory: () => ({
    es: 'El archivo necesita más memoria de la que este nodo da a una lectura: divídalo, por ejemplo por años, y envíe las partes.',
    en: 'The file needs more memory than this node gives to one reading: split it, by year for instance, and send the parts.',
  }),
  notEncoded: ({ line, encoding }) => ({
    es: `La línea ${line} tiene letras que no son ${encoding}, la codificación de este archivo. ${asCsv.es}`,
    en: `Line ${line} has letters that are not ${encoding}, the encoding of this file. ${asCsv.en}`,
  }),
  damagedHeader: ({ found, expected }) => ({
    es: `Los acentos del archivo están dañados: el encabezado dice «${found}» y debería decir «${expected}». Se guardó con otra codificación; expórtelo de nuevo desde su origen.`,
    en: `The accents in the file are damaged: the header says “${found}” and should say “${expected}”. It was saved in another encoding; export it again from where it comes from.`,
  }),
  duplicateColumns: ({ columns }) => ({
    es: `El encabezado repite estas columnas: ${list(columns)}. No se puede saber cuál vale; deje una de cada y envíe el archivo de nuevo.`,
    en: `The header repeats these columns: ${listInEnglish(columns)}. There is no knowing which one counts; keep one of each and send the file again.`,
  }),
  missingColumns: ({ columns, unknown, profile, found }) => ({
    es: `Lo más parecido es «${profile.es}», y le faltan estas columnas: ${list(columns)}. ${unknown.length > 0 ? `No se conocen: ${list(unknown)}. ` : ''}El archivo tiene: ${list(found)}. Añádalas con ese nombre y envíelo de nuevo. ${byAnalyst.es}`,
    en: `The nearest is “${profile.en}”, and these columns are missing: ${listInEnglish(columns)}. ${unknown.length > 0 ? `These are not known: ${listInEnglish(unknown)}. ` : ''}The file has: ${listInEnglish(found)}. Add them under that name and send it again. ${byAnalyst.en}`,
  }),
  untoldYear: ({ expected, profile }) => ({
    es: `«${profile.es}» cuenta cada archivo en el año que dicen su nombre o su título, porque las columnas no lo dicen, y este no dice ninguno. Póngalo en el nombre, como «cifras ${expected}.csv», y envíelo de nuevo.`,
    en: `“${profile.en}” counts each file in the year that its name or title says, as the columns do not say it, and this one says none. Put it in the name, like “figures ${expected}.csv”, and send it again.`,
  }),
  otherYear: ({ found, expected, profile }) => ({
    es: `«${profile.es}» lee las cifras de ${expected}, porque las columnas no dicen el año; el título o el nombre de este archivo dice ${found.join(', ')}. Deje uno solo en el nombre y el título, o una persona analista puede preparar su lectura aquí mismo, en el navegador.`,
    en: `“${profile.en}” reads the figures of ${expected}, as the columns do not say the year; the title or the name of this file says ${found.join(', ')}. Leave a single one in its name and title, or an analyst can prepare its reading right here, in the browser.`,
  }),
  otherColumns: ({ columns, profile }) => ({
    es: `Tiene todas las columnas de «${profile.es}» y además otras que cambian lo que cuenta: ${list(columns)}. Compruebe que eligió la fuente correcta. ${byAnalyst.es}`,
    en: `It has every column of “${profile.en}” and others that change what it counts: ${listInEnglish(columns)}. Check that you chose the right source. ${byAnalyst.en}`,
  }),
  otherSubject: ({ column, word, profile }) => ({
    es: `Tiene las columnas de «${profile.es}», pero en «${column}» dice «${word.slice(0, 60)}»: habla de otra cosa, y no se contaría bien. Una persona analista puede preparar su lectura aquí mismo, en el navegador.`,
    en: `It has the columns of “${profile.en}”, but under “${column}” it says “${word.slice(0, 60)}”: it speaks of something else and would not be counted rightly. An analyst can prepare its reading right here, in the browser.`,
  }),
  otherSource: ({ source, name }) => ({
    es: `Este archivo parece de otra fuente: «${name.es}» (${source}). Elija esa fuente y envíelo de nuevo.`,
    en: `This file looks like one of another source: “${name.en}” (${source}). Choose that source and send it again.`,
  }),
  unknownHeader: ({ found, expected, profile }) => ({
    es: `El encabezado no es de esta fuente. Tiene: ${list(found)}. Lo más parecido es «${profile.es}», que espera: ${list(expected)}. Compruebe que eligió el archivo y la fuente correctos. ${byAnalyst.es}`,
    en: `The header is not of this source. It has: ${listInEnglish(found)}. The nearest is “${profile.en}”, which expects: ${listInEnglish(expected)}. Check that you chose the right file and the right source. ${byAnalyst.en}`,
  }),
}

/** What a person is told when a whole file is refused. */
export const faultText = (fault: Fault): Text => {
  const text = (sentences[fault.kind] as (fault: Fault) => Text)(fault)
  return { es: `${text.es} ${nothing.es}`, en: `${text.en} ${nothing.en}` }
}
