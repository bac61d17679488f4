// Opens a report with one unit's key and seals all of it to another's, in the browser; the node only ever holds sealed octets.
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import type { PublicUnit } from '../../modules/units/model.ts'
import { callAct } from '../kit/kit.ts'
import { bytesOf } from '../vault/opening.ts'
import type { Vault } from '../vault/vault.ts'
import { sealedStream } from './file-opening.ts'
import type { SentFile } from './pieces.ts'
import { resealedFor, sendSealedFile } from './sealing.ts'

/** Sealed bytes that went to the other unit's key, and of how many. */
export interface ResealStep {
  done: number
  of: number
}

/** Files that have arrived sealed anew, by the key they are sealed to and the file they stand for: not sent again after a cut. */
export type Anew = Map<string, SentFile>

interface Reseal {
  report: ReportView
  to: PublicUnit
  vault: Pick<Vault, 'openSealed' | 'openSealedStream'>
  anew: Anew
  onStep: (step: ResealStep) => void
}

const textsAgain = async ({ report, to, vault, onStep }: Reseal, { of }: ResealStep) => {
  let done = 0
  const again = async (sealed: string): Promise<string> => {
    const anew = await resealedFor([to.key.recipient], await vault.openSealed(report.unit.id, bytesOf(sealed)))
    onStep({ done: (done += sealed.length), of })
    return anew
  }
  const body = await again(report.body)
  const messages: { id: string; body: string }[] = []
  for (const message of report.conversation) messages.push({ id: message.id, body: await again(message.body) })
  return { texts: { body, messages }, done }
}

type Stored = ReportView['sealedFiles'][number]

const fileAgain = async ({ report, to, vault, anew }: Reseal, file: Stored, onSent: (bytes: number) => void): Promise<SentFile> => {
  const known = anew.get(`${to.key.id} ${file.id}`)
  if (known) return known
  const stream = await vault.openSealedStream(report.unit.id, await sealedStream(report.id, file.id))
  const sent = await sendSealedFile([to.key.recipient], { stream, bytes: stream.size(file.bytes) }, onSent)
  anew.set(`${to.key.id} ${file.id}`, sent)
  return sent
}

/** Throws ApiProblem when the node refuses, an Error when something does not open; nothing is transferred by halves. */
export const reseal = async (asked: Reseal): Promise<void> => {
  const { report, to, onStep } = asked
  const sizes = [report.body.length, ...report.conversation.map(({ body }) => body.length), ...report.sealedFiles.map(({ bytes }) => bytes)]
  const of = sizes.reduce((sum, bytes) => sum + bytes, 0)
  const { texts, done: textBytes } = await textsAgain(asked, { done: 0, of })
  let done = textBytes
  const files: (SentFile & { replaces: string })[] = []
  for (const file of report.sealedFiles) {
    files.push({ ...await fileAgain(asked, file, (bytes) => onStep({ done: done + bytes, of })), replaces: file.id })
    onStep({ done: (done += file.bytes), of })
  }
  await callAct('POST', '/api/reports/:id/transfer', { id: report.id, unit: to.id, key: to.key.id, ...texts, files })
}
