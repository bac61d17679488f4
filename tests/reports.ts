// Reports as reporters' browsers make them: sealed with real age keys, work done, receipts kept; over HTTP like anybody.
import { randomBytes, randomUUID } from 'node:crypto'
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { padded } from '../src/platform/seal/padding.ts'
import { keptOf, lookupOf, newReceipt, sealIdentity } from '../src/platform/seal/receipt.ts'
import { newKeyPair, sealTo, type KeyPair } from '../src/platform/seal/seal.ts'
import type { Consents, SendReport } from '../src/modules/reports/model.ts'
import type { Client } from './people.ts'

export interface UnitKey {
  id: string
  recipient: string
}

export interface Made {
  receipt: string
  /** What the server is asked with for the receipt. */
  lookup: string
  reader: KeyPair
  /** Ready to be sent; the work still to be done. */
  sent: SendReport
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const newSecret = (): string => randomBytes(32).toString('base64url')

const everything: Consents = { contact: true, count: true, passOn: ['ombudsperson', 'prosecutor', 'shelter'] }

/** A new report sealed to those keys. */
export const makeReport = async (keys: readonly UnitKey[], text: string, more: Partial<SendReport> = {}): Promise<Made> => {
  const [receipt, reader] = [newReceipt(), await newKeyPair()]
  const lookup = await lookupOf(receipt)
  const said = { version: 1, language: 'es', sent: '2026-01-01', text, answers: {}, files: [] }
  const sent: SendReport = {
    id: randomUUID(), kept: await keptOf(lookup), keys: keys.map(({ id }) => id), files: [], consents: everything,
    reader: { recipient: reader.recipient, identity: base64(await sealIdentity(receipt, reader.identity)) },
    body: base64(await sealTo(keys.map(({ recipient }) => recipient), padded(said))),
    ...more,
  }
  return { receipt, lookup, reader, sent }
}

/** The same, many times faster: hash and identity are of the right form, but no receipt leads to them. */
export const makeQuickReport = async (keys: readonly UnitKey[], text: string): Promise<SendReport> => {
  const reader = await newKeyPair()
  return {
    id: randomUUID(), kept: newSecret(), keys: keys.map(({ id }) => id), files: [], consents: everything,
    reader: { recipient: reader.recipient, identity: base64(await sealTo([reader.recipient], reader.identity)) },
    body: base64(await sealTo(keys.map(({ recipient }) => recipient), padded({ version: 1, language: 'es', text }))),
  }
}

/** Does the work that a challenge asks for. */
export const solved = async (challenge: Challenge): Promise<string> => {
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

/** Asks for a challenge and does its work. */
export const proof = async (client: Client): Promise<string> => solved((await client.sees<{ parameters: Challenge['parameters']; signature: string }>('/api/reports/challenge')))
