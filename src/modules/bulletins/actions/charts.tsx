// The chart of a bulletin's figure: a map by place, the places with most, or month by month.
import { AreaMap } from '../../../platform/charts/area-map.tsx'
import { BarSeries } from '../../../platform/charts/bar-series.tsx'
import { LineSeries } from '../../../platform/charts/line-series.tsx'
import { say, type Language } from '../../../platform/text.ts'
import { boundaries } from '../../catalogues/index.ts'
import { mapAreas } from '../../statistics/index.ts'
import type { FigureForm, FilledFigure } from '../model.ts'
import { bulletinWords, figureTitle } from '../rules/words.ts'

const mostPlaces = 12

export interface FigureChartProps {
  id: string
  form: FigureForm
  figure: FilledFigure
  lang: Language
}

const basics = ({ id, figure, lang }: FigureChartProps) => ({
  id, lang, title: figureTitle(figure, lang), description: say(figure.sourceName, lang), unit: say(figure.unitName, lang), dimension: say(bulletinWords.place, lang),
})

const PlacesMap = (props: FigureChartProps) => {
  const by = props.figure.by === 'country' ? 'country' : 'territory'
  const { areas, view } = mapAreas({ by, places: props.figure.places }, props.lang)
  const [file, object] = by === 'territory' ? (['region', 'territories'] as const) : (['admin0', 'countries'] as const)
  return (
    <AreaMap
      {...basics(props)} areas={areas} shapes={{ topology: boundaries(file), object }} ground={{ topology: boundaries('region'), object: 'countries' }} {...(view && { view })}
    />
  )
}

const Ranking = (props: FigureChartProps) => (
  <BarSeries
    {...basics(props)}
    bars={props.figure.places.filter(({ code, value }) => code !== null && value !== null && value > 0).slice(0, mostPlaces).map(({ code, name, value }) => ({ key: code ?? '', label: say(name, props.lang), value }))}
  />
)

const Months = (props: FigureChartProps) => (
  <LineSeries {...basics(props)} grain="month" height={260} series={[{ key: 'all', label: say(props.figure.unitName, props.lang), points: props.figure.months.map(({ start, value }) => ({ start, value })) }]} />
)

export const FigureChart = (props: FigureChartProps) => {
  if (props.form === 'months') return <Months {...props} />
  return props.form === 'map' ? <PlacesMap {...props} /> : <Ranking {...props} />
}
