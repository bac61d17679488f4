// A dataset as SDMX-ML 2.1 generic data, the form that R and older clients read (SDMX 2.1, section 3A).
import { element, escapeXml, xmlDeclaration, xmlElement, type Element } from '../../../platform/xml.ts'
import { agency, statusAt, statusCodes, version, type Dataset, type Series } from '../model.ts'
import { attributesOf, headerOf, messageNamespaces } from './message-xml.ts'

const structure = ({ flow }: Dataset): Element => ['message:Structure', { structureID: flow.id, dimensionAtObservation: 'TIME_PERIOD' }, [
  element('common:Structure', [['Ref', { agencyID: agency, id: flow.id, version, class: 'DataStructure', package: 'datastructure' }, '']]),
]]

const value = (id: string, code: string): string => `<generic:Value id="${id}" value="${escapeXml(code)}"/>`

const observationText = (one: Series['observations'][number]): string => {
  const known = one.value === null ? '' : `<generic:ObsValue value="${one.value}"/>`
  const status = value('OBS_STATUS', statusCodes[statusAt(one)]?.id ?? '')
  return `   <generic:Obs><generic:ObsDimension value="${one.period}"/>${known}<generic:Attributes>${status}</generic:Attributes></generic:Obs>\n`
}

const seriesText = ({ key, observations }: Series, ids: readonly string[]): string => {
  const lines = observations.map(observationText)
  return `  <generic:Series>\n   <generic:SeriesKey>${key.map((code, index) => value(ids[index] ?? '', code)).join('')}</generic:SeriesKey>\n${lines.join('')}  </generic:Series>\n`
}

/** The message, series by series. */
export function* xmlData(dataset: Dataset): Generator<string> {
  const { flow, series, prepared } = dataset
  const namespaces = Object.entries({ ...messageNamespaces, 'xmlns:generic': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic' })
  yield `${xmlDeclaration}<message:GenericData ${namespaces.map(([name, uri]) => `${name}="${uri}"`).join(' ')}>\n`
  yield `${xmlElement(headerOf(flow.id, prepared, flow.source.isDemonstration, structure(dataset)), ' ')}\n`
  yield ` <message:DataSet structureRef="${flow.id}" action="Replace">\n`
  yield `  <generic:Attributes>${attributesOf(dataset).map(({ id, text }) => value(id, text)).join('')}</generic:Attributes>\n`
  const ids = ['FREQ', ...flow.dimensions.map(({ id }) => id)]
  for (const one of series) yield seriesText(one, ids)
  yield ' </message:DataSet>\n</message:GenericData>\n'
}
