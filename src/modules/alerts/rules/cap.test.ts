// CAP and Atom as an outside reader sees them: OASIS schema by xmllint, and the traps a schema does not catch.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { emptyAudience } from '../model/content.ts'
import { templateOf } from '../model/templates.ts'
import { atomDocument } from './atom.ts'
import { capDocument, capTime, type CapMessage } from './cap.ts'
import { isSimple, safeRing, type Point } from './geometry.ts'

const square: Point[] = [[14.6, -92.2], [14.6, -92.1], [14.7, -92.1], [14.7, -92.2]]
const bowtie: Point[] = [[0, 0], [1, 1], [1, 0], [0, 1]]

const message: CapMessage = {
  identifier: 'urn:uuid:1b671a64-40d5-491e-99b0-da01ff1f3341',
  sender: 'nodo.ejemplo.org',
  senderName: 'Nodo de ejemplo',
  sent: new Date('2026-01-10T18:00:00.123Z'),
  kind: 'Alert',
  isExercise: true,
  content: {
    ...templateOf('recruitment-offer'),
    offence: 'tip',
    tlp: 'clear',
    territories: ['GT-SM', 'MX'],
    audience: { ...emptyAudience, isPublic: true },
    title: { es: 'Ofertas <falsas> & engaño\u0007', en: 'False offers' },
    summary: { es: 'Captación por mensajería.', en: 'Recruitment by messaging.' },
    expires: '2026-01-17T18:00:00.000Z',
  },
  offenceName: { es: 'Trata de personas', en: 'Trafficking in persons' },
  references: [],
  areas: [
    { code: 'GT-SM', name: { es: 'San Marcos', en: 'San Marcos' }, outlines: [square], centre: [14.65, -92.15] },
    { code: 'MX', name: { es: 'México', en: 'Mexico' }, outlines: [], centre: [23.6, -102.5] },
  ],
  resources: [],
  web: 'https://nodo.ejemplo.org/es/alerts/1',
  note: null,
  addressee: 'urn:uuid:00000000-0000-4000-8000-000000000000',
}
const earlier = { identifier: 'urn:uuid:0f0f0f0f-40d5-491e-99b0-da01ff1f3341', sent: new Date('2026-01-09T18:00:00.999Z') }
const withTlp = (tlp: CapMessage['content']['tlp']) => ({ ...message.content, tlp, audience: { ...message.content.audience, isPublic: false } })

const variants: [string, CapMessage][] = [
  ['a public alert', message],
  ['an update with references', { ...message, kind: 'Update', references: [earlier, earlier] }],
  ['a cancellation', { ...message, kind: 'Cancel', references: [earlier], note: 'Se resolvió' }],
  ['a restricted alert only in Spanish', { ...message, isExercise: false, content: { ...withTlp('amber'), title: { es: 'T', en: '' } } }],
  ['an alert with files, a border point and parts for readers', {
    ...message, resources: [{ name: 'mapa «del paso».png', mediaType: 'image/png', bytes: 1234, url: 'https://nodo.ejemplo.org/alerts/1/attachments/2', sha1: '0'.repeat(40) }],
    areas: [...message.areas, { code: 'mx-gt-cd-hidalgo', name: { es: 'Ciudad Hidalgo', en: 'Ciudad Hidalgo' }, outlines: [], centre: [14.68, -92.15] }],
    content: { ...message.content, readers: { police: { es: 'Guarde el anuncio.', en: 'Keep the advertisement.' }, shelter: { es: 'Explique la oferta.', en: '' } } },
  }],
  ['a private alert', { ...message, content: withTlp('red'), addressee: 'urn:uuid:6f2c1d7e-3a4b-4c5d-8e9f-0a1b2c3d4e5f' }],
]

const parse = (xml: string) => new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(xml)

describe('against the OASIS schemas', () => {
  const checker = 'xmllint'
  const folder = '../shared/standards/cap/xsd'
  const isPossible = existsSync(folder) && spawnSync(checker, ['--version']).error === undefined
  const title = isPossible ? '%s is valid by xmllint' : '%s: not checked, xmllint or the OASIS schemas are not on this machine'
  test.each(variants)(title, (_, variant) => {
    if (!isPossible) return
    const file = join(mkdtempSync(join(tmpdir(), 'cap-')), 'alert.cap')
    writeFileSync(file, capDocument(variant))
    for (const schema of ['cap12.xsd', 'cap12_extended.xsd']) {
      execFileSync(checker, ['--noout', '--nonet', '--schema', join(folder, schema), file], { stdio: 'pipe' })
    }
  })
})

