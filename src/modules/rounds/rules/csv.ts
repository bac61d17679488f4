// The matrix of the round as a CSV file: one line for each obligation and period.
import type { Language, Text } from '../../../platform/text.ts'
import { standingNames, type Cell } from '../model.ts'
import { cadenceNames, periodCode, type Cadence } from '../model/periods.ts'

interface Line {
  obligation: { institution: string; country: string; sourceId: string; sourceName: Text }
  cells: readonly (Cell | null)[]
}

interface Round {
  cadence: Cadence
  lines: readonly Line[]
}

const heads: Record<Language, readonly string[]> = {
  es: ['país', 'institución', 'fuente', 'nombre de la fuente', 'cada cuánto', 'periodo', 'vence', 'estado', 'días de atraso', 'falta', 'completa el', 'motivo'],
  en: ['country', 'institution', 'source', 'name of the source', 'how often', 'period', 'due', 'state', 'days late', 'missing', 'whole on', 'reason'],
}

/** A spreadsheet would run a cell that begins like a formula: an apostrophe makes it text. */
const safe = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const lineOf = (cadence: Cadence, { institution, country, sourceId, sourceName }: Line['obligation'], cell: Cell, language: Language): string =>
  [
    country, institution, sourceId, sourceName[language], cadenceNames[cadence][language], periodCode(cadence, cell.period), cell.due,
    standingNames[cell.standing][language], String(cell.daysLate), [...cell.missingTerritories, ...cell.missingMonths.map((month) => month.slice(0, 7))].join(' '),
    cell.completedAt ?? '', cell.reason ?? '',
  ].map((text) => quoted(safe(text))).join(',')

/** The file's text, with a mark of its encoding so that spreadsheets read the accents. */
export const matrixCsv = (rounds: readonly Round[], language: Language): string => {
  const lines = rounds.flatMap(({ cadence, lines: rows }) =>
    rows.flatMap(({ obligation, cells }) => cells.flatMap((cell) => (cell ? [lineOf(cadence, obligation, cell, language)] : []))))
  return `\uFEFF${[heads[language].join(','), ...lines, ''].join('\n')}`
}
