// The receipt of a report: sixteen digits that look like any other number, from which alone the reporter finds and opens the answer.
import { openWithPassphrase, sealWithPassphrase } from './seal.ts'

const digits = 16
/** Enough against whoever holds the whole database: about 53 bits behind scrypt; still bearable on a phone of 2016. */
const workFactor = 15
/** OWASP's figure of 2023 for PBKDF2 with HMAC-SHA-256. */
const rounds = 600_000
const salt = 'sidmi receipt lookup v1'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const toUrlText = (bits: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bits))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const randomDigit = (): number => {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // 250 is the largest multiple of ten in a byte: beyond it some digits would come more often.
    if (byte < 250) return byte % 10
  }
}

/** A new receipt: sixteen digits, without blanks. */
export const newReceipt = (): string => Array.from({ length: digits }, randomDigit).join('')

/** A receipt as people read it: four groups of four. */
export const shownReceipt = (receipt: string): string => receipt.replace(/(\d{4})(?=\d)/g, '$1 ')

/** The receipt as typed, without what is not a digit; null when it cannot be one. */
export const typedReceipt = (typed: string): string | null => {
  const receipt = typed.normalize('NFKC').replaceAll(/\D/g, '')
  return receipt.length === digits ? receipt : null
}

/** What the server is asked with instead of the receipt: 32 bytes as base64url, slow to compute (PBKDF2, RFC 8018). */
export const lookupOf = async (receipt: string): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', utf8(receipt), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: utf8(salt), iterations: rounds }, key, 256)
  return toUrlText(bits)
}

/** What is sent and kept of a lookup: its SHA-256 as base64url. Whoever carries a report or seizes one finds this alone, and it opens nothing. */
export const keptOf = async (lookup: string): Promise<string> => toUrlText(await crypto.subtle.digest('SHA-256', utf8(lookup)))

/** The reporter's own identity, sealed with the receipt, to be kept by the server that cannot open it. */
export const sealIdentity = (receipt: string, identity: string): Promise<Uint8Array> => sealWithPassphrase(receipt, identity, workFactor)

/** The reporter's own identity again. Throws when the receipt is another. */
export const openIdentity = async (receipt: string, sealed: Uint8Array): Promise<string> =>
  new TextDecoder().decode(await openWithPassphrase(receipt, sealed))
