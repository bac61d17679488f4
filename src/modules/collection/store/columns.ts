// The columns of an observation and how its rows are written for COPY: known to the statements and to the thread that reads a file.
import type { Cell, Dimensions, Likeness } from '../model/coding.ts'

const dimensionTypes: Record<keyof Dimensions, 'text' | 'float8'> = {
  country: 'text', territory: 'text', municipality: 'text', offence: 'text', category: 'text', subcategory: 'text', modality: 'text', region: 'text',
  sex: 'text', age_band: 'text', nationality: 'text', route: 'text', cause: 'text', lat: 'float8', lon: 'float8',
}
export const dimensionNames = Object.keys(dimensionTypes) as (keyof Dimensions)[]

/** The columns two observations of one key are compared by. */
export const comparedColumns = ['value', 'withheld', 'grain', 'period_start', ...dimensionNames]
/** The columns an observation takes from its row. */
export const observedColumns = ['measure', 'key', 'line', ...comparedColumns]
/** `observedColumns` with their types, as a table of their own is made. A row without `grain` only spares what stands under its key or, with an empty key, what is like it. */
export const stagedColumns = [
  'measure text', 'key bytea', 'line int', 'value numeric', 'withheld text', 'grain text', 'period_start date',
  ...dimensionNames.map((name) => `${name} ${dimensionTypes[name]}`),
].join(', ')

const nothing = '\\N'
const signs: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\uFFFD' }

const written = (value: string | number | null): string => {
  if (value === null) return nothing
  return typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r\0]/g, (sign) => signs[sign] ?? sign)
}

export interface CopiedRow {
  line: number
  dimensions: Dimensions
  cells: readonly Cell[]
}

/** Writes rows as the text that COPY takes: the values before, then `observedColumns`, one line for each cell. */
export const rowWriter = (before: readonly (string | number)[]): ((row: CopiedRow) => string) => {
  const first = before.map((value) => `${written(value)}\t`).join('')
  // Rows of one territory and offence share their dimensions: most lines end with a text written once.
  const endings = new WeakMap<Dimensions, string>()
  const endingOf = (dimensions: Dimensions): string => {
    const known = endings.get(dimensions)
    if (known !== undefined) return known
    const ending = `\t${dimensionNames.map((name) => written(dimensions[name])).join('\t')}\n`
    endings.set(dimensions, ending)
    return ending
  }
  return ({ line, dimensions, cells }) => {
    const ending = endingOf(dimensions)
    let text = ''
    for (const { measure, key, value, withheld, grain, start } of cells) {
      text += `${first}${measure}\t\\\\x${key}\t${line}\t${written(value)}\t${written(withheld)}\t${grain}\t${start ?? nothing}${ending}`
    }
    return text
  }
}

const emptyEnding = `\t${Array.from({ length: observedColumns.length - 2 }, () => nothing).join('\t')}\n`

/** A staged row that only spares what stands under its key. */
export const sparingRow = ({ measure, key }: Pick<Cell, 'measure' | 'key'>): string => `${measure}\t\\\\x${key}${emptyEnding}`

/** A staged row that only spares what stands and is like it. */
export const likeRow = ({ dimensions, start }: Likeness): string =>
  `${nothing}\t\\\\x\t${nothing}\t${nothing}\t${nothing}\t${nothing}\t${start ?? nothing}\t${dimensionNames.map((name) => written(dimensions[name])).join('\t')}\n`
