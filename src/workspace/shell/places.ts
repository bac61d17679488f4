// Which screens a person is offered.
import type { Screen } from '../kit/screen.ts'

export type Place = Screen & { nav: NonNullable<Screen['nav']> }

export const granted = (screens: readonly Screen[], acts: readonly string[]): readonly Screen[] =>
  screens.filter(({ needs, isOpen }) => !isOpen && (needs === undefined || acts.includes(needs)))

/** The navigation: granted screens that have a place in it, in order. */
export const places = (screens: readonly Screen[], acts: readonly string[]): readonly Place[] =>
  granted(screens, acts)
    .filter((screen): screen is Place => screen.nav !== undefined)
    .toSorted((one, other) => one.nav.order - other.nav.order)
