// The public pages of offences: the list of what each one is, and one offence told apart from its neighbours.
import type { z } from 'zod'
import { Breadcrumb, FactList, PageNotice, SourceLine, Table } from '../../../platform/html/parts.tsx'
import { page, type PageProps } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { listOffences, readOffence } from '../actions.ts'
import type { OffenceList, OffenceView } from '../model/acts.ts'
import { confidenceNames, offenceGroups, type Comparison, type Offence } from '../model/content.ts'
import { nameOf } from '../rules/lookup.ts'

const words = {
  title: { es: 'Delitos: qué es cada uno', en: 'Offences: what each one is' },
  nav: { es: 'Delitos', en: 'Offences' },
  lead: {
    es: 'Los delitos que más sufren las personas migrantes, en palabras llanas, con su lugar en la clasificación internacional (ICCS). No sustituye a la ley de cada país.',
    en: 'The crimes migrants most often suffer, in plain words, with their place in the international classification (ICCS). It does not replace each country’s law.',
  },
  description: {
    es: 'Qué es la trata de personas, el tráfico ilícito de migrantes, el secuestro, la extorsión y otros delitos, y en qué se distinguen.',
    en: 'What trafficking in persons, smuggling of migrants, kidnapping, extortion and other crimes are, and what sets them apart.',
  },
  offence: { es: 'Delito', en: 'Offence' },
  what: { es: 'Qué es', en: 'What it is' },
  iccs: { es: 'Código ICCS', en: 'ICCS code' },
  classification: { es: 'Clasificación y fuentes', en: 'Classification and sources' },
  noIccs: { es: 'sin categoría propia', en: 'no category of its own' },
  elements: { es: 'Qué debe haber', en: 'What must be present' },
  distinguish: { es: 'En qué se distingue', en: 'What sets it apart' },
  basis: { es: 'En qué se basa', en: 'What it rests on' },
  examples: { es: 'En leyes nacionales, por ejemplo', en: 'In national laws, for example' },
  confidence: { es: 'Confianza', en: 'Confidence' },
  verify: { es: 'Por verificar', en: 'To be verified' },
  version: { es: 'Versión del catálogo', en: 'Catalogue version' },
  working: { es: 'traducción de trabajo', en: 'working translation' },
  aspect: { es: 'Aspecto', en: 'Aspect' },
  compare: { es: 'Trata de personas y tráfico ilícito de migrantes no son lo mismo', en: 'Trafficking in persons and smuggling of migrants are not the same' },
} satisfies Record<string, Text>

const noNumber = (): string => ''

const Rows = ({ rows, lang }: { rows: readonly Offence[]; lang: Language }) => (
  <Table
    caption={<span className="unseen">{say(words.offence, lang)}</span>}
    header={[say(words.offence, lang), say(words.what, lang), say(words.iccs, lang)]}
    rows={rows.map((row) => [
      <a key="name" href={`/${lang}/offences/${row.code}`}>{say(row.names, lang)}</a>,
      say(row.description, lang),
      row.iccs?.code ?? say(words.noIccs, lang),
    ])}
    say={noNumber}
  />
)

const Offences = ({ output, lang }: PageProps<z.output<typeof OffenceList>, unknown>) => (
  <>
    <h1>{say(words.title, lang)}</h1>
    <p className="lead">{say(words.lead, lang)}</p>
    <PageNotice><a href={`/${lang}/offences/tip`}>{say(words.compare, lang)}</a>.</PageNotice>
    {Object.entries(offenceGroups).map(([group, name]) => (
      <section key={group}>
        <h2>{say(name, lang)}</h2>
        <Rows rows={output.items.filter((row) => row.group === group)} lang={lang} />
      </section>
    ))}
    <p className="quiet">{say(output.provenance.note, lang)} {say(words.version, lang)}: {output.version.version} ({output.version.date}).</p>
    <SourceLine lang={lang} attribution={output.provenance.sources.join('; ')} licence={output.provenance.licence} />
  </>
)

const WordBlock = ({ title, list }: { title: string; list: readonly string[] }) => (
  list.length === 0 ? null : <section><h2>{title}</h2><ul className="prose">{list.map((one) => <li key={one}>{one}</li>)}</ul></section>
)

const Difference = ({ comparison, lang }: { comparison: Comparison; lang: Language }) => (
  <section>
    <h2>{say(words.compare, lang)}</h2>
    <Table
      caption={<span className="unseen">{say(words.compare, lang)}</span>}
      header={[say(words.aspect, lang), ...comparison.between.map((code) => nameOf('offence', code, lang))]}
      rows={comparison.rows.map((row) => [row.aspect, row.first, row.second].map((text) => say(text, lang)))}
      say={noNumber}
    />
  </section>
)

const IccsName = ({ iccs, lang }: { iccs: Offence['iccs']; lang: Language }) => {
  if (iccs === null) return say(words.noIccs, lang)
  const isWorking = iccs.spanishIsWorkingTranslation && lang === 'es'
  return (
    <>
      <strong>{iccs.code}</strong> {say(iccs.names, lang)}{isWorking && ` (${say(words.working, lang)})`}
      <br /><span className="quiet">{[say(confidenceNames[iccs.confidence], lang), ...iccs.sources].join('; ')}</span>
    </>
  )
}

const factsOf = (offence: z.output<typeof OffenceView>, lang: Language) => [
  { name: say(words.iccs, lang), value: <IccsName iccs={offence.iccs} lang={lang} /> },
  { name: say(words.basis, lang), value: offence.basis[lang].join('; ') },
  ...(offence.nationalExamples.length > 0 ? [{ name: say(words.examples, lang), value: offence.nationalExamples.join(' · ') }] : []),
  { name: say(words.confidence, lang), value: say(confidenceNames[offence.confidence], lang) },
  ...(offence.verify ? [{ name: say(words.verify, lang), value: say(offence.verify, lang) }] : []),
  { name: say(words.version, lang), value: `${offence.version.version} (${offence.version.date})` },
]

const OneOffence = ({ output, lang }: PageProps<z.output<typeof OffenceView>, unknown>) => (
  <>
    <Breadcrumb lang={lang} trail={[{ label: say(words.nav, lang), path: '/offences' }, { label: say(output.names, lang) }]} />
    <h1>{say(output.names, lang)}</h1>
    <p className="lead">{say(output.description, lang)}</p>
    <WordBlock title={say(words.elements, lang)} list={output.elements[lang]} />
    <WordBlock title={say(words.distinguish, lang)} list={output.distinguish[lang]} />
    {output.comparison && <Difference comparison={output.comparison} lang={lang} />}
    <h2>{say(words.classification, lang)}</h2>
    <FactList facts={factsOf(output, lang)} />
    <SourceLine lang={lang} attribution={output.sources.join('; ')} />
  </>
)

export const offencesPage = page({
  path: '/offences',
  act: listOffences,
  title: () => words.title,
  description: () => words.description,
  view: Offences,
  nav: { label: words.nav, order: 50 },
})

export const offencePage = page({
  path: '/offences/:id',
  act: readOffence,
  title: ({ output }) => output.names,
  description: ({ output }) => output.description,
  view: OneOffence,
})
