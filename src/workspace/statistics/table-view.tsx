// A crosstab of any dimensions: some down, one or two across, every number open to its observations.
import { MultiSelect, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import type { Text } from '../../platform/text.ts'
import { dimensionNames, isTime, type Dimension } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Notice, Read, useFormat, useLanguage, useText, type Column } from '../kit/kit.ts'
import { useFigures, type Answer } from './answer.ts'
import { cellKey, crosstabOf, orders, shares, type Amount, type Compare, type Crosstab, type Heading, type Order, type Share } from './crosstab.ts'
import { CrosstabTable } from './crosstab-table.tsx'
import type { ViewProps } from './explorer.tsx'
import { addsUp, oneOf, openingOf, type Question } from './question.ts'
import { Shown } from './shown.tsx'
import styles from './statistics.module.css'
import { useSay, useTitle, withheldWord, type Code, type Say } from './words.ts'

const mostColumns = 36
const mostOnPhone = 12

const words = {
  rows: { es: 'Filas', en: 'Rows' },
  columns: { es: 'Columnas', en: 'Columns' },
  order: { es: 'Orden de las filas', en: 'Order of rows' },
  share: { es: 'Porcentajes', en: 'Percentages' },
  total: { es: 'Total', en: 'Total' },
  rates: { es: 'La tabla muestra recuentos. Las tasas están en el mapa, la serie y los paneles.', en: 'The table shows counts. Rates are in the map, the series and the panels.' },
}

const orderNames: Record<Order, Text> = { amount: { es: 'Mayor primero', en: 'Largest first' }, name: { es: 'Por nombre', en: 'By name' }, catalogue: { es: 'Orden del catálogo', en: 'Catalogue order' } }
const shareNames: Record<Share, Text> = { none: { es: 'Sin porcentajes', en: 'No percentages' }, row: { es: '% de la fila', en: '% of the row' }, column: { es: '% de la columna', en: '% of the column' } }

const orderOf = ({ said }: Question): Order => oneOf(said['order'], orders) ?? 'amount'
const shareOfView = ({ said }: Question): Share => oneOf(said['share'], shares) ?? 'none'

const placeIn = (known: readonly string[], code: Code): number => {
  const found = code === null ? -1 : known.indexOf(String(code))
  return found < 0 ? known.length : found
}

/** Codes by name or as the catalogue has them; what is not stated comes last. */
const useCompare = ({ names }: Answer, order: Order, say: Say): Compare => {
  const language = useLanguage()
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const catalogue = Object.fromEntries(Object.entries(names).map(([dimension, known]) => [dimension, Object.keys(known)]))
  return (dimension, a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (isTime(dimension)) return collator.compare(String(a), String(b))
    if (order === 'name') return collator.compare(say(dimension, a, names), say(dimension, b, names))
    const known = catalogue[dimension] ?? []
    return placeIn(known, a) - placeIn(known, b) || collator.compare(String(a), String(b))
  }
}

/** Where residents of several years would be added, there is no total. */
const totalsOf = (question: Question): { ofRows: boolean; ofColumns: boolean } => {
  const spans = (by: readonly Dimension[]): boolean => !addsUp(question) && (by.includes('year') || ![...question.rows, ...question.columns].includes('year'))
  return { ofRows: question.columns.length === 0 || !spans(question.columns), ofColumns: !spans(question.rows) }
}

const headingText = (say: Say, by: readonly Dimension[], { codes }: Heading, names: Answer['names']): string =>
  by.map((dimension, index) => say(dimension, codes[index] ?? null, names)).join(', ')

interface DrawnProps {
  question: Question
  answer: Answer
  table: Crosstab
  caption: string
}

/** On a phone each row is a card: long instead of wide. */
const Cards = ({ question, answer, table, caption }: DrawnProps) => {
  const t = useText()
  const say = useSay()
  const { number } = useFormat()
  const { rows, columns } = question
  const coordinates = (by: readonly Dimension[], { codes }: Heading) => Object.fromEntries(by.map((dimension, index) => [dimension, codes[index] ?? null]))
  const link = (row: Heading, value: number | null, at: Partial<Record<Dimension, Code>>) =>
    <AppLink to={openingOf(question, { ...coordinates(rows, row), ...at })}>{value === null ? t(withheldWord) : number(value)}</AppLink>
  const across = table.columns.slice(0, mostOnPhone).map((column): Column<Heading> => {
    const label = headingText(say, columns, column, answer.names)
    const amountAt = (row: Heading) => table.amounts.get(cellKey(row.key, column.key))
    return {
      key: column.key, label: { es: label, en: label }, value: (row) => amountAt(row)?.value ?? null, isNumber: true,
      cell: (row) => (amountAt(row) ? link(row, amountAt(row)?.value ?? null, coordinates(columns, column)) : number(null)),
    }
  })
  return (
    <DataTable
      caption={caption} hidesCaption rows={table.rows} rowKey={({ key }) => key} step={20}
      columns={[
        { key: 'row', label: { es: t(words.rows), en: t(words.rows) }, value: (row) => headingText(say, rows, row, answer.names), sorts: false },
        ...across,
        ...(totalsOf(question).ofRows ? [{ key: 'total', label: words.total, value: ({ total }: Heading) => total.value, isNumber: true, cell: (row: Heading) => link(row, row.total.value, {}) }] : []),
      ]}
    />
  )
}

