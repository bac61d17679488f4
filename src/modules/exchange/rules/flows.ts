// From what the figures cover to dataflows: identifiers, dimensions, frequencies.
import type { Text } from '../../../platform/text.ts'
import { dimensionNames, isTime, type Dimension, type MeasureCoverage, type SourceCoverage } from '../../statistics/model.ts'
import type { FlowSummary, Frequency } from '../model.ts'

const identifiers: Partial<Record<Dimension, string>> = { age_band: 'AGE', region: 'SOURCE_REGION' }

export const areaId = 'REF_AREA'
const areaName: Text = { es: 'Territorio de referencia', en: 'Reference area' }

/** The identifier of a dataflow: the source and the measure. */
export const flowId = (source: string, measure: string): string => `${source}__${measure}`.replaceAll('-', '_').toUpperCase()

export const flowName = (source: Text, measure: Text): Text => ({ es: `${source.es}: ${measure.es}`, en: `${source.en}: ${measure.en}` })

const finest: Readonly<Record<string, readonly Frequency[]>> = { day: ['A', 'M', 'W'], week: ['A', 'M', 'W'], month: ['A', 'M'], quarter: ['A'], year: ['A'] }

/** Of a source that is not public only whole years are given out. */
export const frequenciesOf = (grain: string | null, isPublic: boolean): Frequency[] => (isPublic ? [...(finest[grain ?? 'year'] ?? ['A'])] : ['A'])

const places: readonly Dimension[] = ['territory', 'country']

/** The dimensions a flow is asked by, in their order. Of a source that is not public only the place is given out. */
export const dimensionsOf = (measure: Pick<MeasureCoverage, 'dimensions'>, isPublic: boolean): { id: string; name: Text; from: Dimension[] }[] => {
  const own: readonly Dimension[] = measure.dimensions.filter((dimension) => !isTime(dimension))
  const area = { id: areaId, name: areaName, from: places.filter((place) => own.includes(place)) }
  const others = isPublic ? own.filter((dimension) => !places.includes(dimension)) : []
  return [
    ...(area.from.length > 0 ? [area] : []),
    ...others.map((dimension) => ({ id: identifiers[dimension] ?? dimension.toUpperCase(), name: dimensionNames[dimension], from: [dimension] })),
  ]
}

/** Every measure that has been delivered, as a dataflow. */
export const flowsOf = (sources: readonly SourceCoverage[]): FlowSummary[] =>
  sources.flatMap(({ release, measures, ...source }) =>
    release === null ? [] : measures.filter(({ observations }) => observations > 0).map((measure) => ({
      id: flowId(source.id, measure.id),
      name: flowName(source.name, measure.name),
      source, measure, release,
      frequencies: frequenciesOf(measure.grain, source.isPublic),
      from: measure.from,
      to: measure.to,
      dimensions: ['FREQ', ...dimensionsOf(measure, source.isPublic).map(({ id }) => id), 'TIME_PERIOD'],
    })))
