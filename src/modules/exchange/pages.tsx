// The public page of statistical exchange: every dataflow, the addresses to read it from, and how programs read it.
import { periodText } from '../../platform/charts/format.ts'
import { PageNotice, Table } from '../../platform/html/parts.tsx'
import { page, type Page, type PageProps } from '../../platform/module.ts'
import { say, type Language, type Text } from '../../platform/text.ts'
import { listDataflows } from './actions/dataflows.ts'
import { agency, version, type FlowSummary } from './model.ts'

const words = {
  title: { es: 'Datos para programas (SDMX)', en: 'Data for programs (SDMX)' },
  lead: {
    es: 'Las mismas cifras públicas, en el estándar con que las oficinas de estadística intercambian datos. Sin cuenta y sin clave.',
    en: 'The same public figures, in the standard with which statistical offices exchange data. No account, no key.',
  },
  nothing: { es: 'Este nodo todavía no tiene cifras que ofrecer.', en: 'This node has no figures to offer yet.' },
  flow: { es: 'Flujo', en: 'Dataflow' },
  key: { es: 'Dimensiones, en el orden de la clave', en: 'Dimensions, in the order of the key' },
  span: { es: 'Periodo', en: 'Span' },
  read: { es: 'Leer', en: 'Read' },
  structure: { es: 'estructura', en: 'structure' },
  how: { es: 'Cómo se pide', en: 'How to ask' },
  keyHelp: {
    es: 'En la dirección, cada parte de la clave va separada por un punto: vacía pide todos los códigos, «_T» pide la suma, «+» junta varios. «startPeriod» y «endPeriod» acotan el tiempo; «format=csv», «json» o «xml» eligen la forma.',
    en: 'In the address each part of the key is separated by a dot: empty asks for every code, “_T” for the sum, “+” joins several. “startPeriod” and “endPeriod” bound the time; “format=csv”, “json” or “xml” choose the form.',
  },
  inR: { es: 'En R, con el paquete rsdmx:', en: 'In R, with the package rsdmx:' },
  apart: {
    es: 'Cada flujo cuenta una sola cosa (víctimas, carpetas, personas…): no sume flujos entre sí. «_U» es lo que la fuente no dice. Lo que no tiene fecha no está en ninguna serie y se dice aparte (atributo UNDATED).',
    en: 'Each dataflow counts one thing only (victims, case files, persons…): do not add dataflows together. “_U” is what the source does not state. What has no date is in no series and is told apart (attribute UNDATED).',
  },
} satisfies Record<string, Text>

type Props = PageProps<{ items: FlowSummary[] }, Record<string, never>>

const allOf = ({ id, dimensions }: FlowSummary): string => `/sdmx/2.1/data/${id}/${dimensions.slice(1, -1).map((dimension) => (dimension === 'REF_AREA' ? '' : '_T')).reduce((key, part) => `${key}.${part}`, 'A')}`

const Links = ({ flow, lang }: { flow: FlowSummary; lang: Language }) => (
  <>
    {(['csv', 'json', 'xml'] as const).map((format) => <a key={format} href={`${allOf(flow)}?format=${format}`}>{format.toUpperCase()} </a>)}
    <a href={`/sdmx/2.1/datastructure/${agency}/${flow.id}/${version}`}>{say(words.structure, lang)}</a>
  </>
)

const rowOf = (flow: FlowSummary, lang: Language) => [
  <span key="name">{say(flow.name, lang)}<br /><code>{flow.id}</code></span>,
  <code key="key">{flow.dimensions.slice(0, -1).join('.')}</code>,
  flow.from && flow.to ? `${periodText(flow.from, 'year', lang)}–${periodText(flow.to, 'year', lang)}` : '–',
  <Links key="links" flow={flow} lang={lang} />,
]

const example = (items: readonly FlowSummary[]): string => (items[0] ? allOf(items[0]) : '')

const View = ({ output: { items }, lang }: Props) => (
  <>
    <h1>{say(words.title, lang)}</h1>
    <p className="lead">{say(words.lead, lang)}</p>
    {items.length === 0 ? <PageNotice>{say(words.nothing, lang)}</PageNotice> : (
      <>
        <Table caption={say(words.title, lang)} header={[words.flow, words.key, words.span, words.read].map((word) => say(word, lang))} rows={items.map((flow) => rowOf(flow, lang))} say={String} />
        <h2>{say(words.how, lang)}</h2>
        <p>{say(words.keyHelp, lang)}</p>
        <p>{say(words.apart, lang)}</p>
        <p>{say(words.inR, lang)}</p>
        <pre><code>{`library(rsdmx)\nas.data.frame(readSDMX("https://…${example(items)}"))`}</code></pre>
      </>
    )}
  </>
)

export const pages: readonly Page[] = [page({ path: '/sdmx', act: listDataflows, title: () => words.title, view: View })]
