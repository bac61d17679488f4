// The coded words of an alert beside those of the catalogues: vehicles, patterns of false documents, readers, and what a person may watch.
import type { Text } from '../../../platform/text.ts'

export const vehicles = [
  'bus', 'van', 'car', 'taxi', 'pickup', 'motorcycle', 'lorry', 'refrigerated-lorry', 'tanker', 'goods-train', 'small-boat', 'ship', 'light-aircraft',
] as const
export type Vehicle = (typeof vehicles)[number]

export const vehicleNames: Record<Vehicle, Text> = {
  bus: { es: 'Autobús', en: 'Bus' },
  van: { es: 'Camioneta cerrada', en: 'Van' },
  car: { es: 'Automóvil particular', en: 'Private car' },
  taxi: { es: 'Taxi o aplicación', en: 'Taxi or ride-hailing car' },
  pickup: { es: 'Camioneta abierta', en: 'Pickup' },
  motorcycle: { es: 'Motocicleta', en: 'Motorcycle' },
  lorry: { es: 'Tractocamión con caja', en: 'Lorry with trailer' },
  'refrigerated-lorry': { es: 'Caja refrigerada', en: 'Refrigerated trailer' },
  tanker: { es: 'Pipa o cisterna', en: 'Tanker' },
  'goods-train': { es: 'Tren de carga', en: 'Goods train' },
  'small-boat': { es: 'Lancha o balsa', en: 'Small boat or raft' },
  ship: { es: 'Buque o contenedor', en: 'Ship or container' },
  'light-aircraft': { es: 'Avioneta', en: 'Light aircraft' },
}

export const documentPatterns = [
  'counterfeit', 'altered-data', 'substituted-photo', 'substituted-page', 'impostor', 'stolen-blank', 'obtained-by-deceit', 'fantasy',
  'false-visa', 'false-stamp', 'false-permit', 'false-civil-record', 'machine-zone-mismatch',
] as const
export type DocumentPattern = (typeof documentPatterns)[number]

export const documentNames: Record<DocumentPattern, Text> = {
  counterfeit: { es: 'Documento falsificado entero', en: 'Counterfeit document' },
  'altered-data': { es: 'Datos alterados', en: 'Altered data' },
  'substituted-photo': { es: 'Foto sustituida', en: 'Substituted photograph' },
  'substituted-page': { es: 'Página sustituida', en: 'Substituted page' },
  impostor: { es: 'Documento auténtico de otra persona', en: 'Genuine document of somebody else' },
  'stolen-blank': { es: 'Documento en blanco robado', en: 'Stolen blank document' },
  'obtained-by-deceit': { es: 'Auténtico, obtenido con engaño', en: 'Genuine, obtained by deceit' },
  fantasy: { es: 'Documento de un emisor que no existe', en: 'Document of an issuer that does not exist' },
  'false-visa': { es: 'Visa falsa', en: 'False visa' },
  'false-stamp': { es: 'Sello falso de entrada o salida', en: 'False entry or exit stamp' },
  'false-permit': { es: 'Permiso u oficio de tránsito falso', en: 'False permit or transit letter' },
  'false-civil-record': { es: 'Acta de nacimiento o registro civil falso', en: 'False birth certificate or civil record' },
  'machine-zone-mismatch': { es: 'Zona de lectura mecánica que no concuerda', en: 'Machine-readable zone that does not agree' },
}

/** Who an alert tells what to do, one by one. */
export const readers = [
  'border-officer', 'police', 'prosecutor', 'shelter', 'consulate', 'coast-guard', 'customs', 'health', 'child-protection', 'labour-inspector',
] as const
export type Reader = (typeof readers)[number]

export const readerNames: Record<Reader, Text> = {
  'border-officer': { es: 'Oficial de frontera', en: 'Border officer' },
  police: { es: 'Policía', en: 'Police' },
  prosecutor: { es: 'Fiscalía', en: 'Prosecutor' },
  shelter: { es: 'Albergue', en: 'Shelter' },
  consulate: { es: 'Consulado', en: 'Consulate' },
  'coast-guard': { es: 'Guardia costera y puertos', en: 'Coast guard and ports' },
  customs: { es: 'Aduana e inspección de carga', en: 'Customs and cargo inspection' },
  health: { es: 'Salud y forense', en: 'Health and forensic services' },
  'child-protection': { es: 'Protección de la niñez', en: 'Child protection' },
  'labour-inspector': { es: 'Inspección del trabajo', en: 'Labour inspection' },
}

/** The part written for people of an institution of that kind; the others have none of their own. */
export const readerOfInstitution: Readonly<Record<string, Reader>> = {
  police: 'police', prosecutor: 'prosecutor', migration: 'border-officer', shelter: 'shelter', consulate: 'consulate',
}

export const watchKinds = ['offence', 'territory', 'corridor', 'border-point', 'vehicle', 'document'] as const
export type WatchKind = (typeof watchKinds)[number]

export const watchKindNames: Record<WatchKind, Text> = {
  offence: { es: 'Delito', en: 'Offence' },
  territory: { es: 'Territorio', en: 'Territory' },
  corridor: { es: 'Corredor', en: 'Corridor' },
  'border-point': { es: 'Paso fronterizo', en: 'Border point' },
  vehicle: { es: 'Vehículo', en: 'Vehicle' },
  document: { es: 'Patrón de documento', en: 'Document pattern' },
}

/** Marks what is only practised: every message, letter and screen of an exercise begins with it. */
export const exerciseWord: Text = { es: 'EJERCICIO', en: 'EXERCISE' }

export const attachmentKinds = ['pdf', 'png', 'jpeg', 'csv'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]
/** The largest file, in bytes, and how many a version may carry. */
export const attachmentLimitBytes = 10 * 1024 ** 2
export const mostAttachments = 10
