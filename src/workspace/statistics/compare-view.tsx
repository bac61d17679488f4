// Comparing two periods, two places or two of anything else: side by side, with the difference and how far it can be trusted.
import { Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import { PairBars, type PairBarsProps } from '../../platform/charts/pair-bars.tsx'
import type { ChartTable } from '../../platform/charts/frame.tsx'
import type { Text } from '../../platform/text.ts'
import { dimensionNames, isStock, isTime, notStated, type Dimension } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Empty, Notice, Read, useFormat, useGo, useLanguage, useText, type Column } from '../kit/kit.ts'
import { useFigures, useSpan, type Answer } from './answer.ts'
import { compare, monthFilter, sharedMonths, smallCount, type Compared } from './comparison.ts'
import type { ViewProps } from './explorer.tsx'
import { listOf, oneOf, openingOf, placeOf, type Question } from './question.ts'
import { Shown } from './shown.tsx'
import { useSay, useTitle, type Code, type Say } from './words.ts'

const mostBars = 15

const words = {
  over: { es: 'Comparar', en: 'Compare' },
  first: { es: 'Primero', en: 'First' },
  second: { es: 'Segundo', en: 'Second' },
  along: { es: 'Por', en: 'By' },
  whole: { es: 'Todo junto', en: 'All together' },
  difference: { es: 'Diferencia', en: 'Difference' },
  change: { es: 'Cambio', en: 'Change' },
  total: { es: 'Total', en: 'Total' },
  against: { es: 'frente a', en: 'against' },
  describe: { es: 'Toque una barra para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a bar to open its figure; the same figures are in the table.' },
  few: { es: 'Hace falta que haya al menos dos para comparar. Elija otra cosa en «Comparar».', en: 'At least two are needed to compare. Choose something else under “Compare”.' },
  rates: { es: 'Se comparan recuentos, no tasas.', en: 'Counts are compared, not rates.' },
}

interface Comparing {
  over: Dimension
  pair: readonly [string, string]
  along: Dimension | undefined
}

const overOf = ({ said, measure }: Question): Dimension =>
  oneOf(said['over'], measure.dimensions) ?? measure.dimensions.find((each) => each === 'year') ?? measure.dimensions[0] ?? 'year'

const alongOf = ({ said, measure }: Question, over: Dimension): Dimension | undefined => {
  if (said['along'] === 'none') return undefined
  const known = measure.dimensions.filter((each) => each !== over)
  return oneOf(said['along'], known) ?? [placeOf(measure), 'offence' as const].find((each) => each !== undefined && known.includes(each))
}

/** What there is to choose from: the newest periods, or the largest of anything else, first. */
const codesOf = (answer: Answer, over: Dimension): string[] => {
  const rows = answer.rows.filter((row) => row[over] !== null && row[over] !== undefined)
  const ordered = isTime(over) ? rows.toReversed() : rows.toSorted((a, b) => Number(b['value'] ?? 0) - Number(a['value'] ?? 0))
  return ordered.map((row) => String(row[over]))
}

const pairOf = ({ said }: Question, over: Dimension, codes: readonly string[]): readonly [string, string] | undefined => {
  const [newest, before] = codes
  const [first, second] = isTime(over) ? [before, newest] : [newest, before]
  const [a, b] = [listOf(said['a'])[0] ?? first, listOf(said['b'])[0] ?? second]
  return a !== undefined && b !== undefined ? [a, b] : undefined
}

const Chart = (props: PairBarsProps) => {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return <div ref={ref}>{width > 0 && <PairBars {...props} width={width} />}</div>
}

const monthName = (code: Code, language: 'es' | 'en'): string =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(`2024-${String(code)}-01T00:00:00Z`))

interface DrawnProps extends ViewProps {
  comparing: Comparing
  months: readonly number[] | undefined
  answer: Answer
  choices: React.ReactNode
}

const rowName = ({ comparing: { over, along } }: DrawnProps, say: Say, language: 'es' | 'en', answer: Answer) => (code: Code): string => {
  if (!along) return words.total[language]
  return over === 'year' && along === 'month' && code !== null ? monthName(code, language) : say(along, code, answer.names)
}

/** Where a number leads: months of a year are asked for by their own year. */
const cellOf = ({ comparing: { over, along, pair } }: DrawnProps, code: Code, which: 0 | 1): Partial<Record<Dimension, Code>> => {
  const own = { [over]: pair[which] }
  if (!along) return own
  return { ...own, [along]: over === 'year' && along === 'month' && code !== null ? `${pair[which]}-${code}` : code }
}

