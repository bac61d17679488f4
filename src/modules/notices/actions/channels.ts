// Acts on how one is told: reading and setting one's own channels, and the browsers that may be woken.
import type { Actor } from '../../../platform/access.ts'
import { action, type Context } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { isAllowedAddress } from '../../../platform/work/outgoing.ts'
import { Devices, Settings, SettingsView, Subscription, Unsubscription, usualSettings } from '../model/channels.ts'
import { channelProblems } from '../problems.ts'
import { pushKeys } from '../store/secret.ts'
import { devicesOf, forgetDevice, keepDevice, keepSettings, settingsFor } from '../store/settings.ts'

/** One's own only: the acts take no person. */
const own = { may: (actor: Actor) => actor.kind === 'person' && actor.id !== null, condition: { es: 'los propios', en: 'one’s own' } }

const viewFor = async ({ db, node, actor }: Pick<Context<unknown, unknown>, 'db' | 'node' | 'actor'>) => {
  const chosen = await settingsFor(db, actor.id!)
  const devices = await devicesOf(db, actor.id!)
  return {
    ...(chosen ?? usualSettings), isChosen: chosen !== undefined, hasMail: node.mail.isConfigured, pushKey: pushKeys(node.config.dataFolder).publicKey,
    devices: devices.map(({ id, endpoint, agent, since }) => ({ id, endpoint, agent, since: since.toISOString() })),
  }
}

export const readChannels = action({
  name: 'channel.read',
  summary: { es: 'Ver cómo le llegan los avisos', en: 'See how notices reach you' },
  input: NoInput,
  output: SettingsView,
  ...own,
  run: viewFor,
  remember: () => ({ nothing: 'one’s own settings' }),
})

export const setChannels = action({
  name: 'channel.set',
  summary: { es: 'Elegir cómo le llegan los avisos', en: 'Choose how notices reach you' },
  input: Settings,
  output: SettingsView,
  ...own,
  async run(context) {
    await keepSettings(context.db, context.actor.id!, context.input, context.now)
    return viewFor(context)
  },
  remember: ({ actor }) => ({ subject: actor.id, changed: ['channels', 'quiet', 'timeZone', 'digestAt'] }),
})

const mostDevices = 10

export const subscribePush = action({
  name: 'push.subscribe',
  summary: { es: 'Recibir avisos en este navegador', en: 'Receive notifications in this browser' },
  input: Subscription,
  output: Devices,
  ...own,
  async run({ input, db, actor, node, now }) {
    const { endpoint, keys, agent } = input
    if (!isAllowedAddress(node.config, endpoint)) throw channelProblems.notReachable()
    const others = (await devicesOf(db, actor.id!)).filter((device) => device.endpoint !== endpoint)
    if (others.length >= mostDevices) throw channelProblems.tooManyDevices({ most: mostDevices })
    await keepDevice(db, actor.id!, { endpoint, ...keys, agent, since: now })
    return { devices: others.length + 1 }
  },
  remember: ({ actor }) => ({ subject: actor.id, changed: ['devices'] }),
})

export const unsubscribePush = action({
  name: 'push.unsubscribe',
  summary: { es: 'Dejar de recibir avisos en un navegador', en: 'Stop receiving notifications in a browser' },
  input: Unsubscription,
  output: Devices,
  ...own,
  async run({ input, db, actor }) {
    await forgetDevice(db, actor.id!, input.endpoint)
    return { devices: (await devicesOf(db, actor.id!)).length }
  },
  remember: ({ actor }) => ({ subject: actor.id, changed: ['devices'] }),
})
