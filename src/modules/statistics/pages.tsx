// The public page of the figures: one measure, on a map, as a series and as tables; a plain form, no script.
import { AreaMap, areaMapTable } from '../../platform/charts/area-map.tsx'
import { BarSeries } from '../../platform/charts/bar-series.tsx'
import { numberText, periodText, type Grain } from '../../platform/charts/format.ts'
import { LineSeries, lineSeriesTable } from '../../platform/charts/line-series.tsx'
import { PageNotice, SourceLine, Table } from '../../platform/html/parts.tsx'
import { page, type Page, type PageProps } from '../../platform/module.ts'
import { say, type Language, type Text } from '../../platform/text.ts'
import { boundaries } from '../catalogues/index.ts'
import { readPublicFigures } from './actions/public.ts'
import { mapAreas } from './actions/map.ts'
import { dimensionNames, isStock, type PublicFigures, type PublicQuestion } from './model.ts'
import { minimumNote } from './model/minimum.ts'
import { amountText, withheldName, withheldSentence } from './model/withheld.ts'

type Shown = NonNullable<PublicFigures['shown']>
type Props = PageProps<PublicFigures, PublicQuestion>

const words = {
  title: { es: 'Cifras públicas', en: 'Public figures' },
  nav: { es: 'Cifras', en: 'Figures' },
  lead: {
    es: 'Lo que las instituciones han contado, tal como lo entregaron. Cada cifra dice de quién es, qué cuenta y de qué entrega viene.',
    en: 'What institutions have counted, as they delivered it. Each figure says whose it is, what it counts and which release it comes from.',
  },
  nothing: { es: 'Este nodo todavía no tiene cifras que mostrar. Vuelva pronto.', en: 'This node has no figures to show yet. Come back soon.' },
  figure: { es: 'Qué se cuenta', en: 'What is counted' },
  year: { es: 'Año', en: 'Year' },
  all: { es: 'Todos los años', en: 'All years' },
  kind: { es: 'De qué', en: 'Of what' },
  allKinds: { es: 'Todo lo que cuenta la fuente', en: 'All the source counts' },
  place: { es: 'Serie de', en: 'Series of' },
  everywhere: { es: 'Todos los lugares', en: 'Everywhere' },
  show: { es: 'Mostrar', en: 'Show' },
  byPlace: { es: 'Por lugar', en: 'By place' },
  byYear: { es: 'Por año', en: 'By year' },
  most: { es: 'Donde más se contó', en: 'Where most were counted' },
  allPlaces: { es: 'Todos los lugares, como tabla', en: 'Every place, as a table' },
  asTable: { es: 'La serie, como tabla', en: 'The series, as a table' },
  openMap: { es: 'Toque un territorio para ver su serie.', en: 'Touch a territory to see its series.' },
  download: { es: 'Descargar por año y lugar (CSV)', en: 'Download by year and place (CSV)' },
  programs: { es: 'Para programas, en SDMX', en: 'For programs, in SDMX' },
  rounded: {
    es: 'Para proteger a las personas, cada número está redondeado por separado al múltiplo de cinco más cercano; por eso las sumas pueden no coincidir.',
    en: 'To protect people, each number is rounded by itself to the nearest multiple of five; sums may therefore not add up.',
  },
} satisfies Record<string, Text>

const figureId = (shown: Shown): string => `${shown.source.id}.${shown.measure.id}`

/** The page of these figures; with a place, at its yearly series. */
export const addressOf = (shown: Shown, lang: Language, place?: string): string => {
  const kind = shown.kind?.code ?? 'all'
  const query = new URLSearchParams({ figure: figureId(shown), kind, year: String(shown.year ?? 'all'), ...(place && { place }) })
  return `/${lang}/figures?${query.toString()}${place ? '#series' : ''}`
}

const whenOf = ({ year }: Shown): Text => (year === null ? words.all : { es: String(year), en: String(year) })

const named = (shown: Shown, lang: Language): string => {
  const kind = shown.kind ? `: ${say(shown.kind.name, lang).toLowerCase()}` : ''
  return `${say(shown.measure.name, lang)}${kind}`
}

const titleOf = (shown: Shown): Text => ({
  es: `${named(shown, 'es')}, ${say(whenOf(shown), 'es').toLowerCase()}`, en: `${named(shown, 'en')}, ${say(whenOf(shown), 'en').toLowerCase()}`,
})

interface Option {
  value: string
  label: string
}

const Select = ({ name, label, value, options }: { name: string; label: string; value: string; options: readonly Option[] }) => (
  <div className="field">
    <label htmlFor={name}>{label}</label>
    <select id={name} name={name} defaultValue={value}>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  </div>
)

