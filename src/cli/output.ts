// How commands answer: one JSON document with --json, plain lines without; problems as sentences on standard error.
import { readConfig } from '../platform/config.ts'
import { Problem, problemDocument } from '../platform/problem.ts'
import { say, type Language } from '../platform/text.ts'

export const terminalLanguage = (): Language => {
  try {
    return readConfig().language
  } catch {
    return 'es'
  }
}

const detailsOf = (problem: Problem, language: Language): string[] =>
  Object.entries(problem.fields).map(([field, text]) => `  ${field}: ${say(text, language)}`)

/** Prints what went wrong where scripts and people look for it. */
export const reportFailure = (error: unknown, asJson: boolean): void => {
  const language = terminalLanguage()
  if (!(error instanceof Problem)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return
  }
  if (asJson) process.stdout.write(`${JSON.stringify({ problem: problemDocument(error, language) })}\n`)
  process.stderr.write(`${[say(error.text, language), ...detailsOf(error, language)].join('\n')}\n`)
}

/** Prints a result: JSON on one line, or the given lines for people. */
export const print = (asJson: boolean, result: unknown, lines: readonly string[]): void => {
  process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`)
}

/** Aligns rows of cells in columns for a terminal. */
export const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}
