// Which acts people hold: roles, the second factor, and what migration control is never given.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { institutionKinds, roles } from '../model.ts'
import { grants, nounsClosedToMigrationControl } from '../roles.ts'
import { actsOf, actsOfAnyone, isEnrolled, leavesNoAdministrator } from './access.ts'

const someRoles = fc.subarray([...roles])
const ownAccount = new Set([...grants.public, ...grants.enrolling, ...grants.member])
const manages = /^(person|institution|session|passkey|totp|recovery|password|factor|invitation|node|system|audit|job|backup|form|device|obligation|round|webhook|escalation)\./

describe('migration control', () => {
  const act = fc.tuple(fc.constantFrom(...nounsClosedToMigrationControl), fc.stringMatching(/^[a-z][a-zA-Z]{0,12}$/)).map((parts) => parts.join('.'))
  const table = fc.record(Object.fromEntries(['public', 'member', 'enrolling', ...roles].map((role) => [role, fc.array(act)])))

  test('no combination of roles ever grants acts on reports, cases, victims or keys', () => {
    fc.assert(fc.property(someRoles, fc.boolean(), table, (held, enrolled, anyTable) => {
      expect([...actsOf({ roles: held, kind: 'migration', isEnrolled: enrolled }, anyTable)]).toEqual([])
    }))
  })

  test('the same table does grant them to other institutions', () => {
    const acts = actsOf({ roles: ['analyst'], kind: 'prosecutor', isEnrolled: true }, { analyst: ['report.read', 'case.open'] })
    expect([...acts]).toEqual(['report.read', 'case.open'])
  })

  test('an administrator of it neither replaces the forms nor enrols the devices that bring victims’ records', () => {
    const closed = (kind: 'migration' | 'secretariat') => [...actsOf({ roles: [...roles], kind, isEnrolled: true })].filter((act) => /^(form|device|victim)\./.test(act))
    expect(closed('migration')).toEqual([])
    expect(closed('secretariat')).toEqual(expect.arrayContaining(['form.add', 'device.enrol', 'victim.list']))
  })

  test('keeps acts on other nouns', () => {
    expect([...actsOf({ roles: ['analyst'], kind: 'migration', isEnrolled: true }, { analyst: ['reportage.read', 'alert.read'] })])
      .toEqual(['reportage.read', 'alert.read'])
  })
})

describe('roles', () => {
  test('an administrator alone manages people and the node, and nothing else', () => {
    for (const act of actsOf({ roles: ['administrator'], kind: 'secretariat', isEnrolled: true })) {
      expect(ownAccount.has(act) || manages.test(act), act).toBe(true)
    }
  })

  test('without a second factor no role adds anything', () => {
    fc.assert(fc.property(someRoles, fc.constantFrom(...institutionKinds), (held, kind) => {
      expect(actsOf({ roles: held, kind, isEnrolled: false })).toEqual(actsOf({ roles: [], kind, isEnrolled: false }))
    }))
  })

  test('roles only ever add acts', () => {
    fc.assert(fc.property(someRoles, fc.constantFrom(...roles), fc.constantFrom(...institutionKinds), (held, more, kind) => {
      const few = actsOf({ roles: held, kind, isEnrolled: true })
      const many = actsOf({ roles: [...held, more], kind, isEnrolled: true })
      expect([...few].filter((act) => !many.has(act))).toEqual([])
    }))
  })

  test('nobody signed in may not touch an account', () => {
    expect([...actsOfAnyone()].filter((act) => /^(person\.(?!listDemonstration)|totp|password|recovery|institution)/.test(act))).toEqual([])
  })

  test('no act is listed twice in a role', () => {
    for (const [role, acts] of Object.entries(grants)) expect(new Set(acts).size, role).toBe(acts.length)
  })
})

test.each([
  ['none', false, false],
  ['none', true, true],
  ['totp', false, true],
  ['recovery', false, true],
  ['passkey', false, true],
] as const)('a session proved with %s (demonstration: %s) is enrolled: %s', (factor, demonstration, expected) => {
  expect(isEnrolled(factor, demonstration)).toBe(expected)
})

test.each([
  [['a'], 'a', false, true],
  [['a'], 'a', true, false],
  [['a', 'b'], 'a', false, false],
  [['b'], 'a', false, false],
  [[], 'a', false, false],
])('of administrators %j, %s staying %s: leaves none is %s', (administrators, person, stays, expected) => {
  expect(leavesNoAdministrator(administrators, person, stays)).toBe(expected)
})
