// Counts of records by coded dimensions, and what of them people outside the institution that holds them may see.
import type { Text } from '../../../platform/text.ts'
import type { FigureTable, Shielded } from '../model/acts.ts'
import type { Value } from '../model/fields.ts'
import type { Places } from './coding.ts'
import { ctdc, keptField, keptFields } from './content.ts'
import { codesIn, ctdcOf, fieldsBehind } from './crosswalk.ts'

type Facts = Readonly<Record<string, string>>

export interface Dimension {
  code: string
  names: Text
  /** The values a record has in it; several count once each. */
  valuesOf: (facts: Facts, places: Places) => readonly string[]
  /** The fields it looks at. */
  fields: readonly string[]
  /** Names of its values; places have none here. */
  values: readonly Value[]
}

const common = keptFields.ctdc.filter(({ kind }) => kind !== 'flag').map(({ name, names, values }): Dimension => ({
  code: name, names, values, fields: fieldsBehind(name), valuesOf: (facts, places) => codesIn(ctdcOf(facts, places)[name]),
}))

const grouped = ctdc.groups.map(({ code, names }): Dimension => {
  const members = ctdc.variables.filter(({ group }) => group === code)
  return {
    code, names, values: members.map((member) => ({ code: member.field, names: member.names })),
    fields: members.flatMap(({ field }) => fieldsBehind(field)),
    valuesOf: (facts, places) => {
      const variables = ctdcOf(facts, places)
      return members.filter(({ field }) => variables[field] === '1').map(({ field }) => field)
    },
  }
})

const ofHtcds = keptFields.htcds.filter(({ kind }) => kind === 'code' || kind === 'codes').map(({ name, names, values }): Dimension => ({
  code: name, names, values, fields: [name], valuesOf: (facts) => codesIn(facts[name]),
}))

/** What records can be counted by: the words both standards share first, then those of HTCDS alone. */
export const dimensions: readonly Dimension[] = [...common, ...grouped, ...ofHtcds]

export const dimension = (code: string): Dimension | undefined => dimensions.find((one) => one.code === code)

export const labelOf = ({ values, code: of }: Dimension, code: string, placeName: (code: string) => Text): { code: string; names: Text } => ({
  code, names: values.find((value) => value.code === code)?.names ?? (keptField(of)?.kind === 'alpha3' ? placeName(code) : { es: code, en: code }),
})

/** Records alike in what is asked, how many there are of them, and whether the asker's institution holds them. */
export interface Alike {
  facts: Facts
  count: number
  isOwn: boolean
}

export interface Cell {
  at: string[]
  own: number
  others: number
}

/** Every combination of one value of each dimension. */
const combinations = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((made, list) => made.flatMap((before) => list.map((value) => [...before, value])), [[]])

/** The cells of a table, and the records that have a value in all its dimensions: what percentages divide by, as CTDC says. */
export const countCells = (alike: readonly Alike[], by: readonly Dimension[], places: Places): { cells: Cell[]; own: number; others: number } => {
  const cells = new Map<string, Cell>()
  const totals = { own: 0, others: 0 }
  for (const { facts, count, isOwn } of alike) {
    const found = combinations(by.map(({ valuesOf }) => valuesOf(facts, places)))
    const whose = isOwn ? 'own' : 'others'
    if (found.length > 0) totals[whose] += count
    for (const at of found) {
      const cell = cells.get(at.join('\u0000')) ?? { at, own: 0, others: 0 }
      cell[whose] += count
      cells.set(at.join('\u0000'), cell)
    }
  }
  return { cells: [...cells.values()], ...totals }
}

/** Others are counted in whole steps of this, downwards, each number by itself: no table subtracted from another gives one exactly. */
const step = 5

/** What is shown of a count of others’ records: 10 for 10 to 14; none is not told apart from 1 to 4. */
export const shield = (count: number): Shielded => (count < step ? '<5' : Math.floor(count / step) * step)

type Row = FigureTable['rows'][number]

// A value that only others have, fewer than five times, would tell by its name alone that there is somebody.
const isTold = ({ own, others }: Cell): boolean => own > 0 || others >= step

/** The rows of the table, the largest first. `share`: of own records with any value, the part that has this one. */
export const rowsOf = (cells: readonly Cell[], own: number, label: (at: number, code: string) => Row['at'][number]): Row[] =>
  cells.filter(isTold).toSorted((one, other) => other.own - one.own || one.at.join().localeCompare(other.at.join())).map((cell) => ({
    at: cell.at.map((code, at) => label(at, code)), own: cell.own, others: shield(cell.others), share: own === 0 ? null : cell.own / own,
  }))
