// Words of a file that the draft gives no meaning, found by coding each alone exactly as an import would.
import type { CodedRow, Dimensions } from '../../model/coding.ts'
import type { DraftProfile, MeaningKind, Preview } from '../../model/draft.ts'
import { ProfileSchema, type Profile } from '../../model/profile.ts'
import { rowCoder } from '../coding.ts'
import type { MatchedHeader } from '../header.ts'
import type { Knowledge } from './knowledge.ts'
import { suggestionsFor } from './meanings.ts'

/** How often each word of a mapped column stands in the file. */
export interface Tallied {
  kind: MeaningKind
  column: string
  words: Map<string, number>
}

const bare = ({ id, version, name, encodings, aliases }: Profile): Profile =>
  ProfileSchema.parse({ id, version, name, encodings, aliases, scope: 'partial', period: { kind: 'fixed', grain: 'year', start: '2000-01-01' }, measures: { rows: { from: 'row' } }, key: 'content' })

const partOf: Record<MeaningKind, (profile: Profile) => Partial<Profile>> = {
  place: ({ territory }) => (territory ? { territory } : {}),
  nationality: ({ nationality }) => (nationality ? { nationality } : {}),
  offence: ({ offence }) => (offence ? { offence } : {}),
  sex: ({ words: { sex } }) => (sex ? { words: { sex } } : {}),
}

const only = (profile: Profile, kind: MeaningKind): Profile => ({ ...bare(profile), ...partOf[kind](profile) })

const columnFor: Record<MeaningKind, (profile: DraftProfile) => string | undefined> = {
  place: ({ territory }) => (territory && 'column' in territory ? territory.column : undefined),
  nationality: ({ nationality }) => nationality?.column,
  sex: ({ words: { sex } }) => (sex?.codes ? sex.column : undefined),
  offence: ({ offence }) => (offence?.kind === 'codes' || offence?.kind === 'id' ? offence.column : undefined),
}

/** Empty tallies for the columns whose words need a meaning. */
export const tallies = (profile: DraftProfile): Tallied[] =>
  (['place', 'offence', 'nationality', 'sex'] as const).flatMap((kind) => {
    const column = columnFor[kind](profile)
    return column === undefined ? [] : [{ kind, column, words: new Map<string, number>() }]
  })

const meaningIn = (kind: MeaningKind, { territory, country, offence, nationality, sex }: Dimensions): string | null => {
  if (kind === 'place') return territory ?? country
  if (kind === 'offence') return offence
  return kind === 'sex' ? sex : nationality
}

const codedAlone = (header: MatchedHeader, { kind, column }: Tallied, knowledge: Knowledge): ((word: string) => CodedRow) => {
  const code = rowCoder({ ...header, profile: only(header.profile, kind) }, knowledge.book)
  const at = header.at(column)
  return (word) => code({ line: 1, cells: header.header.map((_, place) => (place === at ? word : '')) })
}

const labelled = (kind: MeaningKind, meaning: string | null, knowledge: Knowledge) => {
  if (meaning === null) return null
  const labels = meaning.split(',').map((one) => knowledge.label(kind, one))
  return { es: labels.map(({ es }) => es).join(', '), en: labels.map(({ en }) => en).join(', ') }
}

const countryOf = ({ territory }: DraftProfile): string | undefined => (territory && 'country' in territory ? territory.country : undefined)

const mostTold = 300

/** Which of the words have a meaning and which have none, the most frequent first. */
export const weighed = (header: MatchedHeader, all: readonly Tallied[], knowledge: Knowledge): Pick<Preview, 'known' | 'unknown'> => {
  const known: Preview['known'] = []
  const unknown: Preview['unknown'] = []
  for (const tallied of all) {
    const { kind, column, words } = tallied
    const aside = new Set(header.profile.leftOut.filter((rule) => rule.column === column).flatMap(({ values }) => values))
    const code = codedAlone(header, tallied, knowledge)
    for (const [word, rows] of [...words].filter(([each]) => !aside.has(each)).toSorted((a, b) => b[1] - a[1])) {
      const coded = code(word)
      if ('dimensions' in coded) known.push({ kind, word, rows, label: labelled(kind, meaningIn(kind, coded.dimensions), knowledge) })
      else if (unknown.length < mostTold) unknown.push({ kind, column, word, rows, suggestions: suggestionsFor(kind, word, knowledge, countryOf(header.profile)) })
    }
  }
  return { known: known.slice(0, mostTold), unknown }
}
