// Every entry of every catalogue in one shape, for lists, pickers and search.
import type { CatalogueEntry, CatalogueKind } from '../model/acts.ts'
import { borderPointKinds, offenceGroups, territoryTypes } from '../model/content.ts'
import type { BorderPoint, CodeList, Confidence, Corridor, Country, Municipality, Offence, Territory } from '../model/content.ts'
import { languages, type Text } from '../../../platform/text.ts'
import { borderPointRows, codeListRows, corridorRows, countryRows, files, municipalityRows, offenceRows, territoryRows } from './content.ts'
import { nameOf, territory } from './lookup.ts'

/** An entry with the other spellings it is found by. */
export interface Findable {
  entry: CatalogueEntry
  aliases: readonly string[]
}

const inBoth = (write: (language: keyof Text) => string): Text => {
  const [es, en] = languages.map(write) as [string, string]
  return { es, en }
}

const placeOf = (countries: readonly string[], language: keyof Text): string =>
  countries.map((code) => nameOf('country', code, language)).join(' – ')

interface Row {
  code: string
  names: CatalogueEntry['names']
  aliases: readonly string[]
  sources?: readonly string[]
  confidence?: Confidence
  verify?: Text | undefined
}

type Rest = Partial<Omit<CatalogueEntry, 'kind' | 'code' | 'names' | 'sources'>> & { context: Text }

const findable = (kind: CatalogueKind, row: Row, rest: Rest): Findable => ({
  aliases: row.aliases,
  entry: {
    kind, code: row.code, names: row.names, countries: [], note: null, latitude: null, longitude: null,
    sources: [...(row.sources ?? files[kind].meta.sources)], confidence: row.confidence ?? 'looked-up', verify: row.verify ?? null, ...rest,
  },
})

const ofCountry = (row: Country): Findable =>
  findable('country', row, { context: { es: `país, ${row.alpha3}`, en: `country, ${row.alpha3}` }, countries: [row.code] })

const codeIsKnown: Text = { es: 'El código nacional es de conocimiento general.', en: 'The national code is general knowledge.' }

const territoryNote = ({ code, nationalCode, codeSystem = '', area }: Territory): Text | null => {
  const notes: Text[] = [
    ...(nationalCode ? [{ es: `Código nacional ${nationalCode} (${codeSystem}).`, en: `National code ${nationalCode} (${codeSystem}).` }] : []),
    ...(area !== null && area !== code ? [{ es: `En el mapa se dibuja en ${area}.`, en: `Drawn on the map in ${area}.` }] : []),
  ]
  return notes.length > 0 ? inBoth((language) => notes.map((note) => note[language]).join(' ')) : null
}

const ofTerritory = (row: Territory): Findable => findable('territory', { ...row, aliases: [...row.aliases, ...row.formerCodes] }, {
  note: territoryNote(row),
  verify: row.codeConfidence === 'known' ? codeIsKnown : null,
  context: inBoth((language) => `${territoryTypes[row.type][language]}, ${placeOf([row.country], language)}`),
  countries: [row.country], latitude: row.latitude, longitude: row.longitude,
})

const ofMunicipality = (row: Municipality): Findable => findable('municipality', row, {
  context: inBoth((language) => [
    { es: 'municipio', en: 'municipality' }[language], nameOf('territory', row.territory, language), placeOf([row.country], language),
  ].join(', ')),
  countries: [row.country], latitude: row.latitude, longitude: row.longitude, note: row.note,
})

const ofCorridor = (row: Corridor): Findable => findable('corridor', row, {
  context: inBoth((language) => `${{ es: 'corredor', en: 'corridor' }[language]}, ${placeOf(row.countries, language)}`),
  countries: row.countries, note: row.note,
})

const ofBorderPoint = (row: BorderPoint): Findable => findable('border-point', row, {
  context: inBoth((language) => `${borderPointKinds[row.kind][language]}, ${placeOf(row.countries, language)}`),
  countries: row.countries, latitude: row.latitude, longitude: row.longitude, note: row.note ?? null,
})

const ofOffence = (row: Offence): Findable => findable('offence', row, {
  context: inBoth((language) => [offenceGroups[row.group][language], ...(row.iccs ? [`ICCS ${row.iccs.code}`] : [])].join(', ')),
  note: row.description,
})

const ofCodeList = (row: CodeList): Findable => findable('code-list', { ...row, aliases: [...row.aliases, ...row.values.map(({ names }) => names.es)] }, {
  context: { es: `${row.standard}, ${row.field}`, en: `${row.standard}, ${row.field}` },
})

/** All entries, the catalogues in their order, each in its file's order. */
export const allEntries: readonly Findable[] = [
  ...countryRows.map(ofCountry), ...territoryRows.map(ofTerritory), ...municipalityRows.map(ofMunicipality), ...corridorRows.map(ofCorridor),
  ...borderPointRows.map(ofBorderPoint), ...offenceRows.map(ofOffence), ...codeListRows.map(ofCodeList),
]

/** One entry, or none. */
export const entryOf = (kind: CatalogueKind, code: string): CatalogueEntry | undefined =>
  allEntries.find(({ entry }) => entry.kind === kind && entry.code === code)?.entry

/** The entries of these codes, in their order, whatever their kind or of the kinds given; a replaced territory code finds its successor. */
export const entriesByCode = (codes: readonly string[], kinds: readonly CatalogueKind[]): CatalogueEntry[] =>
  codes.flatMap((code) => {
    const today = territory(code)?.code ?? code
    return allEntries.map(({ entry }) => entry).filter((entry) => entry.code === today && (kinds.length === 0 || kinds.includes(entry.kind)))
  })

/** The entries of one kind, of one country when it is given. */
export const entriesOf = (kind: CatalogueKind, country?: string): CatalogueEntry[] =>
  allEntries.map(({ entry }) => entry).filter((entry) => entry.kind === kind && (!country || entry.countries.includes(country)))

/** The codes of a code list; none for an entry of another kind. */
export const valuesOf = ({ kind, code }: CatalogueEntry): CodeList['values'] =>
  (kind === 'code-list' ? codeListRows.find((row) => row.code === code)?.values : undefined) ?? []
