// A further figure chosen by the analyst: what was answered of those there are stands.
import { describe, expect, test } from 'vitest'
import { guessed, knowledge } from '../../../../../tests/guessed.ts'
import type { Draft } from '../../model/draft.ts'
import { withAnswer } from '../../model/draft-changes.ts'
import { assigned } from './assign.ts'

const lines = (victims: readonly string[], cases: readonly string[]): string[] =>
  ['Estado;Año;Víctimas;Casos', ...victims.map((count, at) => `${['Chiapas', 'Oaxaca', 'Puebla'][at] ?? ''};2023;${count};${cases[at] ?? ''}`)]

/** The marks of a draft whose figure «Casos» was left out, its question answered so, and the figure taken in again. */
const marksAfter = async (file: readonly string[], answer?: 'Miles' | 'Decimales') => {
  const { draft, seen } = await guessed(file)
  const alone = assigned(draft, { column: 'Casos', role: 'unused' }, seen, knowledge).draft
  const settled = ((): Draft => {
    if (!answer) return alone
    const isThousands = answer === 'Miles'
    return withAnswer(alone, { label: { es: answer, en: answer }, profile: isThousands ? { thousands: '.', decimal: ',' } : { decimal: '.' }, without: isThousands ? [] : ['thousands'] })
  })()
  const { profile } = assigned(settled, { column: 'Casos', role: 'figure' }, seen, knowledge).draft
  expect(Object.values(profile.measures)).toHaveLength(2)
  return { thousands: profile.thousands, decimal: profile.decimal }
}

describe('the marks in figures', () => {
  test.each([
    ['answered decimals stay', lines(['1.204', '31', '17'], ['12', '3', '4']), 'Decimales', { thousands: undefined, decimal: '.' }],
    ['answered decimals stay beside grouped figures', lines(['1.204', '31', '17'], ['1.204.300', '3.010', '4']), 'Decimales', { thousands: undefined, decimal: '.' }],
    ['answered thousands stay', lines(['1.204', '31', '17'], ['12', '3', '4']), 'Miles', { thousands: '.', decimal: ',' }],
    ['figures without marks say nothing: those of the new one tell', lines(['204', '31', '17'], ['1.204.300', '3.010', '4']), undefined, { thousands: '.', decimal: ',' }],
  ] as const)('%s', async (_, file, answer, marks) => expect(await marksAfter(file, answer)).toEqual(marks))
})