describe('what the schema does not see', () => {
  test('times carry an offset, no Z, no milliseconds', () => {
    expect(capTime(message.sent)).toBe('2026-01-10T18:00:00-00:00')
  })

  test('text is escaped and control characters are dropped', () => {
    const xml = capDocument(message)
    expect(XMLValidator.validate(xml)).toBe(true)
    expect(parse(xml).alert.info[0].headline).toBe('EJERCICIO: Ofertas <falsas> & engaño')
  })

  test('Spanish and English stand in blocks of their own', () => {
    expect(parse(capDocument(message)).alert.info.map((info: { language: string }) => info.language)).toEqual(['es-419', 'en'])
    expect(parse(capDocument(variants[3]![1])).alert.info.language).toBe('es-419')
  })

  test.each([
    ['clear, public', message.content, { scope: 'Public', restriction: undefined, addresses: undefined, code: 'TLP:CLEAR' }],
    ['green', withTlp('green'), { scope: 'Restricted', restriction: 'TLP:GREEN. Solo la comunidad de instituciones.', addresses: undefined, code: 'TLP:GREEN' }],
    ['amber+strict', withTlp('amber+strict'), { scope: 'Private', restriction: undefined, addresses: 'me', code: 'TLP:AMBER+STRICT' }],
    ['red', withTlp('red'), { scope: 'Private', restriction: undefined, addresses: 'me', code: 'TLP:RED' }],
  ])('%s is told as scope, restriction and addresses', (_, content, expected) => {
    const { scope, restriction, addresses, code } = parse(capDocument({ ...message, content, addressee: 'me' })).alert
    expect({ scope, restriction, addresses, code }).toEqual(expected)
  })

  test('a demonstration node sends exercises; an update refers to what it replaces exactly as it was sent', () => {
    const { alert } = parse(capDocument(variants[1]![1]))
    const reference = 'nodo.ejemplo.org,urn:uuid:0f0f0f0f-40d5-491e-99b0-da01ff1f3341,2026-01-09T18:00:00-00:00'
    expect([alert.status, alert.msgType, alert.references]).toEqual(['Exercise', 'Update', `${reference} ${reference}`])
  })

  test('files are resources with their SHA-1; a border point is a small circle; each reader has a paragraph', () => {
    const [es, en] = parse(capDocument(variants[4]![1])).alert.info
    expect(es.resource).toEqual({ resourceDesc: 'mapa «del paso».png', mimeType: 'image/png', size: '1234', uri: 'https://nodo.ejemplo.org/alerts/1/attachments/2', digest: '0'.repeat(40) })
    expect([es.area[2].circle, es.area[2].geocode.valueName]).toEqual(['14.68,-92.15 5', 'SIDMI:border-point'])
    expect([es.instruction.split('\n\n').slice(1), en.instruction.split('\n\n').slice(1)]).toEqual([['Policía: Guarde el anuncio.', 'Albergue: Explique la oferta.'], ['Police: Keep the advertisement.']])
  })

  test('what is real does not say that it is practised', () => {
    expect(parse(capDocument({ ...message, isExercise: false })).alert.info[0].headline).toBe('Ofertas <falsas> & engaño')
  })

  test('a territory without an outline is a circle; codes name their standard', () => {
    const [first, second] = parse(capDocument(message)).alert.info[0].area
    expect([first.circle, second.polygon, second.circle]).toEqual([undefined, undefined, '23.6,-102.5 25'])
    expect([first.geocode.valueName, second.geocode.valueName]).toEqual(['ISO3166-2', 'ISO3166-1'])
    expect(first.polygon).toBe('14.6,-92.2 14.6,-92.1 14.7,-92.1 14.7,-92.2 14.6,-92.2')
  })
})

describe('outlines', () => {
  test.each<[string, Point[], boolean]>([
    ['a square', square, true],
    ['a bow tie', bowtie, false],
    ['two points', square.slice(0, 2), false],
    ['a spike that returns over itself', [[0, 0], [0, 2], [0, 1], [1, 1]], false],
  ])('%s', (_, ring, expected) => {
    expect(isSimple(ring)).toBe(expected)
  })

  test('one that crosses itself becomes its hull, closed; a line becomes nothing', () => {
    expect(safeRing(bowtie)).toHaveLength(5)
    expect(safeRing([[0, 0], [1, 1], [2, 2]])).toBeUndefined()
  })

  test('whatever the points, a ring is closed, simple and short', () => {
    const point = fc.tuple(fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: -120, max: -30, noNaN: true }))
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (outline) => {
        const ring = safeRing(outline)
        if (!ring) return
        expect(ring.length).toBeGreaterThanOrEqual(4)
        expect(ring[0]).toEqual(ring.at(-1))
        expect(isSimple(ring.slice(0, -1))).toBe(true)
      }),
    )
  })
})

describe('the Atom feed', () => {
  const feed = (language: 'es' | 'en', entries = [{ message, issued: earlier.sent, capUrl: 'https://nodo.ejemplo.org/alerts/1/cap.xml' }]) =>
    parse(atomDocument({ url: 'https://nodo.ejemplo.org/alerts/atom.xml', home: 'https://nodo.ejemplo.org/es/alerts', publisher: 'Nodo', language, entries })).feed

  test('an entry is the CAP message: same id, a link to it, its grading and its area', () => {
    const { entry } = feed('es')
    expect(entry.id).toBe(message.identifier)
    expect(entry.link[0]).toEqual({ '@_rel': 'alternate', '@_type': 'application/cap+xml', '@_href': 'https://nodo.ejemplo.org/alerts/1/cap.xml' })
    expect([entry['cap:status'], entry['cap:severity'], entry['cap:areaDesc']]).toEqual(['Exercise', 'Severe', 'San Marcos, México'])
    expect(entry['georss:polygon']).toBe('14.6 -92.2 14.6 -92.1 14.7 -92.1 14.7 -92.2 14.6 -92.2')
    expect([entry.published, entry.updated]).toEqual(['2026-01-09T18:00:00Z', '2026-01-10T18:00:00Z'])
  })

  test('it reads in English too, and stays whole when empty', () => {
    expect([feed('en')['@_xml:lang'], feed('en').entry.title]).toEqual(['en', 'EXERCISE: False offers'])
    expect([feed('es', []).entry, feed('es', []).updated]).toEqual([undefined, '2026-01-01T00:00:00Z'])
  })
})
