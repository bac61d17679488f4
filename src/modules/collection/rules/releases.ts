// Which releases of a source hold, what withdrawing one does, and in which words a file's silence was understood.
import type { Text } from '../../../platform/text.ts'
import type { Profile } from '../model/profile.ts'

type Scope = Profile['scope']

/** A release as the rules see it; `withdraws` is the id of the release it takes back. */
export interface Numbered {
  id: number
  number: number
  withdraws: number | null
}

/** By release id, the number of the withdrawal that took it back and still holds; absent when the release holds. */
export const withdrawalsIn = (releases: readonly Numbered[]): Map<number, number> => {
  const taken = new Map<number, number>()
  for (const release of releases.toSorted((one, other) => other.number - one.number)) {
    if (release.withdraws !== null && !taken.has(release.id) && !taken.has(release.withdraws)) taken.set(release.withdraws, release.number)
  }
  return taken
}

/** The newest release that holds and changed figures by itself, which withdrawing takes back to the state before. */
export const latestHolding = <R extends Numbered>(releases: readonly R[]): R | undefined => {
  const taken = withdrawalsIn(releases)
  return releases.toSorted((one, other) => other.number - one.number).find(({ id, withdraws }) => withdraws === null && !taken.has(id))
}

export type WithdrawalPlan = { restores: boolean; excluded: number[] } | 'already' | 'too-late'

/**
 * What withdrawing a release does. `restores`: what it replaced stands again; otherwise its figures only end. `excluded`: releases
 * whose figures do not come back, being withdrawn themselves. A withdrawal can be undone only while nothing came after it.
 */
export const planWithdrawal = (releases: readonly Numbered[], target: Numbered): WithdrawalPlan => {
  if (withdrawalsIn(releases).has(target.id)) return 'already'
  const newest = Math.max(...releases.map(({ number }) => number))
  if (target.withdraws !== null && target.number !== newest) return 'too-late'
  const after = withdrawalsIn([...releases, { id: Number.MAX_SAFE_INTEGER, number: newest + 1, withdraws: target.id }])
  return { restores: target.withdraws !== null || latestHolding(releases)?.id === target.id, excluded: [...after.keys()] }
}

interface Understanding {
  scope: Scope
  /** What the profile says of its files. */
  expected: Scope | null
  isCorrection: boolean
}

const silence: Record<Scope, Text> = {
  full: {
    es: 'Archivo completo: lo que ya no menciona se retiró.',
    en: 'A full file: what it no longer mentions was withdrawn.',
  },
  'territory-periods': {
    es: 'Archivo de ciertos territorios y periodos: solo dentro de ellos se retiró lo que ya no menciona; lo demás quedó como estaba.',
    en: 'A file of certain territories and periods: only within them what it no longer mentions was withdrawn; the rest stayed as it was.',
  },
  partial: {
    es: 'Archivo parcial: solo agrega y corrige; lo que no menciona quedó como estaba.',
    en: 'A partial file: it only adds and corrects; what it does not mention stayed as it was.',
  },
}

const becauseCorrection: Text = {
  es: 'Se entendió así porque trae filas rechazadas ya corregidas.',
  en: 'It was understood so because it brings refused rows, mended.',
}
const becauseShort: Text = {
  es: 'Las entregas de esta fuente suelen ser completas, pero este archivo trae menos de la mitad de lo que está en vigor: se tomó como una parte para no vaciar la fuente. Si de verdad sustituye a todo, retire antes lo que sobra.',
  en: 'Files of this source are usually full, but this one holds less than half of what stands: it was taken as a part so as not to empty the source. If it truly replaces everything, withdraw first what is too much.',
}
const becauseProfile: Text = { es: 'Así lo dice el perfil de importación de la fuente.', en: 'The source’s import profile says so.' }

const because = ({ scope, expected, isCorrection }: Understanding): Text => {
  if (isCorrection) return becauseCorrection
  return expected === 'full' && scope === 'partial' ? becauseShort : becauseProfile
}

/** What a file's silence was taken to mean and why, in two sentences. */
export const understoodOf = (reading: Understanding): Text => {
  const [what, why] = [silence[reading.scope], because(reading)]
  return { es: `${what.es} ${why.es}`, en: `${what.en} ${why.en}` }
}

/** What a withdrawal did, in a sentence. */
export const withdrawalWords = (taken: number | null, restored: number): Text => {
  if (taken === null) {
    return { es: 'Retiro de lugares y periodos elegidos: lo retirado deja de estar en vigor y se conserva en el historial.', en: 'A withdrawal of chosen places and periods: what was withdrawn no longer stands and is kept in the history.' }
  }
  return restored > 0
    ? { es: `Retiro de la versión ${taken}: volvió a estar en vigor lo que había antes de ella.`, en: `A withdrawal of release ${taken}: what stood before it stands again.` }
    : { es: `Retiro de la versión ${taken}: sus cifras dejan de estar en vigor. No volvió nada anterior.`, en: `A withdrawal of release ${taken}: its figures no longer stand. Nothing earlier came back.` }
}
