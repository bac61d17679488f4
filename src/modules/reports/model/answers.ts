// The words of a reporter's answers: the codes they choose among, how officers read them, and what stands inside a sealed report.
// No schema library here: the program in the reporter's browser imports this file.
import type { Text } from '../../../platform/text.ts'
import type { Consents } from '../model.ts'

export const reporterLanguages = ['es', 'en', 'pt', 'fr', 'ht'] as const
export type ReporterLanguage = (typeof reporterLanguages)[number]

export const whatCodes = [
  'kidnapping', 'extortion', 'robbery', 'sexual', 'trafficking', 'smuggling', 'missing', 'authority', 'violence', 'killing', 'fraud', 'other',
] as const
export type WhatCode = (typeof whatCodes)[number]

export const whatNames: Record<WhatCode, Text> = {
  kidnapping: { es: 'Secuestro o encierro', en: 'Kidnapping or confinement' },
  extortion: { es: 'Extorsión', en: 'Extortion' },
  robbery: { es: 'Robo', en: 'Robbery' },
  sexual: { es: 'Violencia sexual', en: 'Sexual violence' },
  trafficking: { es: 'Trata de personas o trabajo forzoso', en: 'Trafficking in persons or forced labour' },
  smuggling: { es: 'Tráfico ilícito con maltrato, abandono o riesgo', en: 'Smuggling with mistreatment, abandonment or danger' },
  missing: { es: 'Persona desaparecida', en: 'Missing person' },
  authority: { es: 'Abuso de autoridad', en: 'Abuse of authority' },
  violence: { es: 'Lesiones o amenazas', en: 'Assault or threats' },
  killing: { es: 'Homicidio', en: 'Homicide' },
  fraud: { es: 'Engaño o fraude', en: 'Deceit or fraud' },
  other: { es: 'Otra cosa', en: 'Something else' },
}

/** Counted back from the day the report was sent. */
export const whenCodes = ['today', 'week', 'month', 'year', 'before'] as const
export type WhenCode = (typeof whenCodes)[number]

export const whenNames: Record<WhenCode, Text> = {
  today: { es: 'Ese día o el anterior', en: 'That day or the day before' },
  week: { es: 'En los siete días anteriores', en: 'In the seven days before' },
  month: { es: 'En el mes anterior', en: 'In the month before' },
  year: { es: 'En el año anterior', en: 'In the year before' },
  before: { es: 'Más de un año antes', en: 'More than a year before' },
}

export const aboutWhoCodes = ['me', 'with-me', 'other'] as const
export type AboutWho = (typeof aboutWhoCodes)[number]

export const aboutWhoNames: Record<AboutWho, Text> = {
  me: { es: 'Le pasó a quien reporta', en: 'It happened to the reporter' },
  'with-me': { es: 'Le pasó a alguien que iba con quien reporta', en: 'It happened to somebody with the reporter' },
  other: { es: 'Le pasó a otra persona', en: 'It happened to another person' },
}

/** A file as the sealed text names it: `bytes` without what was filled in at its end so that its size tells little. */
export interface NamedFile {
  id: string
  name: string
  type: string
  bytes: number
}

export interface Answers {
  what?: WhatCode[]
  where?: { country?: string; territory?: string; place?: string }
  when?: WhenCode
  whenWords?: string
  who?: string
  danger?: boolean
  about?: { who?: AboutWho; age?: 'child' | 'adult'; nationality?: string }
}

/** What stands, padded, inside the sealed body of a report. */
export interface ReportPlaintext {
  version: 1
  language: ReporterLanguage
  /** `2026-11-22` */
  sent: string
  /** It came through somebody else’s hands. */
  carried?: true
  text: string
  answers: Answers
  contact?: string
  /** The key to answer to and what was agreed to, as they stood when it was sealed; reports sealed before these were kept inside have neither. */
  reader?: string
  consents?: Consents
  files: NamedFile[]
}

/** What stands, padded, inside each later message, of either side. */
export interface MessagePlaintext {
  version: 1
  language: ReporterLanguage
  text: string
  files: NamedFile[]
}
