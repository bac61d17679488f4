// Where, by coordinates: circles over the outlines of the countries, for measures that say no territory.
import { useElementSize } from '@mantine/hooks'
import type { Topology } from 'topojson-specification'
import '../../platform/charts/charts.css'
import { PointMap } from '../../platform/charts/point-map.tsx'
import type { Text } from '../../platform/text.ts'
import type { FigureAnswer, FigurePoints } from '../../modules/statistics/model.ts'
import { Read, useFormat, useLanguage, useRead, useText } from '../kit/kit.ts'
import styles from './statistics.module.css'

const drawing = { es: 'Dibujando el mapa…', en: 'Drawing the map…' }

export const pointWords = {
  describe: {
    es: 'Cada círculo suma un cuadro de medio grado, de México al Perú y el Caribe; las cifras de todos los países están en la tabla.',
    en: 'Each circle adds up a square of half a degree, from Mexico to Peru and the Caribbean; the figures of every country are in the table.',
  },
}

/** How many have no coordinates; nothing when all have. */
export const hiddenPoints = ({ hidden }: FigurePoints, number: (value: number) => string): Text =>
  hidden > 0 ? { es: `${number(hidden)} sin coordenadas.`, en: `${number(hidden)} without coordinates.` } : { es: '', en: '' }

// From Mexico to Peru, with the Caribbean: what the region looks at. Points elsewhere are in the table.
const region = ['MX', 'GT', 'BZ', 'SV', 'HN', 'NI', 'CR', 'PA', 'DO', 'HT', 'CU', 'CO', 'EC', 'PE', 'VE']

const degrees = (value: number, [positive, negative]: [string, string]): string => `${Math.abs(value)}° ${value < 0 ? negative : positive}`

/** The points of an answer on a map of the region. */
export const PointsOf = ({ answer, points, title, zoom }: { answer: FigureAnswer; points: FigurePoints; title: string; zoom: string | undefined }) => {
  const t = useText()
  const lang = useLanguage()
  const { number } = useFormat()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const shapes = useRead<Topology>('/assets/boundaries/admin0.topo.json')
  const west = t({ es: 'O', en: 'W' })
  return (
    <div ref={ref} className={styles.map}>
      <Read of={shapes} what={drawing}>
        {(topology) => width > 0 && (
          <PointMap
            id="explorer-points" lang={lang} width={width} title={title} description={t(pointWords.describe)} unit={t(answer.measure.unitName)}
            shapes={{ topology, object: 'countries' }} focus={zoom === undefined ? region : [zoom]}
            points={points.items.map(({ lat, lon, value }) => ({
              key: `${lat} ${lon}`, label: `${degrees(lat, ['N', 'S'])}, ${degrees(lon, ['E', west])}`, lat, lon, value,
            }))}
          />
        )}
      </Read>
      <p className={styles.source}>{t(pointWords.describe)} {t(hiddenPoints(points, number))}</p>
    </div>
  )
}
