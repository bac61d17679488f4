// Who may do what: from roles, institution and second factor to the acts a person holds.
import type { Factor, InstitutionKind, Role } from '../model.ts'
import { grants, nounsClosedToMigrationControl } from '../roles.ts'

const isClosedTo = (kind: InstitutionKind, act: string): boolean =>
  kind === 'migration' && nounsClosedToMigrationControl.includes(act.slice(0, act.indexOf('.')))

interface Holder {
  roles: readonly Role[]
  kind: InstitutionKind
  isEnrolled: boolean
}

/** The acts a person holds. Without a second factor, only those that lead to one. `table` is roles.ts outside tests. */
export const actsOf = ({ roles, kind, isEnrolled }: Holder, table: Record<string, readonly string[]> = grants): ReadonlySet<string> => {
  const sources = isEnrolled ? ['public', 'member', ...roles] : ['public', 'enrolling']
  return new Set(sources.flatMap((source) => table[source] ?? []).filter((act) => !isClosedTo(kind, act)))
}

/** The acts of someone who has not signed in. */
export const actsOfAnyone = (): ReadonlySet<string> => new Set(grants.public)

/** Demonstration people have no telephone to enrol; on a real node a session counts only with a second factor. */
export const isEnrolled = (factor: Factor, isDemonstration: boolean): boolean => isDemonstration || factor !== 'none'

/** Whether these acts are those of a session still without its second factor. */
export const isOnlyEnrolling = (acts: ReadonlySet<string>): boolean => grants.member.some((act) => !acts.has(act))

/** A node must always keep one active administrator. */
export const leavesNoAdministrator = (activeAdministrators: readonly string[], person: string, staysAdministrator: boolean): boolean =>
  !staysAdministrator && activeAdministrators.every((administrator) => administrator === person) && activeAdministrators.length > 0

/** The names of the fields in which two views differ. */
export const changedFields = (before: object, after: object): string[] => {
  const later: Record<string, unknown> = { ...after }
  return Object.entries(before).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(later[field])).map(([field]) => field)
}
