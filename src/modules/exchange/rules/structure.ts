// The structure of a flow as SDMX asks for it: concepts, code lists, dimensions and attributes, before it is written in one form or another.
import type { Text } from '../../../platform/text.ts'
import { frequencyNames, statusCodes, totalCode, type Flow } from '../model.ts'
import { datasetAttributes } from './message-xml.ts'
import { totalName } from './data-json.ts'

export interface Codelist {
  id: string
  name: Text
  codes: readonly { id: string; name: Text }[]
}

export interface Structure {
  flow: Flow
  codelists: readonly Codelist[]
  /** In the order of the key, TIME_PERIOD last and without a code list. */
  dimensions: readonly { id: string; name: Text; codelist: string }[]
  attributes: readonly { id: string; name: Text; isOfObservation: boolean; codelist: string | null }[]
}

export const timeName: Text = { es: 'Periodo', en: 'Time period' }
export const valueName: Text = { es: 'Valor observado', en: 'Observed value' }

const frequency = { id: 'FREQ', name: { es: 'Frecuencia', en: 'Frequency' } }
const status = { id: 'OBS_STATUS', name: { es: 'Estado de la observación', en: 'Observation status' } }

const listId = (flow: Flow, dimension: string): string => `CL_${flow.id}_${dimension}`

/** The identifier of the scheme that holds a flow's concepts. */
export const conceptsId = (flow: Flow): string => `CS_${flow.id}`

export const structureOf = (flow: Flow): Structure => ({
  flow,
  codelists: [
    { ...frequency, id: listId(flow, frequency.id), codes: flow.frequencies.map((id) => ({ id, name: frequencyNames[id] })) },
    ...flow.dimensions.map(({ id, name, codes }) => ({ id: listId(flow, id), name, codes: [...codes, { id: totalCode, name: totalName }] })),
    { ...status, id: listId(flow, status.id), codes: statusCodes },
  ],
  dimensions: [frequency, ...flow.dimensions].map(({ id, name }) => ({ id, name, codelist: listId(flow, id) })),
  attributes: [
    { ...status, isOfObservation: true, codelist: listId(flow, status.id) },
    ...datasetAttributes.map((attribute) => ({ ...attribute, isOfObservation: false, codelist: null })),
  ],
})

/** Every concept a flow uses, once. */
export const conceptsOf = ({ dimensions, attributes }: Structure): { id: string; name: Text }[] => [
  ...dimensions, { id: 'TIME_PERIOD', name: timeName }, { id: 'OBS_VALUE', name: valueName }, ...attributes,
].map(({ id, name }) => ({ id, name }))
