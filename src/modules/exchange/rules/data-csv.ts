// A dataset as SDMX-CSV 2: one line for each observation, the dataset's attributes repeated on it (SDMX-CSV field guide, columns).
import { agency, statusAt, statusCodes, version, type Dataset } from '../model.ts'

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`

/** Action `R`: what a plain question answers replaces what the asker holds under the same keys. */
export function* csvData({ flow, series }: Dataset): Generator<string> {
  const dimensions = ['FREQ', ...flow.dimensions.map(({ id }) => id), 'TIME_PERIOD']
  yield line(['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...dimensions, 'OBS_VALUE', 'OBS_STATUS', 'UNIT_MEASURE', 'RELEASE', 'SOURCE'])
  const attributes = [flow.measure.unit, String(flow.release.number), flow.source.attribution.en]
  for (const { key, observations } of series) {
    const shared = ['dataflow', `${agency}:${flow.id}(${version})`, 'R', ...key]
    for (const one of observations) yield line([...shared, one.period, one.value === null ? '' : String(one.value), statusCodes[statusAt(one)]?.id ?? '', ...attributes])
  }
}
