// Acts on webhooks: an institution's own system that is told when there is something to read for anyone of it.
import { randomUUID } from 'node:crypto'
import { anyoneGranted } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { isAllowedAddress } from '../../../platform/work/outgoing.ts'
import { NewWebhook, WebhookById, WebhookList, WebhookSet, WebhookTried, WebhookView } from '../model/webhooks.ts'
import { webhookProblems } from '../problems.ts'
import { dropFor } from '../store/dispatches.ts'
import { webhookSecret } from '../store/secret.ts'
import { allWebhooks, endWebhookById, insertWebhook, institutionExists, webhookById, webhookOf, type Webhook } from '../store/webhooks.ts'
import { tryWebhook } from './posting.ts'

const byId = ({ id }: { id: string }, db: Context<unknown, unknown>['db']): Promise<Webhook | undefined> => webhookById(db, id)

const viewOf = ({ institutionId, institutionName, country, setAt, endedAt, ...webhook }: Webhook): WebhookView => ({
  ...webhook, institution: { id: institutionId, name: institutionName, country }, setAt: setAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
})

const isInForce = ({ endedAt }: Webhook) => (endedAt === null ? undefined : webhookProblems.ended())

export const listWebhooks = action({
  name: 'webhook.list',
  summary: { es: 'Ver los avisos a sistemas de instituciones', en: 'See the webhooks of institutions' },
  input: NoInput,
  output: WebhookList,
  may: anyoneGranted,
  run: async ({ db }) => ({ items: (await allWebhooks(db)).map(viewOf) }),
  remember: () => ({ subject: null }),
})

/** One per institution: a new one ends the one before, with what still waited for it. */
export const setWebhook = action({
  name: 'webhook.set',
  summary: { es: 'Fijar el aviso al sistema de una institución', en: 'Set the webhook of an institution' },
  input: NewWebhook,
  output: WebhookSet,
  may: anyoneGranted,
  async run({ input, db, node, actor, now }) {
    if (!isAllowedAddress(node.config, input.url)) throw webhookProblems.notAllowed(undefined, { fields: { url: webhookProblems.notAllowed().text } })
    if (!(await institutionExists(db, input.institutionId))) throw webhookProblems.noInstitution()
    const before = await webhookOf(db, input.institutionId)
    if (before) {
      await endWebhookById(db, before, now)
      await dropFor(db, before, 'ended', now)
    }
    const id = randomUUID()
    await insertWebhook(db, { id, institution: input.institutionId, url: input.url, by: actor.id, now })
    return { ...viewOf((await webhookById(db, id))!), secret: webhookSecret(node.config.dataFolder, id) }
  },
  remember: ({ output }) => ({ subject: output.id, changed: ['url'] }),
})

export const endWebhook = action({
  name: 'webhook.end',
  summary: { es: 'Terminar el aviso al sistema de una institución', en: 'End the webhook of an institution' },
  input: WebhookById,
  output: WebhookView,
  on: byId,
  may: anyoneGranted,
  ready: isInForce,
  async run({ subject, db, now }) {
    await endWebhookById(db, subject.id, now)
    await dropFor(db, subject.id, 'ended', now)
    return viewOf((await webhookById(db, subject.id))!)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['endedAt'] }),
})

export const tryOutWebhook = action({
  name: 'webhook.try',
  summary: { es: 'Probar el aviso al sistema de una institución', en: 'Try the webhook of an institution' },
  input: WebhookById,
  output: WebhookTried,
  on: byId,
  may: anyoneGranted,
  ready: isInForce,
  run: ({ subject, node }) => tryWebhook(node, subject),
  remember: ({ subject }) => ({ subject: subject.id }),
})
