// Exactly those an audience names are addressed: tables of cases, and a property over random audiences.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyAudience, type Audience } from '../model/content.ts'
import { isAddressed, type AudiencePerson } from './audience.ts'

const officer: AudiencePerson = { roles: ['duty-officer'], institutionId: 'tecun', institutionKind: 'police', territories: ['GT-SM'] }

test.each<[string, Partial<Audience>, Partial<AudiencePerson>, boolean]>([
  ['nobody named', {}, {}, false],
  ['public alone names nobody', { isPublic: true }, {}, false],
  ['another role', { roles: ['coordinator'] }, {}, false],
  ['her role', { roles: ['coordinator', 'duty-officer'] }, {}, true],
  ['her role, another territory', { roles: ['duty-officer'], territories: ['MX'] }, {}, false],
  ['her territory', { territories: ['GT-SM'] }, {}, true],
  ['her whole country', { territories: ['GT'] }, {}, true],
  ['a department, person of the whole country', { territories: ['GT-SM'] }, { territories: ['GT'] }, true],
  ['a code that only begins alike', { territories: ['GT-S'] }, {}, false],
  ['a person with no territory', { territories: ['GT'] }, { territories: [] }, false],
  ['another institution', { institutions: ['other'] }, {}, false],
  ['her institution', { institutions: ['tecun'] }, {}, true],
  ['her kind of institution', { institutionKinds: ['police'] }, {}, true],
  ['another institution but her kind', { institutions: ['other'], institutionKinds: ['police'] }, {}, true],
  ['an institution, person with none', { institutions: ['tecun'] }, { institutionId: null, institutionKind: null }, false],
  ['her institution, another role', { institutions: ['tecun'], roles: ['analyst'] }, {}, false],
])('%s', (_, audience, person, expected) => {
  expect(isAddressed({ ...emptyAudience, ...audience }, { ...officer, ...person })).toBe(expected)
})

test('naming one more list never reaches more people', () => {
  const few = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
  const territories = few(['GT', 'GT-SM', 'MX', 'MX-CHP'])
  const roles = few(['analyst', 'duty-officer'])
  fc.assert(
    fc.property(territories, roles, territories, roles, (named, namedRoles, held, heldRoles) => {
      fc.pre(named.length > 0)
      const person = { ...officer, territories: held, roles: heldRoles }
      const wide = isAddressed({ ...emptyAudience, territories: named }, person)
      const narrow = isAddressed({ ...emptyAudience, territories: named, roles: namedRoles }, person)
      expect(narrow && !wide).toBe(false)
    }),
  )
})
