// The crosstab as a table with grouped headings that stay in sight, and as a long list on a phone.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { dimensionNames, type Dimension } from '../../modules/statistics/model.ts'
import { AppLink, useFormat, useText } from '../kit/kit.ts'
import { cellKey, shareOf, type Amount, type Crosstab, type Heading, type Share } from './crosstab.ts'
import { openingOf, type Question } from './question.ts'
import styles from './crosstab.module.css'
import type { Code, Names, Say } from './words.ts'
import { useSay, withheldWord } from './words.ts'

export interface CrosstabProps {
  question: Question
  table: Crosstab
  names: Names
  share: Share
  caption: string
  /** Residents of several years make no total. */
  totals: { ofRows: boolean; ofColumns: boolean }
}

const words = {
  total: { es: 'Total', en: 'Total' },
  some: { es: 'más cifras reservadas', en: 'plus figures withheld' },
}

const step = 60

type Coordinates = Partial<Record<Dimension, Code>>

const coordinates = (by: readonly Dimension[], codes: readonly Code[]): Coordinates =>
  Object.fromEntries(by.map((dimension, index) => [dimension, codes[index] ?? null]))

/** A number that opens to its observations; a dash where nothing was counted, a word where it is kept back. */
const Number = ({ amount, at, share, question }: { amount: Amount | undefined; at: Coordinates; share: number | null; question: Question }) => {
  const t = useText()
  const { number, percent } = useFormat()
  if (!amount) return number(null)
  const text = amount.value === null ? t(withheldWord) : number(amount.value)
  return (
    <>
      <AppLink to={openingOf(question, at)}>{text}</AppLink>
      {amount.value !== null && amount.withheld > 0 && <abbr title={t(words.some)}>*</abbr>}
      {share !== null && <small> {percent(share)}</small>}
    </>
  )
}

interface Told {
  /** How each code of a heading reads. */
  say: (by: readonly Dimension[], heading: Heading) => string[]
  amountAt: (row: Heading | undefined, column: Heading | undefined) => Amount | undefined
  shareAt: (row: Heading | undefined, column: Heading | undefined) => number | null
}

const toldOf = ({ table, share, names }: CrosstabProps, say: Say): Told => {
  const amountAt: Told['amountAt'] = (row, column) => {
    if (row && column) return table.amounts.get(cellKey(row.key, column.key))
    return row?.total ?? column?.total ?? table.total
  }
  return {
    say: (by, { codes }) => by.map((dimension, index) => say(dimension, codes[index] ?? null, names)),
    amountAt,
    shareAt: (row, column) => (share === 'none' ? null : shareOf(amountAt(row, column), share === 'row' ? amountAt(row, undefined) : amountAt(undefined, column))),
  }
}

/** Columns that share their first code, for the upper of two heading lines. */
const groupsOf = (columns: readonly Heading[]): { code: Code; count: number; key: string }[] => {
  const groups: { code: Code; count: number; key: string }[] = []
  for (const { codes: [code = null], key } of columns) {
    const last = groups.at(-1)
    if (last && last.code === code) last.count += 1
    else groups.push({ code, count: 1, key })
  }
  return groups
}

const Head = ({ question: { rows, columns }, table, told, names, totals }: CrosstabProps & { told: Told }) => {
  const t = useText()
  const say = useSay()
  const [upper] = columns
  const isDouble = columns.length === 2 && upper !== undefined
  const span = isDouble ? { rowSpan: 2 } : {}
  return (
    <thead>
      <tr>
        {rows.map((dimension) => <th key={dimension} scope="col" {...span}>{t(dimensionNames[dimension])}</th>)}
        {isDouble
          ? groupsOf(table.columns).map(({ code, count, key }) => <th key={key} scope="colgroup" colSpan={count} className={styles.group}>{say(upper, code, names)}</th>)
          : table.columns.map((column) => <th key={column.key} scope="col" data-number>{told.say(columns, column).join(', ')}</th>)}
        {totals.ofRows && <th scope="col" data-number {...span}>{t(words.total)}</th>}
      </tr>
      {isDouble && <tr className={styles.lower}>{table.columns.map((column) => <th key={column.key} scope="col" data-number>{told.say(columns, column).at(-1)}</th>)}</tr>}
    </thead>
  )
}

const Line = ({ row, before, told, props }: { row: Heading; before: Heading | undefined; told: Told; props: CrosstabProps }) => {
  const { question, table } = props
  const at = coordinates(question.rows, row.codes)
  const labels = told.say(question.rows, row)
  const firstNew = row.codes.findIndex((code, index) => before?.codes[index] !== code)
  return (
    <tr data-begins={firstNew === 0}>
      {labels.map((label, index) => <th key={question.rows[index]} scope="row" data-repeated={index < firstNew}><span className={index < firstNew ? 'visually-hidden' : undefined}>{label}</span></th>)}
      {table.columns.map((column) => (
        <td key={column.key}><Number question={question} amount={told.amountAt(row, column)} share={told.shareAt(row, column)} at={{ ...at, ...coordinates(question.columns, column.codes) }} /></td>
      ))}
      {props.totals.ofRows && <td className={styles.total}><Number question={question} amount={row.total} share={told.shareAt(row, undefined)} at={at} /></td>}
    </tr>
  )
}

const Totals = ({ told, props: { question, table, totals } }: { told: Told; props: CrosstabProps }) => (
  <tfoot>
    <tr>
      <th scope="row" colSpan={question.rows.length}>{useText()(words.total)}</th>
      {table.columns.map((column) => (
        <td key={column.key}><Number question={question} amount={column.total} share={told.shareAt(undefined, column)} at={coordinates(question.columns, column.codes)} /></td>
      ))}
      {totals.ofRows && <td className={styles.total}><Number question={question} amount={table.total} share={null} at={{}} /></td>}
    </tr>
  </tfoot>
)

/** Rows, columns and totals; more rows when asked for. */
export const CrosstabTable = (props: CrosstabProps) => {
  const t = useText()
  const say = useSay()
  const { number } = useFormat()
  const [shown, setShown] = useState(step)
  const told = toldOf(props, say)
  const { rows } = props.table
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={props.caption}>
        <table className={styles.table}>
          <caption className="visually-hidden">{props.caption}</caption>
          <Head {...props} told={told} />
          <tbody>{rows.slice(0, shown).map((row, index) => <Line key={row.key} row={row} before={rows[index - 1]} told={told} props={props} />)}</tbody>
          {props.totals.ofColumns && <Totals told={told} props={props} />}
        </table>
      </div>
      {rows.length > shown && (
        <p className={styles.more}>
          {t({ es: `Se muestran ${number(shown)} de ${number(rows.length)} filas; el total es de todas.`, en: `Showing ${number(shown)} of ${number(rows.length)} rows; the total is of all.` })}{' '}
          <Button variant="default" onClick={() => setShown(shown + step)}>{t({ es: 'Mostrar más', en: 'Show more' })}</Button>
        </p>
      )}
    </>
  )
}
