// The inbox of one's units: boxes with their counts, and the reports of the box that is open. Nothing sealed is opened here.
import { Select } from '@mantine/core'
import { reportBoxes, type ReportBox, type ReportList, type ReportSummary } from '../../modules/reports/model/inbox.ts'
import { AppLink, DataTable, Empty, FilterBar, Notice, PageFrame, Read, useFilters, useFormat, useRead, useText, type Filters } from '../kit/kit.ts'
import { useOffenceNames } from './catalogue.ts'
import styles from './reports.module.css'
import { NoUnit } from './waiting-reports.tsx'
import { boxNames, emptyBoxes, numberOf, ReportStateTag, useDue } from './words.tsx'

const boxOf = ({ box }: Filters): ReportBox => reportBoxes.find((known) => known === box) ?? 'new'

export const Inbox = () => {
  const t = useText()
  const [filters] = useFilters()
  const unit = typeof filters['unit'] === 'string' ? filters['unit'] : undefined
  const box = boxOf(filters)
  const reading = useRead<ReportList>('/api/reports', { box, unit }, { keepsPrevious: true })
  return (
    <PageFrame
      title={{ es: 'Reportes', en: 'Reports' }}
      lead={t({
        es: 'Lo que personas le contaron a su unidad. Está sellado: se abre solo en su navegador, con su llave. Control migratorio no puede leerlo ni saber que existe.',
        en: 'What people told your unit. It is sealed: it opens only in your browser, with your key. Migration control cannot read it, nor know that it exists.',
      })}
    >
      <Read of={reading} what={{ es: 'Cargando los reportes…', en: 'Loading the reports…' }}>
        {(list) => (list.units.length === 0 ? <NoUnit /> : <Boxes list={list} box={box} unit={unit} />)}
      </Read>
    </PageFrame>
  )
}

interface BoxesProps {
  list: ReportList
  box: ReportBox
  unit: string | undefined
}

const Boxes = ({ list, box, unit }: BoxesProps) => {
  const t = useText()
  const [, change] = useFilters()
  const { number } = useFormat()
  return (
    <>
      {list.units.length > 1 && (
        <FilterBar label={{ es: 'Filtrar reportes', en: 'Filter reports' }}>
          <Select
            label={t({ es: 'Unidad', en: 'Unit' })} placeholder={t({ es: 'Todas las mías', en: 'All of mine' })} clearable value={unit ?? null}
            onChange={(value) => change({ unit: value ?? undefined })} data={list.units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterBar>
      )}
      <nav aria-label={t({ es: 'Bandejas', en: 'Boxes' })} className={styles.boxes}>
        <ul>
          {reportBoxes.map((each) => (
            <li key={each}>
              <AppLink to={`/reports?box=${each}${unit ? `&unit=${unit}` : ''}`} {...(each === box && { className: styles.here })}>
                {t(boxNames[each])} <span>{number(list.counts[each])}</span>{each === box && <span className="visually-hidden">{t({ es: '(abierta)', en: '(open)' })}</span>}
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      {box === 'aside' && list.items.length > 0 && (
        <Notice><p>{t({ es: 'Llegaron cuando había demasiados a la vez. Ninguno se ha tirado. Ábralos y atienda los que sean de personas reales.', en: 'They came when there were too many at once. None was thrown away. Open them and attend those of real people.' })}</p></Notice>
      )}
      <ReportTable reports={list.items} box={box} hasUnits={list.units.length > 1} />
    </>
  )
}

interface ReportTableProps {
  reports: readonly ReportSummary[]
  box: ReportBox
  hasUnits: boolean
}

const ReportTable = ({ reports, box, hasUnits }: ReportTableProps) => {
  const t = useText()
  const { date } = useFormat()
  const due = useDue()
  const offence = useOffenceNames()
  const { title, hint } = emptyBoxes[box]
  return (
    <DataTable
      caption={boxNames[box]} hidesCaption empty={<Empty title={title}>{t(hint)}</Empty>}
      rows={reports} rowKey={({ id }) => id} rowTo={({ id }) => `/reports/${id}`}
      columns={[
        { key: 'number', label: { es: 'Reporte', en: 'Report' }, value: ({ id }) => numberOf(id), isShort: true },
        { key: 'received', label: { es: 'Llegó', en: 'Arrived' }, value: ({ received }) => received, cell: ({ received }) => date(received), isShort: true },
        { key: 'due', label: { es: 'Primera respuesta', en: 'First answer' }, value: ({ answered, answerBy }) => answered ?? answerBy, cell: (report) => <Due {...due(report)} /> },
        { key: 'last', label: { es: 'Conversación', en: 'Conversation' }, value: ({ messages }) => messages, cell: (report) => <LastWord report={report} /> },
        { key: 'offence', label: { es: 'Delito', en: 'Offence' }, value: ({ offence: code }) => (code ? offence(code) : t({ es: 'Sin codificar', en: 'Not coded' })) },
        { key: 'assignee', label: { es: 'A cargo de', en: 'In charge' }, value: ({ assignee }) => assignee?.name ?? t({ es: 'Nadie', en: 'Nobody' }) },
        ...(hasUnits ? [{ key: 'unit', label: { es: 'Unidad', en: 'Unit' }, value: ({ unit }: ReportSummary) => unit.name }] : []),
        { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }) => state, cell: ({ state }) => <ReportStateTag state={state} />, isShort: true },
      ]}
    />
  )
}

export const Due = ({ words, isLate }: { words: string; isLate: boolean }) => <span className={styles.dueBy} data-late={isLate}>{words}</span>

const LastWord = ({ report: { lastFrom, messages } }: { report: ReportSummary }) => {
  const t = useText()
  const { number } = useFormat()
  if (messages === 0 || lastFrom === null) return t({ es: 'Sin mensajes', en: 'No messages' })
  return lastFrom === 'reporter'
    ? <strong>{t({ es: `La persona escribió (${number(messages)})`, en: `The person wrote (${number(messages)})` })}</strong>
    : t({ es: `Se le respondió (${number(messages)})`, en: `Answered (${number(messages)})` })
}
