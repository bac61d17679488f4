// Exactly those an audience names are addressed: tables of cases, and a property over random audiences.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyAudience, type Audience } from '../model/content.ts'
import { isAddressed, type AudiencePerson, type Circle } from './audience.ts'

/** The circle of an audience that names no corridor and no border point. */
const circle = (changes: Partial<Audience>): Circle => {
  const audience = { ...emptyAudience, ...changes }
  return { ...audience, places: audience.territories.length > 0 ? audience.territories : null }
}

const officer: AudiencePerson = { id: 'olga', roles: ['duty-officer'], institutionId: 'tecun', institutionKind: 'police', territories: ['GT-SM'] }

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
  ['herself, by name', { people: ['olga'] }, {}, true],
  ['somebody else by name', { people: ['pedro'] }, {}, false],
  ['herself besides a circle that leaves her out', { people: ['olga'], roles: ['analyst'] }, {}, true],
  ['a circle that holds her, besides somebody by name', { people: ['pedro'], roles: ['duty-officer'] }, {}, true],
  ['her institution, another role', { institutions: ['tecun'], roles: ['analyst'] }, {}, false],
])('%s', (_, audience, person, expected) => {
  expect(isAddressed(circle(audience), { ...officer, ...person })).toBe(expected)
})

test('a place that nobody knows any more reaches nobody, not everybody', () => {
  expect(isAddressed({ ...circle({ roles: ['duty-officer'] }), places: [] }, officer)).toBe(false)
})

test('naming one more list never reaches more people', () => {
  const few = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
  const territories = few(['GT', 'GT-SM', 'MX', 'MX-CHP'])
  const roles = few(['analyst', 'duty-officer'])
  fc.assert(
    fc.property(territories, roles, territories, roles, (named, namedRoles, held, heldRoles) => {
      fc.pre(named.length > 0)
      const person = { ...officer, territories: held, roles: heldRoles }
      const wide = isAddressed(circle({ territories: named }), person)
      const narrow = isAddressed(circle({ territories: named, roles: namedRoles }), person)
      expect(narrow && !wide).toBe(false)
    }),
  )
})
