// Good and bad passwords, as a table.
import { expect, test } from 'vitest'
import { passwordFault } from './password.ts'

test.each([
  ['', 'short'],
  ['corta', 'short'],
  ['once-signos', 'short'],
  ['ñandúñandúñ', 'short'],
  ['password1234', 'common'],
  ['P4ssw0rd!!!!', 'common'],
  ['Contraseña2026', 'common'],
  ['micontraseña1', 'common'],
  ['qwertyuiop123', 'common'],
  ['Bienvenidos2026!', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['abcabcabcabcab', 'common'],
  ['123456789012', 'common'],
  ['abcdefghijklm', 'common'],
  ['987654321098', 'common'],
  ['elena.ruiz2026', 'personal'],
  ['Fiscalia12345', 'personal'],
  ['volcán lejano tren', undefined],
  ['correcto caballo batería', undefined],
  ['elena guarda once volcanes', undefined],
  ['zK3-mango-río', undefined],
  ['🌋🌋🌊🌽🌶🌮🌵🌴🦜🐢🐆🌺', undefined],
])('%j is %s', (password, fault) => {
  expect(passwordFault(password, ['elena.ruiz@fiscalia.example', 'Elena Ruiz'])).toBe(fault)
})
