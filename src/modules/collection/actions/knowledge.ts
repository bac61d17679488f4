// The catalogues and what words meant before, as guessing asks them.
import { countries, nameOf, offences, placeName, territoriesOf } from '../../catalogues/index.ts'
import { sexNames } from '../model.ts'
import type { MeaningKind } from '../model/draft.ts'
import type { SourceDefinition } from '../model/profile.ts'
import { rememberedIn, type Knowledge } from '../rules/guessing/knowledge.ts'
import { codebook } from './codebook.ts'

const spellings = ({ names, aliases }: { names: object; aliases: readonly string[] }): string[] => [...(Object.values(names) as string[]), ...aliases]

const inBoth = (name: (language: 'es' | 'en') => string) => ({ es: name('es'), en: name('en') })

const label = (kind: MeaningKind, meaning: string) => {
  if (kind === 'sex') return Object.entries(sexNames).find(([code]) => code === meaning)?.[1] ?? { es: meaning, en: meaning }
  return inBoth((language) => (kind === 'offence' ? nameOf('offence', meaning, language) : placeName(meaning, language)))
}

const catalogued: Pick<Knowledge, 'book' | 'countries' | 'territories' | 'offences' | 'label'> = {
  book: codebook,
  countries: countries().map((row) => ({ meaning: row.code, alpha3: row.alpha3, names: spellings(row) })),
  territories: countries().flatMap(({ code }) => territoriesOf(code)).map((row) => ({ meaning: row.code, country: row.country, nationalCode: row.nationalCode, names: spellings(row) })),
  offences: offences().map((row) => ({ meaning: row.code, names: Object.values(row.names) as string[] })),
  label,
}

/** All that may be known when a file is looked at: the catalogues, the profiles of this node, and where the analyst works. */
export const knowledgeOf = (definitions: readonly SourceDefinition[], about: { ownCountry: string | null; now: Date }): Knowledge => ({
  ...catalogued, remembered: rememberedIn(definitions), ownCountry: about.ownCountry, thisYear: about.now.getUTCFullYear(),
})
