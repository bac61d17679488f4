// Structures as an SDMX-JSON 2.1 message.
import type { Text } from '../../../platform/text.ts'
import { agency, version } from '../model.ts'
import { conceptsId, conceptsOf, type Structure } from './structure.ts'
import { urnOf } from './urns.ts'

const named = ({ es, en }: Text) => ({ name: es, names: { es, en } })

const maintained = (id: string, name: Text) => ({ id, agencyID: agency, version, ...named(name) })

const concept = (structure: Structure, id: string): string => urnOf('Concept', conceptsId(structure.flow), id)

const components = (structure: Structure) => ({
  attributeList: {
    id: 'AttributeDescriptor',
    attributes: structure.attributes.map(({ id, isOfObservation, codelist }) => ({
      id, usage: 'optional', conceptIdentity: concept(structure, id), attributeRelationship: isOfObservation ? { observation: {} } : { dataflow: {} },
      ...(codelist && { localRepresentation: { enumeration: urnOf('Codelist', codelist) } }),
    })),
  },
  dimensionList: {
    id: 'DimensionDescriptor',
    dimensions: structure.dimensions.map(({ id, codelist }, position) => ({
      id, position, conceptIdentity: concept(structure, id), localRepresentation: { enumeration: urnOf('Codelist', codelist) },
    })),
    timeDimension: { id: 'TIME_PERIOD', conceptIdentity: concept(structure, 'TIME_PERIOD'), localRepresentation: { format: { dataType: 'ObservationalTimePeriod' } } },
  },
  measureList: { id: 'MeasureDescriptor', measures: [{ id: 'OBS_VALUE', conceptIdentity: concept(structure, 'OBS_VALUE') }] },
})

const dataflow = ({ id, name }: Pick<Structure['flow'], 'id' | 'name'>) => ({ ...maintained(id, name), structure: urnOf('DataStructure', id) })

const message = (prepared: Date, data: Record<string, unknown>): string => JSON.stringify({
  $schema: 'https://json.sdmx.org/2.1/sdmx-json-structure-schema.json',
  meta: { id: `${agency}_${prepared.getTime()}`, prepared: prepared.toISOString(), contentLanguages: ['es', 'en'], sender: { id: agency } },
  data,
})

/** The list of dataflows. */
export const jsonFlows = (flows: readonly Pick<Structure['flow'], 'id' | 'name'>[], prepared: Date): string => message(prepared, { dataflows: flows.map(dataflow) })

/** One dataflow with all it refers to. */
export const jsonStructure = (structure: Structure, prepared: Date): string => message(prepared, {
  dataflows: [dataflow(structure.flow)],
  dataStructures: [{ ...maintained(structure.flow.id, structure.flow.name), dataStructureComponents: components(structure) }],
  codelists: structure.codelists.map(({ id, name, codes }) => ({ ...maintained(id, name), codes: codes.map((code) => ({ id: code.id, ...named(code.name) })) })),
  conceptSchemes: [{ ...maintained(conceptsId(structure.flow), structure.flow.name), concepts: conceptsOf(structure).map(({ id, name }) => ({ id, ...named(name) })) }],
})
