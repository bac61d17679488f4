// The public page of places: territories, municipalities, corridors and border points, searched with a plain form.
import type { z } from 'zod'
import { SourceLine, Table } from '../../../platform/html/parts.tsx'
import { page, type PageProps } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { listPlaces } from '../actions.ts'
import { kindNames, type CatalogueEntry, type CatalogueKind, type ListPlaces, type PlaceList } from '../model/acts.ts'
import { confidenceNames } from '../model/content.ts'

type Props = PageProps<z.output<typeof PlaceList>, z.output<typeof ListPlaces>>

const words = {
  title: { es: 'Territorios y pasos fronterizos', en: 'Territories and border points' },
  nav: { es: 'Territorios', en: 'Territories' },
  lead: {
    es: 'Los lugares con los que SIDMI cuenta: estados, departamentos y provincias de las Américas, corredores y pasos de frontera. Escriba como pueda; se entiende sin acentos y con errores.',
    en: 'The places SIDMI counts by: states, departments and provinces of the Americas, corridors and border points. Type as best you can; accents and misspellings do not matter.',
  },
  search: { es: 'Buscar un lugar', en: 'Search for a place' },
  country: { es: 'País', en: 'Country' },
  all: { es: 'Todos', en: 'All' },
  go: { es: 'Buscar', en: 'Search' },
  place: { es: 'Lugar', en: 'Place' },
  results: { es: 'Lo encontrado', en: 'What was found' },
  where: { es: 'Qué es y dónde', en: 'What and where' },
  code: { es: 'Código', en: 'Code' },
  confidence: { es: 'Confianza', en: 'Confidence' },
  about: { es: 'Notas', en: 'Notes' },
} satisfies Record<string, Text>

const headings: Readonly<Record<CatalogueKind, Text>> = {
  ...kindNames,
  territory: { es: 'Territorios', en: 'Territories' },
  municipality: { es: 'Municipios', en: 'Municipalities' },
  corridor: { es: 'Corredores', en: 'Corridors' },
  'border-point': { es: 'Pasos fronterizos, aeropuertos y puertos', en: 'Border crossings, airports and seaports' },
}

const found = (count: number): Text => ({
  es: count === 0 ? 'No se encontró ningún lugar. Pruebe con otra palabra o con otro país.' : `${String(count)} ${count === 1 ? 'lugar' : 'lugares'}`,
  en: count === 0 ? 'No place was found. Try another word or another country.' : `${String(count)} ${count === 1 ? 'place' : 'places'}`,
})

const Chooser = ({ output, input, lang }: Props) => (
  <form className="choose" method="get" action={`/${lang}/places`} role="search">
    <div className="field">
      <label htmlFor="q">{say(words.search, lang)}</label>
      <input id="q" name="q" type="search" defaultValue={input.q} maxLength={80} />
    </div>
    <div className="field">
      <label htmlFor="country">{say(words.country, lang)}</label>
      <select id="country" name="country" defaultValue={input.country}>
        <option value="">{say(words.all, lang)}</option>
        {output.countries.toSorted((a, b) => a.names[lang].localeCompare(b.names[lang], lang))
          .map(({ code, names }) => <option key={code} value={code}>{names[lang]}</option>)}
      </select>
    </div>
    <button className="button" type="submit">{say(words.go, lang)}</button>
  </form>
)

const rowOf = (entry: CatalogueEntry, lang: Language) => [
  entry.names[lang],
  say(entry.context, lang),
  <code key="code">{entry.code}</code>,
  [entry.note, entry.verify].flatMap((text) => (text ? [say(text, lang)] : [])).join(' '),
  say(confidenceNames[entry.confidence], lang),
]

const Places = ({ title, entries, lang }: { title: string; entries: readonly CatalogueEntry[]; lang: Language }) => (
  entries.length === 0 ? null : (
    <Table
      caption={title}
      header={[words.place, words.where, words.code, words.about, words.confidence].map((word) => say(word, lang))}
      rows={entries.map((entry) => rowOf(entry, lang))}
      say={() => ''}
    />
  )
)

const isSearch = (input: Props['input']): boolean => input.q !== '' || input.country !== ''

const PlacesPage = (props: Props) => {
  const { output, input, lang } = props
  const kinds = [...new Set(output.items.map((entry) => entry.kind))]
  return (
    <>
      <h1>{say(words.title, lang)}</h1>
      <p className="lead">{say(words.lead, lang)}</p>
      <Chooser {...props} />
      {isSearch(input) && <p role="status">{say(found(output.items.length), lang)}</p>}
      {input.q !== ''
        ? <Places title={say(words.results, lang)} entries={output.items} lang={lang} />
        : kinds.map((kind) => (
          <Places key={kind} title={say(headings[kind], lang)} entries={output.items.filter((entry) => entry.kind === kind)} lang={lang} />
        ))}
      <p className="quiet">{say(output.provenance.note, lang)}</p>
      <SourceLine lang={lang} attribution={['ISO 3166', 'Natural Earth', ...output.provenance.sources].join('; ')} licence={output.provenance.licence} />
    </>
  )
}

export const placesPage = page({
  path: '/places',
  act: listPlaces,
  title: () => words.title,
  description: () => words.lead,
  view: PlacesPage,
  nav: { label: words.nav, order: 60 },
})
