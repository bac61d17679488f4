// The curve of a signal: what was counted, what was expected and the bound of the usual; also as a table.
import { LineBand } from '../../platform/charts/line-band.tsx'
import type { CurvePoint, SignalDetail } from '../../modules/warning/model.ts'
import { ChartWithTable, DataTable, useFormat, useLanguage, useText } from '../kit/kit.ts'
import { usePeriod } from './words.tsx'

export const SignalCurve = ({ signal }: { signal: SignalDetail }) => {
  const t = useText()
  const lang = useLanguage()
  const title = `${t(signal.whatName)}, ${t(signal.placeName)}`
  const points = signal.curve.map(({ start, count, expected, upperbound, alarm }) => ({ start, observed: count, expected, upper: upperbound, alarm }))
  return (
    <ChartWithTable
      title={title}
      lead={t({
        es: 'La línea es lo que hubo; la franja, de lo esperado al límite de lo usual. Un triángulo marca lo que lo pasa.',
        en: 'The line is what there was; the band goes from the expected to the bound of the usual. A triangle marks what exceeds it.',
      })}
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
      source={t({ es: `Fuente: ${signal.source.name.es}`, en: `Source: ${signal.source.name.en}` })}
    />
  )
}

const CurveTable = ({ signal: { curve, grain } }: { signal: SignalDetail }) => {
  const t = useText()
  const { number } = useFormat()
  const period = usePeriod()
  const short = (value: number | null): string => number(value, { maximumFractionDigits: 1 })
  return (
    <DataTable<CurvePoint>
      caption={{ es: 'La misma curva en cifras', en: 'The same curve in figures' }} rows={curve} rowKey={({ start }) => start} step={30} order={{ key: 'period', isDescending: true }}
      columns={[
        { key: 'period', label: { es: 'Periodo', en: 'Period' }, value: ({ start }) => start, cell: ({ start }) => period(start, grain) },
        { key: 'count', label: { es: 'Hubo', en: 'Observed' }, value: ({ count }) => count, isNumber: true },
        { key: 'expected', label: { es: 'Se esperaban', en: 'Expected' }, value: ({ expected }) => expected, cell: ({ expected }) => short(expected), isNumber: true },
        { key: 'bound', label: { es: 'Límite', en: 'Bound' }, value: ({ upperbound }) => upperbound, cell: ({ upperbound }) => short(upperbound), isNumber: true },
        { key: 'alarm', label: { es: 'Pasa el límite', en: 'Exceeds the bound' }, value: ({ alarm }) => (alarm ? t({ es: '▲ sí', en: '▲ yes' }) : ''), isShort: true },
      ]}
    />
  )
}
