// What stories of being told share: an act that tells, one that settles, and a look at what became of the dispatches.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { settle, tell } from '../src/modules/notices/index.ts'
import { systemActor } from '../src/platform/access.ts'
import { action } from '../src/platform/action.ts'
import { module } from '../src/platform/module.ts'
import { perform, performAny } from '../src/platform/perform.ts'
import { openEndpoint, type Endpoint } from './https-endpoint.ts'
import type { StoryPeople, TestNode } from './people.ts'

const Told = z.object({
  id: z.uuid(), subject: z.uuid(), severity: z.enum(['Extreme', 'Moderate', 'Minor']), people: z.array(z.uuid()), isEscalation: z.boolean().default(false), withoutWebhook: z.boolean().default(false),
})
const nodeOnly = { may: () => false, condition: { es: 'solo el nodo', en: 'only the node itself' } }
const tellPeople = action({
  name: 'trial.tell', summary: { es: 'Avisar', en: 'Tell' }, input: Told, output: z.object({}), ...nodeOnly,
  async run(run) {
    await tell(run, { ...run.input, address: `/alerts/${run.input.subject}` })
    return {}
  },
  remember: () => ({ nothing: 'a trial' }),
})
/** The person has seen it. */
export const seen = action({
  name: 'trial.settle', summary: { es: 'Leer', en: 'Read' }, input: z.object({ subject: z.uuid(), person: z.uuid() }), output: z.object({}), ...nodeOnly,
  async run({ input, db, now }) {
    await settle(db, input, now)
    return {}
  },
  remember: () => ({ nothing: 'a trial' }),
})
/** The module of these acts. */
export const trial = module({ name: 'trial', actions: [tellPeople, seen] })
type Notice = Partial<z.input<typeof Told>> & { people: string[] }
/** Tells people, as the node does; what is not said is made up. */
export const told = async ({ system }: TestNode, notice: Notice): Promise<{ id: string; subject: string }> => {
  const known = { id: randomUUID(), subject: randomUUID(), severity: 'Extreme' as const, ...notice }
  await perform(system, tellPeople, { actor: systemActor, input: known })
  return known
}

/** Everything from before is over: each story begins with nothing on its way. */
export const afresh = async ({ node }: StoryPeople): Promise<void> => {
  await sql`update notices.dispatch set state = 'dropped' where state = 'queued'`.execute(node.database.owner)
  await sql`delete from notices.push_subscription`.execute(node.database.owner)
  await sql`delete from notices.channel_choice`.execute(node.database.owner)
  await sql`delete from notices.person_setting`.execute(node.database.owner)
  node.letters.length = 0
}

/** What the schedule makes the node do, and the work that follows from it. */
export const everyMinute = async (node: TestNode): Promise<void> => {
  await performAny(node.system, node.system.acts.get('notice.sendDue')!, { actor: systemActor, input: {} })
  await node.works()
}

/** What became of a notice's dispatches: `email sent`. */
export const states = async ({ database }: TestNode, notice: string): Promise<string[]> =>
  (await sql<{ line: string }>`select channel || ' ' || state as line from notices.dispatch where notice_id = ${notice}::uuid order by 1`.execute(database.db)).rows.map(({ line }) => line)

let endpoint: Endpoint | undefined

/** The world outside, which answers anew and has received nothing, and a node that may reach it. */
export const outside = async ({ system, database }: TestNode): Promise<Endpoint> => {
  endpoint ??= await openEndpoint(database.dataFolder)
  system.node.config.outgoing = endpoint.outgoing
  endpoint.answers(201)
  endpoint.received.length = 0
  return endpoint
}

export const leaveOutside = async (): Promise<void> => endpoint?.close()
