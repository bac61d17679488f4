// Which columns of numbers count something, and which only look so: ages, counters, codes, flags, rates.
import { isFigures, isKeptBack, isNumber, valueOf } from './numbers.ts'
import { openColumns, type Desk } from './desk.ts'
import { folded } from './likeness.ts'
import { isMonthColumn, isYearColumn, stylesOf } from './periods.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isCodeOnly, isCodeTitle, isFigureTitle, isIdTitle, isRateTitle, isTimeTitle, titleRoles, unitIn } from './titles.ts'

const isCounterTitle = (title: string): boolean => /^(|n|no|nro|num|numero|number|item|fila|row|orden|consecutivo|numeral)$/.test(folded(title))

// Numbers that grow by little from row to row number the rows; figures that happen to differ do not.
const isSerial = (column: ColumnFacts, { sample }: Desk): boolean => {
  if (column.rows <= 8 || column.filled < column.rows || isFigureTitle(column.name)) return false
  const numbers = sample.rows.map(({ cells }) => (cells[column.at] ?? '').trim())
  const [first = 0, last = 0] = [Number(numbers[0]), Number(numbers.at(-1))]
  return last - first <= 2 * numbers.length && numbers.every((word, at) => /^\d+$/.test(word) && (at === 0 || Number(word) > Number(numbers[at - 1])))
}

// 1, 2, 3 … down the rows under «No.»: a total below may lack its number.
const isCounter = (column: ColumnFacts, { sample }: Desk): boolean => {
  if (!isCounterTitle(column.name)) return false
  const numbers = sample.rows.map(({ cells }) => (cells[column.at] ?? '').trim()).filter((word) => word !== '')
  return numbers.length > 1 && numbers.every((word, at) => at === 0 || Number(word) === Number(numbers[at - 1]) + 1)
}

/** Whether a column holds ages: words of bands, or the age of each person as a number, which is never added up. */
export const isAgeTitle = (title: string): boolean =>
  /^(edad|edades|age|ages|idade|idades)\b|\b(edad|age|idade)$/.test(folded(title)) && !/\b(menor(es)?|mayor(es)?|under|over|minors|adult\w*|total|casos|numero)\b/.test(folded(title)) && !isRateTitle(title)

// One row, one case, with a 0 or 1 for each thing it was or was not.
const isFlag = (column: ColumnFacts, { sample }: Desk): boolean =>
  shareOf(column, (word) => word === '0' || word === '1') === 1 && unitIn(column.name) === undefined
  && sample.columns.some((each) => isIdTitle(each.name) && each.filled === each.rows && [...each.words.values()].every((count) => count === 1))

// A footnote's mark beside some figures does not make them words; their rows are refused, and said.
const isMarked = (column: ColumnFacts): boolean => isFigureTitle(column.name) && !isCodeTitle(column.name) && shareOf(column, isNumber) > 0.7 && shareOf(column, (word) => /^[<\d]/.test(word)) > 0.9

const isDates = (column: ColumnFacts): boolean => (stylesOf(column)[0]?.share ?? 0) > 0.9

// A year, month or day beside the date, or a code whose title names people, counts nothing.
const isWhenColumn = (column: ColumnFacts): boolean => {
  if (titleRoles(column.name)[0] === 'month' && isMonthColumn(column)) return true
  // «anio_denuncia» begins with the year; «denuncias por año» are counted.
  const isTime = isTimeTitle(column.name) && (!isFigureTitle(column.name) || isTimeTitle(folded(column.name).split(' ')[0] ?? ''))
  return isTime && (isYearColumn(column) || isDates(column) || (/\b(mes|month|mois)\b/.test(folded(column.name)) && isMonthColumn(column)))
}

// «16.2.2», «1.2.10»: numbers of chapters and places in a cube.
const isOutline = (column: ColumnFacts): boolean => shareOf(column, (word) => /^\d{1,3}(\.\d{1,2}){2,}$/.test(word)) > 0.2

