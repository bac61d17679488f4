// The words of collection that everyone shares: units of count, lengths of period, sexes as sources record them, states of a delivery.
import type { Text } from '../../platform/text.ts'

/** What one unit of a measure is. Figures of different units are never added together. */
export const units = ['case-files', 'victims', 'persons', 'events', 'encounters', 'residents'] as const
export type Unit = (typeof units)[number]

export const unitNames: Record<Unit, Text> = {
  'case-files': { es: 'carpetas de investigación', en: 'case files' },
  victims: { es: 'víctimas', en: 'victims' },
  persons: { es: 'personas', en: 'persons' },
  events: { es: 'hechos', en: 'events' },
  encounters: { es: 'encuentros', en: 'encounters' },
  residents: { es: 'habitantes', en: 'residents' },
}

/** The length of the period an observation counts. */
export const grains = ['day', 'week', 'month', 'year', 'undated'] as const
export type Grain = (typeof grains)[number]

/** Sex as recorded by the source; absent when the source does not say. */
export const sexes = ['female', 'male', 'other', 'undetermined'] as const
export type Sex = (typeof sexes)[number]

export const sexNames: Record<Sex, Text> = {
  female: { es: 'mujeres', en: 'women' },
  male: { es: 'hombres', en: 'men' },
  other: { es: 'otra identidad', en: 'another identity' },
  undetermined: { es: 'sexo indeterminado', en: 'sex undetermined' },
}

export const deliveryStates = ['received', 'done', 'failed', 'cancelled'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveryStateNames: Record<DeliveryState, Text> = {
  received: { es: 'recibida, en lectura', en: 'received, being read' },
  done: { es: 'importada', en: 'imported' },
  failed: { es: 'no se pudo leer', en: 'could not be read' },
  cancelled: { es: 'detenida', en: 'stopped' },
}

/** What an import does one after another. */
export const readingSteps = ['reading', 'comparing', 'writing'] as const
export type ReadingStep = (typeof readingSteps)[number]

export const readingStepNames: Record<ReadingStep, Text> = {
  reading: { es: 'Leyendo el archivo', en: 'Reading the file' },
  comparing: { es: 'Comparando con lo que ya está', en: 'Comparing with what is there' },
  writing: { es: 'Guardando lo nuevo', en: 'Saving what is new' },
}

/** The nationality of those a source only calls «other»: no country’s code. */
export const otherNationality = 'other'
export const otherNationalityName: Text = { es: 'otra nacionalidad', en: 'another nationality' }
