// What every SDMX-ML 2.1 message of this node begins with, and the attributes that stand on a whole dataset.
import type { Text } from '../../../platform/text.ts'
import { element, type Element } from '../../../platform/xml.ts'
import { agency, type Dataset } from '../model.ts'

export const messageNamespaces = {
  'xmlns:message': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message',
  'xmlns:common': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common',
}

/** The message's header; demonstration data are sent as a test. */
export const headerOf = (id: string, prepared: Date, isTest: boolean, structure?: Element): Element => element('message:Header', [
  element('message:ID', `${id}_${prepared.getTime()}`),
  element('message:Test', String(isTest)),
  element('message:Prepared', prepared.toISOString()),
  ['message:Sender', { id: agency }, ''],
  structure,
])

/** A name in the languages there are. */
export const namesOf = (name: Text): Element[] => (['es', 'en'] as const).map((language) => ['common:Name', { 'xml:lang': language }, name[language]])

export const datasetAttributes: readonly { id: string; name: Text }[] = [
  { id: 'UNIT_MEASURE', name: { es: 'Unidad de recuento', en: 'Unit of count' } },
  { id: 'RELEASE', name: { es: 'Número de la publicación de la fuente', en: 'Number of the source’s release' } },
  { id: 'RELEASED_AT', name: { es: 'Fecha de la publicación', en: 'Date of the release' } },
  { id: 'SOURCE', name: { es: 'Atribución de la fuente', en: 'Attribution of the source' } },
  { id: 'NOTE', name: { es: 'Nota de la fuente', en: 'Note of the source' } },
  { id: 'UNDATED', name: { es: 'Suma de lo que no tiene fecha y no está en ninguna serie', en: 'Sum of what has no date and is in no series' } },
  { id: 'PROTECTION', name: { es: 'Protección: none, o rounded5 (redondeado a múltiplos de 5)', en: 'Protection: none, or rounded5 (rounded to multiples of 5)' } },
]

/** What stands on the whole dataset, in the order of `datasetAttributes`. */
export const attributesOf = ({ flow, undated }: Dataset): { id: string; text: string }[] => {
  const texts: Record<string, string> = {
    UNIT_MEASURE: flow.measure.unit, RELEASE: String(flow.release.number), RELEASED_AT: flow.release.at, SOURCE: flow.source.attribution.en,
    NOTE: flow.source.note.en, UNDATED: undated === null ? '' : String(undated), PROTECTION: flow.isWhole ? 'none' : 'rounded5',
  }
  return datasetAttributes.flatMap(({ id }) => (texts[id] ? [{ id, text: texts[id] }] : []))
}
