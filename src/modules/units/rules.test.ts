// Who may hold, what is safe, why a unit does not receive, and who cannot be removed, as tables of cases.
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../platform/access.ts'
import { systemActor } from '../../platform/access.ts'
import { institutionKinds } from '../accounts/model.ts'
import { areExactly, decides, gapsOf, isReceivingKind, isSafe, keepsCustodians, receiversOf, removalFault, sees, worksWhereReportsArrive, type Unit } from './rules.ts'

const someone = { id: '', name: '' }
const member = (person: string, more: Partial<Unit['members'][number]> = {}): Unit['members'][number] =>
  ({ person, name: person, isLead: false, addedAt: '', isEntitled: true, holds: true, recipient: null, rekeyedAt: null, ...more })
const key = (holders: string[], more: Partial<Unit['keys'][number]> = {}): Unit['keys'][number] =>
  ({ id: 'k', recipient: 'age1', isCurrent: true, madeAt: '', holders, wrappedFor: holders, custodians: null, ...more })
const custodians = (isReady: boolean) => ({ first: { ...someone, id: 'x' }, second: { ...someone, id: 'y' }, isReady })
const unit = (more: Partial<Unit> = {}): Unit => ({
  id: 'u', institutionId: 'i', name: 'u', kind: 'shelter', institution: 'i', country: 'GT', represents: null, territories: [], offences: [], promisedDays: 7, announced: null, isOpen: false,
  closedAt: null, rotationDueAt: null, rotationReason: null, recoveries: [], steps: [],
  keys: [key(['a', 'b'])], members: [member('a', { isLead: true }), member('b')], ...more,
})
const actor = (kind: string, institution = 'i', id = 'a'): Actor => ({ ...systemActor, kind: 'person', id, institution: { id: institution, kind, country: 'GT' } })

test.each(institutionKinds.map((kind) => [kind] as const))('only institutions that receive reports hold keys: %s', (kind) => {
  const receives = ['prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police'].includes(kind)
  expect(isReceivingKind(kind)).toBe(receives)
  expect(worksWhereReportsArrive(actor(kind))).toBe(receives)
})

test.each([[0, false, false], [0, true, false], [1, false, false], [1, true, true], [2, false, true], [3, true, true]])('%i holders, custodians %s: safe is %s', (holders, hasCustodians, safe) => {
  expect(isSafe(holders, hasCustodians)).toBe(safe)
})

describe('why a unit does not receive', () => {
  test.each([
    [{}, []],
    [{ closedAt: 'x' }, ['closed']],
    [{ kind: 'migration' }, ['wrongKind']],
    [{ kind: 'secretariat' }, ['wrongKind']],
    [{ rotationReason: 'removed' }, []],
    [{ rotationReason: 'migration' }, ['migration']],
    [{ keys: [] }, ['noKey']],
    [{ keys: [key(['a', 'b'], { isCurrent: false })] }, ['noKey']],
    [{ keys: [key([])] }, ['noHolder']],
    [{ keys: [key([], { custodians: custodians(true) })] }, ['noHolder']],
    [{ keys: [key(['a'])] }, ['oneHolder']],
    [{ keys: [key(['a'], { custodians: custodians(false) })] }, ['oneHolder']],
    [{ keys: [key(['a'], { custodians: custodians(true) })] }, []],
  ] as const)('%o: %j', (more, gaps) => {
    expect(gapsOf(unit(more as unknown as Partial<Unit>))).toEqual(gaps)
  })
})

describe('who decides', () => {
  test.each([
    ['a lead', {}, 'a', true],
    ['a member beside a lead', {}, 'b', false],
    ['a member when the lead may no longer hold', { members: [member('a', { isLead: true, isEntitled: false }), member('b')] }, 'b', true],
    ['a lead who may no longer hold', { members: [member('a', { isLead: true, isEntitled: false }), member('b')] }, 'a', false],
    ['a stranger', {}, 'z', false],
  ])('%s', (_, more, person, expected) => {
    expect(decides(unit(more), person)).toBe(expected)
  })
})

describe('who sees a unit', () => {
  test.each([
    ['its institution', actor('shelter'), {}, true],
    ['another institution', actor('prosecutor', 'other', 'z'), {}, false],
    ['a custodian of another institution', actor('prosecutor', 'other', 'y'), { keys: [key(['a'], { custodians: custodians(false) })] }, true],
    ['its institution once it is migration control', actor('migration'), {}, false],
  ])('%s', (_, person, more, expected) => {
    expect(sees(unit(more), person)).toBe(expected)
  })
})

describe('removing a person', () => {
  const three = { keys: [key(['a', 'b', 'c'])], members: [member('a', { isLead: true }), member('b'), member('c')] }
  test.each([
    ['the last but one', {}, 'b', 'tooFew'],
    ['one of three', three, 'c', undefined],
    ['the only lead', three, 'a', 'onlyLead'],
    ['one of two leads', { ...three, members: [member('a', { isLead: true }), member('b', { isLead: true }), member('c')] }, 'a', undefined],
    ['the last but one, with custodians', { keys: [key(['a', 'b'], { custodians: custodians(true) })] }, 'b', undefined],
    ['the last but one, with custodians who no longer can', { keys: [key(['a', 'b'], { custodians: custodians(false) })] }, 'b', 'tooFew'],
    ['one of two who can open an earlier key', { keys: [key(['a', 'b', 'c']), key(['a', 'b'], { id: 'old', isCurrent: false })], members: three.members }, 'b', 'tooFew'],
    ['somebody without the key', { members: [member('a', { isLead: true }), member('b'), member('c', { holds: false })] }, 'c', undefined],
    ['a lead who may no longer hold', { keys: [key(['b', 'c'])], members: [member('a', { isLead: true, isEntitled: false }), member('b'), member('c')] }, 'a', undefined],
  ])('%s', (_, more, person, fault) => {
    expect(removalFault(unit(more), person)).toBe(fault)
  })
})

describe('who a new key is wrapped for', () => {
  const own = { recipient: 'age1' }
  const members = [member('a', own), member('b', own), member('c', { ...own, holds: false }), member('d'), member('e', { ...own, isEntitled: false })]
  test.each([
    ['whoever holds the one before', { members }, 'a', ['a', 'b']],
    ['whoever holds the one before, also when somebody else makes it', { members }, 'c', ['a', 'b']],
    ['whoever makes the first, and nobody else', { members, keys: [] }, 'c', ['c']],
    ['nobody, before they have a key of their own', { members, keys: [] }, 'd', []],
  ])('%s', (_, more, person, expected) => {
    expect(receiversOf(unit(more), person)).toEqual(expected)
  })
})

test.each([
  [custodians(true), 'x', 'y', true], [custodians(true), 'y', 'x', false], [custodians(true), 'x', 'z', false], [custodians(false), 'x', 'y', false], [null, 'x', 'y', false],
])('custodians %j are kept as %s and %s: %s', (named, first, second, kept) => {
  expect(keepsCustodians(unit({ keys: [key(['a'], { custodians: named })] }), { first, second })).toBe(kept)
})

test.each([
  [['a', 'b'], ['b', 'a'], true], [['a'], ['a', 'b'], false], [['a', 'a'], ['a', 'b'], false], [['a', 'b', 'c'], ['a', 'b'], false], [[], [], true],
])('%j are exactly %j: %s', (given, expected, same) => {
  expect(areExactly(given, expected)).toBe(same)
})
