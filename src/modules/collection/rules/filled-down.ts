// Merged cells as they are saved: a place or year written once, and blank cells below it that say the same.
import type { Row } from '../model/coding.ts'
import { placeOfLine } from '../model/line.ts'

export const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === ''

/** Gives blank cells of some columns what the cell above them said, one row after another; what a sheet said last is not said of the next. */
export const fillingDown = (places: readonly number[]): ((row: Row) => Row) => {
  const above = new Map<number, string>()
  let last: number | undefined
  return ({ line, cells }) => {
    const { sheet } = placeOfLine(line)
    if (sheet !== last) above.clear()
    last = sheet
    const now = [...cells]
    for (const at of places) {
      if (isBlank(now[at])) now[at] = above.get(at) ?? ''
      else above.set(at, now[at] ?? '')
    }
    return { line, cells: now }
  }
}
