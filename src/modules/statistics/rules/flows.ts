// Flows out of a table of counts: stages side by side, the small ones of each together, what is not stated in none.
import type { Cell, Dimension } from '../model.ts'
import type { FlowLink } from '../model/flows.ts'

/** `code` null: the others of the stage together. */
export interface Stop {
  id: string
  stage: number
  code: string | null
  value: number
}

export interface Flows {
  nodes: Stop[]
  links: FlowLink[]
  total: number
  unplaced: number
  /** Observations the source keeps back. */
  withheld: number
}

const add = <K>(sums: Map<K, number>, key: K, value: number): void => void sums.set(key, (sums.get(key) ?? 0) + value)

// What is withheld is in no band; how many it is of is said apart.
const valueOf = ({ value }: Cell): number => (typeof value === 'number' ? value : 0)

/** The largest of a stage; when one alone would be left over, it is shown too. */
const largest = (rows: readonly Cell[], dimension: Dimension, most: number): ReadonlySet<string> => {
  const sums = new Map<string, number>()
  for (const row of rows) add(sums, String(row[dimension]), valueOf(row))
  const ordered = [...sums].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([code]) => code)
  return new Set(ordered.length === most + 1 ? ordered : ordered.slice(0, most))
}

/** Bands from each stage to the next; the largest `most` of a stage by name, the others as one. */
export const flowsOf = (rows: readonly Cell[], stages: readonly Dimension[], most: number): Flows => {
  const isPlaced = (row: Cell): boolean => stages.every((stage) => typeof row[stage] === 'string')
  const placed = rows.filter((row) => isPlaced(row) && valueOf(row) > 0)
  const told = stages.map((stage) => largest(placed, stage, most))
  const stopOf = (row: Cell, stage: number): string => {
    const code = String(row[stages[stage] ?? 'nationality'])
    return told[stage]?.has(code) ? `${stage}:${code}` : `${stage}`
  }
  const [stops, links] = [new Map<string, number>(), new Map<string, number>()]
  for (const row of placed) {
    const path = stages.map((_, stage) => stopOf(row, stage))
    for (const stop of path) add(stops, stop, valueOf(row))
    for (const [index, stop] of path.slice(1).entries()) add(links, `${path[index]}\n${stop}`, valueOf(row))
  }
  const sum = (some: readonly Cell[]): number => some.reduce((total, row) => total + valueOf(row), 0)
  return {
    nodes: [...stops].map(([id, value]) => ({ id, stage: Number(id.split(':')[0]), code: id.includes(':') ? id.slice(id.indexOf(':') + 1) : null, value }))
      .toSorted((a, b) => a.stage - b.stage || b.value - a.value),
    links: [...links].map(([key, value]) => {
      const [from = '', to = ''] = key.split('\n')
      return { from, to, value }
    }).toSorted((a, b) => b.value - a.value),
    total: sum(placed),
    unplaced: sum(rows.filter((row) => !isPlaced(row))),
    withheld: rows.reduce((total, { withheld }) => total + Number(withheld ?? 0), 0),
  }
}
