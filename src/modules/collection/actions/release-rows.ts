// The cells a release changed, as a CSV file.
import type { Db } from '../../../platform/db/database.ts'
import type { Language, Text } from '../../../platform/text.ts'
import { lineWords } from '../model/line.ts'
import type { CellFilters } from '../model/release.ts'
import { csvLine } from '../rules/written.ts'
import { eachChangedCell, type StoredChange } from '../store/releases.ts'
import { labelOf } from './labels.ts'

const columns: readonly { name: Text; value: (cell: StoredChange, language: Language) => string | number | null }[] = [
  { name: { es: 'cifra', en: 'figure' }, value: (cell, language) => labelOf(cell)[language] },
  { name: { es: 'medida', en: 'measure' }, value: ({ measure }) => measure },
  { name: { es: 'periodo', en: 'period' }, value: ({ start }) => start },
  { name: { es: 'grano', en: 'grain' }, value: ({ grain }) => grain },
  { name: { es: 'pais', en: 'country' }, value: ({ country }) => country },
  { name: { es: 'territorio', en: 'territory' }, value: ({ territory }) => territory },
  { name: { es: 'delito', en: 'offence' }, value: ({ offence }) => offence },
  { name: { es: 'cambio', en: 'change' }, value: ({ change }) => change },
  { name: { es: 'antes', en: 'before' }, value: ({ before }) => before },
  { name: { es: 'ahora', en: 'now' }, value: ({ after }) => after },
  { name: { es: 'diferencia', en: 'difference' }, value: ({ difference }) => difference },
  { name: { es: 'porcentaje', en: 'percent' }, value: ({ share }) => (share === null ? null : Math.round(share * 1000) / 10) },
  { name: { es: 'linea', en: 'line' }, value: ({ line }, language) => (line === null ? null : lineWords(line)[language]) },
]

interface Asked { release: number; filters: CellFilters; language: Language }

/** Every cell that changed in the way asked for, the largest difference first. */
export async function* changedRowsFile(db: Db, { release, filters, language }: Asked): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns.map(({ name }) => name[language]), ',')}`
  for await (const cells of eachChangedCell(db, release, filters)) {
    yield cells.map((cell) => csvLine(columns.map(({ value }) => String(value(cell, language) ?? '')), ',')).join('')
  }
}
