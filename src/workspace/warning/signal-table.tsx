// Signals as a table, the most unusual first.
import type { ReactNode } from 'react'
import type { SignalView } from '../../modules/warning/model.ts'
import { detectorWords } from '../../modules/warning/model/evidence.ts'
import { DataTable, useFormat, useText, type Column } from '../kit/kit.ts'
import { ShortHistoryTag, SignalStateTag, usePeriod, VerdictTag } from './words.tsx'

interface SignalTableProps {
  signals: readonly SignalView[]
  empty: ReactNode
  /** Leaves out how each stands, and who found it. */
  isShort?: boolean
}

const Standing = ({ state, verdict }: SignalView) => (
  <>
    <SignalStateTag state={state} />
    {verdict && <div><VerdictTag verdict={verdict} /></div>}
  </>
)

export const SignalTable = ({ signals, empty, isShort = false }: SignalTableProps) => {
  const t = useText()
  const { number } = useFormat()
  const period = usePeriod()
  const placesOf = ({ placeName, place, places }: SignalView): string => {
    const more = places.length - 1
    return `${t(placeName)} (${place})${more > 0 ? t({ es: ` y ${more} más`, en: ` and ${more} more` }) : ''}`
  }
  const standing: Column<SignalView>[] = [
    { key: 'detectors', label: { es: 'Métodos que la vieron', en: 'Methods that saw it' }, value: ({ detectors }) => detectors.map((detector) => t(detectorWords[detector])).join(', ') },
    { key: 'state', label: { es: 'Cómo está', en: 'Standing' }, value: ({ state }) => state, isShort: true, cell: (signal) => <Standing {...signal} /> },
  ]
  return (
    <DataTable<SignalView>
      caption={{ es: 'Señales, primero las más inusuales', en: 'Signals, the most unusual first' }} hidesCaption empty={empty} step={50}
      rows={signals} rowKey={({ id }) => id} rowTo={({ id }) => `/signals/${id}`}
      columns={[
        { key: 'what', label: { es: 'Delito', en: 'Offence' }, value: ({ whatName }) => t(whatName), cell: (signal) => <>{t(signal.whatName)} <ShortHistoryTag signal={signal} /></> },
        { key: 'place', label: { es: 'Lugar', en: 'Place' }, value: placesOf },
        { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: (signal) => signal.period, cell: (signal) => period(signal.period, signal.grain) },
        { key: 'observed', label: { es: 'Hubo', en: 'Observed' }, value: ({ observed }) => observed, isNumber: true },
        { key: 'expected', label: { es: 'Se esperaban', en: 'Expected' }, value: ({ expected }) => expected, cell: ({ expected }) => number(expected, { maximumFractionDigits: 1 }), isNumber: true },
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ source }) => t(source.name) },
        ...(isShort ? [] : standing),
      ]}
    />
  )
}
