// Who has answered an alert and who has not, by institution and by person, and how long it took.
import { deedNames, type Board as BoardView } from '../../modules/alerts/model/answers.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { DataTable, Figure, Figures, Read, Section, StateTag, useFormat, useRead, useText, type Column } from '../kit/kit.ts'

type Row = BoardView['items'][number]
type Institution = BoardView['institutions'][number]

export const Board = ({ alert }: { alert: Pick<AlertView, 'id'> }) => (
  <Section title={{ es: 'Quién ha acusado recibo', en: 'Who has acknowledged' }}>
    <Read of={useRead<BoardView>('/api/alerts/:id/board', { id: alert.id })}>{(board) => <Answers board={board} />}</Read>
  </Section>
)

const minutes: Text = { es: 'min', en: 'min' }
const whole = (value: number | null): number | null => (value === null ? null : Math.round(value))

const Answers = ({ board: { items, institutions, acknowledged, waiting, medianMinutes, ninetyMinutes } }: { board: BoardView }) => {
  const byInstitution = useInstitutionColumns()
  const byPerson = usePersonColumns()
  return (
    <>
      <Figures>
        <Figure label={{ es: 'Han acusado', en: 'Acknowledged' }} value={acknowledged} />
        <Figure label={{ es: 'Faltan', en: 'Waiting' }} value={waiting} />
        <Figure label={{ es: 'La mitad, en', en: 'Half, within' }} value={whole(medianMinutes)} unit={minutes} />
        <Figure label={{ es: 'El 90 %, en', en: '90%, within' }} value={whole(ninetyMinutes)} unit={minutes} />
      </Figures>
      <DataTable caption={{ es: 'Por institución', en: 'By institution' }} rows={institutions} columns={byInstitution} rowKey={({ institution }) => institution} />
      <DataTable
        caption={{ es: 'Por persona', en: 'By person' }} rows={items} columns={byPerson} rowKey={({ person, institution }) => `${person} ${institution}`}
      />
    </>
  )
}

const useInstitutionColumns = (): Column<Institution>[] => {
  const t = useText()
  const { dateTime } = useFormat()
  const next = ({ escalated, acknowledged, hasPlan }: Institution): string => {
    const last = escalated.at(-1)
    if (last) return `${last.person}, ${dateTime(last.at)}`
    if (acknowledged > 0) return '—'
    return hasPlan ? t({ es: 'todavía nadie', en: 'nobody yet' }) : t({ es: 'sin lista de a quién avisar', en: 'no list of whom to tell' })
  }
  return [
    { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
    {
      key: 'answered', label: { es: 'Acuses', en: 'Answers' }, isShort: true, value: ({ acknowledged }) => acknowledged,
      cell: ({ acknowledged, people }) => <StateTag kind={acknowledged > 0 ? 'done' : 'waiting'} label={t({ es: `${acknowledged} de ${people}`, en: `${acknowledged} of ${people}` })} />,
    },
    { key: 'first', label: { es: 'El primero, en minutos', en: 'The first, in minutes' }, value: ({ firstMinutes }) => whole(firstMinutes), isNumber: true },
    { key: 'half', label: { es: 'La mitad, en minutos', en: 'Half, in minutes' }, value: ({ medianMinutes }) => whole(medianMinutes), isNumber: true },
    { key: 'ninety', label: { es: 'El 90 %, en minutos', en: '90%, in minutes' }, value: ({ ninetyMinutes }) => whole(ninetyMinutes), isNumber: true },
    { key: 'next', label: { es: 'Avisada después', en: 'Told next' }, value: next },
  ]
}

const toldNames: Record<Row['mail'], Text> = {
  sent: { es: 'enviado', en: 'sent' },
  queued: { es: 'en camino', en: 'on its way' },
  failed: { es: 'no llegó', en: 'did not arrive' },
  none: { es: 'no', en: 'no' },
}

const usePersonColumns = (): Column<Row>[] => {
  const t = useText()
  const { dateTime } = useFormat()
  const words = ({ did, note, writtenAt }: Row): string | null => {
    const without = writtenAt ? t({ es: `escrito sin red el ${dateTime(writtenAt)}`, en: `written without network on ${dateTime(writtenAt)}` }) : ''
    return [did ? t(deedNames[did]) : '', note ?? '', without].filter(Boolean).join(' · ') || null
  }
  return [
    { key: 'person', label: { es: 'Persona', en: 'Person' }, value: ({ person }) => person },
    { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
    {
      key: 'answer', label: { es: 'Acuse', en: 'Acknowledged' }, isShort: true, value: ({ acknowledgedAt }) => acknowledgedAt ?? '',
      cell: ({ acknowledgedAt }) => acknowledgedAt ? <StateTag kind="done" label={dateTime(acknowledgedAt)} /> : <StateTag kind="waiting" label={{ es: 'todavía no', en: 'not yet' }} />,
    },
    { key: 'note', label: { es: 'Qué hizo', en: 'What was done' }, value: words },
    { key: 'mail', label: { es: 'Correo', en: 'E-mail' }, value: ({ mail }) => t(toldNames[mail]), isShort: true },
    { key: 'push', label: { es: 'Dispositivo', en: 'Device' }, value: ({ push }) => t(toldNames[push]), isShort: true },
  ]
}
