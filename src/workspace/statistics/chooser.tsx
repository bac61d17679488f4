// Choosing what is counted and narrowing it down.
import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dimensionNames, isTime, notStated, type Dimension, type FigureAnswer, type SourceCoverage } from '../../modules/statistics/model.ts'
import { FilterBar, useLanguage, useRead, useText, type Filters } from '../kit/kit.ts'
import { canRate, inputOf, type Question } from './question.ts'
import styles from './statistics.module.css'
import { useSay } from './words.ts'

interface ChooserProps {
  question: Question
  sources: readonly SourceCoverage[]
  change: (some: Filters) => void
}

const usualOf = (known: readonly Dimension[]): readonly Dimension[] =>
  ['year', known.includes('territory') ? 'territory' : 'country', known.includes('offence') ? 'offence' : 'category']

const words = {
  what: { es: 'Qué se cuenta', en: 'What is counted' },
  filters: { es: 'Filtros', en: 'Filters' },
  more: { es: 'Otro filtro', en: 'Another filter' },
  all: { es: 'Todos', en: 'All' },
  asOf: { es: 'Como se publicó hasta el día', en: 'As published up to the day' },
  rate: { es: 'Por cada 100,000 residentes', en: 'Per 100,000 residents' },
}

// The address is left with nothing that belongs to the measure before.
const cleared = (question: Question): Filters =>
  Object.fromEntries([...Object.keys(question.filters), ...Object.keys(question.said)].map((name) => [name, undefined]))

const MeasureSelect = ({ question, sources, change }: ChooserProps) => {
  const t = useText()
  const data = sources.map((source) => ({
    group: t(source.name),
    items: source.measures.filter(({ observations }) => observations > 0)
      .map(({ id, name, unitName }) => ({ value: `${source.id}.${id}`, label: t(name) === t(unitName) ? t(name) : `${t(name)} (${t(unitName)})` })),
  }))
  const choose = (chosen: string | null): void => {
    const [source, measure] = (chosen ?? '').split('.')
    if (source && measure) change({ ...cleared(question), source, measure })
  }
  return <Select label={t(words.what)} data={data} value={`${question.source.id}.${question.measure.id}`} onChange={choose} allowDeselect={false} searchable maxDropdownHeight={360} className={styles.wide ?? ''} />
}

/** The values a dimension takes in this measure, whatever the other filters. */
const FilterSelect = ({ question, dimension, change }: Omit<ChooserProps, 'sources'> & { dimension: Dimension }) => {
  const t = useText()
  const say = useSay()
  const language = useLanguage()
  const answer = useRead<FigureAnswer>('/api/figures', inputOf({ ...question, filters: {}, said: {} }, [dimension]))
  const codes = (answer.data?.rows ?? []).map((row) => row[dimension] ?? null)
  const options = codes.map((code) => ({ value: code === null ? notStated : String(code), label: say(dimension, code, answer.data?.names ?? {}) }))
  const chosen = question.filters[dimension] ?? []
  const unknown = chosen.filter((code) => !options.some(({ value }) => value === code)).map((code) => ({ value: code, label: code }))
  const ordered = isTime(dimension) ? options.toReversed() : options.toSorted((a, b) => a.label.localeCompare(b.label, language))
  return (
    <MultiSelect
      label={t(dimensionNames[dimension])} data={[...ordered, ...unknown]} value={chosen} onChange={(values) => change({ [dimension]: values })}
      searchable clearable classNames={{ inputField: styles.typing ?? '' }} placeholder={chosen.length === 0 ? t(words.all) : ''} limit={300}
    />
  )
}

/** The measure, the usual filters, and any other one that is asked for. */
export const Chooser = (props: ChooserProps) => {
  const t = useText()
  const { question } = props
  const [added, setAdded] = useState<string[]>([])
  const { asOf } = question
  const known = question.measure.dimensions
  const shown = known.filter((dimension) => usualOf(known).includes(dimension) || added.includes(dimension) || question.filters[dimension])
  const isDated = asOf !== undefined || added.includes('asOf')
  const others = known.filter((dimension) => !shown.includes(dimension))
  return (
    <FilterBar label={words.filters}>
      <MeasureSelect {...props} />
      {shown.map((dimension) => <FilterSelect key={`${question.source.id} ${dimension}`} question={question} dimension={dimension} change={props.change} />)}
      {isDated && <TextInput type="date" label={t(words.asOf)} value={asOf?.includes('-') ? asOf : ''} onChange={({ currentTarget }) => props.change({ asOf: currentTarget.value })} />}
      {(others.length > 0 || !isDated) && (
        <Select
          label={t(words.more)} value={null}
          data={[...others.map((dimension) => ({ value: dimension, label: t(dimensionNames[dimension]) })), ...(isDated ? [] : [{ value: 'asOf', label: t(words.asOf) }])]}
          onChange={(dimension) => dimension && setAdded([...added, dimension])} placeholder="+"
        />
      )}
      {canRate(question.measure, props.sources) && (
        <Checkbox label={t(words.rate)} checked={question.isRate} onChange={({ currentTarget }) => props.change({ show: currentTarget.checked ? 'rate' : undefined })} />
      )}
    </FilterBar>
  )
}
