// What SIDMI is, how its figures are made, and what happens with the data of whoever visits.
import { numberText, periodText } from '../../../platform/charts/format.ts'
import { Breadcrumb, FactList, PageNotice } from '../../../platform/html/parts.tsx'
import { page, type PageProps } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { listPublicSources, readAbout } from '../actions.ts'
import type { PublicSources } from '../model.ts'
import { aboutParts, dataParts, privacyParts, type Part } from './words.ts'

type Source = PublicSources['items'][number]

const titles = {
  about: { es: 'Qué es SIDMI', en: 'What SIDMI is' },
  data: { es: 'Cómo se hacen las cifras', en: 'How the figures are made' },
  privacy: { es: 'Sus datos al visitar', en: 'Your data when you visit' },
} satisfies Record<string, Text>

const facts = {
  sources: { es: 'Las fuentes de este nodo', en: 'The sources of this node' },
  publisher: { es: 'De quién es', en: 'Whose it is' },
  unit: { es: 'Qué cuenta', en: 'What it counts' },
  span: { es: 'Qué abarca', en: 'What it covers' },
  release: { es: 'Entrega vigente', en: 'Release in force' },
  licence: { es: 'Licencia', en: 'Licence' },
  note: { es: 'Qué hay que saber', en: 'What to know' },
  to: { es: 'a', en: 'to' },
  observations: { es: 'observaciones', en: 'observations' },
  of: { es: 'del', en: 'of' },
  demonstration: { es: 'Datos de demostración, inventados por SIDMI.', en: 'Demonstration data, made up by SIDMI.' },
  none: { es: 'Todavía ninguna fuente ha entregado cifras.', en: 'No source has delivered figures yet.' },
} satisfies Record<string, Text>

const Parts = ({ parts, lang }: { parts: readonly Part[]; lang: Language }) => (
  <>
    {parts.map((part) => (
      <section key={part.title.en}>
        <h2>{say(part.title, lang)}</h2>
        {part.paragraphs.map((paragraph) => <p key={paragraph.en}>{say(paragraph, lang)}</p>)}
      </section>
    ))}
  </>
)

const home = { es: 'Inicio', en: 'Home' }
const trailTo = (title: Text, lang: Language, above: readonly { label: string; path: string }[] = []) => (
  <Breadcrumb lang={lang} trail={[{ label: say(home, lang), path: '' }, ...above, { label: say(title, lang) }]} />
)

const spanOf = ({ measures }: Source, lang: Language): string => {
  const starts = measures.flatMap(({ from }) => from ?? []).sort()
  const ends = measures.flatMap(({ to }) => to ?? []).sort()
  const [first, last] = [starts[0], ends.at(-1)]
  const count = numberText(measures.reduce((sum, { observations }) => sum + observations, 0), lang)
  const span = first && last ? `${periodText(first, 'month', lang)} ${say(facts.to, lang)} ${periodText(last, 'month', lang)}; ` : ''
  return `${span}${count} ${say(facts.observations, lang)}`
}

const SourceFacts = ({ source, lang }: { source: Source; lang: Language }) => (
  <section>
    <h3><a href={`/${lang}/figures?figure=${source.id}`}>{say(source.name, lang)}</a></h3>
    {source.isDemonstration && <PageNotice>{say(facts.demonstration, lang)}</PageNotice>}
    <FactList
      facts={[
        { name: say(facts.publisher, lang), value: <a href={source.url}>{source.publisher}</a> },
        { name: say(facts.unit, lang), value: [...new Set(source.measures.map(({ unitName }) => say(unitName, lang)))].join(', ') },
        { name: say(facts.span, lang), value: spanOf(source, lang) },
        ...(source.release ? [{ name: say(facts.release, lang), value: `${source.release.number}, ${say(facts.of, lang)} ${periodText(source.release.at, 'day', lang)}` }] : []),
        { name: say(facts.licence, lang), value: source.licence },
        { name: say(facts.note, lang), value: say(source.note, lang) },
      ]}
    />
  </section>
)

const DataView = ({ output: { items }, lang }: PageProps<PublicSources, object>) => (
  <div className="prose-wide">
    {trailTo(titles.data, lang, [{ label: say(titles.about, lang), path: '/about' }])}
    <h1>{say(titles.data, lang)}</h1>
    <Parts parts={dataParts} lang={lang} />
    <h2 id="sources">{say(facts.sources, lang)}</h2>
    {items.length === 0 && <p>{say(facts.none, lang)}</p>}
    {items.map((source) => <SourceFacts key={source.id} source={source} lang={lang} />)}
  </div>
)

const proseOf = (title: Text, parts: readonly Part[]) => ({ lang }: { lang: Language }) => (
  <div className="prose">{trailTo(title, lang)}<h1>{say(title, lang)}</h1><Parts parts={parts} lang={lang} /></div>
)

export const aboutPage = page({ path: '/about', act: readAbout, title: () => titles.about, view: proseOf(titles.about, aboutParts) })

export const dataPage = page({ path: '/about/data', act: listPublicSources, title: () => titles.data, view: (props) => <DataView {...props} /> })

export const privacyPage = page({ path: '/privacy', act: readAbout, title: () => titles.privacy, view: proseOf(titles.privacy, privacyParts) })
