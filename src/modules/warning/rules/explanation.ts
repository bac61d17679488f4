// Says in words what a signal means: what was expected, what there was, how seldom chance alone does that.
import type { Text } from '../../../platform/text.ts'
import type { SignalGrain } from '../model.ts'

const round = (value: number): string => (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value)))

/** «1 vez en 10 000»: powers of ten, since more digits would pretend to know more. */
const rarity = (chance: number): number => 10 ** Math.min(6, Math.max(1, Math.floor(-Math.log10(Math.max(chance, 1e-7)))))

const periodName: Record<SignalGrain, { es: [one: string, many: string, thisOne: string]; en: [one: string, many: string, thisOne: string] }> = {
  week: { es: ['semana', 'semanas', 'En esa semana'], en: ['week', 'weeks', 'In that week'] },
  month: { es: ['mes', 'meses', 'En ese mes'], en: ['month', 'months', 'In that month'] },
}

interface Seen {
  grain: SignalGrain
  observed: number
  expected: number
  upperbound: number
  chance: number
}

/** Two sentences: what was expected, what there was, and how unusual that is. */
export const explain = ({ grain, observed, expected, upperbound, chance }: Seen): Text => {
  const { es, en } = periodName[grain]
  const seldom = rarity(chance)
  return {
    es: `${es[2]} se esperaban unos ${round(expected)} y lo usual no pasaba de ${round(upperbound)}; hubo ${round(observed)}. `
      + `Si nada hubiera cambiado, el azar solo daría tantos menos de 1 vez en ${seldom.toLocaleString('es-419')} ${es[1]}.`,
    en: `${en[2]} about ${round(expected)} were expected and the usual would not exceed ${round(upperbound)}; there were ${round(observed)}. `
      + `Had nothing changed, chance alone would give so many less than once in ${seldom.toLocaleString('en')} ${en[1]}.`,
  }
}

/** What an analyst must know of all signals together: that some are chance. */
export const cautionFor = (judgedPerYear: number, alpha: number): Text => {
  const falseAlarms = Math.max(1, Math.round(judgedPerYear * alpha))
  return {
    es: `Con tantas series, el azar solo puede dar hasta ${falseAlarms} señales al año. Una señal es una pregunta, no un hecho: confírmela antes de alertar. Las últimas semanas pueden crecer con entregas tardías.`,
    en: `With so many series, chance alone may give up to ${falseAlarms} signals a year. A signal is a question, not a fact: confirm it before alerting. Recent weeks may still grow as late deliveries arrive.`,
  }
}
