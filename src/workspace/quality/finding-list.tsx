// The findings a person may see, the gravest first, filtered by state, check, gravity and source.
import { Button, Checkbox, Group, Select } from '@mantine/core'
import { checkNames, checks, findingStates, severities, stateNames, type FindingList, type FindingView } from '../../modules/quality/model.ts'
import type { Text } from '../../platform/text.ts'
import { ButtonLink, DataTable, Empty, FilterBar, PageFrame, Read, useFilters, useFormat, useRead, useText, type Filters } from '../kit/kit.ts'
import { FindingSeverityTag, FindingStateTag } from './words.tsx'

const severityNames: Record<string, Text> = { severe: { es: 'Grave', en: 'Severe' }, moderate: { es: 'Moderada', en: 'Moderate' }, minor: { es: 'Leve', en: 'Minor' } }

const said = (filters: Filters, name: string, otherwise = ''): string => {
  const value = filters[name]
  return typeof value === 'string' ? value : otherwise
}

export const FindingListScreen = () => {
  const t = useText()
  const [filters, change] = useFilters()
  const asked = { state: said(filters, 'state', 'open'), check: said(filters, 'check'), severity: said(filters, 'severity'), source: said(filters, 'source'), mine: said(filters, 'mine'), page: said(filters, 'page', '1') }
  const input = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
  const findings = useRead<FindingList>('/api/findings', input, { keepsPrevious: true })
  return (
    <PageFrame
      title={{ es: 'Calidad de las cifras', en: 'Quality of the figures' }}
      lead={t({
        es: 'Lo que no cuadra: lugares, totales, duplicados, saltos y huecos. Cada hallazgo es una pregunta: explíquelo o pida que se corrija en la fuente.',
        en: 'What does not fit: places, totals, duplicates, jumps and gaps. Each finding is a question: explain it or ask for it to be mended at the source.',
      })}
      actions={<ButtonLink to="/quality/sources" variant="default">{t({ es: 'Calidad por fuente', en: 'Quality by source' })}</ButtonLink>}
    >
      <FindingFilters asked={asked} sources={findings.data?.sources ?? []} change={change} />
      <Read of={findings} what={{ es: 'Cargando los hallazgos…', en: 'Loading the findings…' }}>
        {(found) => <><Found found={found} isFiltered={asked.state !== 'open' || asked.check !== '' || asked.severity !== '' || asked.source !== ''} /><Pages found={found} change={change} /></>}
      </Read>
    </PageFrame>
  )
}

interface FindingFiltersProps {
  asked: Record<'state' | 'check' | 'severity' | 'source' | 'mine', string>
  sources: FindingList['sources']
  change: (some: Filters) => void
}

const FindingFilters = ({ asked, sources, change }: FindingFiltersProps) => {
  const t = useText()
  const all = { value: '', label: t({ es: 'Todos', en: 'All' }) }
  const set = (name: string, isDefault: (value: string) => boolean) => (value: string | null): void =>
    change({ [name]: value === null || isDefault(value) ? undefined : value, page: undefined })
  const optional = (value: string): boolean => value === ''
  return (
    <FilterBar label={{ es: 'Filtrar hallazgos', en: 'Filter findings' }}>
      <Select label={t({ es: 'Estado', en: 'State' })} allowDeselect={false} value={asked.state} onChange={set('state', (value) => value === 'open')}
        data={[...findingStates.map((value) => ({ value, label: t(stateNames[value]) })), { value: 'all', label: all.label }]} />
      <Select label={t({ es: 'Qué se revisa', en: 'Check' })} allowDeselect={false} value={asked.check} onChange={set('check', optional)}
        data={[all, ...checks.map((value) => ({ value, label: t(checkNames[value]) }))]} />
      <Select label={t({ es: 'Gravedad', en: 'Severity' })} allowDeselect={false} value={asked.severity} onChange={set('severity', optional)}
        data={[all, ...severities.map((value) => ({ value, label: t(severityNames[value] ?? { es: value, en: value }) }))]} />
      <Select label={t({ es: 'Fuente', en: 'Source' })} allowDeselect={false} value={asked.source} onChange={set('source', optional)}
        data={[all, ...sources.map(({ id, name }) => ({ value: id, label: t(name) }))]} />
      <Checkbox label={t({ es: 'Solo los de mi institución', en: 'Only those of my institution' })} checked={asked.mine === 'true'}
        onChange={(event) => change({ mine: event.currentTarget.checked ? 'true' : undefined, page: undefined })} />
    </FilterBar>
  )
}

const Found = ({ found, isFiltered }: { found: FindingList; isFiltered: boolean }) => {
  const t = useText()
  const { date } = useFormat()
  const owner = ({ institution, person }: FindingView): string | null => [person?.name, institution?.name].filter(Boolean).join(', ') || null
  return (
    <DataTable
      caption={{ es: 'Hallazgos, los más graves primero', en: 'Findings, the gravest first' }} hidesCaption empty={<Nothing isFiltered={isFiltered} />}
      rows={found.items} rowKey={({ id }) => id} rowTo={({ id }) => `/quality/findings/${id}`}
      columns={[
        { key: 'title', label: { es: 'Hallazgo', en: 'Finding' }, value: ({ title }) => t(title) },
        { key: 'severity', label: { es: 'Gravedad', en: 'Severity' }, value: ({ severity }) => severities.indexOf(severity), cell: ({ severity }) => <FindingSeverityTag severity={severity} />, isShort: true },
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ source }) => t(source.name) },
        { key: 'cells', label: { es: 'Cifras', en: 'Figures' }, value: ({ cells }) => cells, isNumber: true },
        { key: 'owner', label: { es: 'A cargo de', en: 'Owner' }, value: owner },
        { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }) => state, cell: ({ state }) => <FindingStateTag state={state} />, isShort: true },
        { key: 'found', label: { es: 'Encontrado', en: 'Found' }, value: ({ foundAt }) => foundAt, cell: ({ foundAt }) => date(foundAt), isShort: true },
      ]}
    />
  )
}

const Nothing = ({ isFiltered }: { isFiltered: boolean }) => {
  const t = useText()
  return (
    <Empty title={isFiltered ? { es: 'No hay hallazgos así', en: 'No such findings' } : { es: 'No hay hallazgos abiertos', en: 'No open findings' }}>
      {t({ es: 'Cada entrega se examina al importarse. Lo que no cuadre aparecerá aquí.', en: 'Each delivery is examined when it is imported. Whatever does not fit is shown here.' })}
    </Empty>
  )
}

const Pages = ({ found: { total, page, pageSize }, change }: { found: FindingList; change: (some: Filters) => void }) => {
  const t = useText()
  const { number } = useFormat()
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const go = (to: number): void => change({ page: to === 1 ? undefined : String(to) })
  return (
    <Group gap="sm">
      <Button variant="default" disabled={page <= 1} onClick={() => go(page - 1)}>{t({ es: 'Anteriores', en: 'Previous' })}</Button>
      <span>{t({ es: `Página ${number(page)} de ${number(last)} (${number(total)} hallazgos)`, en: `Page ${number(page)} of ${number(last)} (${number(total)} findings)` })}</span>
      <Button variant="default" disabled={page >= last} onClick={() => go(page + 1)}>{t({ es: 'Siguientes', en: 'Next' })}</Button>
    </Group>
  )
}
