// The field lists of the standards, read once from the node's content; one that does not fit its schema stops the start.
import codeLists from '../../../../content/catalogues/code-lists.json' with { type: 'json' }
import ctdcFile from '../../../../content/standards/ctdc-2024.json' with { type: 'json' }
import htcdsFile from '../../../../content/standards/htcds-2.0.json' with { type: 'json' }
import type { Text } from '../../../platform/text.ts'
import { CtdcFile, HtcdsFile, type DoorClass, type KeptField, type Standard, type Value } from '../model/fields.ts'

export const htcds = HtcdsFile.parse(htcdsFile)
export const ctdc = CtdcFile.parse(ctdcFile)

const lists: ReadonlyMap<string, readonly Value[]> = new Map(codeLists.rows.map(({ code, values }) => [code, values]))

const listed = (list: string): readonly Value[] => {
  const values = lists.get(list)
  if (!values) throw new Error(`no code list ${list}`)
  return values
}

const htcdsKept = htcds.fields.flatMap(({ field, unit, kind, names, list, values }): KeptField[] =>
  field === null || kind === undefined ? [] : [{ name: field, unit, kind, names, values: list === undefined ? values ?? [] : listed(list) }])

const ctdcKept = ctdc.variables.map(({ field, unit, kind, names, values = [] }): KeptField => ({ name: field, unit, kind, names, values }))

/** The fields whose values are kept, in the order of the standard. */
export const keptFields: Readonly<Record<Standard, readonly KeptField[]>> = { htcds: htcdsKept, ctdc: ctdcKept }

const keptByName: ReadonlyMap<string, KeptField> = new Map([...ctdcKept, ...htcdsKept].map((field) => [field.name, field]))

export const keptField = (name: string): KeptField | undefined => keptByName.get(name)

export interface LeftField {
  name: string
  class: DoorClass
  reason: Text
}

const doorClass = (name: string): DoorClass => (name === 'identity' || name === 'deprecated' ? name : 'free-text')

const leftFields = htcds.fields.flatMap(({ field, kind, class: kept, why }): LeftField[] =>
  field === null || kind !== undefined ? [] : [{ name: field, class: doorClass(kept), reason: htcds.reasons[why]! }])

/** How the two spellings of a field (`prs_First_Name`, `prs_FirstName`) and any capitals are one. */
export const foldedName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const keptIndex: Readonly<Record<Standard, ReadonlyMap<string, KeptField>>> = {
  htcds: new Map(htcdsKept.map((field) => [foldedName(field.name), field])),
  ctdc: new Map(ctdcKept.map((field) => [foldedName(field.name), field])),
}
const leftIndex: ReadonlyMap<string, LeftField> = new Map(leftFields.map((field) => [foldedName(field.name), field]))

/** A column or question by either spelling; of a grouped question (`case/prs_Gender`) the last part counts. */
const plainName = (column: string): string => foldedName(column.split('/').at(-1) ?? '')

export const keptFieldOf = (standard: Standard, column: string): KeptField | undefined => keptIndex[standard].get(plainName(column))
export const leftFieldOf = (column: string): LeftField | undefined => leftIndex.get(plainName(column))
