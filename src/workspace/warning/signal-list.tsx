// The signals the node found, those to be decided first, with how many of them may be chance.
import { Select } from '@mantine/core'
import { signalStates, type SignalList as Signals } from '../../modules/warning/model.ts'
import { detectorNames, detectors } from '../../modules/warning/model/evidence.ts'
import { verdictNames, verdicts } from '../../modules/warning/model/verdicts.ts'
import type { Text } from '../../platform/text.ts'
import { ButtonLink, Empty, FilterBar, Notice, PageFrame, Read, useFilters, useFormat, useMay, useRead, useText } from '../kit/kit.ts'
import { SignalTable } from './signal-table.tsx'
import { stateNames } from './words.tsx'

interface Choice {
  key: 'state' | 'detector' | 'verdict'
  label: Text
  /** What an address without it means. */
  usual: string
  options: readonly (readonly [value: string, label: Text])[]
}

const choices: readonly Choice[] = [
  { key: 'state', label: { es: 'Estado', en: 'State' }, usual: 'open', options: [...signalStates.map((value) => [value, stateNames[value]] as const), ['all', { es: 'Todas', en: 'All' }]] },
  { key: 'detector', label: { es: 'Método que la vio', en: 'Method that saw it' }, usual: '', options: [['', { es: 'Cualquiera', en: 'Any' }], ...detectors.map((value) => [value, detectorNames[value]] as const)] },
  {
    key: 'verdict', label: { es: 'Qué resultó ser', en: 'What it turned out to be' }, usual: '',
    options: [['', { es: 'Cualquier cosa', en: 'Anything' }], ['none', { es: 'Aún no se ha dicho', en: 'Not yet said' }], ...verdicts.map((value) => [value, verdictNames[value]] as const)],
  },
]

const useChosen = () => {
  const [filters, change] = useFilters()
  const valueOf = ({ key, usual }: Choice): string => (typeof filters[key] === 'string' ? filters[key] : usual)
  const input = Object.fromEntries(choices.map((choice) => [choice.key, valueOf(choice)]).filter(([, value]) => value !== ''))
  return { change, valueOf, input, isFiltered: choices.some((choice) => valueOf(choice) !== choice.usual) }
}

export const SignalList = () => {
  const t = useText()
  const { change, valueOf, input, isFiltered } = useChosen()
  const signals = useRead<Signals>('/api/signals', input, { keepsPrevious: true })
  const maySeePrecision = useMay('signal.precision')
  return (
    <PageFrame
      title={{ es: 'Señales', en: 'Signals' }}
      lead={t({
        es: 'Lo que sube más de lo que explican su pasado, sus vecinos y la época del año. Abra una para ver por qué y decidir.',
        en: 'What rises more than its past, its neighbours and the season explain. Open one to see why, and decide.',
      })}
      actions={maySeePrecision && <ButtonLink to="/signals/precision" variant="default">{t({ es: 'Cuántas acertaron', en: 'How many were right' })}</ButtonLink>}
    >
      <FilterBar label={{ es: 'Filtrar señales', en: 'Filter signals' }}>
        {choices.map((choice) => (
          <Select
            key={choice.key} label={t(choice.label)} allowDeselect={false} value={valueOf(choice)}
            data={choice.options.map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(value) => change({ [choice.key]: value === choice.usual ? undefined : (value ?? undefined) })}
          />
        ))}
      </FilterBar>
      <Read of={signals} what={{ es: 'Cargando las señales…', en: 'Loading the signals…' }}>
        {(found) => <Found {...found} isFiltered={isFiltered} />}
      </Read>
    </PageFrame>
  )
}

const Found = ({ items, run, caution, isFiltered }: Signals & { isFiltered: boolean }) => {
  const t = useText()
  const { dateTime, number } = useFormat()
  return (
    <>
      <SignalTable signals={items} empty={run ? <NoSignals isFiltered={isFiltered} /> : <NotYetRun />} />
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
      {isFiltered
        ? t({ es: 'Elija otro estado, otro método u otro resultado.', en: 'Choose another state, method or outcome.' })
        : t({ es: 'Nada sube ahora más de lo esperado, o ya se decidió sobre todo.', en: 'Nothing now rises above what is expected, or all has been decided.' })}
    </Empty>
  )
}

const NotYetRun = () => {
  const t = useText()
  return (
    <Empty title={{ es: 'Todavía no se han buscado señales', en: 'Signals have not been looked for yet' }}>
      {t({ es: 'Se buscan tras cada entrega con al menos nueve semanas o meses de datos, y cada noche. Con menos de dos años, solo con el método de historia corta.', en: 'They are looked for after each delivery with at least nine weeks or months of data, and every night. With less than two years, by the method for short histories alone.' })}
    </Empty>
  )
}
