// Tells the open screens of those who prepare and review an alert to look again.
import type { Announcement } from '../../../platform/action.ts'
import { systemActor, type Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { actsOfRole } from '../../accounts/index.ts'
import { isBehind } from '../rules/visibility.ts'
import type { Alert } from '../store/alerts.ts'
import { activePeople, type Person } from '../store/deliveries.ts'

const known = new Map<string, ReadonlySet<string>>()

/** Worked out once for each combination of roles: a publication asks it of everybody. */
const actsOf = (roles: readonly string[]): ReadonlySet<string> => {
  const key = roles.join(' ')
  const acts = known.get(key) ?? new Set(roles.flatMap((role) => [...actsOfRole(role)]))
  known.set(key, acts)
  return acts
}

/** Whether people of these roles may do the act. */
export const mayDo = (roles: readonly string[], act: string): boolean => actsOf(roles).has(act)

/** The person as an act would see them, as far as the visibility of alerts asks. */
const actorOf = ({ id, roles, institutionId, institutionKind, territories }: Person): Actor => ({
  ...systemActor, kind: 'person', id, roles, territories, acts: actsOf(roles),
  institution: institutionId === null ? null : { id: institutionId, kind: institutionKind ?? '', country: '' },
})

/** Nobody else is told: even the moment of a notice would say that something is being prepared. */
export const tellDesk = async (db: Db, alert: Alert, announce: (announcement: Announcement) => void): Promise<void> => {
  const people = await activePeople(db)
  announce({ topic: 'alert', to: people.filter((person) => isBehind(actorOf(person), alert)).map(({ id }) => id) })
}
