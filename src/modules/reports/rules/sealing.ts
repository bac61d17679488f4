// Makes a report ready to be kept by somebody who cannot read it: in the reporter's browser, or by the server at the moment it arrives.
import { identityToRecipient } from 'age-encryption'
import { filled, padded } from '../../../platform/seal/padding.ts'
import { keptOf, lookupOf, sealIdentity } from '../../../platform/seal/receipt.ts'
import { newKeyPair, sealStreamTo, sealTo } from '../../../platform/seal/seal.ts'
import type { PublicUnit } from '../../units/model.ts'
import type { MessagePlaintext, NamedFile, ReportPlaintext, ReporterLanguage } from '../model/answers.ts'
import type { Consents, ReporterView, SendReport } from '../model.ts'
import type { DecoySaid } from './decoy.ts'

/** Bytes as base64, whatever their length. */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

/** A secret of 32 bytes as base64url: who sent a file shows it again. */
export const newSecret = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

interface Reader {
  recipient: string
  identity: string
}

const readerFor = async (receipt: string): Promise<Reader> => {
  const { recipient, identity } = await newKeyPair()
  return { recipient, identity: toBase64(await sealIdentity(receipt, identity)) }
}

interface DecoyAsked {
  receipt: string
  language: ReporterLanguage
  said: DecoySaid
}

/** What is asked for instead of the receipt, hashed: it finds the report, but whoever has only this opens, changes and withdraws nothing. */
const keptFor = async (receipt: string): Promise<string> => keptOf(await lookupOf(receipt))

/** Recipients that nobody has the identity of. */
const strangers = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, async () => (await newKeyPair()).recipient))

/**
 * A second receipt that leads to something harmless, of the same sizes as any conversation: what a reporter says is sealed to as many
 * others as there are units, what a unit says to one. These others are strangers, so that no unit can open it. An age file shows in which
 * order it was sealed to whom: officers' browsers begin with the reporter, reporters' browsers end with themselves.
 */
const decoyFor = async ({ receipt, language, said: { question, answer } }: DecoyAsked, units: number): Promise<NonNullable<SendReport['decoy']>> => {
  const reader = await readerFor(receipt)
  const message = async (from: 'unit' | 'reporter', text: string) => {
    const content: MessagePlaintext = { version: 1, language, text, files: [] }
    const recipients = from === 'unit' ? [reader.recipient, ...(await strangers(1))] : [...(await strangers(units)), reader.recipient]
    return { from, body: toBase64(await sealTo(recipients, padded(content))) }
  }
  const messages = [await message('reporter', question), ...(answer === undefined ? [] : [await message('unit', answer)])]
  return { kept: await keptFor(receipt), reader, messages }
}

export interface ToSeal {
  id: string
  receipt: string
  plaintext: ReportPlaintext
  consents: Consents
  units: readonly Pick<PublicUnit, 'key'>[]
  files: SendReport['files']
  decoy?: DecoyAsked | undefined
}

/**
 * The report as it is sent, all but the proof of work. What was said can be opened by the units alone; whom to answer and what was agreed to
 * stand inside as well, so that whoever changes the envelope on its way is found out.
 */
export const sealReport = async ({ id, receipt, plaintext, consents, units, files, decoy }: ToSeal): Promise<Omit<SendReport, 'proof'>> => {
  const keys = units.map(({ key }) => key)
  const reader = await readerFor(receipt)
  const said: ReportPlaintext = { ...plaintext, reader: reader.recipient, consents }
  return {
    id,
    kept: await keptFor(receipt),
    reader,
    keys: keys.map((key) => key.id),
    body: toBase64(await sealTo(keys.map(({ recipient }) => recipient), padded(said, plaintext.carried === true))),
    files,
    consents,
    ...(decoy && { decoy: await decoyFor(decoy, keys.length) }),
  }
}

/** The units a report went to, by their keys of today, and the reporter. */
export const recipientsFor = async ({ recipients }: Pick<ReporterView, 'recipients'>, identity: string): Promise<string[]> => [...recipients, await identityToRecipient(identity)]

/** A later message, sealed to the units and to the reporter. */
export const sealMessage = async (recipients: readonly string[], content: MessagePlaintext): Promise<string> => toBase64(await sealTo(recipients, padded(content)))

export interface SealedFile {
  stream: ReadableStream<Uint8Array>
  /** The size of the age file. */
  bytes: number
}

/** The file as an age file of a size that tells little; opened again it is cut at `NamedFile.bytes`. */
export const sealFile = async (recipients: readonly string[], file: Blob): Promise<SealedFile> => {
  const content = filled({ stream: file.stream(), bytes: file.size })
  const stream = await sealStreamTo(recipients, content.stream)
  return { stream, bytes: stream.size(content.bytes) }
}

/** How a file is named inside the sealed text. */
export const namedFile = (id: string, name: string, file: Blob): NamedFile => ({ id, name, type: file.type || 'application/octet-stream', bytes: file.size })
