// The order of a table's rows.
import type { Language } from '../../platform/text.ts'

/** By which column, and whether the greatest comes first. */
export interface Order {
  key: string
  isDescending?: boolean
}

interface Sortable<Row> {
  key: string
  value: (row: Row) => string | number | null
}

/** Rows in order; absent values last in either direction, accents and case as a dictionary has them. */
export const sortRows = <Row,>(rows: readonly Row[], columns: readonly Sortable<Row>[], order: Order | undefined, language: Language): readonly Row[] => {
  const column = columns.find(({ key }) => key === order?.key)
  if (!column) return rows
  const words = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const sign = order?.isDescending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [column.value(one), column.value(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b)))
  })
}

/** What a click on a heading asks for: figures begin with the greatest, words with A; a second click turns it round. */
export const nextOrder = (now: Order | undefined, key: string, isNumber: boolean): Order =>
  now?.key === key ? { key, isDescending: !now.isDescending } : { key, isDescending: isNumber }
