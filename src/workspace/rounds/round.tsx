// The completeness matrix: institutions × periods, a table of signs and words, filtered by country and source.
import { Select } from '@mantine/core'
import type { RoundView } from '../../modules/rounds/model.ts'
import { cadenceNames } from '../../modules/rounds/model/periods.ts'
import { addressOf, ButtonLink, DownloadLinks, Empty, FilterBar, PageFrame, Read, Section, useFilters, useMay, useRead, useText, type Filters } from '../kit/kit.ts'
import { Legend } from './legend.tsx'
import { Matrix } from './matrix.tsx'
import { usePlaceNames } from './place-names.ts'

const spans = ['6', '12', '26', '52'] as const

const one = (value: Filters[string]): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const questionOf = (filters: Filters) => ({ country: one(filters['country']), source: one(filters['source']), periods: one(filters['periods']) ?? '12' })

export const RoundScreen = () => {
  const t = useText()
  const maySet = useMay('obligation.list')
  const question = questionOf(useFilters()[0])
  const round = useRead<RoundView>('/api/round', question, { topics: ['round', 'delivery', 'source'], keepsPrevious: true })
  return (
    <PageFrame
      title={{ es: 'Ronda', en: 'Round' }}
      lead={t({ es: 'Qué periodos debe cada institución, cuáles entregó y cuáles faltan. Elija una casilla para ver qué pasa con ella.', en: 'Which periods each institution owes, which it delivered and which are missing. Choose a cell to see about it.' })}
      actions={maySet && <ButtonLink to="/round/obligations" variant="default">{t({ es: 'Qué debe cada institución', en: 'What each institution owes' })}</ButtonLink>}
    >
      <Read of={round} what={{ es: 'Cargando la ronda…', en: 'Loading the round…' }}>{(found) => <Rounds round={found} question={question} />}</Read>
    </PageFrame>
  )
}

/** The newest first, and only from the first that is owed. */
const newestFirst = ({ cadence, periods, rows }: RoundView['rounds'][number]): RoundView['rounds'][number] => {
  const first = Math.max(0, periods.findIndex((_, at) => rows.some(({ cells }) => cells[at])))
  return { cadence, periods: periods.slice(first).toReversed(), rows: rows.map((row) => ({ ...row, cells: row.cells.slice(first).toReversed() })) }
}

const Rounds = ({ round, question }: { round: RoundView; question: ReturnType<typeof questionOf> }) => {
  const missing = round.rounds.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.missingTerritories ?? [])))
  const nameOf = usePlaceNames(missing)
  if (round.sources.length === 0) return <NothingOwed />
  return (
    <>
      <Filtering round={round} question={question} />
      <Legend />
      {round.rounds.length === 0 && <Empty title={{ es: 'Nada con estos filtros.', en: 'Nothing with these filters.' }} />}
      {round.rounds.map(newestFirst).map(({ cadence, periods, rows }) => (
        <Section key={cadence} title={{ es: `Se entrega ${cadenceNames[cadence].es}`, en: `Delivered ${cadenceNames[cadence].en}` }}>
          <Matrix cadence={cadence} periods={periods} rows={rows} nameOf={nameOf} />
        </Section>
      ))}
      <DownloadLinks files={[{ href: addressOf('/api/round.csv', question), label: { es: 'Descargar la ronda', en: 'Download the round' }, format: 'CSV' }]} />
    </>
  )
}

const NothingOwed = () => {
  const t = useText()
  const maySet = useMay('obligation.set')
  return (
    <Empty title={{ es: 'Todavía no se debe nada', en: 'Nothing is owed yet' }}>
      {maySet
        ? t({ es: 'Fije qué debe entregar cada institución; la matriz se llena sola.', en: 'Set what each institution is to deliver; the matrix fills itself.' })
        : t({ es: 'Cuando la coordinación fije qué debe entregar su institución, aquí verá qué falta y para cuándo.', en: 'When the coordination sets what your institution is to deliver, you will see here what is missing and by when.' })}
    </Empty>
  )
}

const Filtering = ({ round, question }: { round: RoundView; question: ReturnType<typeof questionOf> }) => {
  const t = useText()
  const [, change] = useFilters()
  const nameOf = usePlaceNames(round.countries)
  return (
    <FilterBar label={{ es: 'Filtrar la ronda', en: 'Filter the round' }}>
      <Select
        label={t({ es: 'País', en: 'Country' })} placeholder={t({ es: 'Todos', en: 'All' })} clearable value={question.country ?? null}
        onChange={(country) => change({ country: country ?? undefined })} data={round.countries.map((code) => ({ value: code, label: nameOf(code) }))}
      />
      <Select
        label={t({ es: 'Fuente', en: 'Source' })} placeholder={t({ es: 'Todas', en: 'All' })} clearable value={question.source ?? null}
        onChange={(source) => change({ source: source ?? undefined })} data={round.sources.map(({ id, name }) => ({ value: id, label: t(name) }))}
      />
      <Select
        label={t({ es: 'Cuántos periodos', en: 'How many periods' })} allowDeselect={false} value={question.periods}
        onChange={(periods) => change({ periods: periods ?? undefined })} data={spans.map((span) => ({ value: span, label: span }))}
      />
    </FilterBar>
  )
}
