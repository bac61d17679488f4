// Acts on who of an institution is told next while nobody of it acknowledges.
import type { Actor } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { actsOfRole } from '../../accounts/index.ts'
import { PlanList, PlanView, SetPlan } from '../model/escalation.ts'
import { escalationProblems } from '../problems.ts'
import { keepPlan, plansOf, type PlanRow } from '../store/plans.ts'

type Db = Context<unknown, unknown>['db']

const isAdministrator = ({ roles }: Actor): boolean => roles.includes('administrator')

/** Whose plans the person may set: every institution's for administrators, their own for coordinators. */
const scopeOf = (actor: Actor): string | null => (isAdministrator(actor) ? null : (actor.institution?.id ?? null))

const seesTo = (actor: Actor, institution: string): boolean => isAdministrator(actor) || actor.institution?.id === institution

/** A person who may acknowledge alerts. */
const receives = ({ roles }: { roles: readonly string[] }): boolean => roles.some((role) => actsOfRole(role).has('alert.acknowledge'))

const viewOf = ({ institutionId, name, country, people, extreme, severe, moderate, members }: PlanRow): PlanView => {
  const able = members.filter(receives)
  const stillThere = new Set(able.map(({ id }) => id))
  return {
    institution: { id: institutionId, name, country },
    plan: people && { people: people.filter((id) => stillThere.has(id)), minutes: { Extreme: extreme, Severe: severe, Moderate: moderate } },
    members: able,
  }
}

export const listEscalations = action({
  name: 'escalation.list',
  summary: { es: 'Ver a quién se avisa si nadie acusa recibo', en: 'See who is told when nobody acknowledges' },
  input: NoInput,
  output: PlanList,
  may: (actor) => isAdministrator(actor) || actor.institution !== null,
  condition: { es: 'de la propia institución; administración, de todas', en: 'of one’s own institution; administrators, of all' },
  run: async ({ db, actor }) => ({ items: (await plansOf(db, scopeOf(actor))).map(viewOf) }),
  remember: () => ({ subject: null }),
})

const planOf = async ({ institutionId }: { institutionId: string }, db: Db): Promise<PlanRow | undefined> => (await plansOf(db, institutionId))[0]

export const setEscalation = action({
  name: 'escalation.set',
  summary: { es: 'Fijar a quién se avisa si nadie acusa recibo', en: 'Set who is told when nobody acknowledges' },
  input: SetPlan,
  output: PlanView,
  on: planOf,
  may: (actor, { institutionId }) => seesTo(actor, institutionId),
  condition: { es: 'de la propia institución; administración, de todas', en: 'of one’s own institution; administrators, of all' },
  async run({ input, subject, db, actor, now }) {
    const able = new Set(viewOf(subject).members.map(({ id }) => id))
    if (!input.people.every((id) => able.has(id))) throw escalationProblems.notAMember()
    if (new Set(input.people).size < input.people.length) throw escalationProblems.repeated()
    await keepPlan(db, input.institutionId, input, { by: actor.id, now })
    return viewOf((await planOf(input, db))!)
  },
  remember: ({ input }) => ({ subject: input.institutionId, changed: ['people', 'minutes'] }),
})
