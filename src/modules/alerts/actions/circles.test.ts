// Which territories corridors and border points touch, by the catalogue's coordinates and the map's outlines.
import { expect, test } from 'vitest'
import { emptyAudience, type Audience } from '../model/content.ts'
import { matchesOf } from '../rules/watching.ts'
import { templateOf } from '../model/templates.ts'
import { codesOf, isNamed, placesAtBorderPoint, placesOfCorridor } from './circles.ts'

test.each<[string, string[]]>([
  ['mx-gt-cd-hidalgo', ['GT-12', 'MX-CHP']],
  ['mx-gt-talisman', ['GT-12', 'MX-CHP']],
  ['no-such-point', []],
])('the border point %s touches %j', (code, expected) => {
  expect([...placesAtBorderPoint(code)].sort()).toEqual(expected)
})

test.each<[string, string[]]>([
  ['suchiate-tapachula', ['GT-12', 'MX-CHP']],
  ['istmo-mx', ['MX-CHP', 'MX-OAX']],
  ['HN-CR>GT-12', ['GT-12', 'HN-CR']],
  ['no-such-corridor', []],
])('the corridor %s touches %j', (code, expected) => {
  expect([...placesOfCorridor(code)].sort()).toEqual(expected)
})

const officer = (territory: string) => ({ id: 'olga', roles: ['duty-officer'], institutionId: 'tecun', institutionKind: 'police', territories: [territory] })

test.each<[string, Partial<Audience>, string, boolean]>([
  ['at the border point', { borderPoints: ['mx-gt-cd-hidalgo'] }, 'MX-CHP', true],
  ['of the neighbouring department', { borderPoints: ['mx-gt-cd-hidalgo'] }, 'GT-13', false],
  ['on the corridor', { corridors: ['suchiate-tapachula'] }, 'GT-12', true],
  ['of the whole country', { corridors: ['suchiate-tapachula'] }, 'GT', true],
  ['at the destination', { corridors: ['HN>MX-CHP'] }, 'MX-CHP', true],
  ['between the ends', { corridors: ['HN>MX-CHP'] }, 'GT-12', false],
  ['at one of two places asked for', { territories: ['PA'], borderPoints: ['mx-gt-cd-hidalgo'] }, 'PA', true],
  ['where a point no longer is in the catalogue', { borderPoints: ['no-such-point'] }, 'GT-12', false],
])('an officer %s', (_, audience, territory, expected) => {
  expect(isNamed({ ...emptyAudience, ...audience }, officer(territory))).toBe(expected)
})

const content = { ...templateOf('cargo-risk'), offence: 'kidnapping', territories: ['MX-CHP'], corridors: ['istmo-mx'], vehicles: ['tanker' as const] }

test.each<[Parameters<typeof matchesOf>[0][number], boolean]>([
  [{ kind: 'offence', code: 'kidnapping' }, true],
  [{ kind: 'offence', code: 'tip' }, false],
  [{ kind: 'territory', code: 'MX' }, true],
  [{ kind: 'territory', code: 'MX-OAX' }, true],
  [{ kind: 'territory', code: 'MX-VER' }, false],
  [{ kind: 'territory', code: 'M' }, false],
  [{ kind: 'corridor', code: 'istmo-mx' }, true],
  [{ kind: 'corridor', code: 'darien' }, false],
  [{ kind: 'vehicle', code: 'tanker' }, true],
  [{ kind: 'document', code: 'impostor' }, false],
  [{ kind: 'border-point', code: 'tanker' }, false],
])('watching %j sees the alert: %s', (watch, expected) => {
  expect(matchesOf([watch], codesOf(content))).toEqual(expected ? [watch] : [])
})