// The goal that every row is about, said in each; one kidnapping in every row, or none, is still a count.
const isConstant = (column: ColumnFacts): boolean => column.rows > 8 && column.filled === column.rows && column.words.size === 1 && !['0', '1'].some((word) => column.words.has(word)) && !isFigureTitle(column.name)

// -99 where nothing is known: the marks of coded answers, not counts.
const isCoded = (column: ColumnFacts): boolean => shareOf(column, (word) => /^-9{1,3}$/.test(word)) > 0.05 && shareOf(column, (word) => /^-9{1,3}$|^\d$/.test(word)) === 1

const maySayCounts = (title: string): boolean => ![isRateTitle, isAgeTitle, isIdTitle, isCodeOnly].some((is) => is(title)) && (isFigureTitle(title) || !isCodeTitle(title))

const isCount = (column: ColumnFacts, desk: Desk): boolean =>
  (isFigures(column) || isMarked(column)) && maySayCounts(column.name) && ![isWhenColumn, isOutline, isConstant, isCoded].some((is) => is(column)) && ![isSerial, isCounter, isFlag, isCodeOfCase].some((is) => is(column, desk))

const aboutEach = /^(sexo?|genero|gender|edad|age|idade|mes|month|dia|day|hora|hour|delito|crime|offen[cs]e|depto|departamento|mupio|municipio|provincia|pais|country|zona|estado|grupo|etnia|nacionalidad|ocupacion|escolaridad|causa|arma|tipo|clase|categoria|condicion|nivel|codigo|situacion)\b/

/** A few numbers again and again under «sexo_per», «delito_com»: codes of what each case was, which a book of codes explains. */
export const isCodeOfCase = (column: ColumnFacts, desk: Desk): boolean =>
  aboutEach.test(folded(column.name)) && unitIn(column.name) === undefined && column.rows > 12 && column.words.size <= column.rows / 3
  && desk.sample.columns.some((each) => isSerial(each, desk) || isCounter(each, desk) || (isIdTitle(each.name) && each.filled === each.rows && each.words.size === each.rows))

const mostFigures = 12

/** The columns that count, and those of too many that are left for a person to choose. */
export const countColumns = (desk: Desk): { counts: ColumnFacts[]; beyond: ColumnFacts[] } => {
  const all = openColumns(desk).filter((column) => isCount(column, desk) && shareOf(column, isKeptBack) < 1)
  if (all.length <= mostFigures) return { counts: all, beyond: [] }
  const titled = all.filter(({ name }) => isFigureTitle(name))
  const counts = (titled.length > 0 ? titled : all).slice(0, mostFigures)
  return { counts, beyond: all.filter((column) => !counts.includes(column)) }
}

/** Whether one column is, in every row that has one, the sum of the others. */
export const addsUp = (desk: Desk, total: ColumnFacts, parts: readonly ColumnFacts[]): boolean => {
  const value = (cells: readonly string[], { at }: ColumnFacts): number => valueOf(cells[at] ?? '', desk.profile) ?? 0
  const rows = desk.sample.rows.filter(({ cells }) => value(cells, total) > 0).slice(0, 500)
  return parts.length > 1 && rows.length > 2 && rows.every(({ cells }) => parts.reduce((sum, part) => sum + value(cells, part), 0) === value(cells, total))
}

const isIndicatorTitle = (title: string): boolean => /\b(indicador(es)?|indicator|indicateur|variable|medida|measure|metric|metrica|concepto|serie|series|estadisticas?|statistics?|tipo de (registro|dato|cifra|medida))\b/.test(folded(title))

const mostIndicators = 12

/** The column whose words say what each row counts, when they do not all count the same. */
export const indicatorColumn = (desk: Desk, counts: readonly ColumnFacts[]): ColumnFacts | undefined => {
  if (counts.length !== 1) return undefined
  return openColumns(desk).find((column) => {
    const words = wordsOf(column)
    if (counts.includes(column) || words.length < 2 || words.length > mostIndicators || words.some(isKeptBack)) return false
    const units = new Set(words.map(unitIn))
    return isIndicatorTitle(column.name) || (units.size > 1 && !units.has(undefined))
  })
}
