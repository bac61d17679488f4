// The sheets of a workbook that are read as one table, and the one header of them all.
import { knownColumns, type Profile } from '../model/profile.ts'
import { placeIn, plain } from './compared.ts'
import type { Grid } from './grids.ts'
import { sheetCells, sheetColumns, type SheetPart } from './sheets.ts'

/** The header of a sheet: its titles as written and as they are compared. */
interface Headed {
  grid: Grid
  line: number
  titles: readonly string[]
  plain: readonly string[]
}

/** One of several sheets read as one table. */
export interface Joined extends SheetPart {
  grid: Grid
  /** The line its header stands on. */
  line: number
  /** What its name says, by the key of the column. */
  said: ReadonlyMap<string, string>
}

/** What stands in each column, called alike in every sheet: by the profile's column, or by the title itself. */
const keysOf = ({ plain: compared }: Headed, profile: Profile): string[] => {
  const columns = new Map(knownColumns(profile).map((column) => [placeIn(compared, profile, column), plain(column)]))
  return compared.map((title, at) => columns.get(at) ?? title)
}

/** The sheets of these headers, read as one table. */
export const joinedOf = (candidates: readonly Headed[], profile: Profile, grids: readonly Grid[]): Joined[] => candidates.map((candidate) => {
  const { grid, line } = candidate
  const cells = sheetCells(grid.sheet ?? '', profile.sheets)
  return { grid, line, at: grids.indexOf(grid), keys: keysOf(candidate, profile), said: new Map(sheetColumns(profile.sheets).map((column, at) => [plain(column), cells[at] ?? ''])) }
})

/** One header of all the sheets: what the first has, and what only the others do. */
export const wholeHeader = (candidates: readonly Headed[], profile: Profile): { keys: string[]; titles: string[] } => {
  const known = new Map<string, string>()
  for (const candidate of candidates) {
    const keys = keysOf(candidate, profile)
    candidate.titles.forEach((title, at) => {
      const key = keys[at] ?? ''
      if (key !== '' && !known.has(key)) known.set(key, title)
    })
  }
  for (const column of sheetColumns(profile.sheets)) if (!known.has(plain(column))) known.set(plain(column), column)
  return { keys: [...known.keys()], titles: [...known.values()] }
}
