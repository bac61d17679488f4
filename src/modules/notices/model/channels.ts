// How a person may be told that there is something to read: channels, by how grave it is, and the hours in which the rest waits.
import { z } from 'zod'
import { Id } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'

/** How grave what is told is, in the words of CAP 1.2. */
export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export type Severity = (typeof severities)[number]

/** What is so grave that it never waits for a person's quiet hours to be over. */
export const neverWaits = (severity: Severity): boolean => severity === 'Extreme' || severity === 'Severe'

/** Besides the workspace, which everyone has always. */
export const channels = ['email', 'push', 'digest'] as const
export type Channel = (typeof channels)[number]

export const channelNames: Record<Channel, Text> = {
  email: { es: 'Correo', en: 'E-mail' },
  push: { es: 'Aviso en el dispositivo', en: 'Notification on the device' },
  digest: { es: 'Resumen diario', en: 'Daily digest' },
}

const orSay = (text: Text): { params: { text: Text } } => ({ params: { text } })

/** A time of day, `HH:MM`. */
const Clock = z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), orSay({ es: 'Escriba una hora, como 22:30.', en: 'Type a time, like 22:30.' }))

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
const Zone = z.string().max(60).refine(isZone, orSay({ es: 'Elija una zona horaria de la lista.', en: 'Choose a time zone from the list.' }))

const Quiet = z.object({ from: Clock, until: Clock }).refine(
  ({ from, until }) => from !== until, { path: ['until'], ...orSay({ es: 'Termina a la misma hora en que empieza. Elija otra.', en: 'It ends at the very time it begins. Choose another.' }) },
)

/** `waits`: in the quiet hours e-mail and device keep silent until they are over. */
const Choice = z.object({ severity: z.enum(severities), channels: z.array(z.enum(channels)).max(channels.length), waits: z.boolean() })
export type Choice = z.infer<typeof Choice>

const choicesKept = (choices: readonly Choice[]): boolean => choices.every(({ severity, waits }) => !waits || !neverWaits(severity))

/** How a person is told. */
export const Settings = z.object({
  timeZone: Zone,
  quiet: Quiet.nullable(),
  digestAt: Clock,
  choices: z.array(Choice).length(severities.length)
    .refine((choices) => new Set(choices.map(({ severity }) => severity)).size === severities.length, orSay({ es: 'Falta una gravedad.', en: 'A severity is missing.' }))
    .refine(choicesKept, orSay({ es: 'Lo grave y lo extremo no esperan a que terminen las horas de silencio.', en: 'What is severe or extreme does not wait until the quiet hours are over.' })),
})
export type Settings = z.infer<typeof Settings>

/** Until a person chooses: everything at once, by e-mail and on the devices they allow. */
export const usualSettings: Settings = {
  timeZone: 'UTC', quiet: null, digestAt: '07:00',
  choices: severities.map((severity) => ({ severity, channels: ['email', 'push'], waits: !neverWaits(severity) })),
}

export const SettingsView = Settings.extend({
  /** Whether the person has ever chosen. */
  isChosen: z.boolean(),
  hasMail: z.boolean(),
  /** The node's public key, by which a browser knows whom it lets wake it. */
  pushKey: z.string(),
  devices: z.array(z.object({ id: Id, endpoint: z.string(), agent: z.string(), since: z.iso.datetime() })),
})
export type SettingsView = z.infer<typeof SettingsView>

const badKey = orSay({ es: 'La suscripción de este navegador no es válida. Actívela de nuevo.', en: 'This browser’s subscription is not valid. Turn it on again.' })
/** Unpadded base64url of so many characters. */
const keyOf = (length: number) => z.string().refine((text) => /^[\w-]+$/.test(text) && text.length === length, badKey)

/** What the browser's own PushSubscription says of itself. */
export const Subscription = z.object({ endpoint: z.url().max(2000), keys: z.object({ p256dh: keyOf(87), auth: keyOf(22) }), agent: z.string().default('') })
export const Unsubscription = z.object({ endpoint: z.string().max(2000) })
export const Devices = z.object({ devices: z.number().int() })
