// Seals a report in the page and sends it until it arrived or was refused: always under the same id, so that it is never there twice.
import type { PublicUnit } from '../modules/units/model.ts'
import type { NamedFile } from '../modules/reports/model/answers.ts'
import type { SendReport } from '../modules/reports/model.ts'
import { anyTurn, decoySaid } from '../modules/reports/rules/decoy.ts'
import { consentsOf, first, plaintextOf, type Fields } from '../modules/reports/rules/steps.ts'
import type { Attached } from './attachments.ts'
import { deliver, type Delivered } from './delivering.ts'
import type { Waiting, WaitingFile } from './keeping.ts'
import { allWords, byId, lang, say } from './page.ts'
import { sealing } from './programs.ts'
import type { Place } from './progress.ts'
import { forgetArrived, sealedPartsOf } from './sealed-parts.ts'
import { fromBlob, type SentFile } from './uploading.ts'

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

interface Files {
  files: readonly SentFile[]
  named: NamedFile[]
}

const today = (): string => new Date().toISOString().slice(0, 10)

const sealText = async ({ fields, units, attached, numbers }: ToSend, { files, named }: Files, isCarried = false): Promise<Omit<SendReport, 'proof'>> => {
  const { sealReport } = await sealing()
  const wantsDecoy = first(fields, 'decoy') !== undefined && !isCarried
  const version = JSON.stringify([fields, units.map(({ id }) => id), isCarried ? [] : attached.map(({ id }) => id), wantsDecoy])
  numbers.versions = new Set([...numbers.versions, version])
  return sealReport({
    id: numbers.id, receipt: numbers.receipt, units, consents: consentsOf(fields), files: [...files],
    plaintext: plaintextOf(fields, { language: lang, day: today(), files: named, isCarried }),
    decoy: wantsDecoy ? { receipt: numbers.decoyReceipt, language: lang, said: decoySaid(fields, allWords(), anyTurn()) } : undefined,
  })
}

/** For somebody else to carry: small, the text alone. */
export const sealToCarry = (toSend: ToSend): Promise<Omit<SendReport, 'proof'>> => sealText(toSend, { files: [], named: [] }, true)

const recipientsOf = ({ units }: ToSend): string[] => units.map(({ key }) => key.recipient)

/** All of it sealed, to wait on this device for network. */
export const sealToWait = async (toSend: ToSend): Promise<Waiting> => {
  const { sealFile, newSecret, namedFile } = await sealing()
  const files: WaitingFile[] = []
  const named: NamedFile[] = []
  for (const { name, file } of toSend.attached) {
    const { stream } = await sealFile(recipientsOf(toSend), file)
    const sent = { id: crypto.randomUUID(), secret: newSecret() }
    files.push({ ...sent, sealed: await new Response(stream).blob() })
    named.push(namedFile(sent.id, name, file))
  }
  return { files, report: await sealText(toSend, { files: files.map(({ id, secret }) => ({ id, secret })), named }) }
}

export interface Arrived {
  day: string
  /** Something was there already under this number, and nothing was changed. */
  isRepeated: boolean
  /** The second number of what was sent leads somewhere. */
  hasDecoy: boolean
}

const path = '/api/reports'

/** Seals and sends. Only a refusal or the arrival ends it; a refusal leaves nothing kept of what was just sent. */
export const send = async (toSend: ToSend): Promise<Delivered<Arrived>> => {
  byId('said').textContent = say('sealing')
  const { versions } = toSend.numbers
  const { parts, ...files } = await sealedPartsOf(recipientsOf(toSend), toSend.attached)
  const ended = await deliver<Arrived>({ parts, path, body: () => sealText(toSend, files) }, { said: byId('said'), bar: byId<HTMLProgressElement>('progress') })
  if ('refused' in ended) {
    toSend.numbers.versions = versions
    forgetArrived(toSend.attached, ended.refused)
  }
  return ended
}

/** Sends what waited sealed on this device. */
export const sendWaiting = ({ report, files }: Waiting, said: HTMLElement): Promise<Delivered<Arrived>> => {
  const place: Place = { said }
  const parts = files.map(({ id, secret, sealed }) => ({ name: '', source: { id, secret, bytes: sealed.size, next: fromBlob(sealed) } }))
  return deliver({ parts, path, body: () => Promise.resolve(report) }, place)
}
