// Seals a report in the page and sends it until it arrived or was refused: always under the same id, so that it is never there twice.
import type { PublicUnit } from '../modules/units/model.ts'
import type { SendReport } from '../modules/reports/model.ts'
import { anyTurn, decoySaid } from '../modules/reports/rules/decoy.ts'
import { consentsOf, first, plaintextOf, type Fields } from '../modules/reports/rules/steps.ts'
import type { Attached } from './attachments.ts'
import type { Waiting, WaitingFile } from './keeping.ts'
import { allWords, button, byId, lang, say } from './page.ts'
import { sealing } from './programs.ts'
import { showProgress, type Place } from './progress.ts'
import { untilWorthAsking, type Refusal } from './talking.ts'
import { fromBlob, fromStream, insistWithWork, sendFile, type SentFile, type Source, type Upload } from './uploading.ts'

export interface ToSend {
  fields: Fields
  units: readonly PublicUnit[]
  attached: readonly Attached[]
  numbers: Numbers
}

/** Made once, before anything is sent. */
interface Numbers {
  id: string
  receipt: string
  decoyReceipt: string
  /** All that was given away under them so far: the node keeps whichever arrives first. */
  versions: ReadonlySet<string>
}

const today = (): string => new Date().toISOString().slice(0, 10)

const sealText = async ({ fields, units, attached, numbers }: ToSend, sent: readonly SentFile[], isCarried = false): Promise<Omit<SendReport, 'proof'>> => {
  const { sealReport, namedFile } = await sealing()
  const files = sent.map(({ id }, at) => ({ at: attached[at], id })).flatMap(({ at, id }) => (at ? [namedFile(id, at.name, at.file)] : []))
  const wantsDecoy = first(fields, 'decoy') !== undefined && !isCarried
  const version = JSON.stringify([fields, units.map(({ id }) => id), isCarried ? [] : attached.map(({ id }) => id), wantsDecoy])
  numbers.versions = new Set([...numbers.versions, version])
  return sealReport({
    id: numbers.id, receipt: numbers.receipt, units, consents: consentsOf(fields), files: [...sent],
    plaintext: plaintextOf(fields, { language: lang, day: today(), files, isCarried }),
    decoy: wantsDecoy ? { receipt: numbers.decoyReceipt, language: lang, said: decoySaid(fields, allWords(), anyTurn()) } : undefined,
  })
}

/** For somebody else to carry: small, the text alone. */
export const sealToCarry = (toSend: ToSend): Promise<Omit<SendReport, 'proof'>> => sealText(toSend, [], true)

const recipientsOf = ({ units }: ToSend): string[] => units.map(({ key }) => key.recipient)

/** All of it sealed, to wait on this device for network. */
export const sealToWait = async (toSend: ToSend): Promise<Waiting> => {
  const { sealFile, newSecret } = await sealing()
  const files: WaitingFile[] = []
  for (const { file } of toSend.attached) {
    const { stream } = await sealFile(recipientsOf(toSend), file)
    files.push({ id: crypto.randomUUID(), secret: newSecret(), sealed: await new Response(stream).blob() })
  }
  return { files, report: await sealText(toSend, files.map(({ id, secret }) => ({ id, secret }))) }
}

/** Says that the node cannot be reached, and waits with the person. */
const waiting = (said: HTMLElement): Upload['wait'] => {
  let attempt = 0
  return async () => {
    const before = said.textContent ?? ''
    let press = (): void => undefined
    const pressed = new Promise<void>((resolve) => (press = resolve))
    said.replaceChildren(say('sendFailed'), ' ', button(say('tryAgain'), press))
    await untilWorthAsking(attempt, pressed)
    attempt += 1
    said.textContent = before
  }
}

export interface Arrived {
  day: string
  /** Something was there already under this number, and nothing was changed. */
  isRepeated: boolean
}

type Sent = Arrived | { refused: Refusal }

interface Whole {
  sources: readonly { name: string; source: Source; isWhole?: () => void }[]
  report: () => Promise<Omit<SendReport, 'proof'>>
}

const sendAll = async ({ sources, report }: Whole, place: Place): Promise<Sent> => {
  const wait = waiting(place.said)
  const bytes = sources.reduce((sum, { source }) => sum + source.bytes, 0)
  const progress = showProgress(Math.max(bytes, 1), place)
  try {
    let before = 0
    for (const { name, source, isWhole } of sources) {
      const refused = await sendFile(source, { wait, progress: (sent) => progress.at(name, before + sent) })
      if (refused) return { refused }
      isWhole?.()
      before += source.bytes
    }
    const sealed = await report()
    place.said.textContent = say('proving')
    const reply = await insistWithWork<Arrived>('/api/reports', sealed, { wait, progress: () => undefined })
    return 'ok' in reply ? reply.ok : reply
  } finally {
    progress.end()
  }
}

/** What the node no longer has, or has given to a report: it must be sent anew. */
const filesGone = ['report.filesMissing', 'report.taken']

/** What a refusal leaves: nothing was kept of what was just sent. */
const afterRefusal = ({ numbers, attached }: ToSend, versions: Numbers['versions'], { code }: Refusal): void => {
  numbers.versions = versions
  if (filesGone.includes(code)) for (const each of attached) each.arrived = undefined
}

/** Seals and sends. Only a refusal or the arrival ends it. Sealed anew a file has other bytes: what did not arrive whole begins under a new id and secret. */
export const send = async (toSend: ToSend): Promise<Sent> => {
  const { sealFile, newSecret } = await sealing()
  byId('said').textContent = say('sealing')
  const [recipients, { versions }] = [recipientsOf(toSend), toSend.numbers]
  const readers = recipients.join()
  const sources: Whole['sources'][number][] = []
  const files: SentFile[] = []
  for (const each of toSend.attached) {
    const isThere = each.arrived?.readers === readers
    const sent = (isThere && each.arrived?.sent) || { id: crypto.randomUUID(), secret: newSecret() }
    files.push(sent)
    if (isThere) continue
    const { stream, bytes } = await sealFile(recipients, each.file)
    sources.push({ name: each.name, source: { ...sent, bytes, next: fromStream(stream) }, isWhole: () => void (each.arrived = { readers, sent }) })
  }
  const ended = await sendAll({ sources, report: () => sealText(toSend, files) }, { said: byId('said'), bar: byId<HTMLProgressElement>('progress') })
  if ('refused' in ended) afterRefusal(toSend, versions, ended.refused)
  return ended
}

/** Sends what waited sealed on this device. */
export const sendWaiting = ({ report, files }: Waiting, said: HTMLElement): Promise<Sent> =>
  sendAll({
    sources: files.map(({ id, secret, sealed }) => ({ name: '', source: { id, secret, bytes: sealed.size, next: fromBlob(sealed) } })),
    report: () => Promise.resolve(report),
  }, { said })

