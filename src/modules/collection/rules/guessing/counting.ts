// The step that finds the figures: which columns count, in what unit, how they are written, what is kept back.
import { unitNames, type Unit } from '../../model.ts'
import type { ColumnRole, Draft, DraftProfile, Finding } from '../../model/draft.ts'
import { adding, ask, both, likely, openColumns, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { folded } from './likeness.ts'
import { isFigures, isKeptBack, isNoFigure, isWhole, signsOf, valueOf } from './numbers.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'
import { isCodeTitle, isFigureTitle, isRateTitle, unitIn } from './titles.ts'

/** A lower-case id of some words, other than those already taken. */
export const idOf = (words: string, taken: readonly string[] = [], otherwise = 'cifra'): string => {
  const plain = folded(words).replace(/[^a-z0-9 ]/g, '').trim().replaceAll(' ', '-').slice(0, 50)
  const start = /^[a-z]/.test(plain) ? plain : `${otherwise}${plain === '' ? '' : `-${plain}`}`
  if (!taken.includes(start)) return start
  const number = Array.from({ length: 200 }, (_, at) => at + 2).find((each) => !taken.includes(`${start}-${each}`)) ?? 0
  return `${start}-${number}`
}

const isSerial = (column: ColumnFacts): boolean => column.rows > 8 && column.filled === column.rows && [...column.words.values()].every((count) => count === 1)
  && wordsOf(column).every((word) => /^\d+$/.test(word)) && !isFigureTitle(column.name)

const counts = (column: ColumnFacts): boolean => isFigures(column) && !isRateTitle(column.name) && (isFigureTitle(column.name) || !isCodeTitle(column.name)) && !isSerial(column)

const periodColumns = (desk: Desk): ColumnFacts[] => desk.sample.columns.filter(({ name }) => desk.roles[name] === 'period')

const unitNow = (desk: Desk, title: string): Unit | undefined => unitIn(title) ?? unitIn(titlesOf(desk).join(' '))

const measureFor = (desk: Desk, title: string, before: Draft['measures'], asked: string): Draft['measures'][number] =>
  ({ id: idOf(asked, before.map(({ id }) => id)), unit: unitNow(desk, title) ?? 'events', name: both(title), isDefault: before.length === 0 })

const unitAsked = (desk: Desk, title: string): Finding[] =>
  unitNow(desk, title) === undefined ? [ask(title, [`¿Qué cuenta «${title}»: personas, víctimas, hechos, carpetas, encuentros? Elíjalo en «Qué cuenta cada cifra».`, `What does “${title}” count: persons, victims, events, case files, encounters? Choose it under “What each figure counts”.`])] : []

const signWords = { ',': 'coma / comma', '.': 'punto / point', ' ': 'espacio / space', "'": 'apóstrofo / apostrophe' }

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
    ...(suppressed.length > 0 ? [sure(null, [`${quoted(suppressed)}: la fuente guarda la cifra. Se cuenta como reservada y no se suma.`, `${quoted(suppressed)}: the source keeps the figure back. It counts as withheld and is not added up.`])] : []),
    ...(notDelivered.length > 1 ? [sure(null, [`${quoted(notDelivered.filter(Boolean))}: no hay dato; no es un cero.`, `${quoted(notDelivered.filter(Boolean))}: no figure; not a zero.`])] : []),
  ]
  return { profile: { ...signs, suppressed, notDelivered }, findings }
}

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`

const wideFigure = (desk: Desk, columns: readonly ColumnFacts[]): Desk => {
  const title = titlesOf(desk).find((each) => unitIn(each) !== undefined) ?? titlesOf(desk)[0] ?? 'Cifras'
  const shown = title.replace(/[_-]+/g, ' ').trim()
  const { profile, findings } = writing(columns)
  const others = openColumns(desk).filter((column) => isFigures(column) && isFigureTitle(column.name))
  const roles = Object.fromEntries(others.map(({ name }) => [name, 'unused' as const]))
  const sums = others.map(({ name }) => likely(name, ['Parece la suma de las otras columnas: no se usa, para no contar dos veces.', 'It looks like the sum of the other columns: not used, so as not to count twice.']))
  const unit = unitNow(desk, shown)
  const name = unit === undefined ? both(shown) : { es: capital(unitNames[unit].es), en: capital(unitNames[unit].en) }
  const measures = [{ ...measureFor(desk, shown, [], unit ?? 'cifras'), name }]
  return adding(desk, { roles, profile: { ...profile, measures: { [measures[0]?.id ?? 'cifras']: { from: 'months', when: [] } } }, measures, findings: [...findings, ...sums, ...unitAsked(desk, shown)] })
}

const addsUp = (desk: Desk, total: ColumnFacts, parts: readonly ColumnFacts[]): boolean => {
  const signs = desk.profile
  const value = (cells: readonly string[], { at }: ColumnFacts): number => valueOf(cells[at] ?? '', signs) ?? 0
  const rows = desk.sample.rows.filter(({ cells }) => value(cells, total) > 0).slice(0, 500)
  return parts.length > 1 && rows.length > 2 && rows.every(({ cells }) => parts.reduce((sum, part) => sum + value(cells, part), 0) === value(cells, total))
}

const sumsAmong = (desk: Desk, columns: readonly ColumnFacts[]): Finding[] => {
  const total = columns.find((column) => addsUp(desk, column, columns.filter((other) => other !== column)))
  return total ? [sure(total.name, [`Es la suma de las otras cifras de la fila. Cada una es una medida aparte: nunca se suman entre sí.`, `It is the sum of the row’s other figures. Each is a measure of its own: they are never added together.`])] : []
}

const longFigures = (desk: Desk, columns: readonly ColumnFacts[]): Desk => {
  const { profile, findings } = writing(columns)
  const signed = adding(desk, { profile })
  const whole = columns.filter((column) => isWhole(column, signed.profile))
  const parts = columns.filter((column) => !whole.includes(column))
  const total = whole.find((column) => addsUp(signed, column, whole.filter((other) => other !== column)))
  const ordered = total ? [total, ...whole.filter((column) => column !== total)] : whole
  const measures = ordered.reduce<Draft['measures']>((before, { name }) => [...before, measureFor(desk, name, before, name)], [])
  const figures = Object.fromEntries(ordered.map(({ name }, at) => [measures[at]?.id ?? name, { from: 'column' as const, column: name, notDelivered: [], when: [] }]))
  const roles: Record<string, ColumnRole> = { ...Object.fromEntries(ordered.map(({ name }) => [name, 'figure' as const])), ...Object.fromEntries(parts.map(({ name }) => [name, 'unused' as const])) }
  const fractions = parts.map(({ name }) => likely(name, ['Tiene decimales: es una tasa o una proporción, que no se suma. No se usa.', 'It has decimals: a rate or a share, which is not added up. Not used.']))
  return adding(signed, { roles, profile: { measures: figures }, measures, findings: [...findings, ...fractions, ...sumsAmong(signed, whole), ...ordered.flatMap(({ name }) => unitAsked(desk, name))] })
}

/** Takes a column for a figure beside those there are. */
export const asFigure = (desk: Desk, column: ColumnFacts): Desk => {
  const measure = measureFor(desk, column.name, desk.measures, column.name)
  const figures = Object.fromEntries(Object.entries(desk.profile.measures).filter(([, { from }]) => from === 'column'))
  const measures = [...desk.measures.filter(({ id }) => figures[id] !== undefined), measure]
  const { profile, findings } = writing([column])
  const { suppressed, notDelivered, thousands } = desk.profile
  const both = { suppressed: [...new Set([...suppressed, ...(profile.suppressed ?? [])])], notDelivered: [...new Set([...notDelivered, ...(profile.notDelivered ?? [])])] }
  return adding(desk, {
    roles: { [column.name]: 'figure' },
    profile: { ...(thousands === undefined && profile), ...both, measures: { ...figures, [measure.id]: { from: 'column', column: column.name, notDelivered: [], when: [] } } },
    measures, findings: [...findings, ...unitAsked(desk, column.name)],
  })
}

const eachRow = (desk: Desk): Desk => {
  const unit = unitNow(desk, '') ?? 'events'
  const measures = [{ id: 'registros', unit, name: { es: 'Registros', en: 'Records' }, isDefault: true }]
  return adding(desk, { profile: { measures: { registros: { from: 'row', when: [] } } }, measures, findings: [ask(null, ['Ninguna columna es una cifra: cada fila cuenta uno. Si hay una columna con la cifra, elíjala.', 'No column is a figure: each row counts one. If a column holds the figure, choose it.'])] })
}

/** Finds the figures. */
export const findFigures: Step = (desk) => {
  const periods = periodColumns(desk)
  if (periods.length > 0) return wideFigure(desk, periods)
  const columns = openColumns(desk).filter((column) => counts(column) && shareOf(column, isKeptBack) < 1)
  return columns.length > 0 ? longFigures(desk, columns) : eachRow(desk)
}
