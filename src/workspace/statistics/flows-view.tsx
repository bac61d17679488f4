// Corridors as flows: the nationality recorded and the place that recorded it. Not a route that anybody is said to have taken.
import { Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import '../../platform/charts/charts.css'
import { FlowBands, flowBandsTable, type FlowBandsProps } from '../../platform/charts/flow-bands.tsx'
import { dimensionNames, type Dimension } from '../../modules/statistics/model.ts'
import type { FlowAnswer } from '../../modules/statistics/model/flows.ts'
import { withheldName } from '../../modules/statistics/model/withheld.ts'
import { AppLink, DataTable, Empty, Read, useFormat, useGo, useLanguage, useRead, useText } from '../kit/kit.ts'
import type { ViewProps } from './explorer.tsx'
import { inputOf, oneOf, openingOf, type Question } from './question.ts'
import { Frame } from './shown.tsx'
import { useTitle } from './words.ts'

const words = {
  none: { es: 'Esta medida no dice a la vez nacionalidad y lugar: no tiene flujos.', en: 'This measure does not say both nationality and place: it has no flows.' },
  empty: { es: 'Nada con nacionalidad y lugar responde a esta pregunta. Quite algún filtro.', en: 'Nothing with a nationality and a place answers this question. Take out a filter.' },
  to: { es: 'Lugar', en: 'Place' },
  via: { es: 'Pasando por', en: 'Through' },
  direct: { es: 'Nada', en: 'Nothing' },
  most: { es: 'Cuántos por su nombre', en: 'How many by name' },
  means: { es: 'nacionalidad → lugar donde se registró', en: 'nationality → place that recorded it' },
  meansRoute: { es: 'nacionalidad → ruta según la fuente → lugar donde se registró', en: 'nationality → route as the source says → place that recorded it' },
  caution: {
    es: 'Cada banda une la nacionalidad con el lugar que registró a las personas. No dice por dónde pasaron ni adónde iban.',
    en: 'Each band joins the nationality with the place that recorded the people. It does not say which way they came or where they were going.',
  },
  describe: { es: 'Toque una banda para abrir su cifra; las mismas cifras están en la tabla.', en: 'Touch a band to open its figure; the same figures are in the table.' },
  total: { es: 'En total', en: 'In all' },
  allWithheld: { es: 'La fuente reserva todas las cifras que responden a esta pregunta.', en: 'The source withholds every figure that answers this question.' },
  from: { es: 'De', en: 'From' },
  toward: { es: 'A', en: 'To' },
}

const amounts = ['6', '12', '20', '40']

const placesOf = ({ measure }: Question): Dimension[] => (['country', 'territory'] as const).filter((place) => measure.dimensions.includes(place))

const Choices = ({ question, change, stages }: ViewProps & { stages: readonly Dimension[] }) => {
  const t = useText()
  const places = placesOf(question)
  const { said, measure } = question
  return (
    <>
      <Select label={t(words.to)} data={places.map((value) => ({ value, label: t(dimensionNames[value]) }))} value={stages.at(-1) ?? null} onChange={(place) => change({ place: place ?? undefined })} allowDeselect={false} />
      {measure.dimensions.includes('route') && (
        <Select label={t(words.via)} data={[{ value: 'none', label: t(words.direct) }, { value: 'route', label: t(dimensionNames.route) }]} value={oneOf(said['via'], ['route']) ?? 'none'} onChange={(via) => change({ via: via ?? undefined })} allowDeselect={false} />
      )}
      <Select label={t(words.most)} data={amounts} value={oneOf(said['most'], amounts) ?? '12'} onChange={(most) => change({ most: most ?? undefined })} allowDeselect={false} />
    </>
  )
}

const Chart = (props: FlowBandsProps) => {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return <div ref={ref}>{width > 0 && <FlowBands {...props} width={width} />}</div>
}

/** The coordinates of a band; undefined when an end is several together. */
const cellOf = ({ nodes, stages }: FlowAnswer, ids: readonly string[]): Partial<Record<Dimension, string>> | undefined => {
  const ends = ids.map((id) => nodes.find((node) => node.id === id))
  const cell: Partial<Record<Dimension, string>> = {}
  for (const end of ends) {
    const dimension = end && stages[end.stage]
    if (!dimension || end.code === null) return undefined
    cell[dimension] = end.code
  }
  return cell
}

const Bands = ({ question, answer, title }: { question: Question; answer: FlowAnswer; title: string }) => {
  const t = useText()
  const { number } = useFormat()
  const names = new Map(answer.nodes.map(({ id, name }) => [id, t(name)]))
  return (
    <DataTable
      caption={title} hidesCaption rows={answer.links} rowKey={({ from, to }) => `${from} ${to}`} step={20} order={{ key: 'value', isDescending: true }}
      columns={[
        { key: 'from', label: words.from, value: ({ from }) => names.get(from) ?? '' },
        { key: 'to', label: words.toward, value: ({ to }) => names.get(to) ?? '' },
        {
          key: 'value', label: answer.measure.unitName, value: ({ value }) => value, isNumber: true,
          cell: ({ from, to, value }) => {
            const cell = cellOf(answer, [from, to])
            return cell ? <AppLink to={openingOf(question, cell)}>{number(value)}</AppLink> : number(value)
          },
        },
      ]}
    />
  )
}

const Drawn = ({ question, change, answer }: ViewProps & { answer: FlowAnswer }) => {
  const t = useText()
  const go = useGo()
  const lang = useLanguage()
  const { number } = useFormat()
  const means = answer.stages.length > 2 ? words.meansRoute : words.means
  const title = `${useTitle()(question, [], answer.names)}: ${t(means)}`
  const chart: FlowBandsProps = {
    id: 'explorer-flows', lang, title, description: `${t(words.caution)} ${t(words.describe)}`, unit: t(answer.measure.unitName),
    stages: answer.stages.map((stage) => t(dimensionNames[stage])), bands: answer.links,
    stops: answer.nodes.map(({ id, stage, name, value }) => ({ id, stage, label: t(name), value })),
    onSelect: ({ from, to }) => {
      const cell = cellOf(answer, [from, to])
      if (cell) go(openingOf(question, cell))
    },
  }
  const isWithheld = answer.total === 0 && answer.withheld > 0
  const head = <p>{t(words.total)}: <strong>{isWithheld ? t(withheldName) : number(answer.total)}</strong> {t(answer.measure.unitName)}</p>
  return (
    <Frame question={question} title={title} told={answer} head={head} also={[t(words.caution)]} by={answer.stages} choices={<Choices question={question} change={change} stages={answer.stages} />} table={() => flowBandsTable(chart)}>
      <p>{t(words.caution)}</p>
      {answer.links.length === 0 ? <Empty title={isWithheld ? words.allWithheld : words.empty} /> : <><Chart {...chart} /><Bands question={question} answer={answer} title={title} /></>}
    </Frame>
  )
}

export const FlowsView = ({ question: asked, change }: ViewProps) => {
  const question = { ...asked, isRate: false }
  const hasFlows = question.measure.dimensions.includes('nationality') && placesOf(question).length > 0
  const { by: _by, ...input } = inputOf(question, [])
  const { said } = question
  const answer = useRead<FlowAnswer>('/api/figures/flows', { ...input, place: oneOf(said['place'], ['country', 'territory']), via: oneOf(said['via'], ['route']), most: oneOf(said['most'], amounts) }, { topics: ['figure', 'delivery'], keepsPrevious: true, enabled: hasFlows })
  if (!hasFlows) return <Empty title={words.none} />
  return <Read of={answer}>{(found) => <Drawn question={question} change={change} answer={found} />}</Read>
}
