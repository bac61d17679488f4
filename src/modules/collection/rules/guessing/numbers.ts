// How a file writes its figures: grouped thousands, decimals, figures kept back, and cells that say there is none.
import type { DraftProfile } from '../../model/draft.ts'
import { folded } from './likeness.ts'
import { shareOf, wordsOf, type ColumnFacts } from './sample.ts'

const keptBack = /^([<≤]\s?=?\s?\d{1,3}|\d{1,2}\s?[-–a]\s?\d{1,2}|\*{1,3}|menos de \d+|less than \d+|confidencial|suppressed|c|s\.e\.)$/i
const noFigure = new Set(['', 's d', 'sd', 'sin dato', 'sin datos', 'n d', 'nd', 'n a', 'na', 'n c', 'no disponible', 'not available', 'null', 'nan', 'none', 'no data', 'sin informacion', 'no reportado'])
const dashes = /^([-–—.…:]+|\.\.+)$/

export const isKeptBack = (word: string): boolean => keptBack.test(word.trim())
export const isNoFigure = (word: string): boolean => dashes.test(word.trim()) || noFigure.has(folded(word))

const written = /^[-−]?\d[\d.,'’ \u00a0\u202f]*$/

/** Whether a word is a number, however grouped. */
export const isNumber = (word: string): boolean => written.test(word.trim())

/** A formula of a workbook whose result was never kept. */
export const isFormula = (word: string): boolean => word.startsWith('=')

/** Numbers, figures kept back and signs of absence, but at least one number. */
export const isFigures = (column: ColumnFacts): boolean =>
  shareOf(column, isNumber) > 0.3 && shareOf(column, (word) => isNumber(word) || isKeptBack(word) || isNoFigure(word) || isFormula(word)) > 0.97

/** Figures and signs of absence alone, however few the figures: a month without facts is still a month. */
export const mayBeFigures = (column: ColumnFacts): boolean => shareOf(column, (word) => isNumber(word) || isKeptBack(word) || isNoFigure(word) || isFormula(word)) > 0.97

type Signs = Pick<DraftProfile, 'thousands' | 'decimal'>

const signOf = (space: string): NonNullable<Signs['thousands']> | undefined => {
  if (space === ',' || space === '.') return space
  if (space === "'" || space === '’') return "'"
  return space.trim() === '' ? ' ' : undefined
}

const mixed = (words: readonly string[]): Signs | undefined => {
  const both = words.map((word) => /^[-−]?\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})+([.,])\d+$/.exec(word)).find((found) => found && found[1] !== found[2])
  const thousands = both?.[1] === undefined ? undefined : signOf(both[1])
  return thousands ? { thousands, decimal: both?.[2] === ',' ? ',' : '.' } : undefined
}

/** The signs of thousands and decimals that the numbers of some columns show; `isOpen` when a sign could be either. */
export const signsOf = (columns: readonly ColumnFacts[]): Signs & { isOpen: boolean } => {
  const words = columns.flatMap(wordsOf).filter(isNumber)
  const plain = mixed(words)
  if (plain) return { ...plain, isOpen: false }
  const groups = words.map((word) => /^[-−]?\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})+$/.exec(word)?.[1]).filter((sign) => sign !== undefined)
  const decimals = words.map((word) => /^[-−]?\d+([.,])(?:\d{1,2}|\d{4,})$/.exec(word)?.[1]).filter((sign) => sign !== undefined)
  const decimal = decimals[0] === ',' ? ',' : '.'
  const [group] = groups.filter((sign) => sign !== decimals[0])
  const thousands = group === undefined ? undefined : signOf(group)
  if (!thousands) return { decimal, isOpen: false }
  return { thousands, decimal: thousands === '.' ? ',' : decimal, isOpen: decimals.length === 0 && groups.length < 3 && (thousands === '.' || thousands === ',') }
}

/** The value of a written figure by these signs; undefined when it is none. */
export const valueOf = (word: string, { thousands, decimal = '.' }: Signs): number | undefined => {
  const text = word.trim().replace('−', '-')
  if (!written.test(text)) return undefined
  const ungrouped = thousands === undefined ? text : text.replaceAll(thousands === ' ' ? /[ \u00a0\u202f]/g : thousands, '')
  const value = Number(decimal === ',' ? ungrouped.replace(',', '.') : ungrouped)
  return Number.isFinite(value) ? value : undefined
}

/** Whether the column's numbers are whole: shares and rates are not counts. */
export const isWhole = (column: ColumnFacts, signs: Signs): boolean =>
  shareOf(column, (word) => !isNumber(word) || Number.isInteger(valueOf(word, signs) ?? 0)) > 0.98
