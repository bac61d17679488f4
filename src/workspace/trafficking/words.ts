// Words the screens of trafficking records share.
import type { DoorClass, Standard, Unit } from '../../modules/trafficking/model/fields.ts'
import type { Text } from '../../platform/text.ts'

export const standardNames: Record<Standard, Text> = {
  htcds: { es: 'HTCDS (Norma de datos de casos de trata, OIM)', en: 'HTCDS (Human Trafficking Case Data Standard, IOM)' },
  ctdc: { es: 'CTDC (Conjunto de datos sintéticos mundial)', en: 'CTDC (Global Synthetic Dataset)' },
}

export const unitNames: Record<Unit, Text> = {
  event: { es: 'Suceso', en: 'Event' }, victim: { es: 'Víctima', en: 'Victim' }, perpetrator: { es: 'Quien explota', en: 'Perpetrator' },
  'reporting-entity': { es: 'Quien informa', en: 'Reporting entity' },
}

export const doorNames: Record<DoorClass, Text> = {
  identity: { es: 'Identifica', en: 'Identifies' }, 'free-text': { es: 'Texto libre', en: 'Free text' },
  deprecated: { es: 'Retirado por la norma', en: 'Withdrawn by the standard' }, unknown: { es: 'Desconocido', en: 'Unknown' },
}

export const privacy: Text = {
  es: 'Aquí solo hay códigos. Nombres, fechas de nacimiento, teléfonos, direcciones, documentos y notas se quedan fuera: el nodo los lee en memoria y no los escribe en ningún lugar.',
  en: 'There are only codes here. Names, birth dates, telephones, addresses, documents and notes stay outside: the node reads them in memory and writes them nowhere.',
}
