// Who of an institution is told next while nobody of it has acknowledged, and after how long.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'

/** How grave what escalates is; the rest never does. */
export const escalating = ['Extreme', 'Severe', 'Moderate'] as const
export type Escalating = (typeof escalating)[number]

const aWeek = 7 * 24 * 60
const Minutes = z.int().min(1).max(aWeek).nullable()

export const Plan = z.object({
  /** In the order in which they are told. */
  people: z.array(Id).max(50),
  /** Minutes without an acknowledgement before the next person is told; null: never. */
  minutes: z.object({ Extreme: Minutes, Severe: Minutes, Moderate: Minutes }),
})
export type Plan = z.infer<typeof Plan>

/** What is proposed where nothing was set. */
export const proposedMinutes: Plan['minutes'] = { Extreme: 15, Severe: 60, Moderate: 480 }

export const SetPlan = Plan.extend({ institutionId: Id })

const Member = z.object({ id: Id, name: z.string(), roles: z.array(z.string()) })

export const PlanView = z.object({
  institution: z.object({ id: Id, name: z.string(), country: z.string() }),
  /** Null until somebody sets it: then nobody is told next. */
  plan: Plan.nullable(),
  /** Who may be in it: the institution's people who receive alerts. */
  members: z.array(Member),
})
export type PlanView = z.infer<typeof PlanView>
export const PlanList = z.object({ items: z.array(PlanView) })
