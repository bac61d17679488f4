// The signals the node found, those to be decided first, with how many are to be expected by chance alone.
import { Select } from '@mantine/core'
import { signalStates, type SignalList as Signals } from '../../modules/warning/model.ts'
import { Empty, FilterBar, Notice, PageFrame, Read, useFilters, useFormat, useRead, useText } from '../kit/kit.ts'
import { SignalTable } from './signal-table.tsx'
import { stateNames } from './words.tsx'

export const SignalList = () => {
  const t = useText()
  const [filters, change] = useFilters()
  const state = typeof filters['state'] === 'string' ? filters['state'] : 'open'
  const signals = useRead<Signals>('/api/signals', { state }, { keepsPrevious: true })
  const choices = [...signalStates.map((value) => ({ value, label: t(stateNames[value]) })), { value: 'all', label: t({ es: 'Todas', en: 'All' }) }]
  return (
    <PageFrame
      title={{ es: 'Señales', en: 'Signals' }}
      lead={t({
        es: 'Series que subieron más de lo que explican su pasado y la época del año. Abra una para ver su curva y decidir.',
        en: 'Series that rose more than their past and the season explain. Open one to see its curve and decide.',
      })}
    >
      <FilterBar label={{ es: 'Filtrar señales', en: 'Filter signals' }}>
        <Select
          label={t({ es: 'Estado', en: 'State' })} data={choices} value={state} allowDeselect={false}
          onChange={(value) => change({ state: value === 'open' ? undefined : (value ?? undefined) })}
        />
      </FilterBar>
      <Read of={signals} what={{ es: 'Cargando las señales…', en: 'Loading the signals…' }}>
        {(found) => <Found {...found} isFiltered={state !== 'open'} />}
      </Read>
    </PageFrame>
  )
}

const Found = ({ items, run, caution, isFiltered }: Signals & { isFiltered: boolean }) => {
  const t = useText()
  const { dateTime, number } = useFormat()
  return (
    <>
      <SignalTable signals={items} hidesState={!isFiltered} empty={run ? <NoSignals isFiltered={isFiltered} /> : <NotYetRun />} />
      {caution && <Notice title={{ es: 'Cómo leerlas', en: 'How to read them' }}><p>{t(caution)}</p></Notice>}
      {run && (
        <p>
          {t({
            es: `Última búsqueda: ${dateTime(run.at)}, en ${number(run.series)} series. Se repite cada noche y tras cada entrega.`,
            en: `Last search: ${dateTime(run.at)}, over ${number(run.series)} series. It is repeated every night and after each delivery.`,
          })}
        </p>
      )}
    </>
  )
}

const NoSignals = ({ isFiltered }: { isFiltered: boolean }) => {
  const t = useText()
  return (
    <Empty title={isFiltered ? { es: 'No hay señales así', en: 'No such signals' } : { es: 'No hay señales por decidir', en: 'No signals to be decided' }}>
      {t({ es: 'Ninguna serie sube ahora más de lo esperado, o ya se decidió sobre todas.', en: 'No series now rises above what is expected, or all have been decided.' })}
    </Empty>
  )
}

const NotYetRun = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Todavía no se han buscado señales', en: 'Signals have not been looked for yet' }}>
      {t({ es: 'Se buscan tras la primera entrega con al menos cinco años de datos, y cada noche.', en: 'They are looked for after the first delivery with at least five years of data, and every night.' })}
    </Empty>
  )
}
