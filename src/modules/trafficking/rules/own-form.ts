// The node's own form: the coded fields of HTCDS as questions in both languages, and not one about who somebody is.
import { createHash } from 'node:crypto'
import type { Text } from '../../../platform/text.ts'
import { choice, hinted, labelled, xformDocument } from '../../../platform/xform.ts'
import { element, type Element } from '../../../platform/xml.ts'
import { units, type KeptField, type Kind, type Unit, type Value } from '../model/fields.ts'
import { htcds, keptFields } from './content.ts'

export const ownFormId = 'sidmi-htcds'

const title: Text = { es: 'Trata de personas: datos codificados, sin identidad', en: 'Trafficking in persons: coded data, no identity' }

const unitNames: Record<Unit, Text> = {
  event: { es: 'El suceso', en: 'The event' }, victim: { es: 'La víctima', en: 'The victim' },
  perpetrator: { es: 'Quien explota', en: 'The perpetrator' }, 'reporting-entity': { es: 'Quien informa', en: 'The reporting entity' },
}

const yesOrNo: readonly Value[] = [{ code: 'TRUE', names: { es: 'Sí', en: 'Yes' } }, { code: 'FALSE', names: { es: 'No', en: 'No' } }]

type Choices = (field: KeptField) => readonly Value[]

const choicesFrom = (countries: readonly Value[]): Choices => ({ kind, values }) => {
  if (kind === 'country' || kind === 'countries') return countries
  return kind === 'yes-no' ? yesOrNo : values
}

const isSeveral = (kind: Kind): boolean => kind === 'codes' || kind === 'countries'

const binds: Partial<Record<Kind, Readonly<Record<string, string>>>> = {
  count: { type: 'int', constraint: '. >= 0 and . <= 30' }, age: { type: 'int', constraint: '. >= 0 and . <= 120' }, date: { type: 'date' },
  territory: { type: 'string', constraint: "regex(., '^[A-Z]{2}-[A-Z0-9]{1,3}$')" }, language: { type: 'string', constraint: "regex(., '^[a-z]{2,3}$')" },
}

const hints: Partial<Record<Kind, Text>> = {
  territory: { es: 'Código ISO 3166-2, como MX-CHP.', en: 'ISO 3166-2 code, like MX-CHP.' },
  language: { es: 'Código ISO 639, como es o quc.', en: 'ISO 639 code, like es or quc.' },
}

const path = ({ unit, name }: KeptField): string => `/data/${unit}/${name}`

// Choices that many questions share (countries) have one text each.
const choiceId = ({ kind, name }: KeptField, code: string): string => (kind === 'country' || kind === 'countries' ? `country:${code}` : `${name}:${code}`)

const question = (choicesOf: Choices) => (field: KeptField): Element => {
  const hint: readonly Element[] = hints[field.kind] ? [hinted(`${field.name}:hint`)] : []
  const choices = choicesOf(field)
  if (choices.length === 0) return ['input', { ref: path(field) }, [labelled(field.name), ...hint]]
  const items = choices.map(({ code }) => choice(code, choiceId(field, code)))
  return [isSeveral(field.kind) ? 'select' : 'select1', { ref: path(field) }, [labelled(field.name), ...items]]
}

const texts = (fields: readonly KeptField[], choicesOf: Choices): Map<string, Text> =>
  new Map<string, Text>([
    ...units.map((unit): [string, Text] => [unit, unitNames[unit]]),
    ...fields.flatMap((field): [string, Text][] => [
      [field.name, field.names], ...choicesOf(field).map(({ code, names }): [string, Text] => [choiceId(field, code), names]),
      ...(hints[field.kind] ? [[`${field.name}:hint`, hints[field.kind]!] as [string, Text]] : []),
    ]),
  ])

const isAsked = ({ name }: KeptField): boolean => htcds.fields.some(({ field, class: kept }) => field === name && kept === 'coded')

/** The form as XForm XML; `countries` are the choices of place questions. Its version changes when a question or a word does. */
export const ownForm = (countries: readonly Value[]): string => {
  const fields = keptFields.htcds.filter(isAsked)
  const choicesOf = choicesFrom(countries)
  const all = texts(fields, choicesOf)
  const version = createHash('sha256').update(JSON.stringify([fields, [...all]])).digest('hex').slice(0, 12)
  const ofUnit = (unit: Unit): readonly KeptField[] => fields.filter((field) => field.unit === unit)
  return xformDocument({
    id: ownFormId, version, title: title.es, texts: all,
    instance: units.map((unit) => element(unit, ofUnit(unit).map(({ name }) => element(name, '')))),
    binds: fields.map((field) => [path(field), binds[field.kind] ?? { type: 'string' }]),
    body: units.map((unit): Element => ['group', { ref: `/data/${unit}` }, [labelled(unit), ...ofUnit(unit).map(question(choicesOf))]]),
  })
}
