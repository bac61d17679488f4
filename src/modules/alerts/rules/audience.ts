// Whether a person is among those an alert names.
import type { Audience } from '../model/content.ts'
import { namesSomebody } from './life.ts'

export interface AudiencePerson {
  roles: readonly string[]
  institutionId: string | null
  institutionKind: string | null
  /** ISO 3166-1 or 3166-2 codes the person answers for; a country covers its subdivisions. */
  territories: readonly string[]
}

/** True when the audience names this person; being public names nobody in particular. */
export const isAddressed = (audience: Audience, person: AudiencePerson): boolean =>
  namesSomebody(audience) && matchesRole(audience, person) && matchesInstitution(audience, person) && matchesTerritory(audience, person)

const matchesRole = ({ roles }: Audience, person: AudiencePerson): boolean =>
  roles.length === 0 || roles.some((role) => person.roles.includes(role))

const matchesInstitution = ({ institutions, institutionKinds }: Audience, { institutionId, institutionKind }: AudiencePerson): boolean => {
  if (institutions.length === 0 && institutionKinds.length === 0) return true
  return (institutionId !== null && institutions.includes(institutionId)) || (institutionKind !== null && institutionKinds.includes(institutionKind))
}

const matchesTerritory = ({ territories }: Audience, person: AudiencePerson): boolean =>
  territories.length === 0 || territories.some((named) => person.territories.some((held) => covers(named, held) || covers(held, named)))

/** A national officer is concerned by what happens in a department, and a department's officer by what concerns the nation. */
const covers = (wider: string, narrower: string): boolean =>
  narrower === wider || narrower.startsWith(`${wider}-`)
