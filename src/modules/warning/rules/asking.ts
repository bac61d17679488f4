// The entries of a question to the detectors: each with the sentence it gets when it is wrong.
import { z } from 'zod'
import type { Text } from '../../../platform/text.ts'

export const maxPeriods = 20_000
export const maxCount = 1e9

/** A sentence as the border takes it. */
export const orSay = (es: string, en: string): { params: { text: Text } } => ({ params: { text: { es, en } } })

export const oneOf = <T extends string>(name: string, values: readonly T[]) =>
  z.custom<T>((value) => values.some((each) => each === value), orSay(`${name} puede ser: ${values.join(', ')}.`, `${name} can be: ${values.join(', ')}.`))

export const within = (name: string, low: number, high: number) =>
  z.custom<number>((value) => typeof value === 'number' && value >= low && value <= high, orSay(
    `${name} debe ser un número entre ${low} y ${high}.`, `${name} must be a number from ${low} to ${high}.`,
  ))

export const whole = (name: string, low: number, high: number) =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= low && Number(value) <= high, orSay(
    `${name} debe ser un número entero entre ${low} y ${high}.`, `${name} must be a whole number from ${low} to ${high}.`,
  ))

export const yesOrNo = (name: string) =>
  z.custom<boolean>((value) => typeof value === 'boolean', orSay(`${name} debe ser true o false.`, `${name} must be true or false.`))

const isCount = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value <= maxCount && Number.isInteger(value))

export const Count = z.custom<number | null>(isCount, orSay(
  'Un recuento es un entero de 0 a mil millones, o null si no se entregó.', 'A count is a whole number from 0 to a billion, or null when not delivered.',
))

export const Counts = z.array(Count).min(1).max(maxPeriods)
export const Evaluate = z.tuple([whole('evaluate', 1, maxPeriods), whole('evaluate', 1, maxPeriods)])
export const Frequency = whole('frequency', 1, 366)

/** One thing wrong with a question, and the entry it is about. */
export interface Fault {
  path: (string | number)[]
  text: Text
}

/** Adds the faults of a question to what is said of it. */
export const report = (context: { addIssue: (issue: { code: 'custom'; path: (string | number)[]; params: { text: Text } }) => void }, faults: readonly (Fault | false)[]): void => {
  for (const fault of faults) if (fault) context.addIssue({ code: 'custom', path: fault.path, params: { text: fault.text } })
}

/** What is wrong with a first and last period over so many delivered ones, of which the first that can be judged is `earliest`. */
export const rangeFaults = (evaluate: readonly [number, number], delivered: number, earliest = 1): (Fault | false)[] => {
  const [first, last] = evaluate
  return [
    first > last && {
      path: ['evaluate'], text: { es: `evaluate va del primero al último: ${first} es posterior a ${last}.`, en: `evaluate goes from first to last: ${first} is after ${last}.` },
    },
    last > delivered && {
      path: ['evaluate'], text: { es: `evaluate llega al periodo ${last} y counts tiene ${delivered}.`, en: `evaluate reaches period ${last} and counts has ${delivered}.` },
    },
    first < earliest && {
      path: ['evaluate'],
      text: {
        es: `Con estas opciones, el primer periodo que se puede evaluar es el ${earliest}. Pida menos referencia o evalúe desde ahí.`,
        en: `With these options the first period that can be evaluated is ${earliest}. Ask for less reference or evaluate from there.`,
      },
    },
  ]
}
