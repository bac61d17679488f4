// Small multiples: one panel for each place, offence or other kind, on one scale unless the reader asks for their own.
import { Button, Checkbox } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import { SmallMultiples, smallMultiplesTable, type SmallMultiplesProps } from '../../platform/charts/small-multiples.tsx'
import { isTime, notStated, type Dimension } from '../../modules/statistics/model.ts'
import { Empty, Read, useLanguage, useText } from '../kit/kit.ts'
import { useFigures, type Answer } from './answer.ts'
import type { ViewProps } from './explorer.tsx'
import { placeOf, type Question } from './question.ts'
import { Periods, SeriesChoices, useUnit } from './series-view.tsx'
import { seriesOf } from './series.ts'
import { Shown } from './shown.tsx'
import { useSay, useTitle } from './words.ts'

const atFirst = 12
const mostColumns = 6

const words = {
  split: { es: 'Un panel por', en: 'One panel for each' },
  own: { es: 'Cada panel con su escala', en: 'Each panel on its own scale' },
  same: { es: 'Todos los paneles tienen la misma escala: se pueden comparar sus tamaños.', en: 'All panels have the same scale: their sizes can be compared.' },
  differ: { es: 'Cada panel llega hasta su propio máximo: compare la forma, no el tamaño.', en: 'Each panel reaches its own largest value: compare shapes, not sizes.' },
  none: { es: 'Nada con fecha responde a esta pregunta. Quite algún filtro.', en: 'Nothing dated answers this question. Take out a filter.' },
  describe: { es: 'Toque un panel para filtrar por él y ver su serie.', en: 'Touch a panel to filter by it and see its series.' },
}

const splitOf = ({ split, measure }: Question): Dimension | undefined =>
  split ?? placeOf(measure) ?? measure.dimensions.find((each) => !isTime(each))

const Chart = (props: SmallMultiplesProps) => {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return <div ref={ref}>{width > 0 && <SmallMultiples {...props} width={width} />}</div>
}

const Drawn = ({ question, change, answer, by }: ViewProps & { answer: Answer; by: readonly Dimension[] }) => {
  const t = useText()
  const say = useSay()
  const lang = useLanguage()
  const unit = useUnit(question)
  const title = useTitle()(question, by, answer.names)
  const hasOwnScales = question.said['scale'] === 'own'
  const shown = Number(question.said['panels']) || atFirst
  const { split } = question
  const { series, all } = seriesOf(answer, { step: question.step, split, most: shown }, say)
  const chart: SmallMultiplesProps = {
    id: 'explorer-panels', lang, title, description: t(words.describe), unit, grain: question.step, series, hasOwnScales,
    onSelect: (key) => split && change({ [split]: key === notStated ? notStated : key, view: 'series', split: undefined }),
  }
  const choices = (
    <>
      <SeriesChoices question={question} change={change} label={words.split} />
      <Checkbox label={t(words.own)} checked={hasOwnScales} onChange={({ currentTarget }) => change({ scale: currentTarget.checked ? 'own' : undefined })} />
    </>
  )
  const most = { es: `Se dibujan los ${series.length} mayores de ${all}.`, en: `The ${series.length} largest of ${all} are drawn.` }
  const columns = { es: `La tabla trae los ${mostColumns} mayores; los archivos, todos los dibujados.`, en: `The table has the ${mostColumns} largest; the files, all that are drawn.` }
  const also = [t(hasOwnScales ? words.differ : words.same), ...(all > series.length ? [t(most)] : [])]
  return (
    <Shown question={question} answer={answer} by={by} choices={choices} also={also} table={() => smallMultiplesTable(chart)}>
      {series.length === 0 ? <Empty title={words.none} /> : <><p>{also.join(' ')} {t(words.describe)}</p><Chart {...chart} /></>}
      {all > shown && <p><Button variant="default" onClick={() => change({ panels: String(shown + atFirst) })}>{t({ es: `Mostrar más paneles (hay ${all})`, en: `Show more panels (there are ${all})` })}</Button></p>}
      {series.length > mostColumns && <p>{t(columns)}</p>}
      {series.length > 0 && <Periods question={question} answer={answer} series={series.slice(0, mostColumns)} />}
    </Shown>
  )
}

export const PanelsView = (props: ViewProps) => {
  const question = { ...props.question, split: splitOf(props.question) }
  const by = [question.step, ...(question.split ? [question.split] : [])]
  const answer = useFigures(question, by)
  return <Read of={answer}>{(found) => <Drawn {...props} question={question} answer={found} by={by} />}</Read>
}
