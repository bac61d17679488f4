// How a passphrase is judged: short, repeated and known ones are weak; several unrelated words are not.
import { describe, expect, test } from 'vitest'
import { proposed, strengthOf } from './strength.ts'

describe('strength', () => {
  test.each([
    ['', 'empty'], ['   ', 'empty'],
    ['a', 'weak'], ['12345678', 'weak'], ['contraseña', 'weak'], ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'weak'], ['abcdefghijklmnopqrstuvwxyz', 'weak'],
    ['perro perro perro perro perro perro', 'weak'], ['Fátima Prueba 2026', 'weak'], ['sidmi sidmi albergue', 'weak'],
    ['volcán lejano tren azul', 'good'], ['caballo batería grapa correcto nube', 'strong'], ['kT9#vQ2!xW7$mZ4p', 'good'],
  ] as const)('%j is %s', (passphrase, expected) => {
    expect(strengthOf(passphrase, ['Fátima Prueba', 'fatima@prueba.example'])).toBe(expected)
  })

  test('names anyone would try first add nothing', () => {
    const long = 'Bartolomé Echeverría Montenegro Villavicencio'
    expect(strengthOf(long)).not.toBe('weak')
    expect(strengthOf(long, [long])).toBe('weak')
  })

  test('what is proposed is always strong, and never the same', () => {
    const many = Array.from({ length: 200 }, proposed)
    expect(new Set(many).size).toBe(200)
    for (const passphrase of many) {
      expect(passphrase).toMatch(/^([a-z]{6}( |$)){4}$/)
      expect(['good', 'strong']).toContain(strengthOf(passphrase))
    }
  })
})
