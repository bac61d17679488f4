// Who may move an alert on, and what it lacks before review: tables of cases.
import { describe, expect, test } from 'vitest'
import { emptyAudience, type AlertContent, type AlertState } from '../model/content.ts'
import { templateOf } from '../model/templates.ts'
import { compareContents } from './compare.ts'
import { canApprove, canRevise, gapsBeforeReview, stateOncePublished } from './life.ts'

const now = new Date('2026-06-01T12:00:00Z')
const institution = '6f2c1d7e-3a4b-4c5d-8e9f-0a1b2c3d4e5f'

const ready: AlertContent = {
  ...templateOf('rise'),
  territories: ['GT-SM'],
  audience: { ...emptyAudience, roles: ['duty-officer'] },
  title: { es: 'Aumento de extorsiones', en: '' },
  summary: { es: 'Más casos que los esperados.', en: '' },
  expires: '2026-06-15T12:00:00Z',
}
const desk = { isClosed: true, people: [institution] }
const inEnglish = { title: { es: 'A', en: 'A' }, summary: { es: 'B', en: 'B' }, instructions: { es: 'C', en: 'C' } }
const audience = (changes: Partial<AlertContent['audience']>) => ({ audience: { ...ready.audience, ...changes } })

describe('four eyes', () => {
  const standing = { state: 'review' as AlertState, authorId: 'author', editorIds: ['author', 'editor'] }
  test.each([
    ['the author', standing, 'author', false],
    ['someone who edited it', standing, 'editor', false],
    ['a second person, but still a draft', { ...standing, state: 'draft' as const }, 'reviewer', false],
    ['a second person, already published', { ...standing, state: 'published' as const }, 'reviewer', false],
    ['a second person, in review', standing, 'reviewer', true],
  ])('%s', (_, alert, person, expected) => {
    expect(canApprove(alert, person)).toBe(expected)
  })
})

test.each([
  ['draft', true], ['review', false], ['published', true], ['updated', true], ['cancelled', false], ['closed', false],
] as const)('an alert in state %s can be revised: %s', (state, expected) => {
  expect(canRevise(state)).toBe(expected)
})

test('the first publication publishes, later ones update', () => {
  expect([stateOncePublished(false), stateOncePublished(true)]).toEqual(['published', 'updated'])
})

describe('what is missing before review', () => {
  test.each<[string, Partial<AlertContent>, string[]]>([
    ['no Spanish title', { title: { es: '  ', en: 'Title' } }, ['title.es missing']],
    ['no territory', { territories: [] }, ['territories missing']],
    ['nobody named', audience({ roles: [] }), ['audience nobodyNamed']],
    ['no end', { expires: null }, ['expires missing']],
    ['an end already past', { expires: '2026-06-01T12:00:00Z' }, ['expires expired']],
    ['public without English', { tlp: 'clear', ...audience({ isPublic: true }), instructions: { es: 'C', en: 'C' } }, ['title.en englishMissing', 'summary.en englishMissing']],
    ['public above clear', { ...inEnglish, tlp: 'green', ...audience({ isPublic: true }) }, ['audience.isPublic publicNeedsClear']],
    ['amber to whole territories', { tlp: 'amber', ...audience({ roles: [], territories: ['GT'] }) }, ['audience amberNeedsCircle']],
    ['amber+strict without institutions', { tlp: 'amber+strict' }, ['audience.institutions strictNeedsInstitutions']],
    ['amber+strict widened by kind', { tlp: 'amber+strict', ...audience({ institutions: [institution], institutionKinds: ['police'] }) }, ['audience.institutions strictNeedsInstitutions']],
    ['red without roles', { tlp: 'red', desk, ...audience({ roles: [], institutions: [institution] }) }, ['audience redNeedsInstitutionsAndRoles']],
    ['red with an open desk', { tlp: 'red', ...audience({ institutions: [institution] }) }, ['desk redNeedsClosedDesk']],
    ['a closed desk with nobody to review', { desk: { isClosed: true, people: [] } }, ['desk.people nobodyReviews']],
    ['a public part for one reader without English', { ...inEnglish, tlp: 'clear', readers: { police: { es: 'D', en: ' ' } }, ...audience({ roles: [], isPublic: true }) }, ['readers.police.en englishMissing']],
    ['ready within the community', {}, []],
    ['ready and public', { ...inEnglish, tlp: 'clear', ...audience({ roles: [], isPublic: true }) }, []],
    ['ready and red', { tlp: 'red', desk, ...audience({ institutions: [institution] }) }, []],
    ['ready and red for one person', { tlp: 'red', desk, ...audience({ roles: [], people: [institution] }) }, []],
    ['amber+strict for people only', { tlp: 'amber+strict', ...audience({ roles: [], people: [institution] }) }, []],
  ])('%s', (_, changes, expected) => {
    expect(gapsBeforeReview({ ...ready, ...changes }, now).map((gap) => `${gap.field} ${gap.reason}`)).toEqual(expected)
  })
})

test('two versions differ only where they differ, lists in any order', () => {
  const before = { ...ready, territories: ['GT-SM', 'MX-CHP'] }
  const after = { ...ready, territories: ['MX-CHP', 'GT-SM'], title: { es: 'Otro', en: '' }, severity: 'Severe' as const }
  expect(compareContents(before, after)).toEqual([
    { field: 'severity', before: 'Moderate', after: 'Severe' },
    { field: 'title.es', before: 'Aumento de extorsiones', after: 'Otro' },
  ])
})
