// A starting point for each kind of alert: its name, what its summary should tell, its grading, its protocols and how long it holds.
import type { Text } from '../../../platform/text.ts'
import type { AlertContent, AlertKind } from './content.ts'
import { emptyAudience } from './content.ts'
import { proposedInstructions } from './instructions.ts'

export const kindNames: Record<AlertKind, Text> = {
  rise: { es: 'Aumento de un delito', en: 'Rise in a crime' },
  'new-method': { es: 'Nuevo modo de operar', en: 'New way of operating' },
  'route-shift': { es: 'Cambio de ruta', en: 'Change of route' },
  'missing-at-sea': { es: 'Personas desaparecidas en el mar', en: 'People missing at sea' },
  'missing-in-transit': { es: 'Personas desaparecidas en tránsito', en: 'People missing in transit' },
  'false-documents': { es: 'Documentos falsos', en: 'False documents' },
  'recruitment-offer': { es: 'Oferta de captación', en: 'Recruitment offer' },
  'kidnapping-zone': { es: 'Zona de secuestro', en: 'Kidnapping zone' },
  'cargo-risk': { es: 'Riesgo en transporte de carga', en: 'Risk in cargo transport' },
  other: { es: 'Otra', en: 'Other' },
}

/** What a reader needs in the summary of each kind, shown beside the field; never names of people. */
export const summaryAdvice: Record<AlertKind, Text> = {
  rise: { es: 'Diga qué aumentó, dónde, desde cuándo y con qué cifras y fuente.', en: 'Tell what rose, where, since when, and with which figures and source.' },
  'new-method': { es: 'Diga cómo se acercan, qué prometen o exigen, cómo trasladan y por qué señas se reconoce.', en: 'Tell how they approach, what they promise or demand, how they move people, and the signs by which it is recognised.' },
  'route-shift': { es: 'Diga qué tramo se dejó, cuál se usa ahora, desde cuándo, por qué y qué peligros tiene.', en: 'Tell which stretch was left, which is used now, since when, why, and its dangers.' },
  'missing-at-sea': { es: 'Diga de dónde y a qué hora salió, tipo y color de la embarcación, cuántas personas, último contacto y estado del mar.', en: 'Tell from where and when it left, the vessel’s type and colour, how many people, last contact and state of the sea.' },
  'missing-in-transit': { es: 'Diga el último lugar y hora conocidos, cuántas personas, cómo viajaban y quién recibe noticias. Los nombres van por la vía de búsqueda, no aquí.', en: 'Tell the last known place and hour, how many people, how they travelled and who takes news. Names go through the search channel, not here.' },
  'false-documents': { es: 'Diga qué documento, qué rasgos lo delatan, en qué paso se vio y cuántas veces.', en: 'Tell which document, which features give it away, at which crossing it was seen and how often.' },
  'recruitment-offer': { es: 'Diga qué se ofrece, por qué medio, a quiénes, qué piden por adelantado y adónde llevan.', en: 'Tell what is offered, through which medium, to whom, what is asked in advance and where people are taken.' },
  'kidnapping-zone': { es: 'Diga el tramo, las horas, cómo interceptan y cómo piden el rescate.', en: 'Tell the stretch, the hours, how people are intercepted and how ransom is asked.' },
  'cargo-risk': { es: 'Diga el tipo de vehículo y de carga, la ruta, las señas y el peligro inmediato: calor, asfixia, exceso.', en: 'Tell the kind of vehicle and cargo, the route, the signs and the immediate danger: heat, asphyxia, overload.' },
  other: { es: 'Diga qué pasa, dónde, desde cuándo y cómo se sabe.', en: 'Tell what is happening, where, since when and how it is known.' },
}

interface Start extends Pick<AlertContent, 'severity' | 'urgency' | 'certainty'> {
  daysInForce: number
  protocols: string[]
}

const starts: Record<AlertKind, Start> = {
  rise: { severity: 'Moderate', urgency: 'Expected', certainty: 'Likely', daysInForce: 14, protocols: ['report-intake'] },
  'new-method': { severity: 'Moderate', urgency: 'Expected', certainty: 'Observed', daysInForce: 30, protocols: ['victim-detection', 'report-intake'] },
  'route-shift': { severity: 'Moderate', urgency: 'Expected', certainty: 'Likely', daysInForce: 14, protocols: ['primary-inspection', 'asylum-displacement'] },
  'missing-at-sea': { severity: 'Extreme', urgency: 'Immediate', certainty: 'Likely', daysInForce: 5, protocols: ['first-response'] },
  'missing-in-transit': { severity: 'Severe', urgency: 'Immediate', certainty: 'Likely', daysInForce: 14, protocols: ['report-intake', 'first-response'] },
  'false-documents': { severity: 'Minor', urgency: 'Expected', certainty: 'Observed', daysInForce: 60, protocols: ['secondary-inspection', 'asylum-displacement'] },
  'recruitment-offer': { severity: 'Severe', urgency: 'Expected', certainty: 'Likely', daysInForce: 30, protocols: ['victim-detection'] },
  'kidnapping-zone': { severity: 'Extreme', urgency: 'Immediate', certainty: 'Likely', daysInForce: 7, protocols: ['first-response', 'report-intake'] },
  'cargo-risk': { severity: 'Extreme', urgency: 'Immediate', certainty: 'Possible', daysInForce: 7, protocols: ['cargo-inspection', 'unaccompanied-child'] },
  other: { severity: 'Unknown', urgency: 'Unknown', certainty: 'Unknown', daysInForce: 14, protocols: [] },
}

/** A new draft of the given kind: graded, with instructions and protocols proposed, addressed to nobody yet. */
export const templateOf = (kind: AlertKind): AlertContent => {
  const { severity, urgency, certainty, protocols } = starts[kind]
  const { everyone, readers } = proposedInstructions[kind]
  return {
    kind, offence: null, territories: [], corridors: [], borderPoints: [], vehicles: [], documents: [],
    severity, urgency, certainty,
    tlp: 'green',
    isExercise: false,
    desk: { isClosed: false, people: [] },
    audience: emptyAudience,
    title: { es: '', en: '' },
    summary: { es: '', en: '' },
    instructions: everyone,
    readers,
    attachments: [],
    links: { signals: [], views: [], protocols },
    expires: null,
  }
}

/** When an alert of this kind that begins now would stop being in force, unless somebody says otherwise. */
export const usualEnd = (kind: AlertKind, now: Date): string => new Date(now.getTime() + starts[kind].daysInForce * 86_400_000).toISOString()
