// What every act of an officer shares: the desk, for members of its unit alone, as the database sees them.
import type { Actor } from '../../../platform/access.ts'
import type { Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Problem } from '../../../platform/problem.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { reportProblems } from '../problems.ts'
import { isOver } from '../rules/states.ts'
import { asPerson } from '../store/asking.ts'
import { deskById, membersOfUnit, noteStep, type Desk } from '../store/desks.ts'
import { lockReport } from '../store/sending.ts'
import { newsFor } from './news.ts'

/** Whoever belongs to the unit and not to migration control. The desk was only found for a member; this says it again. */
const isMember = (actor: Actor): boolean => actor.kind === 'person' && actor.institution?.kind !== 'migration'

export const onDesk = {
  on: async ({ id }: { id: string }, db: Db, actor: Actor): Promise<Desk | undefined> => {
    await asPerson(db, actor.id)
    return deskById(db, id, actor.id)
  },
  may: isMember,
  condition: { es: 'miembro de la unidad que tiene el reporte; nunca de control migratorio', en: 'member of the unit that has the report; never of migration control' },
}

export const unlessWithdrawn = ({ state }: Desk): Problem | undefined => (state === 'withdrawn' ? reportProblems.withdrawn() : undefined)

/** One joined to another is still answered: its reporter knows nothing of the other. */
export const unlessEnded = (desk: Desk): Problem | undefined => unlessWithdrawn(desk) ?? (isOver(desk.state) ? reportProblems.isOver() : undefined)

export const unlessOver = (desk: Desk): Problem | undefined => unlessEnded(desk) ?? (desk.joinedTo === null ? undefined : reportProblems.isOver())

/** What an act asks of a desk before anything is done with it. */
export type Ready = (desk: Desk) => Problem | undefined

/** The desk as it stands once nobody else changes its report: loaded before, it may have been withdrawn or closed meanwhile. Throws what `ready` says of it now. */
export const heldDesk = async ({ subject, actor, db }: Pick<Context<unknown, Desk>, 'subject' | 'actor' | 'db'>, ready: Ready): Promise<Desk> => {
  await lockReport(db, subject.reportId)
  const desk = await deskById(db, subject.id, actor.id)
  const notNow = desk ? ready(desk) : platformProblems.notFound()
  if (notNow) throw notNow
  return desk!
}

/** Notes the step and has the members' screens look again. */
export const stepped = async ({ subject, actor, db, now, announce }: Pick<Context<unknown, Desk>, 'subject' | 'actor' | 'db' | 'now' | 'announce'>, act: string): Promise<void> => {
  await noteStep(db, subject, { act, personId: actor.id, now })
  announce(newsFor((await membersOfUnit(db, subject.unit.id)).map(({ id }) => id)))
}

export const rememberDesk = (...changed: readonly string[]) => ({ subject }: { subject: Desk }) => ({ subject: subject.id, changed })
