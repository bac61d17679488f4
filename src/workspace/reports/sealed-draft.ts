// A half-written answer while it is off the screen: sealed to the unit, in the memory of this window, and nowhere else.
import { sealedFor } from './sealing.ts'

const drafts = new Map<string, Promise<string>>()

/** Where a person's draft is: their id first, then of what. */
export const draftPlace = (person: string, what: string): string => `${person}:${what}`

/** What somebody else began in this window before signing out. */
export const forgetOthers = (person: string): void => {
  for (const place of drafts.keys()) if (!place.startsWith(draftPlace(person, ''))) drafts.delete(place)
}

/** Seals it at once; nothing written forgets. */
export const keepDraft = (place: string, recipient: string, text: string): void => {
  if (text.trim() === '') drafts.delete(place)
  else drafts.set(place, sealedFor([recipient], { text }))
}

/** The sealed draft, to be opened with the unit's key; undefined when there is none. */
export const keptDraft = (place: string): Promise<string> | undefined => drafts.get(place)

export const forgetDraft = (place: string): void => void drafts.delete(place)
