// A dataset as SDMX-JSON 2.1: codes once, series and observations as positions in them (SDMX-JSON data message, time-series form).
import type { Text } from '../../../platform/text.ts'
import { agency, frequencyNames, statusAt, statusCodes, totalCode, type Dataset, type FlowDimension, type Series } from '../model.ts'
import { attributesOf, datasetAttributes } from './message-xml.ts'
import { urnOf } from './urns.ts'

const named = ({ es, en }: Text) => ({ name: es, names: { es, en } })

export const totalName: Text = { es: 'Total', en: 'Total' }

interface Position {
  ids: readonly string[]
  at: ReadonlyMap<string, number>
}

const positions = (ids: Iterable<string>): Position => {
  const unique = [...new Set(ids)]
  return { ids: unique, at: new Map(unique.map((id, index) => [id, index])) }
}

const dimensionNamer = (dimension: FlowDimension): ((id: string) => Text) => {
  const names = new Map(dimension.codes.map(({ id, name }) => [id, name]))
  return (id) => (id === totalCode ? totalName : (names.get(id) ?? { es: id, en: id }))
}

const seriesDimensions = ({ flow }: Dataset, used: readonly Position[]) => [
  { id: 'FREQ', name: { es: 'Frecuencia', en: 'Frequency' }, nameOf: (id: string) => Object.entries(frequencyNames).find(([code]) => code === id)?.[1] ?? totalName },
  ...flow.dimensions.map((dimension) => ({ id: dimension.id, name: dimension.name, nameOf: dimensionNamer(dimension) })),
].map(({ id, name, nameOf }, keyPosition) => ({
  id, keyPosition, ...named(name), values: (used[keyPosition]?.ids ?? []).map((code) => ({ id: code, ...named(nameOf(code)) })),
}))

const observation = { es: 'Valor observado', en: 'Observed value' }
const status = { id: 'OBS_STATUS', ...named({ es: 'Estado de la observación', en: 'Observation status' }), relationship: { observation: {} }, values: statusCodes.map(({ id, name }) => ({ id, ...named(name) })) }

const structureOf = (dataset: Dataset, used: readonly Position[], periods: Position) => ({
  ...named(dataset.flow.name),
  dataSets: [0],
  links: [{ urn: urnOf('Dataflow', dataset.flow.id), rel: 'dataflow' }, { urn: urnOf('DataStructure', dataset.flow.id), rel: 'datastructure' }],
  dimensions: {
    dataSet: [],
    series: seriesDimensions(dataset, used),
    observation: [{ id: 'TIME_PERIOD', keyPosition: used.length, roles: ['TIME_PERIOD'], ...named({ es: 'Periodo', en: 'Time period' }), values: periods.ids.map((value) => ({ value })) }],
  },
  measures: { observation: [{ id: 'OBS_VALUE', ...named(observation) }] },
  attributes: {
    dataSet: attributesOf(dataset).map(({ id, text }) => ({ id, ...named(datasetAttributes.find((each) => each.id === id)?.name ?? totalName), relationship: { dataflow: {} }, values: [{ value: text }] })),
    observation: [status],
  },
})

const seriesText = ({ key, observations }: Series, used: readonly Position[], periods: Position): string => {
  const place = key.map((code, index) => used[index]?.at.get(code) ?? 0).join(':')
  return `"${place}":{"observations":{${observations.map((one) => `"${periods.at.get(one.period)}":[${one.value},${statusAt(one)}]`).join(',')}}}`
}

/** The message, series by series. */
export function* jsonData(dataset: Dataset): Generator<string> {
  const { flow, series, prepared } = dataset
  const used = ['FREQ', ...flow.dimensions].map((_, index) => positions(series.map(({ key }) => key[index] ?? '')))
  const periods = positions(series.flatMap(({ observations }) => observations.map(({ period }) => period)).sort())
  const meta = { id: `${flow.id}_${prepared.getTime()}`, test: flow.source.isDemonstration, prepared: prepared.toISOString(), contentLanguages: ['es', 'en'], sender: { id: agency } }
  yield `{"$schema":"https://json.sdmx.org/2.1/sdmx-json-data-schema.json","meta":${JSON.stringify(meta)},"data":{"structures":[${JSON.stringify(structureOf(dataset, used, periods))}],`
  yield `"dataSets":[{"structure":0,"action":"Replace","links":[{"urn":${JSON.stringify(urnOf('Dataflow', flow.id))},"rel":"dataflow"}],"attributes":${JSON.stringify(attributesOf(dataset).map(() => 0))},"series":{`
  let isFirst = true
  for (const one of series) {
    yield `${isFirst ? '' : ','}${seriesText(one, used, periods)}`
    isFirst = false
  }
  yield `}}]},"errors":[]}`
}