/** What no total may stand beside has none in the files either. */
export const plainTable = ({ question, answer: { names, measure }, table, caption }: DrawnProps, say: Say, language: 'es' | 'en'): ChartTable => {
  const { rows, columns } = question
  const told = (amount: Amount | undefined): string | number | null => (amount === undefined ? null : (amount.value ?? withheldWord[language]))
  const { ofRows } = totalsOf(question)
  return {
    caption,
    header: [
      ...rows.map((dimension) => dimensionNames[dimension][language]), ...table.columns.map((column) => headingText(say, columns, column, names)),
      ...(ofRows ? [columns.length > 0 ? words.total[language] : measure.unitName[language]] : []),
    ],
    rows: table.rows.map((row) => [
      ...rows.map((dimension, index) => say(dimension, row.codes[index] ?? null, names)),
      ...table.columns.map((column) => told(table.amounts.get(cellKey(row.key, column.key)))), ...(ofRows ? [told(row.total)] : []),
    ]),
  }
}

const Drawn = ({ question, answer, change, by }: ViewProps & { answer: Answer; by: readonly Dimension[] }) => {
  const t = useText()
  const say = useSay()
  const title = useTitle()
  const language = useLanguage()
  const isPhone = useMediaQuery('(max-width: 40rem)')
  const order = orderOf(question)
  const table = crosstabOf(answer.rows, { rows: question.rows, columns: question.columns, order, compare: useCompare(answer, order, say) })
  const hidden = table.columns.length - (isPhone ? mostOnPhone : mostColumns)
  const shown = { ...table, columns: table.columns.slice(0, mostColumns) }
  const caption = title(question, by, answer.names)
  const totals = totalsOf(question)
  const drawn = { question, answer, table, caption }
  return (
    <Shown question={question} answer={answer} by={by} hasChart={false} choices={<Choices question={question} change={change} />} table={() => plainTable(drawn, say, language)}>
      {hidden > 0 && <Notice>{t({ es: `${hidden} columnas más no caben: están en el total y en los archivos.`, en: `${hidden} more columns do not fit: they are in the total and in the files.` })}</Notice>}
      {isPhone
        ? <Cards {...drawn} />
        : <CrosstabTable question={question} table={shown} names={answer.names} share={shareOfView(question)} caption={caption} totals={totals} />}
    </Shown>
  )
}

const Choices = ({ question, change }: ViewProps) => {
  const t = useText()
  const { rows, columns, measure } = question
  const options = (except: readonly Dimension[]) =>
    measure.dimensions.filter((each) => !except.includes(each)).map((dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) }))
  const named = <T extends string>(known: readonly T[], names: Record<T, Text>) => known.map((value) => ({ value, label: t(names[value]) }))
  return (
    <>
      <MultiSelect label={t(words.rows)} data={options(columns)} value={rows} onChange={(values) => values.length > 0 && change({ rows: values })} maxValues={4} hidePickedOptions classNames={{ inputField: styles.typing ?? '' }} />
      <MultiSelect label={t(words.columns)} data={options(rows)} value={columns} onChange={(values) => change({ columns: values.length > 0 ? values : 'none' })} maxValues={2} hidePickedOptions classNames={{ inputField: styles.typing ?? '' }} />
      <Select label={t(words.order)} data={named(orders, orderNames)} value={orderOf(question)} onChange={(order) => change({ order: order ?? undefined })} allowDeselect={false} />
      <Select label={t(words.share)} data={named(shares, shareNames)} value={shareOfView(question)} onChange={(share) => change({ share: share ?? undefined })} allowDeselect={false} />
    </>
  )
}

export const TableView = ({ question: asked, change }: ViewProps) => {
  const t = useText()
  const question = { ...asked, isRate: false }
  const by = [...question.rows, ...question.columns]
  const answer = useFigures(question, by)
  return (
    <>
      {asked.isRate && <Notice>{t(words.rates)}</Notice>}
      <Read of={answer}>{(found) => <Drawn question={question} answer={found} change={change} by={by} />}</Read>
    </>
  )
}
