// Releases as they are shown: who made each, how its file was understood, and what the changes sum to.
import { nameOf } from '../../catalogues/index.ts'
import type { Effect, ReleaseView } from '../model/release.ts'
import { latestHolding, understoodOf, withdrawalsIn, withdrawalWords } from '../rules/releases.ts'
import type { ReleasedSource, StoredEffect, StoredRelease } from '../store/releases.ts'

/** A release as stored and as shown. */
export interface Seen { stored: StoredRelease; view: ReleaseView }

const none = { added: 0, revised: 0, withdrawn: 0 }

const understood = (release: StoredRelease, withdraws: number | null): ReleaseView['understood'] => {
  const { cells } = release.counts ?? { cells: none }
  if (release.kind === 'withdrawal') return withdrawalWords(withdraws, cells.added + cells.revised)
  return understoodOf({ scope: release.scope, expected: release.expectedScope, isCorrection: release.reading?.isCorrection ?? false })
}

/** Every release of a source, the newest first, with what took it back. */
export const releaseViews = ({ id, releases }: ReleasedSource): Seen[] => {
  const taken = withdrawalsIn(releases)
  const latest = latestHolding(releases)
  const numbers = new Map(releases.map((release) => [release.id, release.number]))
  return releases.map((stored) => {
    const withdraws = stored.withdraws === null ? null : numbers.get(stored.withdraws) ?? null
    const { number, at, kind, institution, person, fileName, scope, reason, withdrawnCells, deliveryId } = stored
    const { added, revised, withdrawn } = stored.counts?.cells ?? none
    const withdrawnBy = taken.get(stored.id) ?? null
    const view = {
      source: id, number, at: at.toISOString(), kind, institution, person, fileName, scope, withdraws, withdrawnCells, withdrawnBy, reason,
      delivery: deliveryId, understood: understood(stored, withdraws), counts: { added, revised, withdrawn }, isLatest: latest === stored,
    }
    return { stored, view: { ...view, reason: reason ?? releases.find((each) => each.number === withdrawnBy)?.reason ?? null } }
  })
}

/** The effect of a release on one measure, year and offence, named. */
export const effectView = ({ offence, category, year, measure, ...sums }: StoredEffect, { measures }: ReleasedSource): Effect => {
  const known = measures.find(({ id }) => id === measure)
  const what = offence ?? category
  const name = (language: 'es' | 'en'): string => (offence === null ? (category ?? '—') : nameOf('offence', offence, language))
  return {
    ...sums, measure, year, what, whatName: { es: name('es'), en: name('en') }, difference: sums.after === null || sums.before === null ? null : sums.after - sums.before,
    measureName: known?.name ?? { es: measure, en: measure }, unit: known?.unit ?? 'events',
  }
}
