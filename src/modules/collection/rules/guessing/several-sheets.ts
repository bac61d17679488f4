// What is said of the sheets of a workbook: which are read, which are not, and the choice to read them otherwise.
import type { Finding } from '../../model/draft.ts'
import type { SheetsRule } from '../../model/profile.ts'
import { sheetCells } from '../sheets.ts'
import { ruleFor } from './alike.ts'
import { adding, ask, likely, quoted, sure, type Step } from './desk.ts'
import type { FileSeen } from './sketch.ts'

type Sheets = Pick<FileSeen, 'sheet' | 'alike' | 'sheets' | 'aside' | 'others' | 'shape'>

const mostAnswers = 12

const onlyAnswer = (name: string): Finding['answers'][number] =>
  ({ label: { es: `Solo «${name}»`, en: `Only “${name}”` }, profile: { sheets: { only: name } }, without: [], isAgain: true })

const answersFor = ({ alike, sheets, aside, shape }: Sheets): Finding['answers'] => {
  const together: SheetsRule = sheets && !('only' in sheets) ? sheets : ruleFor(alike, aside, shape.header)
  return [
    { label: { es: 'Juntas, como una sola tabla', en: 'Together, as one table' }, profile: { sheets: together }, without: [], isAgain: true },
    ...alike.slice(-mostAnswers).map(onlyAnswer),
  ]
}

const together = (seen: Sheets): Finding => {
  const read = quoted(seen.alike.filter((name) => !seen.aside.includes(name)))
  const columns = seen.sheets && !('only' in seen.sheets) ? [seen.sheets.column, seen.sheets.year].filter((column) => column !== undefined) : []
  return ask(null, [
    `El libro trae la misma tabla en varias hojas: ${read}. Se leen juntas, como una sola; ${quoted(columns)} dice de qué hoja es cada fila. ¿Es así?`,
    `The workbook holds the same table on several sheets: ${read}. They are read together, as one; ${quoted(columns)} says which sheet each row is of. Is it so?`,
  ], answersFor(seen))
}

const alone = (seen: Sheets): Finding => {
  const others = quoted(seen.alike.filter((name) => name !== seen.sheet))
  return ask(null, [
    `Hay otras hojas con una tabla igual: ${others}. Solo se lee «${seen.sheet ?? ''}»: lo de las otras no se cuenta. ¿Se leen juntas?`,
    `Other sheets hold a table like this one: ${others}. Only “${seen.sheet ?? ''}” is read: what the others hold is not counted. Shall they be read together?`,
  ], answersFor(seen))
}

const apart = ({ sheet, alike, others }: Sheets): Finding => ask(null, [
  `El libro trae otras tablas, de otra forma: ${quoted(others)}. Aquí no se leen; prepare cada una por separado, con el mismo archivo. ¿Empezar por otra?`,
  `The workbook holds other tables, of another form: ${quoted(others)}. They are not read here; prepare each by itself, from the same file. Begin with another?`,
], [...(sheet !== null && alike.length < 2 ? [sheet] : []), ...others.slice(0, mostAnswers)].map(onlyAnswer))

/** What is said of the sheets. */
export const aboutSheets = (seen: Sheets): Finding[] => {
  const others = seen.others.length > 0 ? [apart(seen)] : []
  if (seen.sheets && !('only' in seen.sheets)) return [together(seen), ...others]
  const read = seen.sheet === null ? [] : [sure(null, [`Se lee la hoja «${seen.sheet}».`, `The sheet “${seen.sheet}” is read.`])]
  return [...read, ...(seen.alike.length > 1 ? [alone(seen)] : []), ...others]
}

/** Sheets of rates, or of no year among sheets of years, are left out by what their names say. */
export const setSheetsAside = ({ aside, sheets }: Sheets): Step => (desk) => {
  if (!sheets || 'only' in sheets || aside.length === 0) return desk
  const column = sheets.column ?? sheets.year ?? ''
  const values = aside.map((name) => sheetCells(name, sheets)[0] ?? name)
  return adding(desk, {
    profile: { leftOut: [...desk.profile.leftOut, { column, values, why: 'not-wanted' }] },
    findings: [likely(column, [`${quoted(aside)}: hojas de la misma forma que no son parte del conjunto (tasas, un resumen de las otras o una copia). No se cuentan.`, `${quoted(aside)}: sheets of the same form that are no part of the whole (rates, a summary of the others or a copy). Not counted.`])],
  })
}

/** Columns that only some of the sheets have may be lacking. */
export const allowLacking = ({ partial }: Pick<FileSeen, 'partial'>): Step => (desk) => adding(desk, { profile: { optional: [...new Set([...desk.profile.optional, ...partial])] } })
