// Files that have the same columns and speak of other things: told apart by what their rows say.
import type { Row } from '../model/coding.ts'
import type { Profile } from '../model/profile.ts'
import { folded } from './conditions.ts'
import { faultError } from './fault.ts'

type Told = NonNullable<Profile['told']>[number]

/** A word by which a file is not of the profile, and the column it stands in. */
interface Foreign {
  column: string
  word: string
}

const says = (rows: readonly Row[], at: number): string[] => rows.map(({ cells }) => (cells[at] ?? '').trim()).filter((word) => word !== '')

const foreignIn = ({ column, some, never = [] }: Told, words: readonly string[]): Foreign | undefined => {
  const banned = words.find((word) => never.some((each) => folded(each) === folded(word)))
  if (banned !== undefined) return { column, word: banned }
  const [first] = words
  const isOfIt = some === undefined || first === undefined || words.some((word) => some.some((each) => folded(each) === folded(word)))
  return isOfIt ? undefined : { column, word: first }
}

/** What of a file's first rows shows that it speaks of something else than the profile; undefined when nothing does. */
export const foreignTo = ({ told = [] }: Profile, rows: readonly Row[], at: (column: string) => number): Foreign | undefined =>
  told.map((each) => foreignIn(each, says(rows, at(each.column)))).find((found) => found !== undefined)

/** The rows as they come; the first that says what no file of the profile says ends them with a fault. */
export async function* ofItsSubject(batches: AsyncIterable<Row[]>, { told = [], name }: Profile, at: (column: string) => number): AsyncGenerator<Row[]> {
  const checks = told.flatMap(({ column, never }) => (never ? [{ column, at: at(column), never: new Set(never.map(folded)) }] : []))
  for await (const batch of batches) {
    for (const check of checks) {
      const found = batch.find(({ cells }) => check.never.has(folded(cells[check.at] ?? '')))
      if (found) throw faultError({ kind: 'otherSubject', column: check.column, word: found.cells[check.at] ?? '', profile: name })
    }
    yield batch
  }
}
