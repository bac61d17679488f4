// A published alert as a STIX 2.1 bundle. It is made of codes and of SIDMI's own sentences: nothing that a person typed goes into it, so no
// natural person can be in it. Who may read the alert finds its text at the address it gives.
import { say, type Language, type Text } from '../../../platform/text.ts'
import { documentNames, exerciseWord, vehicleNames } from '../model/codes.ts'
import { certaintyNames, severityNames, tlpMeanings, urgencyNames, type AlertContent, type AlertKind, type Tlp } from '../model/content.ts'
import { proposedInstructions } from '../model/instructions.ts'
import { kindNames } from '../model/templates.ts'
import type { CapArea, CapMessage } from './cap.ts'
import { urlNamespace, uuid5 } from './uuid5.ts'

/** What a bundle is made of beside the CAP message. */
export interface StixMessage extends Pick<CapMessage, 'identifier' | 'sender' | 'senderName' | 'sent' | 'kind' | 'isExercise' | 'content' | 'offenceName' | 'areas' | 'web'> {
  alertId: string
  institutionId: string
  /** When the alert was first published. */
  issued: Date
  /** The offence's place in the ICCS, when it has one. */
  iccs: string | null
}

interface StixObject extends Record<string, unknown> {
  type: string
  id: string
}

/** The five markings of TLP 2.0, by the ids OASIS gave them. */
const tlpIds: Record<Tlp, string> = {
  clear: '94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}
const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** The marking object: STIX 2.1 itself only knows TLP 1, so it must travel along. */
const tlpMarking = (tlp: Tlp): StixObject => ({
  type: 'marking-definition', spec_version: '2.1', id: `marking-definition--${tlpIds[tlp]}`, created: '2022-10-01T00:00:00.000Z', name: `TLP:${tlp.toUpperCase()}`,
  extensions: { [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: tlp } },
})

// Institutions and places are the same in every bundle, whenever it is made: one fixed time, so that the same id never says two things.
const fixedTime = '2026-01-01T00:00:00.000Z'

/** Kinds that tell how a group works; the others tell of a danger. */
const campaignKinds = new Set<AlertKind>(['new-method', 'route-shift', 'false-documents', 'recruitment-offer', 'kidnapping-zone', 'cargo-risk'])

type Maker = (type: string, name: string, rest: Record<string, unknown>) => StixObject

const makerFor = ({ sender, content: { tlp } }: StixMessage, times: { created: string; modified: string }): Maker => {
  const namespace = uuid5(urlNamespace, `https://${sender}/stix`)
  return (type, name, rest) => ({
    type, spec_version: '2.1', id: `${type}--${uuid5(namespace, `${type} ${tlp} ${name}`)}`, ...times, ...rest, object_marking_refs: [`marking-definition--${tlpIds[tlp]}`],
  })
}

const inBoth = (write: (language: Language) => string): Text => ({ es: write('es'), en: write('en') })

const titleOf = ({ content, offenceName, areas, isExercise }: StixMessage): Text =>
  inBoth((language) => [
    `${isExercise ? `${say(exerciseWord, language)}: ` : ''}${say(kindNames[content.kind], language)}`,
    ...(offenceName ? [say(offenceName, language)] : []), ...areas.map(({ name }) => say(name, language)),
  ].join(' · '))

const facts = (content: AlertContent, language: Language): [Text, string][] => [
  [{ es: 'Gravedad', en: 'Severity' }, say(severityNames[content.severity], language)],
  [{ es: 'Urgencia', en: 'Urgency' }, say(urgencyNames[content.urgency], language)],
  [{ es: 'Certeza', en: 'Certainty' }, say(certaintyNames[content.certainty], language)],
  [{ es: 'Vehículos', en: 'Vehicles' }, content.vehicles.map((code) => say(vehicleNames[code], language)).join(', ')],
  [{ es: 'Documentos', en: 'Documents' }, content.documents.map((code) => say(documentNames[code], language)).join(', ')],
  [{ es: 'En vigor hasta', en: 'In force until' }, content.expires ?? ''],
  [{ es: 'Reserva', en: 'Handling' }, say(tlpMeanings[content.tlp], language)],
]

const whereToRead: Text = { es: 'El texto de la alerta está en la dirección de la referencia, para quien puede leerla.', en: 'The alert’s text is at the address of the reference, for those who may read it.' }

const descriptionOf = (message: StixMessage): Text =>
  inBoth((language) => [
    ...facts(message.content, language).filter(([, value]) => value !== '').map(([name, value]) => `${say(name, language)}: ${value}.`), say(whereToRead, language),
  ].join(' '))

const locationOf = (make: Maker, { code, name, centre }: CapArea): StixObject => {
  const country = code === code.toUpperCase() ? { country: code.slice(0, 2), ...(code.includes('-') && { administrative_area: code }) } : {}
  return make('location', code, { name: say(name, 'es'), lang: 'es', ...country, ...(centre && { latitude: centre[0], longitude: centre[1] }) })
}

/** A location needs a country or a point. */
const canBeLocated = ({ code, centre }: CapArea): boolean => code === code.toUpperCase() || centre !== null

const translation = (make: Maker, of: StixObject, contents: Record<string, string>): StixObject =>
  make('language-content', `${of.id} en`, { object_ref: of.id, object_modified: of['modified'], contents: { en: contents } })

const labelsOf = ({ content, isExercise }: StixMessage): string[] => [
  `kind:${content.kind}`, `severity:${content.severity.toLowerCase()}`, `urgency:${content.urgency.toLowerCase()}`, `certainty:${content.certainty.toLowerCase()}`,
  ...content.vehicles.map((code) => `vehicle:${code}`), ...content.documents.map((code) => `document:${code}`), ...(isExercise ? ['exercise'] : []),
]

const referencesOf = ({ identifier, web, iccs }: StixMessage) => [
  { source_name: 'SIDMI', external_id: identifier, url: web }, ...(iccs === null ? [] : [{ source_name: 'ICCS', external_id: iccs }]),
]

interface Written {
  make: Maker
  author: string
  title: Text
}

/** How the group works, and that it does so there. */
const campaignParts = (message: StixMessage, { make, author, title }: Written, locations: readonly StixObject[]): StixObject[] => {
  if (!campaignKinds.has(message.content.kind)) return []
  const campaign = make('campaign', message.alertId, { created_by_ref: author, name: say(title, 'es'), lang: 'es' })
  const places = locations.map(({ id }) => make('relationship', `${campaign.id} ${id}`, { created_by_ref: author, relationship_type: 'targets', source_ref: campaign.id, target_ref: id }))
  return [campaign, translation(make, campaign, { name: say(title, 'en') }), ...places]
}

/** What SIDMI proposes to do about this kind of danger; what the alert itself asks for is at its address. */
const actionParts = ({ content: { kind } }: StixMessage, { make, author }: Written): StixObject[] => {
  const { everyone } = proposedInstructions[kind]
  if (everyone.es === '') return []
  const action = make('course-of-action', kind, { created_by_ref: author, created: fixedTime, modified: fixedTime, name: say(kindNames[kind], 'es'), description: everyone.es, lang: 'es' })
  return [action, translation(make, action, { name: say(kindNames[kind], 'en'), description: everyone.en })]
}

/** The bundle: the same message gives the same bundle, byte for byte. */
export const stixBundle = (message: StixMessage): { type: 'bundle'; id: string; objects: StixObject[] } => {
  const make = makerFor(message, { created: message.issued.toISOString(), modified: message.sent.toISOString() })
  const makeFixed = makerFor(message, { created: fixedTime, modified: fixedTime })
  const identity = makeFixed('identity', `${message.institutionId} ${message.senderName}`, { name: message.senderName, identity_class: 'organization', lang: 'es' })
  const locations = message.areas.filter(canBeLocated).map((area) => locationOf(makeFixed, area))
  const written = { make, author: identity.id, title: titleOf(message) }
  const parts = [...locations, ...campaignParts(message, written, locations), ...actionParts(message, written)]
  const description = descriptionOf(message)
  const report = make('report', message.alertId, {
    created_by_ref: identity.id, name: say(written.title, 'es'), description: description.es, lang: 'es', published: message.issued.toISOString(),
    report_types: [campaignKinds.has(message.content.kind) ? 'campaign' : 'threat-report'], labels: labelsOf(message), external_references: referencesOf(message),
    object_refs: [identity, ...parts].map(({ id }) => id), ...(message.kind === 'Cancel' && { revoked: true }),
  })
  const inEnglish = translation(make, report, { name: written.title.en, description: description.en })
  return { type: 'bundle', id: `bundle--${uuid5(urlNamespace, message.identifier)}`, objects: [tlpMarking(message.content.tlp), identity, ...parts, report, inEnglish] }
}
