// Countries that may be where it happened or where people come from: what tells them apart, and what is asked when nothing does.
import type { DraftProfile, Finding } from '../../model/draft.ts'
import { ask, type Desk } from './desk.ts'
import { folded } from './likeness.ts'
import { countryNamed, type PlaceGuess } from './places.ts'
import type { ColumnFacts } from './sample.ts'
import { titleRoles } from './titles.ts'
import { asNationality } from './who.ts'

type Territory = NonNullable<DraftProfile['territory']>

export interface Found extends PlaceGuess {
  column: ColumnFacts
}

/** Places of one country beside a column of other countries: those are where people come from. Undefined when the countries are those of the places. */
export const inside = ({ sample, knowledge }: Desk, { column, rule }: Found, all: readonly Found[]): Found | undefined => {
  if (rule.kind !== 'country') return undefined
  return all.find(({ rule: finer, column: { at } }) => {
    if (finer.kind !== 'name') return false
    const known = sample.rows.slice(0, 500).filter(({ cells }) => knowledge.book.territoryByName(finer.country, cells[at] ?? '') !== undefined)
    const abroad = known.filter(({ cells }) => countryNamed(cells[column.at] ?? '', knowledge) !== finer.country)
    return known.length > 0 && abroad.length > known.length / 2
  })
}

const saysWhere = /\b(asylum|asilo|acogida|incident\w*|event|hechos?|ocurr\w*|residen\w*|destin\w*|detenc\w*|aprehens\w*|encuentro|arrival|llegada|reporting|informante)\b/

const differs = ({ sample, knowledge }: Desk, one: ColumnFacts, other: ColumnFacts): boolean => {
  const rows = sample.rows.slice(0, 300)
  return rows.filter(({ cells }) => countryNamed(cells[one.at] ?? '', knowledge) !== countryNamed(cells[other.at] ?? '', knowledge)).length > rows.length / 5
}

/** Asks which of two columns of countries is the place, when no title says it. `ruleOf` makes the rule of a place. */
export const placeAsked = (desk: Desk, found: Found, all: readonly Found[], ruleOf: (found: Found) => Territory): Finding[] => {
  if (found.rule.kind !== 'country' || saysWhere.test(folded(found.column.name))) return []
  const other = all.find(({ column, rule, share }) => column !== found.column && rule.kind === 'country' && (share > 0.9 || titleRoles(column.name)[0] === 'place') && differs(desk, found.column, column))
  if (!other) return []
  const answer = (place: Found, origin: Found): Finding['answers'][number] => {
    const { nationality } = asNationality(desk, origin.column).profile
    const [where, from] = [place.column.name, origin.column.name]
    return { label: { es: `«${where}» es el lugar; «${from}», de dónde son`, en: `“${where}” is the place; “${from}”, where they are from` }, profile: { territory: ruleOf(place), ...(nationality && { nationality }) }, without: [] }
  }
  return [ask(found.column.name, [`«${found.column.name}» y «${other.column.name}» son países. ¿Cuál es donde ocurrió y cuál de dónde son las personas?`, `“${found.column.name}” and “${other.column.name}” are countries. Which is where it happened and which where the persons are from?`], [answer(found, other), answer(other, found)])]
}
