// A bundle as OASIS reads it: every object by its own schema, the marking inside, the same ids every time, and never a natural person.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyAudience, tlpLevels, alertKinds } from '../model/content.ts'
import { templateOf } from '../model/templates.ts'
import { stixBundle, type StixMessage } from './stix.ts'
import { urlNamespace, uuid5 } from './uuid5.ts'

const message: StixMessage = {
  alertId: '1b671a64-40d5-491e-99b0-da01ff1f3341', institutionId: '0f0f0f0f-40d5-491e-99b0-da01ff1f3341', identifier: 'urn:uuid:2b671a64-40d5-491e-99b0-da01ff1f3341',
  sender: 'nodo.ejemplo.org', senderName: 'Nodo de ejemplo', issued: new Date('2026-01-10T18:00:00.123Z'), sent: new Date('2026-01-11T18:00:00.123Z'), kind: 'Update',
  isExercise: true, iccs: '020111',
  content: { ...templateOf('cargo-risk'), offence: 'smuggling', territories: ['GT-12', 'MX'], borderPoints: ['mx-gt-cd-hidalgo'], vehicles: ['tanker'], documents: ['false-permit'], expires: '2026-01-17T18:00:00.000Z' },
  offenceName: { es: 'Tráfico ilícito de migrantes', en: 'Smuggling of migrants' },
  areas: [
    { code: 'GT-12', name: { es: 'San Marcos', en: 'San Marcos' }, outlines: [], centre: [14.65, -92.15] },
    { code: 'MX', name: { es: 'México', en: 'Mexico' }, outlines: [], centre: null },
    { code: 'mx-gt-cd-hidalgo', name: { es: 'Ciudad Hidalgo', en: 'Ciudad Hidalgo' }, outlines: [], centre: [14.68, -92.15] },
  ],
  web: 'https://nodo.ejemplo.org/app/alerts/1',
}

const folder = '../shared/standards/stix-taxii'
const schemas = join(folder, 'stix-2.1-json-schemas')
const isPossible = existsSync(schemas)
const unless = isPossible ? '' : ' (not checked: the OASIS schemas are not on this machine)'

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

/** One checker for each type of object, by the schema of that type. The bundle's own schema rejects valid bundles, so objects are checked one by one. */
const openChecker = (): ((type: string) => ValidateFunction) => {
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, allErrors: true, validateFormats: false })
  const ids = new Map<string, string>()
  for (const part of readdirSync(schemas)) {
    for (const file of readdirSync(join(schemas, part))) {
      const schema = readJson<{ $id: string }>(join(schemas, part, file))
      ajv.addSchema(schema)
      ids.set(file.replace('.json', ''), schema.$id)
    }
  }
  return (type) => ajv.getSchema(ids.get(type) ?? type)!
}

describe('against the OASIS schemas', () => {
  const schemaOf = isPossible ? openChecker() : undefined
  const faults = (variant: StixMessage): unknown[] =>
    stixBundle(variant).objects.flatMap((object) => {
      const check = schemaOf!(object.type)
      const isValid: boolean = check({ ...object })
      return isValid ? [] : [{ id: object.id, errors: check.errors }]
    })

  test.each(alertKinds)(`every object of an alert of kind %s is valid${unless}`, (kind) => {
    if (!schemaOf) return
    for (const tlp of tlpLevels) expect(faults({ ...message, content: { ...message.content, ...templateOf(kind), tlp } })).toEqual([])
    expect(faults({ ...message, kind: 'Cancel', isExercise: false, iccs: null, offenceName: null, areas: [] })).toEqual([])
  })

  test(`the checker is no yes-man: it finds what is wrong${unless}`, () => {
    if (!schemaOf) return
    const report = stixBundle(message).objects.find(({ type }) => type === 'report')!
    expect(schemaOf('report')({ ...report, published: 'yesterday' })).toBe(false)
    expect(schemaOf('report')({ ...report, object_refs: [] })).toBe(false)
  })

  test.each(tlpLevels)(`the marking of TLP:%s is OASIS’s own, and stands on every other object${unless}`, (tlp) => {
    const { objects: [marking, ...others] } = stixBundle({ ...message, content: { ...message.content, tlp } })
    expect(others.every((object) => JSON.stringify(object['object_marking_refs']) === JSON.stringify([marking!.id]))).toBe(true)
    if (!isPossible) return
    const theirs = readJson<{ name: string }[]>(join(folder, 'tlp-2.0-markings.json'))
    expect(marking).toEqual(theirs.find(({ name }) => name === `TLP:${tlp.toUpperCase()}`))
  })
})

test('ids are of their names: RFC 9562’s example, and the same bundle byte for byte', () => {
  expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  expect(uuid5(urlNamespace, 'a')).not.toBe(uuid5(urlNamespace, 'b'))
  expect(JSON.stringify(stixBundle(message))).toBe(JSON.stringify(stixBundle(structuredClone(message))))
})

test('an update keeps the ids of what it updates; what the report refers to is in the bundle', () => {
  const first = stixBundle({ ...message, kind: 'Alert', sent: message.issued, identifier: 'urn:uuid:3b671a64-40d5-491e-99b0-da01ff1f3341' })
  const second = stixBundle(message)
  expect(second.objects.map(({ id }) => id)).toEqual(first.objects.map(({ id }) => id))
  expect(second.id).not.toBe(first.id)
  const ids = new Set(second.objects.map(({ id }) => id))
  const report = second.objects.find(({ type }) => type === 'report')!
  expect([(report['object_refs'] as string[]).every((id) => ids.has(id)), ids.size]).toEqual([true, second.objects.length])
  expect([report['created'], report['modified'], report['revoked']]).toEqual(['2026-01-10T18:00:00.123Z', '2026-01-11T18:00:00.123Z', undefined])
  expect(stixBundle({ ...message, kind: 'Cancel' }).objects.find(({ type }) => type === 'report')!['revoked']).toBe(true)
})

test('it says where, what, how grave and that it is practised, in both languages', () => {
  const text = JSON.stringify(stixBundle(message))
  for (const words of ['EJERCICIO: Riesgo en transporte de carga', 'EXERCISE: Risk in cargo transport', 'San Marcos', 'Pipa o cisterna', 'Tanker', '"external_id":"020111"', 'vehicle:tanker']) {
    expect(text).toContain(words)
  }
})

test('whatever a person types, and whoever is named, is not in the bundle', () => {
  const id = fc.uuid()
  const typed = fc.string({ minLength: 1, maxLength: 20 }).map((name) => `Juana ${name} Plantada`)
  fc.assert(fc.property(typed, id, (name, person) => {
    const words = { es: name, en: name }
    const content = {
      ...message.content, title: words, summary: words, instructions: words, readers: { police: words },
      audience: { ...emptyAudience, people: [person] }, desk: { isClosed: true, people: [person] }, attachments: [person], links: { signals: [person], views: [name], protocols: [name] },
    }
    const text = JSON.stringify(stixBundle({ ...message, content }))
    expect([text.includes('Plantada'), text.includes(person)]).toEqual([false, false])
  }))
})
