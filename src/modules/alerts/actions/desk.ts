// Tells the open screens of those who prepare and review an alert to look again.
import type { Announcement } from '../../../platform/action.ts'
import { covers } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Alert } from '../store/alerts.ts'
import { activePeople, type Person } from '../store/deliveries.ts'

const isAtDesk = (person: Person, { institutionId, territories }: Alert): boolean =>
  person.institutionId === institutionId || (person.roles.includes('coordinator') && territories.every((code) => covers(person.territories, code)))

/** Nobody else is told: even the moment of a notice would say that something is being prepared. */
export const tellDesk = async (db: Db, alert: Alert, announce: (announcement: Announcement) => void): Promise<void> => {
  const people = await activePeople(db)
  announce({ topic: 'alert', to: people.filter((person) => isAtDesk(person, alert)).map(({ id }) => id) })
}
