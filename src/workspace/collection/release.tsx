// One release: how its file was understood, what it sums to by year and offence, and every cell before and after.
import { Button, Group, Select, TextInput } from '@mantine/core'
import { unitNames } from '../../modules/collection/model.ts'
import { changes, type Change, type Effect, type ReleaseDetail, type RevisedCell } from '../../modules/collection/model/release.ts'
import type { Text } from '../../platform/text.ts'
import { addressOf, ButtonLink, DataTable, DownloadLinks, Facts, Figure, Figures, FilterBar, Notice, PageFrame, Read, Section, useFilters, useFormat, useParameter, useRead, useText, type Filters } from '../kit/kit.ts'
import { LostPeriods, ReleaseTag, WithdrawnNotice } from './release-words.tsx'
import { WithdrawRelease } from './release-withdrawal.tsx'
import { periodCode, undated } from './words.tsx'

const changeNames: Record<Change, Text> = {
  revised: { es: 'Revisadas', en: 'Revised' },
  added: { es: 'Nuevas', en: 'Added' },
  withdrawn: { es: 'Retiradas', en: 'Withdrawn' },
}

const asked = (filters: Filters): Record<string, string> =>
  Object.fromEntries(['change', 'place', 'measure', 'from', 'to', 'page'].flatMap((name) => (typeof filters[name] === 'string' ? [[name, filters[name]]] : [])))

export const Release = () => {
  const [source, number] = [useParameter('source'), useParameter('number')]
  const [filters, change] = useFilters()
  const release = useRead<ReleaseDetail>('/api/sources/:source/releases/:number', { source, number, ...asked(filters) }, { keepsPrevious: true })
  return <Read of={release} what={{ es: 'Buscando qué cambió…', en: 'Finding what changed…' }}>{(found) => <Found release={found} filters={asked(filters)} change={change} />}</Read>
}

interface FoundProps { release: ReleaseDetail; filters: Record<string, string>; change: (some: Filters) => void }

const Found = ({ release, filters, change }: FoundProps) => {
  const t = useText()
  const { source, number, counts, kind, isLatest } = release
  return (
    <PageFrame
      title={{ es: `${release.sourceName.es}: versión ${number}`, en: `${release.sourceName.en}: release ${number}` }} lead={t(release.understood)} tags={<ReleaseTag release={release} />}
      up={{ to: `/sources/${source}/releases`, label: { es: 'Versiones', en: 'Releases' } }}
      actions={release.mayWithdraw && <WithdrawRelease source={source} number={number} isLatest={isLatest} isWithdrawal={kind === 'withdrawal'} />}
    >
      <WithdrawnNotice release={release} />
      {kind === 'withdrawal' && <Notice title={{ es: 'Por qué se retiró', en: 'Why it was withdrawn' }}><p>{release.reason}</p></Notice>}
      <LostPeriods lost={release.lostPeriods} />
      <Figures>
        {changes.map((each) => <Figure key={each} label={changeNames[each]} value={counts[each]} unit={{ es: 'cifras', en: 'figures' }} />)}
      </Figures>
      {counts.revised === 0 && counts.added > 0 && counts.withdrawn > 0 && <p>{t(withoutIds)}</p>}
      <Effects effects={release.effects} hasMore={release.hasMoreEffects} />
      <Cells release={release} filters={filters} change={change} />
      <About release={release} />
    </PageFrame>
  )
}

const withoutIds: Text = {
  es: 'Si la fuente no numera sus filas, una fila corregida se ve como una retirada y una nueva.',
  en: 'Where a source does not number its rows, a corrected row shows as one withdrawn and one added.',
}

const Effects = ({ effects, hasMore }: { effects: readonly Effect[]; hasMore: boolean }) => {
  const t = useText()
  const { number } = useFormat()
  const amount = (value: number | null): string => (value === null ? t({ es: 'reservada', en: 'withheld' }) : number(value))
  return (
    <Section title={{ es: 'Qué cambia en las sumas', en: 'What it changes in the sums' }} lead={t({ es: 'Solo las cifras que cambiaron, por año y delito. Cada medida por separado: unidades distintas no se suman.', en: 'Only the figures that changed, by year and offence. Each measure by itself: different units are not added.' })}>
      <DataTable
        caption={{ es: 'Suma de las cifras que cambiaron, antes y ahora', en: 'Sum of the figures that changed, before and now' }} hidesCaption step={12}
        rows={effects} rowKey={({ measure, year, what }) => `${measure} ${year ?? ''} ${what ?? ''}`}
        columns={[
          { key: 'year', label: { es: 'Año', en: 'Year' }, value: ({ year }) => (year === null ? t(undated) : String(year)), isShort: true },
          { key: 'what', label: { es: 'Delito', en: 'Offence' }, value: ({ whatName }) => t(whatName) },
          { key: 'measure', label: { es: 'Medida', en: 'Measure' }, value: ({ measureName, unit }) => `${t(measureName)} (${t(unitNames[unit])})` },
          { key: 'before', label: { es: 'Antes', en: 'Before' }, value: ({ before }) => before, cell: ({ before }) => amount(before), isNumber: true },
          { key: 'after', label: { es: 'Ahora', en: 'Now' }, value: ({ after }) => after, cell: ({ after }) => amount(after), isNumber: true },
          { key: 'difference', label: { es: 'Diferencia', en: 'Difference' }, value: ({ difference }) => difference, cell: ({ difference }) => number(difference, { signDisplay: 'exceptZero' }), isNumber: true },
        ]}
      />
      {hasMore && <p>{t({ es: 'Se muestran los mayores; la descarga trae todas las cifras.', en: 'The largest are shown; the download holds every figure.' })}</p>}
    </Section>
  )
}

