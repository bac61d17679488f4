// The evidence of a finding: the point on a map of the world, the months around a jump, or the two totals side by side.
import type { Topology } from 'topojson-specification'
import { LineBand, type BandPoint } from '../../platform/charts/line-band.tsx'
import type { FindingDetail } from '../../modules/quality/model.ts'
import type { Text } from '../../platform/text.ts'
import { ChartWithTable, DataTable, Read, useFormat, useLanguage, useRead, useText } from '../kit/kit.ts'
import { SpotMap } from './spot-map.tsx'

interface Of { finding: FindingDetail }

export const Evidence = ({ finding }: Of) => {
  if (finding.check === 'totals') return <TwoTotals finding={finding} />
  if (Array.isArray(finding.facts['around'])) return <Months finding={finding} />
  return typeof finding.facts['lat'] === 'number' ? <WhereItLies finding={finding} /> : null
}

const number = (facts: FindingDetail['facts'], name: string): number | null => (typeof facts[name] === 'number' ? facts[name] : null)

interface Spot { key: string; label: Text; lat: number; lon: number }

const spotsOf = ({ facts }: FindingDetail): Spot[] => {
  const spot = (key: string, label: Text, lat: number | null, lon: number | null): Spot[] => (lat === null || lon === null ? [] : [{ key, label, lat, lon }])
  return [
    ...spot('given', { es: 'Como viene', en: 'As it comes' }, number(facts, 'lat'), number(facts, 'lon')),
    ...spot('mended', { es: 'Con el arreglo', en: 'Mended' }, number(facts, 'mendedLat'), number(facts, 'mendedLon')),
    ...spot('other', { es: 'La otra fila', en: 'The other row' }, number(facts, 'otherLat'), number(facts, 'otherLon')),
  ]
}

const WhereItLies = ({ finding }: Of) => {
  const t = useText()
  const shapes = useRead<Topology>('/assets/boundaries/world.topo.json')
  const spots = spotsOf(finding)
  const draw = (width: number) => (
    <Read of={shapes} what={{ es: 'Dibujando el mapa…', en: 'Drawing the map…' }}>
      {(topology) => width > 0 && <SpotMap width={width} title={t(finding.title)} topology={topology} spots={spots.map(({ key, label, lat, lon }) => ({ key, label: t(label), lat, lon }))} />}
    </Read>
  )
  return (
    <ChartWithTable
      title={{ es: 'Dónde caen las coordenadas', en: 'Where the coordinates lie' }} charts={[{ name: { es: 'Mapa', en: 'Map' }, draw }]}
      table={<Spots spots={spots} />}
    />
  )
}

const Spots = ({ spots }: { spots: readonly Spot[] }) => {
  const t = useText()
  return (
    <DataTable
      caption={{ es: 'Coordenadas', en: 'Coordinates' }} rows={spots} rowKey={({ key }) => key}
      columns={[
        { key: 'label', label: { es: 'Punto', en: 'Point' }, value: ({ label }) => t(label), sorts: false },
        { key: 'lat', label: { es: 'Latitud', en: 'Latitude' }, value: ({ lat }) => String(lat), sorts: false },
        { key: 'lon', label: { es: 'Longitud', en: 'Longitude' }, value: ({ lon }) => String(lon), sorts: false },
      ]}
    />
  )
}

const monthAfter = (first: string, months: number): string => {
  const [year = 0, month = 1] = first.split('-').map(Number)
  const at = year * 12 + month - 1 + months
  return `${String(Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, '0')}`
}

const monthsOf = ({ facts }: FindingDetail): { month: string; value: number; isDoubtful: boolean }[] => {
  const around = Array.isArray(facts['around']) ? facts['around'].map(Number) : []
  const [first, from, to] = [String(facts['aroundFrom']), String(facts['from']), String(facts['to'])]
  return around.map((value, at) => ({ month: monthAfter(first, at), value })).map((each) => ({ ...each, isDoubtful: each.month >= from && each.month <= to }))
}

const Months = ({ finding }: Of) => {
  const t = useText()
  const lang = useLanguage()
  const months = monthsOf(finding)
  const points: BandPoint[] = months.map(({ month, value, isDoubtful }) => ({ start: `${month}-01`, observed: value, expected: null, upper: null, alarm: isDoubtful }))
  return (
    <ChartWithTable
      title={{ es: 'Los meses alrededor', en: 'The months around it' }}
      charts={[{ name: { es: 'Serie', en: 'Series' }, draw: (width) => <LineBand id="finding-months" lang={lang} width={width} title={t(finding.title)} description={t(finding.explanation)} points={points} grain="month" unit={t({ es: 'cifra', en: 'figure' })} /> }]}
      table={<MonthTable months={months} />}
    />
  )
}

const MonthTable = ({ months }: { months: ReturnType<typeof monthsOf> }) => {
  const t = useText()
  const { period } = useFormat()
  return (
    <DataTable
      caption={{ es: 'Cifras por mes', en: 'Figures by month' }} rows={months} rowKey={({ month }) => month}
      columns={[
        { key: 'month', label: { es: 'Mes', en: 'Month' }, value: ({ month }) => month, cell: ({ month }) => period(month) },
        { key: 'value', label: { es: 'Cifra', en: 'Figure' }, value: ({ value }) => value, isNumber: true },
        { key: 'doubtful', label: { es: 'Dudosa', en: 'Doubtful' }, value: ({ isDoubtful }) => t(isDoubtful ? { es: 'Sí', en: 'Yes' } : { es: 'No', en: 'No' }) },
      ]}
    />
  )
}

const TwoTotals = ({ finding: { facts } }: Of) => {
  const t = useText()
  const side = (name: 'one' | 'other') => {
    const measures = facts[`${name}Measures`]
    return { key: name, label: Array.isArray(measures) ? measures.join(' + ') : '', value: number(facts, name) }
  }
  const rows = [side('one'), side('other'), { key: 'difference', label: t({ es: 'Diferencia', en: 'Difference' }), value: number(facts, 'difference') }]
  return (
    <DataTable
      caption={{ es: `Los dos totales de ${String(facts['year'])}`, en: `The two totals of ${String(facts['year'])}` }} rows={rows} rowKey={({ key }) => key}
      columns={[
        { key: 'label', label: { es: 'Medida', en: 'Measure' }, value: ({ label }) => label, sorts: false },
        { key: 'value', label: { es: 'Suma', en: 'Sum' }, value: ({ value }) => value, isNumber: true, sorts: false },
      ]}
    />
  )
}
