// Which dispatches a notice makes: for each person, by which channels, and when the first attempt is due.
import { neverWaits, usualSettings, type Channel, type Settings, type Severity } from '../model/channels.ts'
import { isWithin, localMinutes, minutesOf, nextAt } from './clock.ts'

/** Someone to tell. Without settings of their own, the usual ones count. */
export interface Reader {
  id: string
  settings: Settings | null
  /** A browser of theirs may be woken. */
  hasDevice: boolean
}

export interface Planned {
  recipient: string
  channel: Channel
  dueAt: Date
}

export interface Occasion {
  severity: Severity
  now: Date
  hasMail: boolean
  /** Told because nobody answered: at once, whatever the hours, by whatever wakes. */
  isEscalation: boolean
}

const isPossible = (channel: Channel, { hasDevice }: Reader, { hasMail }: Occasion): boolean => (channel === 'push' ? hasDevice : hasMail)

/** When what waits is sent: now, or when the quiet hours that hold now are over. */
export const dueAfterQuiet = ({ quiet, timeZone }: Settings, now: Date): Date => {
  if (!quiet) return now
  const span = { from: minutesOf(quiet.from), until: minutesOf(quiet.until) }
  return isWithin(span, localMinutes(now, timeZone)) ? nextAt(now, timeZone, span.until) : now
}

const wakingChannels: readonly Channel[] = ['email', 'push']

const chosenChannels = ({ channels }: Settings['choices'][number], { isEscalation }: Occasion): readonly Channel[] => (isEscalation ? wakingChannels : channels)

/** Who chose what is not possible, as a browser that was forgotten, is told by e-mail rather than not at all. */
const possibleChannels = (chosen: readonly Channel[], reader: Reader, occasion: Occasion): readonly Channel[] => {
  const possible = chosen.filter((channel) => isPossible(channel, reader, occasion))
  return possible.length === 0 && chosen.length > 0 && occasion.hasMail ? ['email'] : possible
}

const dueFor = (channel: Channel, settings: Settings, waits: boolean, { now, severity, isEscalation }: Occasion): Date => {
  if (channel === 'digest') return nextAt(now, settings.timeZone, minutesOf(settings.digestAt))
  return waits && !isEscalation && !neverWaits(severity) ? dueAfterQuiet(settings, now) : now
}

/** The dispatches to one person; none where the node has no mail and the person no device. */
export const plannedFor = (reader: Reader, occasion: Occasion): Planned[] => {
  const settings = reader.settings ?? usualSettings
  const choice = settings.choices.find(({ severity }) => severity === occasion.severity)!
  return possibleChannels(chosenChannels(choice, occasion), reader, occasion)
    .map((channel) => ({ recipient: reader.id, channel, dueAt: dueFor(channel, settings, choice.waits, occasion) }))
}