const Refinements = ({ shown, lang }: { shown: Shown; lang: Language }) => {
  const kinds = shown.kinds.map(({ code, name }) => ({ value: code, label: say(name, lang) }))
  const years = shown.years.toReversed().map((year) => ({ value: String(year), label: String(year) }))
  const places = shown.places.flatMap(({ code, name }) => (code === null ? [] : [{ value: code, label: say(name, lang) }]))
  return (
    <>
      {kinds.length > 0 && (
        <Select name="kind" label={say(words.kind, lang)} value={shown.kind?.code ?? 'all'} options={[...kinds, { value: 'all', label: say(words.allKinds, lang) }]} />
      )}
      <Select name="year" label={say(words.year, lang)} value={String(shown.year ?? 'all')} options={isStock(shown.measure) ? years : [...years, { value: 'all', label: say(words.all, lang) }]} />
      <Select
        name="place" label={say(words.place, lang)} value={shown.place?.code ?? ''}
        options={[{ value: '', label: say(words.everywhere, lang) }, ...places.toSorted((a, b) => a.label.localeCompare(b.label, lang))]}
      />
    </>
  )
}

const Chooser = ({ output, lang }: Props) => (
  <form className="choose" method="get" action={`/${lang}/figures`}>
    <div className="field">
      <label htmlFor="figure">{say(words.figure, lang)}</label>
      <select id="figure" name="figure" defaultValue={output.shown ? figureId(output.shown) : ''}>
        {output.choices.map((choice) => (
          <optgroup key={choice.id} label={say(choice.name, lang)}>
            {choice.measures.map((measure) => <option key={measure.id} value={`${choice.id}.${measure.id}`}>{say(measure.name, lang)}</option>)}
          </optgroup>
        ))}
      </select>
    </div>
    {output.shown && <Refinements shown={output.shown} lang={lang} />}
    <button className="button" type="submit">{say(words.show, lang)}</button>
  </form>
)

const coverageSentence = (shown: Shown, lang: Language): string => {
  if (!shown.from || !shown.to) return ''
  const grain: Grain = 'month'
  const [from, to] = [periodText(shown.from, grain, lang), periodText(shown.to, grain, lang)]
  return say({ es: `Abarca de ${from} a ${to}.`, en: `It covers ${from} to ${to}.` }, lang)
}

const undatedSentence = ({ undated }: Shown, lang: Language): string => {
  const number = numberText(undated, lang)
  return undated === 0 ? '' : say({ es: `Además hay ${number} sin fecha, que no se suman a ningún año.`, en: `A further ${number} have no date and are added to no year.` }, lang)
}

const Total = ({ shown, lang }: { shown: Shown; lang: Language }) => {
  if (shown.total === null) return say(withheldName, lang)
  return <><span className="key-number">{numberText(shown.total, lang)}</span> {say(shown.measure.unitName, lang)}</>
}

const Figure = ({ shown, lang, isLarge }: { shown: Shown; lang: Language; isLarge?: boolean }) => (
  <section className="figure-head">
    <h2>{say(titleOf(shown), lang)}</h2>
    <p className={isLarge ? 'figure-total' : undefined}><Total shown={shown} lang={lang} /></p>
    <p>{say(shown.source.note, lang)} {!isStock(shown.measure) && say(minimumNote, lang)} {coverageSentence(shown, lang)} {undatedSentence(shown, lang)} {withheldSentence(shown.withheld, lang)}</p>
    <ReleaseLine shown={shown} lang={lang} />
  </section>
)

/** Whose figures these are, with the release and its date. */
export const ReleaseLine = ({ shown, lang }: { shown: Shown; lang: Language }) => (
  <SourceLine
    lang={lang} attribution={say(shown.source.attribution, lang)} url={shown.source.url} licence={shown.source.licence}
    release={`${shown.release.number}, ${periodText(shown.release.at, 'day', lang)}`} isDemonstration={shown.source.isDemonstration}
  />
)