const Differences = ({ props, rows, names, title, nameOf }: { props: DrawnProps; rows: readonly Compared[] } & Named) => {
  const t = useText()
  const { number } = useFormat()
  const { question, comparing: { along } } = props
  const signed = (value: number | null) => number(value, { signDisplay: 'exceptZero' })
  const amount = (which: 0 | 1): Column<Compared> => {
    const value = (row: Compared) => (which === 0 ? row.first : row.second)
    return {
      key: `amount-${which}`, label: { es: names[which], en: names[which] }, value, isNumber: true,
      cell: (row) => (value(row) === null ? number(null) : <AppLink to={openingOf(question, cellOf(props, row.code, which))}>{number(value(row))}</AppLink>),
    }
  }
  return (
    <DataTable
      caption={title} hidesCaption rows={rows} rowKey={({ code }) => String(code)} step={24}
      columns={[
        { key: 'along', label: along ? dimensionNames[along] : words.total, value: ({ code }) => nameOf(code) },
        amount(0), amount(1),
        { key: 'difference', label: words.difference, value: ({ difference }) => difference, isNumber: true, cell: ({ difference }) => signed(difference) },
        {
          key: 'change', label: words.change, value: ({ change }) => change, isNumber: true,
          cell: ({ change, isSmall }) => <>{number(change, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' })}{isSmall && <small title={t(smallNote)}> ⚠ {t({ es: 'pocos', en: 'few' })}</small>}</>,
        },
      ]}
    />
  )
}

const smallNote = {
  es: `«pocos»: alguna de las dos es menor que ${smallCount}; a esa escala el azar solo mueve mucho el porcentaje.`,
  en: `“few”: one of the two is below ${smallCount}; at that scale chance alone moves the percentage a lot.`,
}

interface Named {
  names: readonly [string, string]
  title: string
  nameOf: (code: Code) => string
}

const tableOf = (rows: readonly Compared[], { names, title, nameOf }: Named, t: ReturnType<typeof useText>): ChartTable => ({
  caption: title,
  header: [t(words.along), ...names, t(words.difference), `${t(words.change)} (%)`, t({ es: 'pocos casos', en: 'few cases' })],
  rows: rows.map((row) => [nameOf(row.code), row.first, row.second, row.difference, row.change === null ? null : Math.round(row.change * 1000) / 10, row.isSmall ? '⚠' : '']),
})

/** What is limited to, but for what is compared: that is said by itself. */
const othersOf = ({ question: { filters }, comparing: { over }, months }: DrawnProps): Question['filters'] => {
  const { [over]: _pair, ...others } = filters
  const { month: _months, ...rest }: Question['filters'] = others
  return months && months.length > 0 ? rest : others
}

const monthNames = (months: readonly number[], language: 'es' | 'en'): string[] =>
  [months[0], months.at(-1)].map((month) => monthName(String(month).padStart(2, '0'), language))

/** «, de enero a junio»: of two years, the months both have. */
const monthsSaid = (months: readonly number[] | undefined, language: 'es' | 'en'): string => {
  if (!months || months.length === 0) return ''
  const [from = '', to = ''] = monthNames(months, language)
  if (from === to) return ` (${from})`
  return language === 'es' ? `, de ${from} a ${to}` : `, ${from} to ${to}`
}

const useNamed = (props: DrawnProps): Named => {
  const { question, comparing: { over, along, pair }, months, answer } = props
  const t = useText()
  const say = useSay()
  const lang = useLanguage()
  const title = useTitle()({ ...question, filters: othersOf(props) }, along ? [along] : [], answer.names)
  const names = [say(over, codeOf(pair[0]), answer.names), say(over, codeOf(pair[1]), answer.names)] as const
  return { names, title: `${title}. ${names[0]} ${t(words.against)} ${names[1]}${monthsSaid(months, lang)}`, nameOf: rowName(props, say, lang, answer) }
}

const codeOf = (said: string): Code => (said === notStated ? null : said)

const Drawn = (props: DrawnProps) => {
  const { question, comparing: { over, along, pair }, months, answer, choices } = props
  const t = useText()
  const go = useGo()
  const lang = useLanguage()
  const isByMonth = over === 'year' && along === 'month'
  const rows = compare(answer.rows, { over, pair, along, hasMonthsOfYear: isByMonth })
  const named = useNamed(props)
  const { names, title, nameOf } = named
  const chart: PairBarsProps = {
    id: 'explorer-compare', lang, title, description: t(words.describe), unit: t(answer.measure.unitName), names, dimension: along ? t(dimensionNames[along]) : t(words.total),
    pairs: rows.slice(0, mostBars).map(({ code, first: one, second: other }) => ({ key: JSON.stringify(code), label: nameOf(code), first: one, second: other })),
    onSelect: (key, which) => go(openingOf(question, cellOf(props, JSON.parse(key) as Code, which))),
  }
  const { cut, small, same } = sentencesOf(rows, months)
  return (
    <Shown
      question={question} answer={answer} title={title} also={[...same, ...cut, ...small].map((sentence) => t(sentence))} by={[over, ...(along ? [along] : [])]} choices={choices}
      head={<Sides props={props} rows={rows} names={names} />} table={() => tableOf(rows, named, t)}
    >
      {same.map((sentence) => <Notice key={sentence.es}>{t(sentence)}</Notice>)}
      {rows.length === 0 ? <Empty title={words.few} /> : <>{cut.map((sentence) => <p key={sentence.es}>{t(sentence)}</p>)}<Chart {...chart} /><Differences props={props} rows={rows} names={names} title={title} nameOf={nameOf} /></>}
      {small.map((sentence) => <p key={sentence.es}>⚠ {t(sentence)}</p>)}
    </Shown>
  )
}

const noMonths: Text = {
  es: 'Los dos años no tienen en común ningún mes entero: se compara lo que hay de cada uno, y uno dura menos. Elija otro año.',
  en: 'The two years have no whole month in common: what there is of each is compared, and one is shorter. Choose another year.',
}

const sameMonths = (months: readonly number[]): Text => (months.length === 0 ? noMonths : {
  es: `Uno de los años no está entero: de ambos se comparan solo los mismos meses${monthsSaid(months, 'es')}.`,
  en: `One of the years is not whole: only the same months of both are compared${monthsSaid(months, 'en')}.`,
})

const barsNote = (all: number): Text => ({
  es: `El gráfico trae los ${mostBars} mayores de ${all}; la tabla, todos.`, en: `The chart has the ${mostBars} largest of ${all}; the table has them all.`,
})

/** What must be known to read the comparison, here and in the files that leave it. */
const sentencesOf = (rows: readonly Compared[], months: readonly number[] | undefined): Record<'same' | 'cut' | 'small', Text[]> => ({
  same: months ? [sameMonths(months)] : [],
  cut: rows.length > mostBars ? [barsNote(rows.length)] : [],
  small: rows.some(({ isSmall }) => isSmall) ? [smallNote] : [],
})

/** What each side adds up to, each open to its observations. */
const Sides = ({ rows, names, props: { question, comparing: { over, pair }, answer } }: { rows: readonly Compared[]; names: Named['names']; props: DrawnProps }) => {
  const t = useText()
  const { number } = useFormat()
  if (isStock(question.measure) && over !== 'year' && question.filters.year?.length !== 1) return null
  const sum = (which: 'first' | 'second'): number => rows.reduce((total, row) => total + (row[which] ?? 0), 0)
  return (
    <p>
      {(['first', 'second'] as const).map((which, index) => (
        <span key={which}>{index > 0 && ' · '}{names[index]}: <AppLink to={openingOf(question, { [over]: codeOf(pair[index] ?? '') })}><strong>{number(sum(which))}</strong></AppLink></span>
      ))}{' '}{t(answer.measure.unitName)}
    </p>
  )
}

const Choices = ({ question, change, over, along, codes, pair, answer }: ViewProps & Omit<Comparing, 'pair'> & { codes: readonly string[]; pair: readonly [string, string] | undefined; answer: Answer }) => {
  const t = useText()
  const say = useSay()
  const named = (dimension: Dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) })
  const options = codes.map((value) => ({ value, label: say(over, value, answer.names) }))
  return (
    <>
      <Select label={t(words.over)} data={question.measure.dimensions.map(named)} value={over} onChange={(value) => change({ over: value ?? undefined, a: undefined, b: undefined })} allowDeselect={false} />
      <Select label={t(words.first)} data={options} value={pair?.[0] ?? null} onChange={(value) => change({ a: value ?? undefined })} searchable allowDeselect={false} limit={300} />
      <Select label={t(words.second)} data={options} value={pair?.[1] ?? null} onChange={(value) => change({ b: value ?? undefined })} searchable allowDeselect={false} limit={300} />
      <Select
        label={t(words.along)} data={[{ value: 'none', label: t(words.whole) }, ...question.measure.dimensions.filter((each) => each !== over).map(named)]}
        value={along ?? 'none'} onChange={(value) => change({ along: value ?? undefined })} allowDeselect={false}
      />
    </>
  )
}

