// Whether a person is among those an alert names.
import type { Audience } from '../model/content.ts'

export interface AudiencePerson {
  id: string
  roles: readonly string[]
  institutionId: string | null
  institutionKind: string | null
  /** ISO 3166-1 or 3166-2 codes the person answers for; a country covers its subdivisions. */
  territories: readonly string[]
}

/** An audience whose corridors and border points have become the territories they touch; null when no place is asked for. */
export interface Circle extends Pick<Audience, 'roles' | 'institutions' | 'institutionKinds' | 'people'> {
  places: readonly string[] | null
}

/** Whether the audience names anyone who would receive it in the workspace. */
export const namesSomebody = (audience: Audience): boolean =>
  namesACircle(audience) || namesAPlace(audience)

/** Whether it names people by who they are, not only by where. */
export const namesACircle = ({ roles, institutions, institutionKinds, people }: Audience): boolean =>
  roles.length + institutions.length + institutionKinds.length + people.length > 0

export const namesAPlace = ({ territories, corridors, borderPoints }: Audience): boolean =>
  territories.length + corridors.length + borderPoints.length > 0

/** True when the circle holds this person; being public names nobody in particular. */
export const isAddressed = (circle: Circle, person: AudiencePerson): boolean =>
  circle.people.includes(person.id) || (limits(circle) && matchesRole(circle, person) && matchesInstitution(circle, person) && matchesPlace(circle, person))

/** A circle that asks for nothing but single people holds nobody else. */
const limits = ({ roles, institutions, institutionKinds, places }: Circle): boolean =>
  roles.length + institutions.length + institutionKinds.length > 0 || places !== null

const matchesRole = ({ roles }: Circle, person: AudiencePerson): boolean =>
  roles.length === 0 || roles.some((role) => person.roles.includes(role))

const matchesInstitution = ({ institutions, institutionKinds }: Circle, { institutionId, institutionKind }: AudiencePerson): boolean => {
  if (institutions.length === 0 && institutionKinds.length === 0) return true
  return (institutionId !== null && institutions.includes(institutionId)) || (institutionKind !== null && institutionKinds.includes(institutionKind))
}

const matchesPlace = ({ places }: Circle, person: AudiencePerson): boolean =>
  places === null || places.some((named) => person.territories.some((held) => covers(named, held) || covers(held, named)))

/** A national officer is concerned by what happens in a department, and a department's officer by what concerns the nation. */
const covers = (wider: string, narrower: string): boolean =>
  narrower === wider || narrower.startsWith(`${wider}-`)
