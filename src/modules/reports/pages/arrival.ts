// Seals on arrival for whoever runs no programs: in memory, to the units' keys, with files cleaned and kept sealed. Nothing open touches disk or log.
import { randomUUID } from 'node:crypto'
import { perform } from '../../../platform/perform.ts'
import type { System } from '../../../platform/system.ts'
import type { PublicUnit } from '../../units/model.ts'
import { appendFile, beginFile } from '../actions/files.ts'
import { admit } from '../actions/gate.ts'
import { filePieceBytes } from '../model/files.ts'
import { mostFiles, type SendReport } from '../model.ts'
import type { NamedFile, ReporterLanguage } from '../model/answers.ts'
import { anyTurn, decoySaid } from '../rules/decoy.ts'
import { cleanedPhoto, safeName, videoPatches, type Cleaning } from '../rules/metadata.ts'
import { namedFile, newSecret, sealFile, sealReport } from '../rules/sealing.ts'
import { consentsOf, first, plaintextOf } from '../rules/steps.ts'
import type { Form } from './forms.ts'
import { wordsOf } from './words.ts'

/** The file without what photos and videos tell of their maker, and whether that could be done. */
const cleaned = async (file: File): Promise<{ blob: Blob; how: Cleaning }> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const photo = cleanedPhoto(bytes)
  if (photo) return { blob: new Blob([Uint8Array.from(photo)], { type: file.type }), how: 'clean' }
  const patches = await videoPatches(async (from, to) => bytes.subarray(from, to), bytes.length)
  for (const patch of patches ?? []) bytes.set(patch.bytes, patch.at)
  return { blob: new Blob([bytes], { type: file.type }), how: patches ? 'video' : 'as-is' }
}

interface Kept {
  how: Cleaning
  named: NamedFile
  sent: SendReport['files'][number]
}

const keep = async (system: System, recipients: readonly string[], file: File): Promise<Kept> => {
  const { blob, how } = await cleaned(file)
  const sealed = await sealFile(recipients, blob)
  const body = new Uint8Array(await new Response(sealed.stream as BodyInit).arrayBuffer())
  const sent = { id: randomUUID(), secret: newSecret() }
  const as = { actor: system.anonymous }
  admit(sent.id)
  await perform(system, beginFile, { ...as, input: { ...sent, bytes: body.length } })
  for (let offset = 0; offset < body.length; offset += filePieceBytes) {
    await perform(system, appendFile, { ...as, input: { ...sent, offset, body: body.subarray(offset, offset + filePieceBytes) } })
  }
  return { how, named: namedFile(sent.id, safeName(file.name), blob), sent }
}

interface KeptFiles {
  named: NamedFile[]
  sent: SendReport['files']
  /** Names of those that could not be cleaned, for whoever sent them to know. */
  asIs: string[]
}

/** Cleans, seals and keeps files with something in them, to be named by what follows. Empty ones are left out. */
export const keepFiles = async (system: System, recipients: readonly string[], files: readonly File[]): Promise<KeptFiles> => {
  const kept: Kept[] = []
  for (const file of files.filter(({ size }) => size > 0).slice(0, mostFiles)) kept.push(await keep(system, recipients, file))
  const asIs = kept.filter(({ how }) => how === 'as-is').map(({ named: { name } }) => name)
  return { named: kept.map(({ named }) => named), sent: kept.map(({ sent }) => sent), asIs }
}

interface Arriving {
  lang: ReporterLanguage
  form: Form
  units: readonly PublicUnit[]
  numbers: { id: string; receipt: string; decoyReceipt: string }
}

/** The report as `report.send` takes it, and the names of files that could not be cleaned. */
export const sealOnArrival = async (system: System, { lang, form: { fields, files }, units, numbers }: Arriving): Promise<{ sealed: Omit<SendReport, 'proof'>; asIs: string[] }> => {
  const { named, sent, asIs } = await keepFiles(system, units.map(({ key }) => key.recipient), files)
  const day = system.now().toISOString().slice(0, 10)
  const sealed = await sealReport({
    id: numbers.id, receipt: numbers.receipt, units, consents: consentsOf(fields), files: sent,
    plaintext: plaintextOf(fields, { language: lang, day, files: named }),
    decoy: first(fields, 'decoy') ? { receipt: numbers.decoyReceipt, language: lang, said: decoySaid(fields, wordsOf(lang), anyTurn()) } : undefined,
  })
  return { sealed, asIs }
}