const Cells = ({ release, filters, change }: FoundProps) => {
  const t = useText()
  const { number } = useFormat()
  const { page: _page, ...wanted } = filters
  const shown = release.change
  const address = addressOf('/api/sources/:source/releases/:number/cells.csv', { source: release.source, number: String(release.number), ...wanted, change: shown })
  return (
    <Section title={{ es: 'Cifra por cifra', en: 'Figure by figure' }}>
      <CellFilters release={release} filters={filters} change={change} shown={shown} />
      <p>{t({ es: `${number(release.total)} cifras`, en: `${number(release.total)} figures` })}</p>
      <CellTable cells={release.cells} />
      <Pages release={release} change={change} />
      {release.total > 0 && <DownloadLinks files={[{ href: address, label: { es: 'Todas estas cifras, antes y ahora', en: 'All these figures, before and now' }, format: 'CSV' }]} />}
    </Section>
  )
}

const CellFilters = ({ release, filters, change, shown }: FoundProps & { shown: Change }) => {
  const t = useText()
  const text = (name: string, label: Text, placeholder: string) => (
    <TextInput key={name} label={t(label)} placeholder={placeholder} defaultValue={filters[name] ?? ''} onBlur={(event) => change({ [name]: event.currentTarget.value.trim().toUpperCase() || undefined, page: undefined })} />
  )
  return (
    <FilterBar label={{ es: 'Filtrar las cifras', en: 'Filter the figures' }}>
      <Select label={t({ es: 'Cambio', en: 'Change' })} allowDeselect={false} value={shown} onChange={(value) => change({ change: value ?? undefined, page: undefined })}
        data={changes.map((value) => ({ value, label: t(changeNames[value]) }))} />
      <Select label={t({ es: 'Medida', en: 'Measure' })} allowDeselect={false} value={filters['measure'] ?? ''} onChange={(value) => change({ measure: value || undefined, page: undefined })}
        data={[{ value: '', label: t({ es: 'Todas', en: 'All' }) }, ...release.measures.map(({ id, name }) => ({ value: id, label: t(name) }))]} />
      {text('place', { es: 'Lugar (código)', en: 'Place (code)' }, 'MX-CHP')}
      {text('from', { es: 'Desde', en: 'From' }, '2024-01')}
      {text('to', { es: 'Hasta', en: 'To' }, '2024-12')}
    </FilterBar>
  )
}

const CellTable = ({ cells }: { cells: readonly RevisedCell[] }) => {
  const t = useText()
  const { period, number, percent } = useFormat()
  return (
    <DataTable
      caption={{ es: 'Cifras que cambiaron, las de mayor diferencia primero', en: 'Figures that changed, the largest difference first' }} hidesCaption
      empty={<p>{t({ es: 'Ninguna cifra cambió así con estos filtros.', en: 'No figure changed so with these filters.' })}</p>}
      rows={cells} rowKey={({ id }) => String(id)} rowTo={({ id }) => `/observations/${id}`}
      columns={[
        { key: 'label', label: { es: 'Cifra', en: 'Figure' }, value: ({ label }) => t(label) },
        { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: ({ start }) => start, cell: (cell) => { const code = periodCode(cell); return code === null ? t(undated) : period(code) }, isShort: true },
        { key: 'before', label: { es: 'Antes', en: 'Before' }, value: ({ before }) => before, isNumber: true },
        { key: 'after', label: { es: 'Ahora', en: 'Now' }, value: ({ after }) => after, isNumber: true },
        { key: 'difference', label: { es: 'Diferencia', en: 'Difference' }, value: ({ difference }) => difference, cell: ({ difference }) => number(difference, { signDisplay: 'exceptZero' }), isNumber: true },
        { key: 'share', label: { es: '%', en: '%' }, value: ({ share }) => share, cell: ({ share }) => (share === null ? '—' : percent(share)), isNumber: true },
      ]}
    />
  )
}

const Pages = ({ release: { total, page, pageSize }, change }: { release: ReleaseDetail; change: (some: Filters) => void }) => {
  const t = useText()
  const { number } = useFormat()
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const go = (to: number): void => change({ page: to === 1 ? undefined : String(to) })
  return (
    <Group gap="sm">
      <Button variant="default" disabled={page <= 1} onClick={() => go(page - 1)}>{t({ es: 'Anteriores', en: 'Previous' })}</Button>
      <span>{t({ es: `Página ${number(page)} de ${number(last)}`, en: `Page ${number(page)} of ${number(last)}` })}</span>
      <Button variant="default" disabled={page >= last} onClick={() => go(page + 1)}>{t({ es: 'Siguientes', en: 'Next' })}</Button>
    </Group>
  )
}

const About = ({ release }: { release: ReleaseDetail }) => {
  const t = useText()
  const { dateTime } = useFormat()
  return (
    <Section title={{ es: 'Quién y cuándo', en: 'Who and when' }}>
      <Facts items={[
        { label: { es: 'Cuándo', en: 'When' }, value: dateTime(release.at) },
        { label: { es: 'Quién', en: 'Who' }, value: [release.person, release.institution].filter(Boolean).join(', ') || t({ es: 'El nodo', en: 'The node' }) },
        ...(release.delivery === null ? [] : [{ label: { es: 'Entrega', en: 'Delivery' }, value: <ButtonLink to={`/deliveries/${release.delivery}`} variant="default">{release.fileName ?? ''}</ButtonLink> }]),
      ]} />
    </Section>
  )
}
