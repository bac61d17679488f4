// The step that finds the figures: which columns count, in what unit, how they are written, what is kept back.
import { unitNames, type Unit } from '../../model.ts'
import type { ColumnRole, Draft, DraftProfile, Finding } from '../../model/draft.ts'
import { addsUp, countColumns, indicatorColumn, isCodeOfCase } from './countable.ts'
import { adding, ask, both, columnOf, likely, openColumns, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { isFigures, isFormula, isKeptBack, isNoFigure, isNumber, isWhole, signsOf } from './numbers.ts'
import { hasRanges } from './part-years.ts'
import { periodBeside, periodOfTitle } from './periods.ts'
import { isTotalWord } from './places.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isFigureTitle, unitIn } from './titles.ts'

/** A lower-case id of some words, other than those already taken. */
export const idOf = (words: string, taken: readonly string[] = [], otherwise = 'cifra'): string => {
  const plain = folded(words).replace(/[^a-z0-9 ]/g, '').trim().replaceAll(' ', '-').slice(0, 50)
  const start = /^[a-z]/.test(plain) ? plain : `${otherwise}${plain === '' ? '' : `-${plain}`}`
  if (!taken.includes(start)) return start
  const number = Array.from({ length: 200 }, (_, at) => at + 2).find((each) => !taken.includes(`${start}-${each}`)) ?? 0
  return `${start}-${number}`
}

const periodColumns = (desk: Desk): ColumnFacts[] => desk.sample.columns.filter(({ name }) => desk.roles[name] === 'period')

const isSexOrAge = (title: string): boolean => /^(total )?(hombres|mujeres|ninas|ninos|females?|males?|men|women|children|girls|boys|homens|mulheres|hommes|femmes)\b/.test(folded(title))

const unitNow = (desk: Desk, title: string): Unit | undefined => {
  const [own, whole] = [unitIn(title), unitIn(titlesOf(desk).join(' '))]
  // «Mujeres» under «Víctimas de trata» are victims.
  return isSexOrAge(title) ? (whole ?? own) : (own ?? whole)
}

const measureFor = (desk: Desk, title: string, before: Draft['measures'], asked: string): Draft['measures'][number] =>
  ({ id: idOf(asked, before.map(({ id }) => id)), unit: unitNow(desk, title) ?? 'events', name: both(title), isDefault: before.length === 0 })

const unitAsked = (desk: Desk, title: string): Finding[] =>
  unitNow(desk, title) === undefined ? [ask(title, [`¿Qué cuenta «${title}»: personas, víctimas, hechos, carpetas, encuentros? Elíjalo en «Qué cuenta cada cifra».`, `What does “${title}” count: persons, victims, events, case files, encounters? Choose it under “What each figure counts”.`])] : []

const signWords = { ',': 'coma / comma', '.': 'punto / point', ' ': 'espacio / space', "'": 'apóstrofo / apostrophe' }

const formulasAsked = (words: readonly string[]): Finding[] => (words.some(isFormula) ? [ask(null, ['Hay fórmulas que el libro guardó sin su resultado: sus filas se rechazarían. Ábralo en la hoja de cálculo, guárdelo de nuevo y suéltelo otra vez.', 'There are formulas the workbook keeps without their result: their rows would be refused. Open it in the spreadsheet, save it again and drop it once more.'])] : [])

const writing = (columns: readonly ColumnFacts[]): { profile: Partial<DraftProfile>; findings: Finding[] } => {
  const { isOpen, ...signs } = signsOf(columns)
  const words = columns.flatMap(wordsOf)
  const suppressed = [...new Set(words.filter(isKeptBack))]
  const notDelivered = ['', ...new Set(words.filter((word) => isNoFigure(word) && !suppressed.includes(word)))]
  const { thousands } = signs
  const findings = [
    ...(thousands && !isOpen ? [sure(null, [`Los miles van separados con ${signWords[thousands].split(' / ')[0]}.`, `Thousands are grouped with a ${signWords[thousands].split(' / ')[1]}.`])] : []),
    ...(thousands && isOpen ? [ask(null, [`En las cifras, ¿la ${thousands === '.' ? 'marca «.»' : 'coma'} separa miles o decimales?`, `In the figures, does “${thousands}” group thousands or mark decimals?`], [
      { label: { es: 'Miles', en: 'Thousands' }, profile: { thousands, decimal: thousands === '.' ? ',' as const : '.' as const }, without: [] },
      { label: { es: 'Decimales', en: 'Decimals' }, profile: { decimal: thousands === '.' ? '.' as const : ',' as const }, without: ['thousands'] },
    ])] : []),
    ...formulasAsked(words),
    ...(suppressed.length > 0 ? [sure(null, [`${quoted(suppressed)}: la fuente guarda la cifra. Se cuenta como reservada y no se suma.`, `${quoted(suppressed)}: the source keeps the figure back. It counts as withheld and is not added up.`])] : []),
    ...(notDelivered.length > 1 ? [sure(null, [`${quoted(notDelivered.filter(Boolean))}: no hay dato; no es un cero.`, `${quoted(notDelivered.filter(Boolean))}: no figure; not a zero.`])] : []),
  ]
  return { profile: { ...signs, suppressed, notDelivered }, findings }
}

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`

/** The figures of columns titled by a period and a word, one for each word; undefined when the titles are periods alone. */
const figuresOf = (desk: Desk, columns: readonly ColumnFacts[]): { measures: Draft['measures']; figures: DraftProfile['measures'] } | undefined => {
  const named = columns.flatMap(({ name }) => (periodOfTitle(name) ? [] : [{ name, rest: periodBeside(name)?.rest ?? '' }]))
  const words = [...new Set(named.map(({ rest }) => rest))].filter((word) => word !== '').toSorted((a, b) => Number(isTotalWord(b)) - Number(isTotalWord(a)))
  if (words.length === 0) return undefined
  const measures = words.reduce<Draft['measures']>((before, word) => [...before, measureFor(desk, word, before, word)], [])
  const figures = Object.fromEntries(words.map((word, at) => [measures[at]?.id ?? word, { from: 'months' as const, columns: named.filter(({ rest }) => rest === word).map(({ name }) => name), when: [] }]))
  return { measures, figures }
}

const wideFigure = (desk: Desk, columns: readonly ColumnFacts[]): Desk => {
  const title = titlesOf(desk).find((each) => unitIn(each) !== undefined) ?? titlesOf(desk)[0] ?? 'Cifras'
  const shown = title.replace(/[_-]+/g, ' ').trim()
  const { profile, findings } = writing(columns)
  const others = openColumns(desk).filter((column) => isFigures(column) && isFigureTitle(column.name))
  const roles = Object.fromEntries(others.map(({ name }) => [name, 'unused' as const]))
  const sums = others.map(({ name }) => likely(name, ['Parece la suma de las otras columnas: no se usa, para no contar dos veces.', 'It looks like the sum of the other columns: not used, so as not to count twice.']))
  const unit = unitNow(desk, shown)
  const name = unit === undefined ? both(shown) : { es: capital(unitNames[unit].es), en: capital(unitNames[unit].en) }
  const named = figuresOf(desk, columns)
  const asked = named ? askedTogether(named.measures.flatMap((measure) => unitAsked(desk, measure.name.es))) : unitAsked(desk, shown)
  const { measures, figures } = named ?? { measures: [{ ...measureFor(desk, shown, [], unit ?? 'cifras'), name }], figures: undefined }
  return adding(desk, { roles, profile: { ...profile, measures: figures ?? { [measures[0]?.id ?? 'cifras']: { from: 'months', when: [] } } }, measures, findings: [...findings, ...sums, ...asked] })
}

const sumsAmong = (desk: Desk, columns: readonly ColumnFacts[]): Finding[] => {
  const total = columns.find((column) => addsUp(desk, column, columns.filter((other) => other !== column)))
  return total ? [sure(total.name, [`Es la suma de las otras cifras de la fila. Cada una es una medida aparte: nunca se suman entre sí.`, `It is the sum of the row’s other figures. Each is a measure of its own: they are never added together.`])] : []
}

/** Of three questions or more about what columns count, one in their place. */
const askedTogether = (asked: readonly Finding[]): Finding[] =>
  (asked.length < 3 ? [...asked] : [ask(null, [
    `¿Qué cuentan ${quoted(asked.flatMap(({ column }) => column ?? []))}: personas, víctimas, hechos, carpetas, encuentros? Elíjalo en «Qué cuenta cada cifra».`,
    `What do ${quoted(asked.flatMap(({ column }) => column ?? []))} count: persons, victims, events, case files, encounters? Choose it under “What each figure counts”.`,
  ])])

/** A column's own figure. */
const inColumn = (column: string): DraftProfile['measures'][string] => ({ from: 'column', column, notDelivered: [], when: [] })

const longFigures = (desk: Desk, columns: readonly ColumnFacts[]): Desk => {
  const { profile, findings } = writing(columns)
  const signed = adding(desk, { profile })
  const counted = columns.filter((column) => isWhole(column, signed.profile))
  // The people of a place stand again in each of its rows: they are not added up with what happened there.
  const residents = counted.filter(({ name }) => unitIn(name) === 'residents')
  const whole = residents.length < counted.length ? counted.filter((column) => !residents.includes(column)) : counted
  const parts = columns.filter((column) => !whole.includes(column))
  const total = whole.find((column) => addsUp(signed, column, whole.filter((other) => other !== column)))
  const ordered = total ? [total, ...whole.filter((column) => column !== total)] : whole
  const measures = ordered.reduce<Draft['measures']>((before, { name }) => [...before, measureFor(desk, name, before, name)], [])
  const figures = Object.fromEntries(ordered.map(({ name }, at) => [measures[at]?.id ?? name, inColumn(name)]))
  const roles: Record<string, ColumnRole> = { ...Object.fromEntries(ordered.map(({ name }) => [name, 'figure' as const])), ...Object.fromEntries(parts.map(({ name }) => [name, 'unused' as const])) }
  const fractions = parts.map((column) => likely(column.name, residents.includes(column)
    ? ['Es población: se repite en las filas de un mismo lugar y no se suma con lo que pasó ahí. No se usa.', 'It is population: it comes again in the rows of one place and is not added up with what happened there. Not used.']
    : ['Tiene decimales: es una tasa o una proporción, que no se suma. No se usa.', 'It has decimals: a rate or a share, which is not added up. Not used.']))
  return adding(signed, { roles, profile: { measures: figures }, measures, findings: [...findings, ...fractions, ...sumsAmong(signed, whole), ...askedTogether(ordered.flatMap(({ name }) => unitAsked(desk, name)))] })
}

/** One figure for each word of the column that says what is counted: victims and convicted persons are never one sum. */
const figuresByWord = (desk: Desk, figure: ColumnFacts, indicator: ColumnFacts): Desk => {
  const { profile, findings } = writing([figure])
  const words = wordsOf(indicator)
  const measures = words.reduce<Draft['measures']>((before, word) => [...before, measureFor(desk, word, before, word)], [])
  const figures = Object.fromEntries(words.map((word, at) => [measures[at]?.id ?? word, { ...inColumn(figure.name), when: [{ column: indicator.name, values: [word] }] }]))
  return adding(desk, {
    roles: { [figure.name]: 'figure', [indicator.name]: 'unused' }, profile: { ...profile, measures: figures }, measures,
    findings: [...findings, likely(indicator.name, [
      `Dice qué se cuenta en cada fila: ${quoted(words)}. Cada una es una cifra aparte; nunca se suman entre sí.`, `It says what each row counts: ${quoted(words)}. Each is a figure of its own; they are never added together.`,
    ]), ...askedTogether(words.flatMap((word) => unitAsked(desk, word)))],
  })
}

const ownFigures = (desk: Desk): { figures: DraftProfile['measures']; columns: ColumnFacts[] } => {
  const figures = Object.fromEntries(Object.entries(desk.profile.measures).filter(([, { from }]) => from === 'column'))
  return { figures, columns: Object.values(figures).flatMap((figure) => (figure.from === 'column' ? columnOf(desk, figure.column) ?? [] : [])) }
}

// What was settled of the marks in figures already there, by them or by an answer, is not asked of another figure.
const showMarks = (columns: readonly ColumnFacts[]): boolean => columns.some((column) => wordsOf(column).some((word) => isNumber(word) && /\d[^\d]+\d/.test(word)))

/** Takes a column for a figure beside those there are. */
export const asFigure = (desk: Desk, column: ColumnFacts): Desk => {
  const measure = measureFor(desk, column.name, desk.measures, column.name)
  const { figures, columns } = ownFigures(desk)
  const measures = [...desk.measures.filter(({ id }) => figures[id] !== undefined), measure]
  const { profile, findings } = writing([...columns, column])
  const { thousands: _, decimal: __, ...withoutMarks } = profile
  return adding(desk, {
    roles: { [column.name]: 'figure' },
    profile: { ...(showMarks(columns) ? withoutMarks : profile), measures: { ...figures, [measure.id]: inColumn(column.name) } },
    measures, findings: [...findings, ...unitAsked(desk, column.name)],
  })
}

const isRates = ({ name }: ColumnFacts): boolean => /\b(tasas?|rates?|taux|taxas?|porcentajes?|percent\w*|pct)\b/.test(folded(name))

const eachRow = (desk: Desk): Desk => {
  // The rows of a table of quarters are places, not cases.
  if (hasRanges(desk)) return desk
  const rates = openColumns(desk).filter((column) => isRates(column) && isFigures(column))
  if (rates.length > 0) {
    return adding(desk, { roles: Object.fromEntries(rates.map(({ name }) => [name, 'unused' as const])), findings: [ask(rates[0]?.name ?? null, [
      `${quoted(rates.map(({ name }) => name))}: son tasas o porcentajes, y ninguna otra columna es una cifra. No hay nada que se pueda sumar: pida el archivo con las cifras de las que salen.`,
      `${quoted(rates.map(({ name }) => name))}: rates or shares, and no other column is a figure. There is nothing that can be added up: ask for the file with the figures they come from.`,
    ])] })
  }
  const unit = unitNow(desk, '') ?? 'events'
  const measures = [{ id: 'registros', unit, name: { es: 'Registros', en: 'Records' }, isDefault: true }]
  return adding(desk, { profile: { measures: { registros: { from: 'row', when: [] } } }, measures, findings: [ask(null, ['Ninguna columna es una cifra: cada fila cuenta uno. Si hay una columna con la cifra, elíjala.', 'No column is a figure: each row counts one. If a column holds the figure, choose it.'])] })
}

const leftOver = (desk: Desk, beyond: readonly ColumnFacts[]): Desk => (beyond.length === 0 ? desk : adding(desk, {
  roles: Object.fromEntries(beyond.map(({ name }) => [name, 'unused' as const])),
  findings: [likely(null, [`Otras ${beyond.length} columnas de números no se usan: ${quoted(beyond.map(({ name }) => name))}. Elija las que cuenten algo.`, `Another ${beyond.length} columns of numbers are not used: ${quoted(beyond.map(({ name }) => name))}. Choose those that count something.`])],
}))

const scaled = /\b(en |in |em )?(miles|millares|thousands|milhares|milliers|millones|millions|milhoes)\b(?! de (habitantes|inhabitants))/

/** Figures given in thousands would be taken for counts. */
const scaleAsked = (desk: Desk): Desk => {
  const title = [...titlesOf(desk), ...desk.sample.columns.filter(({ name }) => desk.roles[name] === 'figure').map(({ name }) => name)].find((each) => scaled.test(folded(each)))
  return title === undefined ? desk : adding(desk, { findings: [ask(null, [
    `«${title.slice(0, 80)}» habla de miles o millones. SIDMI cuenta unidades: si las cifras vienen en miles, escríbalas enteras en el archivo y suéltelo de nuevo.`,
    `“${title.slice(0, 80)}” speaks of thousands or millions. SIDMI counts units: if the figures are in thousands, write them whole in the file and drop it again.`,
  ])] })
}

// «14,939 (1,038)»: the whole and a part of it in one cell.
const isDouble = (column: ColumnFacts): boolean => shareOf(column, (word) => /^\d[\d.,]*\s?\([\d.,]+\s?%?\)$/.test(word)) > 0.5

/** Cells that hold two figures are neither words nor counts. */
const setDoublesAside: Step = (desk) => {
  const names = openColumns(desk).filter(isDouble).map(({ name }) => name)
  if (names.length === 0) return desk
  return adding(desk, { roles: Object.fromEntries(names.map((name) => [name, 'unused' as const])), findings: [ask(names[0] ?? null, [
    `${quoted(names)}: cada celda trae dos cifras, una entre paréntesis, y así no se cuentan. Póngalas en dos columnas en el archivo y suéltelo de nuevo.`,
    `${quoted(names)}: each cell holds two figures, one in brackets, and so they are not counted. Put them in two columns in the file and drop it again.`,
  ])] })
}

/** Numbers that stand for words: without their book of codes they say nothing. */
const setCodesAside: Step = (desk) => {
  const names = openColumns(desk).filter((column) => isFigures(column) && isCodeOfCase(column, desk)).map(({ name }) => name)
  if (names.length === 0) return desk
  return adding(desk, { roles: Object.fromEntries(names.map((name) => [name, 'unused' as const])), findings: [likely(names[0] ?? null, [
    `${quoted(names)}: parecen códigos, no cifras: no se usan. Si hacen falta, escriba en el archivo lo que significan y suéltelo de nuevo.`,
    `${quoted(names)}: these look like codes, not figures: not used. If they are needed, write in the file what they mean and drop it again.`,
  ])] })
}

const figured: Step = (before) => {
  const doubled = setDoublesAside(before)
  const desk = setCodesAside(doubled)

  const periods = periodColumns(desk)
  if (periods.length > 0) return wideFigure(desk, periods)
  const { counts, beyond } = countColumns(desk)
  const [only] = counts
  if (!only) return doubled === before ? eachRow(desk) : desk
  const indicator = indicatorColumn(desk, counts)
  return indicator ? figuresByWord(desk, only, indicator) : leftOver(longFigures(desk, counts), beyond)
}

/** Finds the figures. */
export const findFigures: Step = (desk) => scaleAsked(figured(desk))
