// Where: the measure by territory on a map, with the same as a table beside it.
import { useElementSize } from '@mantine/hooks'
import type { Topology } from 'topojson-specification'
import '../../platform/charts/charts.css'
import { AreaMap, type AreaValue } from '../../platform/charts/area-map.tsx'
import { dimensionNames, type Dimension, type FigureAnswer } from '../../modules/statistics/model.ts'
import { AppLink, DataTable, Empty, Read, useFormat, useGo, useLanguage, useRead, useText } from '../kit/kit.ts'
import type { ViewProps } from './explorer.tsx'
import { PointsOf } from './point-view.tsx'
import { inputOf, openingOf, placeOf, type Question } from './question.ts'
import { Shown } from './shown.tsx'
import styles from './statistics.module.css'
import { useSay, useTitle } from './words.ts'

const words = {
  nowhere: { es: 'Esta medida no dice dónde ocurrió. Vea la serie o la tabla.', en: 'This measure does not say where it happened. See the series or the table.' },
  drawing: { es: 'Dibujando el mapa…', en: 'Drawing the map…' },
  describe: { es: 'Toque un lugar para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a place to open its figure; the same figures are in the table.' },
}

const codesIn = ({ objects }: Topology, object: string): string[] => {
  const found = objects[object]
  return found?.type === 'GeometryCollection' ? found.geometries.map(({ id }) => String(id)) : []
}

/** Every area of the countries that occur; those without a figure are not known, not zero. */
const areasOf = (answer: FigureAnswer, place: Dimension, drawn: readonly string[], nameOf: (code: string) => string): AreaValue[] => {
  const values = new Map<string, number>()
  for (const row of answer.rows) {
    const code = row[place]
    if (typeof code !== 'string') continue
    const area = answer.areas[code] ?? code
    values.set(area, (values.get(area) ?? 0) + Number(row['value']))
  }
  const nations = new Set([...values.keys()].map((code) => code.slice(0, 2)))
  return drawn.filter((code) => nations.has(code.slice(0, 2))).map((code) => ({ code, name: nameOf(code), value: values.get(code) ?? null }))
}

interface DrawnProps {
  question: Question
  answer: FigureAnswer
  place: Dimension
}

const Drawn = ({ question, answer, place }: DrawnProps) => {
  const t = useText()
  const say = useSay()
  const title = useTitle()
  const lang = useLanguage()
  const go = useGo()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [file, object] = place === 'territory' ? ['region', 'territories'] : ['admin0', 'countries']
  const shapes = useRead<Topology>(`/assets/boundaries/${file}.topo.json`)
  return (
    <div ref={ref} className={styles.map}>
      <Read of={shapes} what={words.drawing}>
        {(topology) => width > 0 && (
          <AreaMap
            id="explorer-map" lang={lang} width={width} title={title(question, [place], answer.names)} description={t(words.describe)}
            unit={t(answer.measure.unitName)} dimension={t(dimensionNames[place])} shapes={{ topology, object: object ?? '' }}
            ground={{ topology, object: 'countries' }} areas={areasOf(answer, place, codesIn(topology, object ?? ''), (code) => say(place, code, answer.names))}
            onSelect={(area) => go(openingOf(question, { [place]: codeOf(answer, area) }))}
          />
        )}
      </Read>
    </div>
  )
}

const codeOf = ({ areas }: FigureAnswer, area: string): string => Object.entries(areas).find(([, drawn]) => drawn === area)?.[0] ?? area

const Places = ({ question, answer, place }: DrawnProps) => {
  const say = useSay()
  const { number } = useFormat()
  const title = useTitle()
  const nameOf = (row: FigureAnswer['rows'][number]): string => say(place, row[place] ?? null, answer.names)
  return (
    <DataTable
      caption={title(question, [place], answer.names)} hidesCaption rows={answer.rows} rowKey={(row) => String(row[place])} step={20}
      order={{ key: 'value', isDescending: true }}
      columns={[
        { key: 'place', label: dimensionNames[place], value: nameOf },
        {
          key: 'value', label: answer.measure.unitName, value: (row) => Number(row['value']), isNumber: true,
          cell: (row) => <AppLink to={openingOf(question, { [place]: row[place] ?? null })}>{number(Number(row['value']))}</AppLink>,
        },
      ]}
    />
  )
}

const ByPlace = ({ question, place }: { question: Question; place: Dimension }) => {
  const title = useTitle()
  const answer = useRead<FigureAnswer>('/api/figures', { ...inputOf(question, [place]), points: place === 'country' && question.measure.hasPoints }, { topics: ['figure', 'delivery'], keepsPrevious: true })
  return (
    <Read of={answer}>
      {(found) => (
        <Shown question={question} answer={found} by={[place]}>
          <div className={styles.beside}>
            {found.points
              ? <PointsOf answer={found} points={found.points} title={title(question, [], found.names)} />
              : <Drawn question={question} answer={found} place={place} />}
            <Places question={question} answer={found} place={place} />
          </div>
        </Shown>
      )}
    </Read>
  )
}

export const MapView = ({ question }: ViewProps) => {
  const place = placeOf(question.measure)
  return place ? <ByPlace question={question} place={place} /> : <Empty title={words.nowhere} />
}
