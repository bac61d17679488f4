// The sentence for a file that cannot be read: what it is, where, and how to mend it.
import type { Text } from '../../../platform/text.ts'
import type { Fault, ForeignKind } from '../model/fault.ts'

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
  zip: { es: 'Es un archivo ZIP. Ábralo y envíe el archivo CSV que contiene.', en: 'It is a ZIP file. Open it and send the CSV file inside.' },
  xlsx: { es: `Es un libro de Excel (XLSX). ${asCsv.es}`, en: `It is an Excel workbook (XLSX). ${asCsv.en}` },
  xls: { es: `Es un documento antiguo de Office (XLS). ${asCsv.es}`, en: `It is an old Office document (XLS). ${asCsv.en}` },
  pdf: { es: 'Es un PDF: sus cifras no se pueden leer con seguridad. Envíe el CSV del que se hizo.', en: 'It is a PDF: its figures cannot be read safely. Send the CSV it was made from.' },
  bz2: { es: 'Está comprimido con bzip2. Descomprímalo, o use gzip (.gz), y envíelo de nuevo.', en: 'It is compressed with bzip2. Unpack it, or use gzip (.gz), and send it again.' },
  xz: { es: 'Está comprimido con xz. Descomprímalo, o use gzip (.gz), y envíelo de nuevo.', en: 'It is compressed with xz. Unpack it, or use gzip (.gz), and send it again.' },
  'utf-16': { es: `Es texto UTF-16 («Unicode» de Excel). ${asCsv.es}`, en: `It is UTF-16 text (Excel's “Unicode”). ${asCsv.en}` },
  html: { es: 'Es una página web, quizá un aviso de error de donde se descargó. Descargue de nuevo el CSV y envíelo.', en: 'It is a web page, perhaps an error notice of the place it came from. Download the CSV again and send it.' },
  json: { es: 'Es JSON; aquí se espera un CSV. Exporte los datos como CSV y envíelos de nuevo.', en: 'It is JSON; a CSV is expected here. Export the data as CSV and send it again.' },
  binary: { es: `No es un archivo de texto. ${asCsv.es}`, en: `It is not a text file. ${asCsv.en}` },
}

const list = (words: readonly string[]): string => {
  const shown = words.slice(0, 12).map((word) => `«${word.slice(0, 60)}»`).join(', ')
  return words.length > 12 ? `${shown} … (${words.length})` : shown
}

type Sentences = { [K in Fault['kind']]: (fault: Extract<Fault, { kind: K }>) => Text }

const sentences: Sentences = {
  empty: () => ({ es: 'El archivo está vacío. Compruebe que se guardó bien y envíelo de nuevo.', en: 'The file is empty. Check that it was saved well and send it again.' }),
  headerOnly: () => ({ es: 'El archivo tiene encabezado pero ninguna fila. Si no hubo hechos, envíe las filas con cero.', en: 'The file has a header but no rows. If nothing happened, send the rows with a zero.' }),
  foreign: ({ what }) => foreign[what],
  bomb: ({ megabytes }) => ({
    es: `El archivo comprimido crece sin medida al abrirlo (ya pasa de ${megabytes} MB): parece una bomba de compresión. Envíe el CSV sin comprimir.`,
    en: `The compressed file grows beyond measure when opened (already over ${megabytes} MB): it looks like a compression bomb. Send the CSV uncompressed.`,
  }),
  tooLarge: ({ gigabytes }) => ({
    es: `El archivo abierto pasa de ${gigabytes} GB, más de lo que este nodo acepta. Divídalo por años y envíe las partes.`,
    en: `The opened file is over ${gigabytes} GB, more than this node accepts. Split it by year and send the parts.`,
  }),
  cutGzip: () => ({ es: 'El archivo .gz está cortado: falta el final. Vuelva a copiarlo o descargarlo y envíelo de nuevo.', en: 'The .gz file is cut short: its end is missing. Copy or download it again and send it again.' }),
  damagedGzip: () => ({ es: 'El archivo .gz está dañado y no se puede abrir. Vuelva a comprimirlo y envíelo de nuevo.', en: 'The .gz file is damaged and cannot be opened. Compress it again and send it again.' }),
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
  notUtf8: ({ line }) => ({
    es: `La línea ${line} tiene letras que no son UTF-8, la codificación de este archivo. ${asCsv.es}`,
    en: `Line ${line} has letters that are not UTF-8, the encoding of this file. ${asCsv.en}`,
  }),
  damagedHeader: ({ found, expected }) => ({
    es: `Los acentos del archivo están dañados: el encabezado dice «${found}» y debería decir «${expected}». Se guardó con otra codificación; expórtelo de nuevo desde su origen.`,
    en: `The accents in the file are damaged: the header says “${found}” and should say “${expected}”. It was saved in another encoding; export it again from where it comes from.`,
  }),
  duplicateColumns: ({ columns }) => ({
    es: `El encabezado repite estas columnas: ${list(columns)}. No se puede saber cuál vale; deje una de cada y envíe el archivo de nuevo.`,
    en: `The header repeats these columns: ${list(columns)}. There is no knowing which one counts; keep one of each and send the file again.`,
  }),
  missingColumns: ({ columns, profile, found }) => ({
    es: `Faltan estas columnas de «${profile.es}»: ${list(columns)}. El archivo tiene: ${list(found)}. Añádalas con ese nombre y envíelo de nuevo.`,
    en: `These columns of “${profile.en}” are missing: ${list(columns)}. The file has: ${list(found)}. Add them under that name and send it again.`,
  }),
  otherSource: ({ source, name }) => ({
    es: `Este archivo parece de otra fuente: «${name.es}» (${source}). Elija esa fuente y envíelo de nuevo.`,
    en: `This file looks like one of another source: “${name.en}” (${source}). Choose that source and send it again.`,
  }),
  unknownHeader: ({ found, expected }) => ({
    es: `El encabezado no es de esta fuente. Tiene: ${list(found)}. Se esperaba: ${list(expected)}. Compruebe que eligió el archivo y la fuente correctos.`,
    en: `The header is not of this source. It has: ${list(found)}. Expected: ${list(expected)}. Check that you chose the right file and the right source.`,
  }),
}

/** What a person is told when a whole file is refused. */
export const faultText = (fault: Fault): Text => {
  const text = (sentences[fault.kind] as (fault: Fault) => Text)(fault)
  return { es: `${text.es} ${nothing.es}`, en: `${text.en} ${nothing.en}` }
}
