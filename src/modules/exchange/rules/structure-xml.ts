// Structures as an SDMX-ML 2.1 message: code lists, concepts, data structures and dataflows, in the order the schema fixes.
import { element, xmlDocument, type Element } from '../../../platform/xml.ts'
import { agency, version } from '../model.ts'
import { headerOf, messageNamespaces, namesOf } from './message-xml.ts'
import { conceptsId, conceptsOf, type Codelist, type Structure } from './structure.ts'
import { urnOf } from './urns.ts'

const maintained = (kind: 'Codelist' | 'ConceptScheme' | 'DataStructure' | 'Dataflow', id: string) =>
  ({ id, urn: urnOf(kind, id), agencyID: agency, version, isFinal: 'false' })

const codelist = ({ id, name, codes }: Codelist): Element => ['structure:Codelist', maintained('Codelist', id), [
  ...namesOf(name), ...codes.map((code): Element => ['structure:Code', { id: code.id }, namesOf(code.name)]),
]]

const conceptScheme = (structure: Structure): Element => ['structure:ConceptScheme', maintained('ConceptScheme', conceptsId(structure.flow)), [
  ...namesOf(structure.flow.name), ...conceptsOf(structure).map(({ id, name }): Element => ['structure:Concept', { id }, namesOf(name)]),
]]

const reference = (attributes: Record<string, string>): Element => ['Ref', attributes, '']

const conceptIdentity = (structure: Structure, id: string): Element => element('structure:ConceptIdentity', [
  reference({ id, maintainableParentID: conceptsId(structure.flow), maintainableParentVersion: version, agencyID: agency, package: 'conceptscheme', class: 'Concept' }),
])

const coded = (id: string): Element => element('structure:LocalRepresentation', [
  element('structure:Enumeration', [reference({ id, version, agencyID: agency, package: 'codelist', class: 'Codelist' })]),
])

const dimensionList = (structure: Structure): Element => ['structure:DimensionList', { id: 'DimensionDescriptor' }, [
  ...structure.dimensions.map(({ id, codelist: list }, index): Element =>
    ['structure:Dimension', { id, position: String(index + 1) }, [conceptIdentity(structure, id), coded(list)]]),
  ['structure:TimeDimension', { id: 'TIME_PERIOD', position: String(structure.dimensions.length + 1) }, [
    conceptIdentity(structure, 'TIME_PERIOD'),
    element('structure:LocalRepresentation', [['structure:TextFormat', { textType: 'ObservationalTimePeriod' }, '']]),
  ]],
]]

const attributeList = (structure: Structure): Element => ['structure:AttributeList', { id: 'AttributeDescriptor' }, structure.attributes.map(({ id, isOfObservation, codelist: list }): Element =>
  ['structure:Attribute', { id, assignmentStatus: 'Conditional' }, [
    conceptIdentity(structure, id),
    list ? coded(list) : undefined,
    element('structure:AttributeRelationship', [isOfObservation ? element('structure:PrimaryMeasure', [reference({ id: 'OBS_VALUE' })]) : element('structure:None', '')]),
  ]])]

const dataStructure = (structure: Structure): Element => ['structure:DataStructure', maintained('DataStructure', structure.flow.id), [
  ...namesOf(structure.flow.name),
  element('structure:DataStructureComponents', [
    dimensionList(structure),
    attributeList(structure),
    ['structure:MeasureList', { id: 'MeasureDescriptor' }, [['structure:PrimaryMeasure', { id: 'OBS_VALUE' }, [conceptIdentity(structure, 'OBS_VALUE')]]]],
  ]),
]]

const dataflow = ({ id, name }: { id: string; name: Structure['flow']['name'] }): Element => ['structure:Dataflow', maintained('Dataflow', id), [
  ...namesOf(name),
  element('structure:Structure', [reference({ id, version, agencyID: agency, package: 'datastructure', class: 'DataStructure' })]),
]]

const message = (prepared: Date, structures: readonly Element[]): string => xmlDocument(['message:Structure', {
  ...messageNamespaces, 'xmlns:structure': 'http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure',
}, [headerOf(agency, prepared, false), element('message:Structures', structures)]])

/** The list of dataflows. */
export const xmlFlows = (flows: readonly Pick<Structure['flow'], 'id' | 'name'>[], prepared: Date): string =>
  message(prepared, [element('structure:Dataflows', flows.map(dataflow))])

/** One dataflow with all it refers to. */
export const xmlStructure = (structure: Structure, prepared: Date): string => message(prepared, [
  element('structure:Dataflows', [dataflow(structure.flow)]),
  element('structure:Codelists', structure.codelists.map(codelist)),
  element('structure:Concepts', [conceptScheme(structure)]),
  element('structure:DataStructures', [dataStructure(structure)]),
])
