// How long acknowledgements take, by institution and severity, over the alerts this person prepares or reviews.
import { Select } from '@mantine/core'
import type { AnswerFigures as Figures } from '../../modules/alerts/model/answers.ts'
import { DataTable, Empty, FilterBar, PageFrame, Read, SeverityTag, useFilters, useRead, useText, type Column, type Severity } from '../kit/kit.ts'

type Row = Figures['items'][number]

const spans = ['30', '90', '365'] as const

export const AnswerFigures = () => {
  const t = useText()
  const [filters, setFilters] = useFilters()
  const days = String(filters.days ?? '90')
  return (
    <PageFrame
      title={{ es: 'Cuánto tardan los acuses', en: 'How long answers take' }} up={{ to: '/alerts', label: { es: 'Alertas', en: 'Alerts' } }}
      lead={t({
        es: 'De la entrega al acuse de cada persona, en las alertas que usted prepara o revisa. Los tiempos son solo de quienes acusaron; vea al lado cuántas no lo hicieron.',
        en: 'From delivery to each person’s acknowledgement, in the alerts you prepare or review. Times are only of those who answered; see beside them how many did not.',
      })}
    >
      <FilterBar label={{ es: 'De qué tiempo', en: 'Of what time' }}>
        <Select label={t({ es: 'Alertas de los últimos', en: 'Alerts of the last' })} allowDeselect={false} value={days} onChange={(next) => setFilters({ days: next ?? undefined })}
          data={spans.map((span) => ({ value: span, label: t({ es: `${span} días`, en: `${span} days` }) }))} />
      </FilterBar>
      <Read of={useRead<Figures>('/api/acknowledgements/figures', { days }, { topics: ['alert'], keepsPrevious: true })}>
        {({ items }) => (
          <DataTable
            caption={{ es: 'Acuses por institución y gravedad', en: 'Answers by institution and severity' }} hidesCaption rows={items} columns={columns}
            rowKey={({ institution, country, severity }) => `${institution} ${country} ${severity}`} empty={<Empty title={{ es: 'En ese tiempo no se publicó ninguna alerta suya.', en: 'None of your alerts was published in that time.' }} />}
          />
        )}
      </Read>
    </PageFrame>
  )
}

const gravity = ['Unknown', 'Minor', 'Moderate', 'Severe', 'Extreme']
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value))

const columns: Column<Row>[] = [
  { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution, country }) => `${institution} (${country})` },
  {
    key: 'severity', label: { es: 'Gravedad', en: 'Severity' }, value: ({ severity }) => gravity.indexOf(severity), isShort: true,
    cell: ({ severity }) => <SeverityTag severity={severity.toLowerCase() as Severity} />,
  },
  { key: 'alerts', label: { es: 'Alertas', en: 'Alerts' }, value: ({ alerts }) => alerts, isNumber: true },
  { key: 'delivered', label: { es: 'Entregas', en: 'Deliveries' }, value: ({ delivered }) => delivered, isNumber: true },
  { key: 'acknowledged', label: { es: 'Con acuse', en: 'Answered' }, value: ({ acknowledged }) => acknowledged, isNumber: true },
  { key: 'half', label: { es: 'La mitad, en minutos', en: 'Half, in minutes' }, value: ({ medianMinutes }) => rounded(medianMinutes), isNumber: true },
  { key: 'ninety', label: { es: 'El 90 %, en minutos', en: '90%, in minutes' }, value: ({ ninetyMinutes }) => rounded(ninetyMinutes), isNumber: true },
]
