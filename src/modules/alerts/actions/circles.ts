// Circles: which territories a corridor or a border point touches, and which people an audience therefore names.
import type { Db } from '../../../platform/db/database.ts'
import { borderPoint, corridor, territoriesOf } from '../../catalogues/index.ts'
import type { AlertContent, Audience } from '../model/content.ts'
import { isAddressed, namesAPlace, type AudiencePerson, type Circle } from '../rules/audience.ts'
import type { Point } from '../rules/geometry.ts'
import { along, holding, nearest, type Outlined } from '../rules/ground.ts'
import { matchesOf, type Coded } from '../rules/watching.ts'
import { activePeople, type Person } from '../store/deliveries.ts'
import { everyWatch } from '../store/watches.ts'
import { outlinesOf } from './areas.ts'
import { mayDo } from './desk.ts'

const groundOf = (country: string): Outlined[] => territoriesOf(country).map(({ code, area }) => ({ code, outlines: outlinesOf(area ?? code) }))

const remembered = new Map<string, readonly string[]>()

/** Works it out once for each code: outlines and catalogues do not change while the node runs. */
const once = (code: string, work: () => string[]): readonly string[] => {
  const known = remembered.get(code) ?? [...new Set(work())]
  remembered.set(code, known)
  return known
}

const known = (codes: readonly (string | undefined)[]): string[] => codes.filter((code) => code !== undefined)

/** The territories that meet at a border point: of each of its countries the one that holds it or is nearest; none for an unknown code. */
export const placesAtBorderPoint = (code: string): readonly string[] =>
  once(`point ${code}`, () => {
    const point = borderPoint(code)
    return point ? known(point.countries.map((country) => nearest([point.latitude, point.longitude], groundOf(country)))) : []
  })

/** The territories a corridor crosses, by its line in the catalogue; the two ends of an origin and destination. */
export const placesOfCorridor = (code: string): readonly string[] =>
  once(`corridor ${code}`, () => {
    if (code.includes('>')) return code.split('>')
    const found = corridor(code)
    if (!found) return []
    const ground = found.countries.flatMap(groundOf)
    const line = along(found.line.map(([lon, lat]): Point => [lat, lon]))
    return known([...line.map((point) => holding(point, ground)), nearest(line[0]!, ground), nearest(line.at(-1)!, ground)])
  })

/** The audience with its corridors and border points as territories. What no longer exists in the catalogue reaches nobody. */
const circleOf = (audience: Audience): Circle => {
  const { territories, corridors, borderPoints } = audience
  const places = [...territories, ...corridors.flatMap(placesOfCorridor), ...borderPoints.flatMap(placesAtBorderPoint)]
  return { ...audience, places: namesAPlace(audience) ? places : null }
}

/** Who may not read alerts at all (people who only administer the node) is told of none. */
const mayRead = ({ roles }: AudiencePerson): boolean => mayDo(roles, 'alert.read')

/** Whether the audience names this person. */
export const isNamed = (audience: Audience, person: AudiencePerson): boolean => mayRead(person) && isAddressed(circleOf(audience), person)

/** Everyone active whom the audience names. */
export const namedPeople = async (db: Db, audience: Audience): Promise<Person[]> => {
  const circle = circleOf(audience)
  return (await activePeople(db)).filter((person) => mayRead(person) && isAddressed(circle, person))
}

/** What an alert is about, in codes; where it happens includes the territories its corridors and border points touch. */
export const codesOf = ({ offence, territories, corridors, borderPoints, vehicles, documents }: AlertContent): Coded => ({
  offence: offence === null ? [] : [offence],
  territory: [...territories, ...corridors.flatMap(placesOfCorridor), ...borderPoints.flatMap(placesAtBorderPoint)],
  corridor: corridors, 'border-point': borderPoints, vehicle: vehicles, document: documents,
})

/** Everyone a publication goes to: those it names and, when anyone may read it, those who watch for what it is about. */
export const recipientsOf = async (db: Db, content: AlertContent): Promise<Person[]> => {
  const circle = circleOf(content.audience)
  const codes = codesOf(content)
  const watches = content.audience.isPublic ? await everyWatch(db) : []
  const watchers = new Set(watches.filter((watch) => matchesOf([watch], codes).length > 0).map(({ personId }) => personId))
  return (await activePeople(db)).filter((person) => mayRead(person) && (isAddressed(circle, person) || watchers.has(person.id)))
}
