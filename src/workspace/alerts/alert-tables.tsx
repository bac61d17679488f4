// Alerts as tables: those received, and those being prepared or reviewed.
import type { ReactNode } from 'react'
import { exerciseWord } from '../../modules/alerts/model/codes.ts'
import type { AlertSummary } from '../../modules/alerts/model/views.ts'
import { DataTable, StateTag, TlpTag, useFormat, useText, type Column } from '../kit/kit.ts'
import { AlertSeverityTag, AlertStateTag, useMatchesInWords, usePlaces, useWritten } from './words.tsx'

interface AlertTableProps {
  alerts: readonly AlertSummary[]
  empty: ReactNode
}

const useColumns = () => {
  const t = useText()
  const inWords = useMatchesInWords()
  const written = useWritten()
  const places = usePlaces()
  const { dateTime } = useFormat()
  const title: Column<AlertSummary> = {
    key: 'title',
    label: { es: 'Alerta', en: 'Alert' },
    value: (alert) => `${alert.isExercise ? `${t(exerciseWord)}: ` : ''}${written(alert.title) || alert.reference}`,
  }
  const matches: Column<AlertSummary> = { key: 'matches', label: { es: 'Coincide con', en: 'Matches' }, value: (alert) => inWords(alert.matches) || null }
  const where: Column<AlertSummary> = { key: 'where', label: { es: 'Dónde', en: 'Where' }, value: ({ areas }) => places(areas) || null }
  const severity: Column<AlertSummary> = {
    key: 'severity',
    label: { es: 'Gravedad', en: 'Severity' },
    value: (alert) => ['Unknown', 'Minor', 'Moderate', 'Severe', 'Extreme'].indexOf(alert.severity),
    cell: (alert) => <AlertSeverityTag alert={alert} />,
    isShort: true,
  }
  const state: Column<AlertSummary> = {
    key: 'state', label: { es: 'Estado', en: 'State' }, value: (alert) => alert.state, cell: (alert) => <AlertStateTag alert={alert} />, isShort: true,
  }
  const tlp: Column<AlertSummary> = {
    key: 'tlp', label: { es: 'Reserva', en: 'Handling' }, value: (alert) => alert.tlp, cell: (alert) => <TlpTag tlp={alert.tlp} />, isShort: true,
  }
  const at = (label: Column<AlertSummary>['label']): Column<AlertSummary> => ({
    key: 'at', label, value: (alert) => alert.changedAt, cell: (alert) => dateTime(alert.changedAt), isShort: true,
  })
  return { title, where, severity, state, tlp, at, matches }
}

const openAlert = ({ id }: AlertSummary): string => `/alerts/${id}`

const answered: Column<AlertSummary> = {
  key: 'answered',
  label: { es: 'Acuse', en: 'Acknowledged' },
  value: ({ received }) => received?.acknowledgedAt ?? '',
  cell: ({ received }) =>
    received?.acknowledgedAt
      ? <StateTag kind="done" label={{ es: 'hecho', en: 'done' }} />
      : <StateTag kind="waiting" label={{ es: 'pendiente', en: 'waiting' }} />,
  isShort: true,
}

export const ReceivedTable = ({ alerts, empty }: AlertTableProps) => {
  const { title, severity, where, state, tlp, at, matches } = useColumns()
  return (
    <DataTable
      caption={{ es: 'Alertas que le enviaron', en: 'Alerts sent to you' }} hidesCaption
      rows={alerts} rowKey={openAlert} rowTo={openAlert} empty={empty}
      columns={[title, severity, where, state, tlp, at({ es: 'Recibida', en: 'Received' }), answered, ...(alerts.some((alert) => alert.matches.length > 0) ? [matches] : [])]}
    />
  )
}

export const DeskTable = ({ alerts, empty }: AlertTableProps) => {
  const { title, severity, where, state, tlp, at } = useColumns()
  const author: Column<AlertSummary> = { key: 'institution', label: { es: 'La prepara', en: 'Prepared by' }, value: ({ institution }) => institution.name }
  return (
    <DataTable
      caption={{ es: 'Alertas en preparación, en revisión o publicadas por usted', en: 'Alerts being prepared, in review or published by you' }} hidesCaption
      rows={alerts} rowKey={openAlert} rowTo={openAlert} empty={empty}
      columns={[title, state, severity, where, tlp, author, at({ es: 'Cambió', en: 'Changed' })]}
    />
  )
}

export const MatchedTable = ({ alerts, empty }: AlertTableProps) => {
  const { title, severity, where, state, at, matches } = useColumns()
  return (
    <DataTable
      caption={{ es: 'Alertas que coinciden con lo que vigila', en: 'Alerts that match what you watch for' }} hidesCaption
      rows={alerts} rowKey={openAlert} rowTo={openAlert} empty={empty} columns={[title, matches, severity, where, state, at({ es: 'Cambió', en: 'Changed' })]}
    />
  )
}
