// How alerts are shown everywhere in the workspace: their tags, their words in the reader's language, the names of their fields.
import { institutionKindNames, roleNames } from '../../modules/accounts/model.ts'
import { certaintyNames, severityNames, stateNames, urgencyNames, type AlertState } from '../../modules/alerts/model/content.ts'
import { readerNames, watchKindNames, type Reader } from '../../modules/alerts/model/codes.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import type { AlertSummary } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { SeverityTag, StateTag, useFormat, useLanguage, useText, type Severity } from '../kit/kit.ts'

const stateKinds = { draft: 'draft', review: 'waiting', published: 'active', updated: 'active', cancelled: 'refused', closed: 'ended' } as const satisfies Record<AlertState, string>

export const AlertStateTag = ({ alert }: { alert: Pick<AlertSummary, 'state' | 'isInForce'> }) => {
  const hasExpired = (alert.state === 'published' || alert.state === 'updated') && !alert.isInForce
  const label = hasExpired ? { es: 'vencida', en: 'expired' } : stateNames[alert.state]
  return <StateTag kind={hasExpired ? 'ended' : stateKinds[alert.state]} label={label} />
}

export const AlertSeverityTag = ({ alert }: { alert: Pick<AlertSummary, 'severity'> }) => <SeverityTag severity={alert.severity.toLowerCase() as Severity} />

/** What people wrote, in the reader's language when they wrote it in that one, else in Spanish. */
export const useWritten = (): ((words: Text) => string) => {
  const language = useLanguage()
  return (words) => words[language] || words.es
}

/** What somebody wrote, a paragraph each. */
export const Paragraphs = ({ text }: { text: string }) => text.split(/\n+/).filter(Boolean).map((paragraph, index) => <p key={index}>{paragraph}</p>)

export const usePlaces = (): ((areas: AlertSummary['areas']) => string) => {
  const t = useText()
  return (areas) => areas.map(({ name }) => t(name)).join(', ')
}

const fieldNames: Record<string, Text> = {
  kind: { es: 'Tipo de alerta', en: 'Kind of alert' },
  offence: { es: 'Delito', en: 'Offence' },
  territories: { es: 'Dónde ocurre', en: 'Where it happens' },
  corridors: { es: 'Corredores', en: 'Corridors' },
  borderPoints: { es: 'Pasos fronterizos', en: 'Border points' },
  vehicles: { es: 'Vehículos', en: 'Vehicles' },
  documents: { es: 'Patrones de documento', en: 'Document patterns' },
  isExercise: { es: 'Es un ejercicio', en: 'It is an exercise' },
  desk: { es: 'Mesa de trabajo', en: 'Desk' },
  'desk.isClosed': { es: 'Mesa cerrada', en: 'Closed desk' },
  'desk.people': { es: 'Quién la prepara y revisa', en: 'Who prepares and reviews it' },
  attachments: { es: 'Archivos', en: 'Files' },
  'links.signals': { es: 'Señales enlazadas', en: 'Linked signals' },
  'links.views': { es: 'Cifras enlazadas', en: 'Linked figures' },
  'links.protocols': { es: 'Protocolos enlazados', en: 'Linked protocols' },
  severity: { es: 'Gravedad', en: 'Severity' },
  urgency: { es: 'Urgencia', en: 'Urgency' },
  certainty: { es: 'Certeza', en: 'Certainty' },
  tlp: { es: 'Nivel de reserva (TLP)', en: 'Handling level (TLP)' },
  'audience.roles': { es: 'Para quién: funciones', en: 'For whom: roles' },
  'audience.institutions': { es: 'Para quién: instituciones', en: 'For whom: institutions' },
  'audience.institutionKinds': { es: 'Para quién: tipos de institución', en: 'For whom: kinds of institution' },
  'audience.territories': { es: 'Para quién: territorios', en: 'For whom: territories' },
  'audience.corridors': { es: 'Para quién: corredores', en: 'For whom: corridors' },
  'audience.borderPoints': { es: 'Para quién: pasos fronterizos', en: 'For whom: border points' },
  'audience.people': { es: 'Para quién: personas', en: 'For whom: people' },
  'audience.isPublic': { es: 'Pública', en: 'Public' },
  audience: { es: 'Para quién', en: 'For whom' },
  'title.es': { es: 'Título en español', en: 'Title in Spanish' },
  'title.en': { es: 'Título en inglés', en: 'Title in English' },
  'summary.es': { es: 'Qué pasa, en español', en: 'What is happening, in Spanish' },
  'summary.en': { es: 'Qué pasa, en inglés', en: 'What is happening, in English' },
  'instructions.es': { es: 'Qué hacer, en español', en: 'What to do, in Spanish' },
  'instructions.en': { es: 'Qué hacer, en inglés', en: 'What to do, in English' },
  expires: { es: 'En vigor hasta', en: 'In force until' },
}

const languageNames: Record<string, Text> = { es: { es: 'en español', en: 'in Spanish' }, en: { es: 'en inglés', en: 'in English' } }

/** What a field of the content is called; what each reader is to do has one for each reader and language. */
export const nameOfField = (field: string): Text => {
  const [first, reader = '', language = ''] = field.split('.')
  if (first !== 'readers') return fieldNames[field] ?? { es: field, en: field }
  const [who, how] = [readerNames[reader as Reader], languageNames[language]!]
  return { es: `Qué hacer, ${who.es}, ${how.es}`, en: `What to do, ${who.en}, ${how.en}` }
}

const namesOf: Record<string, Record<string, Text>> = {
  kind: kindNames,
  severity: severityNames,
  urgency: urgencyNames,
  certainty: certaintyNames,
  'audience.roles': roleNames,
  'audience.institutionKinds': institutionKindNames,
}

const yesNo = { true: { es: 'sí', en: 'yes' }, false: { es: 'no', en: 'no' } }

/** A value of the content as a person reads it; places, offences and institutions come named by the node. */
export const useValueInWords = (): ((field: string, value: unknown) => string | null) => {
  const t = useText()
  const { dateTime } = useFormat()
  const one = (field: string, value: unknown): string => {
    if (field === 'expires') return dateTime(String(value))
    if (field === 'tlp') return `TLP:${String(value).toUpperCase()}`
    if (typeof value === 'boolean') return t(yesNo[`${value}`])
    const name = namesOf[field]?.[String(value)]
    return name ? t(name) : String(value)
  }
  return (field, value) => {
    const values = (Array.isArray(value) ? value : [value]).filter((part) => part !== null && part !== undefined && part !== '')
    return values.length === 0 ? null : values.map((part) => one(field, part)).join(', ')
  }
}

/** «Corredor: Istmo mexicano, Vehículo: Pipa». */
export const useMatchesInWords = (): ((matches: AlertSummary['matches']) => string) => {
  const t = useText()
  return (matches) => matches.map(({ kind, name }) => `${t(watchKindNames[kind])}: ${t(name)}`).join(', ')
}

/** The choices of a list in the reader's language. */
export const useChoices = () => {
  const t = useText()
  return <V extends string>(values: readonly V[], names: Readonly<Record<V, Text>>) => values.map((value) => ({ value, label: t(names[value]) }))
}