/** The map of one measure by place, with the same as a table when `withTable`. */
export const PlaceMap = ({ shown, lang, withTable }: { shown: Shown; lang: Language; withTable?: boolean }) => {
  const { areas, openOf, view } = mapAreas(shown, lang)
  const [file, object] = shown.by === 'territory' ? (['region', 'territories'] as const) : (['admin0', 'countries'] as const)
  const props = {
    id: 'map', lang, unit: say(shown.measure.unitName, lang), dimension: say(dimensionNames[shown.by], lang),
    title: `${say(titleOf(shown), lang)}: ${say(words.byPlace, lang).toLowerCase()}`,
    description: `${say(shown.source.name, lang)}. ${say(words.openMap, lang)}`,
  }
  const table = areaMapTable({ ...props, areas: shown.places.map(({ code, name, value }) => ({ code: code ?? '', name: say(name, lang), value })) })
  return (
    <figure className="chart-figure">
      <figcaption>{props.title}</figcaption>
      <AreaMap
        {...props} areas={areas} shapes={{ topology: boundaries(file), object }} ground={{ topology: boundaries('region'), object: 'countries' }}
        hrefOf={(area) => addressOf(shown, lang, openOf(area))} {...(view && { view })} {...(shown.place && { selected: shown.place.code })}
      />
      {withTable && <Table folded caption={say(words.allPlaces, lang)} header={table.header} rows={table.rows} say={(value) => amountText(value, lang)} />}
    </figure>
  )
}

const mostPlaces = 10

const Ranking = ({ shown, lang }: { shown: Shown; lang: Language }) => (
  <figure className="chart-figure">
    <figcaption>{say(words.most, lang)}</figcaption>
    <BarSeries
      id="most" lang={lang} title={say(words.most, lang)} description={say(titleOf(shown), lang)} unit={say(shown.measure.unitName, lang)}
      dimension={say(dimensionNames[shown.by], lang)} hrefOf={(code) => addressOf(shown, lang, code)}
      bars={shown.places.flatMap(({ code, name, value }) => (code === null || !value ? [] : [{ key: code, label: say(name, lang), value }])).slice(0, mostPlaces)}
    />
  </figure>
)

const incompleteSentence = ({ series }: Shown, lang: Language): string => {
  const years = series.filter(({ isWhole }) => !isWhole).map(({ year }) => year).join(', ')
  return years === '' ? '' : say({ es: `Incompleto, y por eso solo en la tabla: ${years}.`, en: `Incomplete, and so in the table only: ${years}.` }, lang)
}

const Years = ({ shown, lang }: { shown: Shown; lang: Language }) => {
  const label = say(shown.place?.name ?? words.everywhere, lang)
  const title = `${named(shown, lang)}, ${say(words.byYear, lang).toLowerCase()}: ${label}`
  const props = { id: 'years', lang, title, description: say(shown.source.name, lang), unit: say(shown.measure.unitName, lang), grain: 'year' as const, height: 260 }
  const seriesOf = (years: Shown['series']) => [{ key: 'all', label, points: years.map(({ year, value }) => ({ start: `${year}-01-01`, value })) }]
  const table = lineSeriesTable({ ...props, series: seriesOf(shown.series) })
  return (
    <figure className="chart-figure" id="series">
      <figcaption>{title}</figcaption>
      <LineSeries {...props} series={seriesOf(shown.series.filter(({ isWhole }) => isWhole))} />
      <p className="quiet">{incompleteSentence(shown, lang)}</p>
      <Table folded caption={say(words.asTable, lang)} header={table.header} rows={table.rows} say={(value) => amountText(value, lang)} />
    </figure>
  )
}

const FiguresPage = (props: Props) => {
  const { output: { shown }, lang } = props
  if (!shown) return <><h1>{say(words.title, lang)}</h1><p className="lead">{say(words.nothing, lang)}</p></>
  return (
    <>
      <h1>{say(words.title, lang)}</h1>
      <p className="lead">{say(words.lead, lang)}</p>
      <Chooser {...props} />
      <Figure shown={shown} lang={lang} isLarge />
      {shown.protection === 'rounded' && <PageNotice>{say(words.rounded, lang)}</PageNotice>}
      <div className="beside">
        <PlaceMap shown={shown} lang={lang} withTable />
        <div><Ranking shown={shown} lang={lang} /><Years shown={shown} lang={lang} /></div>
      </div>
      <p><a href={`/api/figures.csv?source=${shown.source.id}&measure=${shown.measure.id}&by=${['year', shown.by, ...(shown.kindOf ? [shown.kindOf] : [])].join(',')}`}>{say(words.download, lang)}</a> · <a href={`/${lang}/sdmx`}>{say(words.programs, lang)}</a></p>
    </>
  )
}

export const pages: readonly Page[] = [
  page({
    path: '/figures',
    act: readPublicFigures,
    title: ({ output: { shown } }) => (shown ? titleOf(shown) : words.title),
    description: () => words.lead,
    view: (props) => <FiguresPage {...props} />,
    nav: { label: words.nav, order: 20 },
  }),
]
