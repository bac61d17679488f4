// The curve of a signal: what was counted, what was expected and the bound of the usual; also as a table.
import { LineBand } from '../../platform/charts/line-band.tsx'
import type { CurvePoint, SignalDetail } from '../../modules/warning/model.ts'
import { ChartWithTable, DataTable, useFormat, useLanguage, useText, type Column } from '../kit/kit.ts'
import { usePeriod } from './words.tsx'

const isForeseen = ({ curve }: SignalDetail): boolean => curve.some(({ nowcast }) => nowcast)

export const SignalCurve = ({ signal }: { signal: SignalDetail }) => {
  const t = useText()
  const lang = useLanguage()
  const title = `${t(signal.whatName)}, ${t(signal.placeName)}`
  const release = signal.release === null ? { es: '', en: '' } : { es: `, versión ${signal.release}`, en: `, release ${signal.release}` }
  const points = signal.curve.map(({ start, count, expected, upperbound, alarm, nowcast }) => ({ start, observed: count, expected, upper: upperbound, alarm, nowcast }))
  const lead = t({
    es: 'La línea es lo que hubo; la franja, de lo esperado al límite que el azar pasa 1 vez de cada 100. Un triángulo marca lo que lo pasa.',
    en: 'The line is what there was; the band goes from the expected to the bound that chance exceeds once in 100. A triangle marks what exceeds it.',
  })
  const late = t({
    es: 'Un círculo dice cuánto habrá cuando llegue lo tardío, y su raya entre qué cifras es probable.',
    en: 'A circle says how many there will be once late reports are in, and its whisker between which figures that is likely.',
  })
  return (
    <ChartWithTable
      title={title} lead={isForeseen(signal) ? `${lead} ${late}` : lead}
      charts={[{
        name: { es: 'Curva', en: 'Curve' },
        draw: (width) => (
          <LineBand
            id="signal-curve" lang={lang} width={width} height={320} points={points} grain={signal.grain} unit={t(signal.measure)}
            title={title} description={t(signal.explanation)}
          />
        ),
      }]}
      table={<CurveTable signal={signal} />}
      source={t({ es: `Fuente: ${signal.source.name.es}${release.es}. ${signal.sourceNote.es}`, en: `Source: ${signal.source.name.en}${release.en}. ${signal.sourceNote.en}` })}
    />
  )
}

const CurveTable = ({ signal }: { signal: SignalDetail }) => {
  const t = useText()
  const { number } = useFormat()
  const period = usePeriod()
  const short = (value: number | null): string => number(value, { maximumFractionDigits: 1 })
  const foreseen: Column<CurvePoint> = {
    key: 'nowcast', label: { es: 'Con lo tardío', en: 'With late reports' }, value: ({ nowcast }) => nowcast?.estimate ?? null, isNumber: true,
    cell: ({ nowcast }) => nowcast && `${short(nowcast.estimate)} (${short(nowcast.lower)}–${short(nowcast.upper)})`,
  }
  return (
    <DataTable<CurvePoint>
      caption={{ es: 'La misma curva en cifras', en: 'The same curve in figures' }} rows={signal.curve} rowKey={({ start }) => start} step={30} order={{ key: 'period', isDescending: true }}
      columns={[
        { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: ({ start }) => start, cell: ({ start }) => period(start, signal.grain) },
        { key: 'count', label: { es: 'Hubo', en: 'Observed' }, value: ({ count }) => count, isNumber: true },
        ...(isForeseen(signal) ? [foreseen] : []),
        { key: 'expected', label: { es: 'Se esperaban', en: 'Expected' }, value: ({ expected }) => expected, cell: ({ expected }) => short(expected), isNumber: true },
        { key: 'bound', label: { es: 'Límite', en: 'Bound' }, value: ({ upperbound }) => upperbound, cell: ({ upperbound }) => short(upperbound), isNumber: true },
        { key: 'alarm', label: { es: 'Pasa el límite', en: 'Exceeds the bound' }, value: ({ alarm }) => (alarm ? t({ es: '▲ sí', en: '▲ yes' }) : ''), isShort: true },
      ]}
    />
  )
}
