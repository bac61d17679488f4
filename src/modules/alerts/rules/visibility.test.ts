// Who learns that an alert exists: a table of people and alerts.
import { expect, test } from 'vitest'
import { systemActor, type Actor } from '../../../platform/access.ts'
import { canSee, isBehind, type AlertExposure } from './visibility.ts'

const draft: AlertExposure = { state: 'draft', institutionId: 'observatory', versionInForce: null, returnReason: null, territories: ['GT-12', 'MX-CHP'], received: null, authorId: 'writer', content: { desk: { isClosed: false, people: [] } } }
const person = (institution: string, acts: string[], territories: string[]): Actor => ({
  ...systemActor, kind: 'person', id: 'someone', institution: { id: institution, kind: 'police', country: 'GT' }, acts: new Set(acts), territories,
})
const colleague = person('observatory', ['alert.draft'], [])
const reader = person('observatory', ['alert.read'], ['GT', 'MX'])
const reviewer = person('secretariat', ['alert.publish'], ['GT', 'MX'])
const elsewhere = person('secretariat', ['alert.publish'], ['GT'])
const closed = (...people: string[]) => ({ content: { desk: { isClosed: true, people } } })
const received = { received: { version: 1 } }

test.each<[string, Actor, Partial<AlertExposure>, [behind: boolean, sees: boolean]]>([
  ['a colleague who drafts', colleague, {}, [true, true]],
  ['a colleague who only reads', reader, {}, [false, false]],
  ['a colleague who only reads, once received', reader, { state: 'published', versionInForce: 1, ...received }, [false, true]],
  ['a reviewer, still a draft', reviewer, {}, [false, false]],
  ['a reviewer, in review', reviewer, { state: 'review' }, [true, true]],
  ['a reviewer, closed before it named a place', reviewer, { state: 'closed', territories: [] }, [false, false]],
  ['a reviewer, returned', reviewer, { returnReason: 'Falta el lugar' }, [true, true]],
  ['a reviewer, an update of what is in force', reviewer, { versionInForce: 1 }, [true, true]],
  ['a colleague who drafts, the desk closed', colleague, closed(), [false, false]],
  ['a colleague who drafts, named at the closed desk', colleague, closed('someone'), [true, true]],
  ['its author, the desk closed', colleague, { ...closed(), authorId: 'someone' }, [true, true]],
  ['a reviewer, in review, the desk closed', reviewer, { state: 'review', ...closed() }, [false, false]],
  ['a reviewer, in review, named at the closed desk', reviewer, { state: 'review', ...closed('someone') }, [true, true]],
  ['a reviewer named at the closed desk, still a draft', reviewer, closed('someone'), [false, false]],
  ['the closed desk, once received', reader, { state: 'published', versionInForce: 1, ...closed(), ...received }, [false, true]],
  ['a reviewer of only one of its territories', elsewhere, { state: 'review' }, [false, false]],
  ['the same, once received', elsewhere, { state: 'published', ...received }, [false, true]],
])('%s', (_, actor, changes, expected) => {
  const alert = { ...draft, ...changes }
  expect([isBehind(actor, alert), canSee(actor, alert)]).toEqual(expected)
})
