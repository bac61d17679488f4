// A real table: captioned, sortable, readable as cards on a phone, with rows that open by keyboard.
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import styles from './data-table.module.css'
import { useLanguage, useText } from './language.ts'
import { AppLink } from './link.tsx'
import { useFormat } from './format.ts'
import { nextOrder, sortRows, type Order } from './sorting.ts'

export interface Column<Row> {
  key: string
  label: Text
  /** What the cell holds: sorts by it and, without `cell`, shows it. */
  value: (row: Row) => string | number | null
  cell?: (row: Row) => ReactNode
  /** Figures: aligned to the end, formatted in the reader's language. */
  isNumber?: boolean
  /** Dates, codes, tags: never broken over two lines. */
  isShort?: boolean
  /** Sortable unless false. */
  sorts?: boolean
}

export interface DataTableProps<Row> {
  /** What the table is; read first by a screen reader. */
  caption: Text | string
  hidesCaption?: boolean
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** Where the row leads; the first column carries the link, the whole row answers to the pointer, so it holds no other link. */
  rowTo?: (row: Row) => string
  order?: Order
  /** Shown instead of an empty table; say why it is empty and what to do. */
  empty?: ReactNode
  /** Rows drawn at first; a button draws as many more. */
  step?: number
}

/** A table of plain data. */
export const DataTable = <Row,>({ rows, columns, empty, order: firstOrder, step = 100, ...rest }: DataTableProps<Row>) => {
  const t = useText()
  const [order, setOrder] = useState(firstOrder)
  const [shown, setShown] = useState(step)
  const sorted = sortRows(rows, columns, order, useLanguage())
  if (rows.length === 0) return empty ?? <p className={styles.none}>{t({ es: 'Nada que mostrar todavía.', en: 'Nothing to show yet.' })}</p>
  return (
    <div className={styles.frame}>
      <table className={styles.table} role="table">
        <caption className={rest.hidesCaption ? 'visually-hidden' : styles.caption}>
          {typeof rest.caption === 'string' ? rest.caption : t(rest.caption)}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => <Heading key={column.key} column={column} order={order} onOrder={setOrder} />)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.slice(0, shown).map((row) => <Line key={rest.rowKey(row)} row={row} columns={columns} to={rest.rowTo?.(row)} />)}
        </tbody>
      </table>
      <More shown={shown} all={rows.length} step={step} onMore={() => setShown(shown + step)} />
    </div>
  )
}

interface HeadingProps<Row> {
  column: Column<Row>
  order: Order | undefined
  onOrder: (order: Order) => void
}

const Heading = <Row,>({ column, order, onOrder }: HeadingProps<Row>) => {
  const t = useText()
  const isOurs = order?.key === column.key
  const direction = isOurs && order.isDescending ? 'descending' : 'ascending'
  return (
    <th role="columnheader" scope="col" data-number={column.isNumber} {...(isOurs && { 'aria-sort': direction })}>
      {column.sorts === false ? t(column.label) : (
        <button type="button" className={styles.sort} onClick={() => onOrder(nextOrder(order, column.key, column.isNumber ?? false))}>
          {t(column.label)}
          <span aria-hidden="true" className={styles.arrow}>{isOurs ? (order.isDescending ? '↓' : '↑') : '↕'}</span>
        </button>
      )}
    </th>
  )
}

const Line = <Row,>({ row, columns, to }: { row: Row; columns: readonly Column<Row>[]; to: string | undefined }) => {
  const t = useText()
  const { number } = useFormat()
  const content = (column: Column<Row>): ReactNode => {
    if (column.cell) return column.cell(row)
    const value = column.value(row)
    return typeof value === 'number' ? number(value) : value ?? '—'
  }
  return (
    <tr role="row" data-opens={to !== undefined}>
      {columns.map((column, index) => (
        <td key={column.key} role="cell" data-label={t(column.label)} data-number={column.isNumber} data-short={column.isShort}>
          {index === 0 && to !== undefined ? <AppLink to={to} className={styles.open}>{content(column)}</AppLink> : content(column)}
        </td>
      ))}
    </tr>
  )
}

interface MoreProps {
  shown: number
  all: number
  step: number
  onMore: () => void
}

const More = ({ shown, all, step, onMore }: MoreProps) => {
  const t = useText()
  const { number } = useFormat()
  if (all <= shown) return null
  const counts = { next: number(Math.min(step, all - shown)), shown: number(shown), all: number(all) }
  return (
    <p className={styles.more}>
      {t({ es: `Se muestran ${counts.shown} de ${counts.all}.`, en: `Showing ${counts.shown} of ${counts.all}.` })}{' '}
      <Button variant="default" onClick={onMore}>{t({ es: `Mostrar ${counts.next} más`, en: `Show ${counts.next} more` })}</Button>
    </p>
  )
}
