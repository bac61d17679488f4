// Whether a password is good enough: long, not one that everybody uses, not the person's own address. No composition rules.
import { passwordMinimum } from '../model.ts'

export type PasswordFault = 'short' | 'common' | 'personal'

// The stems of the long passwords most seen in leaked lists in Spanish and English; digits, signs and case are ignored.
const commonStems = new Set(
  ('password passwordpassword contrasena contrasenya micontrasena laclave miclave clave secreta secreto qwertyuiop qwerty qwertyqwerty ' +
  'asdfghjkl zxcvbnm iloveyou tequiero teamo teamomucho princesa bienvenido bienvenida bienvenidos welcome letmein administrador ' +
  'administrator admin changeme cambiame cambiar footballfootball football futbol barcelona realmadrid america mexico guatemala honduras ' +
  'elsalvador nicaragua costarica panama colombia venezuela ecuador dragon monkey superman batman starwars sunshine trustno jesucristo ' +
  'diosesamor dios jesus temporal prueba pruebaprueba test testtest sidmi usuario hola holahola holamundo').split(' '),
)

const leet: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }

const unaccented = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The word inside a password: once without its digits and signs, once reading them as letters (`p4ssw0rd`). */
const stems = (password: string): string[] => {
  const plain = unaccented(password)
  const read = plain.replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign)
  return [plain, read, read.replace(/[is]+$/, '')].map((text) => text.replace(/[^a-zñ]/g, ''))
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`: at most four characters over and over. */
const isRepetition = (password: string): boolean => /^(.{1,4}?)\1+.{0,3}$/u.test(password)

const steps = (text: string): number[] => [...text].slice(1).map((sign, at) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(at) ?? 0))

/** `123456789012`, `abcdefghijkl`, in either direction. */
const isSequence = (password: string): boolean => {
  const even = steps(password).filter((step) => Math.abs(step) === 1 || Math.abs(step) === 9)
  return even.length === password.length - 1
}

const holds = (password: string, part: string): boolean =>
  part.length >= 4 && unaccented(password).includes(unaccented(part)) && password.length - part.length < 8

/** What is wrong with a chosen password; undefined when nothing is. `about` is the person's address and names. */
export const passwordFault = (password: string, about: readonly string[] = []): PasswordFault | undefined => {
  if ([...password].length < passwordMinimum) return 'short'
  if (isRepetition(password) || isSequence(password) || stems(password).some((stem) => commonStems.has(stem))) return 'common'
  const parts = about.flatMap((text) => [text, ...text.split(/[@\s]+/), ...text.split(/[@.\s]+/)])
  return parts.some((part) => holds(password, part)) ? 'personal' : undefined
}
