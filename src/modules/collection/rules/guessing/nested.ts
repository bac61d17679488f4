// Words that are parts of others by their own writing: «Sexual violence: Rape» beside «Sexual violence». Both together count twice.
import type { DraftProfile } from '../../model/draft.ts'
import { adding, ask, columnOf, quoted, type Desk, type Step } from './desk.ts'
import { dimensionColumns } from './totals.ts'
import { wordsOf } from './sample.ts'

const leaving = ({ leftOut }: DraftProfile, column: string, values: readonly string[]): Partial<DraftProfile> =>
  ({ leftOut: [...leftOut, { column, values: [...values], why: 'not-wanted' }] })

const nestedIn = (desk: Desk, name: string): Desk => {
  const column = columnOf(desk, name)
  const aside = desk.profile.leftOut.flatMap((rule) => (rule.column === name ? rule.values : []))
  const words = column ? wordsOf(column).filter((word) => !aside.includes(word)) : []
  const wholes = words.filter((word) => words.some((other) => other.startsWith(`${word}: `)))
  const parts = words.filter((word) => wholes.some((whole) => word.startsWith(`${whole}: `)))
  if (wholes.length === 0) return desk
  const whole = leaving(desk.profile, name, parts)
  return adding(desk, { profile: whole, findings: [ask(name, [
    `${quoted(parts)}: por cómo se llaman son partes de ${quoted(wholes)}, y juntas se contarían dos veces. ¿Contar el todo o las partes?`,
    `${quoted(parts)}: by their names they are parts of ${quoted(wholes)}, and together they would count twice. Count the whole or the parts?`,
  ], [
    { label: { es: 'El todo', en: 'The whole' }, profile: whole, without: [] },
    { label: { es: 'Las partes', en: 'The parts' }, profile: leaving(desk.profile, name, wholes), without: [] },
  ])] })
}

/** Asks about words that are parts of others by their names. */
export const findNested: Step = (desk) => dimensionColumns(desk).reduce(nestedIn, desk)
