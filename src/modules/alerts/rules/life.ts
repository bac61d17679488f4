// Decisions about an alert's life: who may move it on, and what it still lacks before others read it.
import type { AlertContent, AlertState, Audience, Tlp } from '../model/content.ts'
import { namesACircle, namesSomebody } from './audience.ts'

/** What the rules need to know of an alert. */
export interface AlertStanding {
  state: AlertState
  authorId: string
  /** Everyone who wrote any part of the version under review. */
  editorIds: readonly string[]
}

/** What keeps a version from going to review: a path inside the content and why. */
export interface Gap {
  field: string
  reason: 'missing' | 'englishMissing' | 'nobodyNamed' | 'publicNeedsClear' | 'amberNeedsCircle' | 'strictNeedsInstitutions' | 'redNeedsInstitutionsAndRoles' | 'redNeedsClosedDesk' | 'nobodyReviews' | 'unknownCode' | 'expired'
}

const wordings = ['title', 'summary', 'instructions'] as const

/** Four eyes: whoever wrote any part of what is under review never approves it. */
export const canApprove = (alert: AlertStanding, personId: string): boolean =>
  alert.state === 'review' && personId !== alert.authorId && !alert.editorIds.includes(personId)

/** Revising is possible until the alert ends; revising one in force prepares its update. */
export const canRevise = (state: AlertState): boolean =>
  state === 'draft' || state === 'published' || state === 'updated'

/** The state a publication leads to: the first one publishes, every later one updates. */
export const stateOncePublished = (isInForce: boolean): AlertState =>
  isInForce ? 'updated' : 'published'

/** All that keeps this content from review at the given moment, in the order of the form; empty when it is ready. */
export const gapsBeforeReview = (content: AlertContent, now: Date): Gap[] =>
  [...wordGaps(content), ...territoryGaps(content), ...audienceGaps(content.audience), ...tlpGaps(content), ...deskGaps(content), ...expiryGaps(content, now)]

const wordGaps = ({ audience, ...content }: AlertContent): Gap[] => {
  const spanish = wordings.filter((name) => content[name].es.trim() === '').map((name): Gap => ({ field: `${name}.es`, reason: 'missing' }))
  if (!audience.isPublic) return spanish
  const english = wordings.filter((name) => content[name].en.trim() === '').map((name): Gap => ({ field: `${name}.en`, reason: 'englishMissing' }))
  const half = Object.entries(content.readers).filter(([, part]) => part.es.trim() !== '' && part.en.trim() === '')
  return [...spanish, ...english, ...half.map(([reader]): Gap => ({ field: `readers.${reader}.en`, reason: 'englishMissing' }))]
}

const territoryGaps = ({ territories }: AlertContent): Gap[] =>
  territories.length === 0 ? [{ field: 'territories', reason: 'missing' }] : []

const audienceGaps = (audience: Audience): Gap[] =>
  namesSomebody(audience) || audience.isPublic ? [] : [{ field: 'audience', reason: 'nobodyNamed' }]

const namesInstitutionsOneByOne = ({ institutions, institutionKinds }: Audience): boolean => institutions.length > 0 && institutionKinds.length === 0

const namesOnlyPeople = (audience: Audience): boolean =>
  audience.people.length > 0 && !namesSomebody({ ...audience, people: [] })

/** TLP 2.0 read as limits on the audience: the stricter the level, the more exactly the audience must be named. */
const tlpLimits: Partial<Record<Tlp, { isKept: (audience: Audience) => boolean; gap: Gap }>> = {
  amber: { isKept: namesACircle, gap: { field: 'audience', reason: 'amberNeedsCircle' } },
  'amber+strict': { isKept: (audience) => namesOnlyPeople(audience) || namesInstitutionsOneByOne(audience), gap: { field: 'audience.institutions', reason: 'strictNeedsInstitutions' } },
  red: {
    isKept: (audience) => namesOnlyPeople(audience) || (namesInstitutionsOneByOne(audience) && audience.roles.length > 0),
    gap: { field: 'audience', reason: 'redNeedsInstitutionsAndRoles' },
  },
}

const tlpGaps = ({ tlp, audience, desk }: AlertContent): Gap[] => {
  if (audience.isPublic && tlp !== 'clear') return [{ field: 'audience.isPublic', reason: 'publicNeedsClear' }]
  const limit = tlpLimits[tlp]
  const audienceGap = limit === undefined || limit.isKept(audience) ? [] : [limit.gap]
  return tlp === 'red' && !desk.isClosed ? [...audienceGap, { field: 'desk', reason: 'redNeedsClosedDesk' }] : audienceGap
}

/** A closed desk without anyone else leaves nobody to approve. */
const deskGaps = ({ desk }: AlertContent): Gap[] =>
  desk.isClosed && desk.people.length === 0 ? [{ field: 'desk.people', reason: 'nobodyReviews' }] : []

const expiryGaps = ({ expires }: AlertContent, now: Date): Gap[] => {
  if (expires === null) return [{ field: 'expires', reason: 'missing' }]
  return new Date(expires) <= now ? [{ field: 'expires', reason: 'expired' }] : []
}
