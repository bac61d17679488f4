// Signals as a table, the most unusual first.
import type { ReactNode } from 'react'
import type { SignalView } from '../../modules/warning/model.ts'
import { DataTable, useFormat, useText } from '../kit/kit.ts'
import { SignalStateTag, usePeriod } from './words.tsx'

interface SignalTableProps {
  signals: readonly SignalView[]
  empty: ReactNode
  hidesState?: boolean
}

export const SignalTable = ({ signals, empty, hidesState = false }: SignalTableProps) => {
  const t = useText()
  const { number } = useFormat()
  const period = usePeriod()
  const short = (value: number): string => number(value, { maximumFractionDigits: 1 })
  return (
    <DataTable
      caption={{ es: 'Señales, primero las más inusuales', en: 'Signals, the most unusual first' }} hidesCaption empty={empty} step={50}
      rows={signals} rowKey={({ id }) => id} rowTo={({ id }) => `/signals/${id}`}
      columns={[
        { key: 'what', label: { es: 'Delito', en: 'Offence' }, value: ({ whatName }) => t(whatName) },
        { key: 'place', label: { es: 'Lugar', en: 'Place' }, value: ({ placeName, place }) => `${t(placeName)} (${place})` },
        { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: (signal) => signal.period, cell: (signal) => period(signal.period, signal.grain) },
        { key: 'observed', label: { es: 'Hubo', en: 'Observed' }, value: ({ observed }) => observed, isNumber: true },
        { key: 'expected', label: { es: 'Se esperaban', en: 'Expected' }, value: ({ expected }) => expected, cell: ({ expected }) => short(expected), isNumber: true },
        { key: 'bound', label: { es: 'Límite', en: 'Bound' }, value: ({ upperbound }) => upperbound, cell: ({ upperbound }) => short(upperbound), isNumber: true },
        { key: 'source', label: { es: 'Fuente', en: 'Source' }, value: ({ source }) => t(source.name) },
        ...(hidesState ? [] : [{
          key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }: SignalView) => state, isShort: true,
          cell: ({ state }: SignalView) => <SignalStateTag state={state} />,
        }]),
      ]}
    />
  )
}