const Side = ({ choices, comparing, span, ...props }: ViewProps & { choices: React.ReactNode; comparing: Comparing; span: Parameters<typeof sharedMonths>[1] }) => {
  const { over, along, pair } = comparing
  const months = over === 'year' ? sharedMonths(pair, span) : undefined
  const filters = { ...props.question.filters, [over]: [...pair], ...(months && months.length > 0 && { month: monthFilter(pair, months) }) }
  const question = { ...props.question, filters }
  const answer = useFigures(question, [over, ...(along ? [along] : [])])
  return <Read of={answer}>{(found) => <Drawn {...props} question={question} comparing={comparing} months={months} answer={found} choices={choices} />}</Read>
}

export const CompareView = ({ question: asked, change }: ViewProps) => {
  const t = useText()
  const question = { ...asked, isRate: false }
  const over = overOf(question)
  const along = alongOf(question, over)
  const { [over]: _chosen, ...others } = question.filters
  const there = useFigures({ ...question, filters: others }, [over])
  const span = useSpan(question)
  return (
    <Read of={there}>
      {(found) => {
        const codes = codesOf(found, over)
        const pair = pairOf(question, over, codes)
        const choices = <Choices question={question} change={change} over={over} along={along} codes={codes} pair={pair} answer={found} />
        return (
          <>
            {asked.isRate && <Notice>{t(words.rates)}</Notice>}
            {pair && span && <Side question={question} change={change} choices={choices} comparing={{ over, pair, along }} span={span} />}
            {!pair && <>{choices}<Empty title={words.few} /></>}
          </>
        )
      }}
    </Read>
  )
}
