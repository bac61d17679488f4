// A starting point for each kind of alert: its name and what a reader should do, ready to be corrected by whoever drafts it.
import type { Text } from '../../../platform/text.ts'
import type { AlertContent, AlertKind } from './content.ts'
import { emptyAudience } from './content.ts'

export const kindNames: Record<AlertKind, Text> = {
  rise: { es: 'Aumento de un delito', en: 'Rise in a crime' },
  'new-method': { es: 'Nuevo modo de operar', en: 'New way of operating' },
  'route-shift': { es: 'Cambio de ruta', en: 'Change of route' },
  'missing-people': { es: 'Personas desaparecidas en tránsito o en el mar', en: 'People missing in transit or at sea' },
  'false-documents': { es: 'Documentos falsos', en: 'False documents' },
  'recruitment-offer': { es: 'Oferta de captación', en: 'Recruitment offer' },
  'kidnapping-zone': { es: 'Zona de secuestro', en: 'Kidnapping zone' },
  'cargo-risk': { es: 'Riesgo en transporte de carga', en: 'Risk in cargo transport' },
  other: { es: 'Otra', en: 'Other' },
}

const whatToDo: Record<AlertKind, Text> = {
  rise: {
    es: 'Refuerce la presencia en los puntos señalados, informe a los albergues cercanos y registre cada hecho nuevo con su lugar y fecha.',
    en: 'Strengthen presence at the places named, tell nearby shelters, and record every new event with its place and date.',
  },
  'new-method': {
    es: 'Explique este modo de operar en el cambio de turno. Si reconoce los indicios, separe y proteja a las posibles víctimas antes de preguntar.',
    en: 'Explain this way of operating at shift change. If you recognise the signs, separate and protect possible victims before asking questions.',
  },
  'route-shift': {
    es: 'Revise los pasos alternos indicados, avise a los equipos de rescate y oriente a las personas hacia los servicios abiertos más cercanos.',
    en: 'Check the alternative crossings named, warn rescue teams, and direct people to the nearest open services.',
  },
  'missing-people': {
    es: 'Active la búsqueda inmediata, avise a los puertos, hospitales y consulados de la zona y comunique todo hallazgo al punto de contacto.',
    en: 'Start the search at once, warn ports, hospitals and consulates of the area, and report every finding to the contact point.',
  },
  'false-documents': {
    es: 'Compare los documentos con los rasgos descritos. Un documento falso no hace culpable a quien lo lleva: pregunte quién se lo dio.',
    en: 'Compare documents with the features described. A false document does not make its bearer guilty: ask who provided it.',
  },
  'recruitment-offer': {
    es: 'Advierta a quienes puedan recibir la oferta: no entregar documentos ni dinero por adelantado. Conserve los anuncios como prueba.',
    en: 'Warn those who may receive the offer: hand over no documents and pay nothing in advance. Keep the advertisements as evidence.',
  },
  'kidnapping-zone': {
    es: 'Evite los traslados sin acompañamiento por la zona, refuerce la vigilancia y atienda como urgente toda llamada que pida un rescate.',
    en: 'Avoid unaccompanied transfers through the area, increase watch, and treat every call asking for ransom as urgent.',
  },
  'cargo-risk': {
    es: 'Detenga con seguridad los vehículos descritos, abra y ventile la carga primero y llame a los servicios médicos antes de todo interrogatorio.',
    en: 'Stop the vehicles described safely, open and ventilate the cargo first, and call medical services before any questioning.',
  },
  other: { es: '', en: '' },
}

const grading: Record<AlertKind, Pick<AlertContent, 'severity' | 'urgency' | 'certainty'>> = {
  rise: { severity: 'Moderate', urgency: 'Expected', certainty: 'Likely' },
  'new-method': { severity: 'Moderate', urgency: 'Expected', certainty: 'Observed' },
  'route-shift': { severity: 'Moderate', urgency: 'Expected', certainty: 'Likely' },
  'missing-people': { severity: 'Severe', urgency: 'Immediate', certainty: 'Likely' },
  'false-documents': { severity: 'Minor', urgency: 'Expected', certainty: 'Observed' },
  'recruitment-offer': { severity: 'Severe', urgency: 'Expected', certainty: 'Likely' },
  'kidnapping-zone': { severity: 'Extreme', urgency: 'Immediate', certainty: 'Likely' },
  'cargo-risk': { severity: 'Extreme', urgency: 'Immediate', certainty: 'Possible' },
  other: { severity: 'Unknown', urgency: 'Unknown', certainty: 'Unknown' },
}

/** A new draft of the given kind: graded and with instructions proposed, addressed to nobody yet. */
export const templateOf = (kind: AlertKind): AlertContent => {
  return {
    kind,
    offence: null,
    territories: [],
    ...grading[kind],
    tlp: 'green',
    audience: emptyAudience,
    title: { es: '', en: '' },
    summary: { es: '', en: '' },
    instructions: whatToDo[kind],
    expires: null,
  }
}
