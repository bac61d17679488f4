// The attached files, each sealed as it is sent. What is whole at the node for the same readers is not sent again.
import type { NamedFile } from '../modules/reports/model/answers.ts'
import type { Attached } from './attachments.ts'
import type { SealedPart } from './delivering.ts'
import { sealing } from './programs.ts'
import type { Refusal } from './talking.ts'
import { fromStream, type SentFile } from './uploading.ts'

interface Parts {
  parts: SealedPart[]
  /** As the envelope names them, in the order they were attached. */
  files: SentFile[]
  /** As the sealed text names them. */
  named: NamedFile[]
}

/** Sealed anew a file has other bytes: what did not arrive whole begins under a new id and secret. */
export const sealedPartsOf = async (recipients: readonly string[], attached: readonly Attached[]): Promise<Parts> => {
  const { sealFile, newSecret, namedFile } = await sealing()
  const readers = recipients.join()
  const all: Parts = { parts: [], files: [], named: [] }
  for (const each of attached) {
    const isThere = each.arrived?.readers === readers
    const sent = (isThere && each.arrived?.sent) || { id: crypto.randomUUID(), secret: newSecret() }
    all.files.push(sent)
    all.named.push(namedFile(sent.id, each.name, each.file))
    if (isThere) continue
    const { stream, bytes } = await sealFile(recipients, each.file)
    all.parts.push({ name: each.name, source: { ...sent, bytes, next: fromStream(stream) }, isWhole: () => void (each.arrived = { readers, sent }) })
  }
  return all
}

/** What the node no longer has, or has given to a report. */
const gone = ['report.filesMissing', 'report.taken']

/** After such a refusal they must be sent anew. */
export const forgetArrived = (attached: readonly Attached[], { code }: Refusal): void => {
  if (gone.includes(code)) for (const each of attached) each.arrived = undefined
}
