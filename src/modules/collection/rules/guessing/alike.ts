// Sheets of a workbook that hold the same table: which ones, whether they may be read as one, and what their names say.
import type { SheetsRule } from '../../model/profile.ts'
import { readDate } from '../dates.ts'
import type { Grid } from '../grids.ts'
import { restOfSheet, yearOfSheet } from '../sheets.ts'
import { isUnread } from '../unread.ts'
import { folded } from './likeness.ts'
import { isNumber } from './numbers.ts'
import { monthOf, periodOfTitle } from './periods.ts'
import { isTotalWord } from './places.ts'
import { shapeOf, type Shape } from './shape.ts'
import { isRateTitle, unitIn } from './titles.ts'

/** A sheet as far as its first rows show it. */
export interface SheetSeen {
  grid: Grid
  name: string
  shape: Shape
}

// Of titles that name a month or year only that they do counts: «ene-22» and «ene-23» stand in the same place.
const placeOfTitle = (title: string): string => {
  const period = periodOfTitle(title)
  if (period?.year !== undefined) return `#${period.month ?? ''}`
  return folded(title).replace(/(19|20)\d{2}/g, '#')
}

const countsOf = (titles: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1)
  return counts
}

const enoughShared = 0.75

const areAlike = (one: readonly string[], other: readonly string[]): boolean => {
  const [titles, others] = [one, other].map((header) => header.filter((title) => title !== '').map(placeOfTitle)) as [string[], string[]]
  const most = Math.max(titles.length, others.length)
  const left = countsOf(others)
  const shared = [...countsOf(titles)].reduce((sum, [title, times]) => sum + Math.min(times, left.get(title) ?? 0), 0)
  return shared > 1 && shared >= most * enoughShared
}

const seenOf = (grid: Grid): SheetSeen => ({ grid, name: grid.sheet ?? '', shape: shapeOf(grid.head, false) })

/** The sheets with a table like that of the chosen one, the chosen among them, in the order of the workbook. */
export const sheetsLike = (grids: readonly Grid[], chosen: Grid): SheetSeen[] => {
  if (chosen.sheet === null) return []
  const own = seenOf(chosen)
  return grids.filter((grid) => grid === chosen || !grid.isHidden).map(seenOf)
    .filter(({ grid, shape }) => grid === chosen || (shape.rows.length > 0 && areAlike(own.shape.header, shape.header)))
}

const isNameless = (name: string): boolean => /^(hoja|sheet|feuil|planilha|tabla|table|cuadro|anexo|grafica|t|c)?\s*[\d.\-_ ]*[a-z]?$/.test(folded(name)) && yearOfSheet(name) === undefined

const titleAbove = ({ shape }: SheetSeen): string => folded(shape.above.join(' ')).replace(/(19|20)\d{2}/g, '#')

/** Whether the sheets count the same: names or titles of different units, or different titles under names that say nothing, speak against it. */
export const mayBeOne = (sheets: readonly SheetSeen[]): boolean => {
  const units = new Set(sheets.flatMap((sheet) => unitIn(sheet.name) ?? unitIn(sheet.shape.above.join(' ')) ?? []))
  const differ = new Set(sheets.map(titleAbove)).size > 1
  return units.size < 2 && !(differ && sheets.every(({ name }) => isNameless(name)))
}

const dateStyles = ['Mon-YY', 'Month YYYY', 'YYYY-MM', 'MM/YYYY'] as const

const isDated = (names: readonly string[]): boolean => dateStyles.some((style) => names.every((name) => !isUnread(readDate(name.trim(), style))))

/** Sheets beside the others that are no part of the whole: rates, and among years what names none of its own. */
export const sheetsAside = (names: readonly string[]): string[] => {
  const rates = names.filter(isRateTitle)
  const dated = names.filter((name) => yearOfSheet(name) !== undefined)
  const odd = dated.length > 1 && dated.length >= names.length / 2 ? names.filter((name) => yearOfSheet(name) === undefined && !isTotalWord(name)) : []
  const aside = [...new Set([...rates, ...odd])]
  return aside.length < names.length ? aside : []
}

const holdsFigures = ({ shape: { header, rows } }: SheetSeen): boolean =>
  header.filter((title) => title !== '').length > 1 && rows.filter(({ cells }) => cells.some(isNumber)).length > 1

/** The names of the other sheets that hold a table of figures of their own. */
export const otherTables = (grids: readonly Grid[], alike: readonly SheetSeen[]): string[] =>
  (alike.length === 0 ? [] : grids.filter((grid) => !grid.isHidden && !alike.some((sheet) => sheet.grid === grid)).map(seenOf).filter(holdsFigures).map(({ name }) => name))

/** Sheets whose rows are those of another: kept copies, which would be counted twice. */
export const copiesAmong = (sheets: readonly SheetSeen[]): string[] => {
  const seen = new Set<string>()
  return sheets.flatMap(({ name, shape }) => {
    const rows = JSON.stringify(shape.rows.map(({ cells }) => cells))
    const isCopy = shape.rows.length > 2 && seen.has(rows)
    seen.add(rows)
    return isCopy ? [name] : []
  })
}

const titleFor = (header: readonly string[]): string => (header.includes('Hoja') ? 'Nombre de la hoja' : 'Hoja')

/** How sheets of such names are read as one table; those aside are left out by what their names say. */
export const ruleFor = (names: readonly string[], aside: readonly string[], header: readonly string[]): SheetsRule => {
  const column = titleFor(header)
  const [told, others] = [names.filter((name) => !isTotalWord(name) && !aside.includes(name)), names.filter((name) => isTotalWord(name) || aside.includes(name))]
  const rests = told.map(restOfSheet)
  if (told.some((name) => yearOfSheet(name) === undefined) || rests.every((rest) => rest === '') || isDated(told)) return { column }
  // What is left out must be told from what is not, though both name one year.
  const isMixed = rests.some((rest) => monthOf(rest) !== undefined) || others.some((name) => yearOfSheet(name) !== undefined)
  if (new Set(rests.map(folded)).size === 1 && !isMixed) return { year: column }
  return { column, year: `Año de «${column}»` }
}
