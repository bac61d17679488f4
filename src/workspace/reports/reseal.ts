// Opens a report with one unit's key and seals all of it to another's, in the browser; the node only ever holds sealed octets.
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import type { PublicUnit } from '../../modules/units/model.ts'
import { callAct } from '../kit/kit.ts'
import { sealedStream } from './file-opening.ts'
import { bytesOf } from '../vault/opening.ts'
import { resealedFor, sendSealedFile } from './sealing.ts'

export interface ResealStep {
  done: number
  of: number
}

interface Reseal {
  report: ReportView
  to: PublicUnit
  vault: {
    openSealed: (unit: string, sealed: Uint8Array) => Promise<Uint8Array>
    openSealedStream: (unit: string, sealed: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>
  }
  onStep: (step: ResealStep) => void
}

/** Throws ApiProblem when the node refuses, an Error when something does not open; nothing is transferred by halves. */
export const reseal = async ({ report, to, vault, onStep }: Reseal): Promise<void> => {
  const unit = report.unit.id
  const of = 2 + report.conversation.length + report.sealedFiles.length
  let done = 0
  const step = (): void => onStep({ done: (done += 1), of })
  const again = async (sealed: string): Promise<string> => {
    const anew = await resealedFor([to.key.recipient], await vault.openSealed(unit, bytesOf(sealed)))
    step()
    return anew
  }
  const body = await again(report.body)
  const messages: { id: string; body: string }[] = []
  for (const message of report.conversation) messages.push({ id: message.id, body: await again(message.body) })
  const files: { id: string; replaces: string; secret: string }[] = []
  for (const { id } of report.sealedFiles) {
    const opened = await vault.openSealedStream(unit, await sealedStream(report.id, id))
    files.push({ ...await sendSealedFile([to.key.recipient], opened), replaces: id })
    step()
  }
  await callAct('POST', '/api/reports/:id/transfer', { id: report.id, unit: to.id, key: to.key.id, body, messages, files })
  step()
}
