// The sentence that stands beside every count: what was recorded is the least there was.
import type { Text } from '../../../platform/text.ts'

export const minimumNote: Text = { es: 'Cifras mínimas: cuentan lo registrado, no todo lo ocurrido.', en: 'Minimum figures: they count what was recorded, not all that happened.' }
