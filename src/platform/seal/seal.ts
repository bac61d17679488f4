// Sealing as ordinary age files (age-encryption.org/v1, X25519 recipients): the same words in the reporter's browser, in an officer's and in tests.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A key pair of age: what seals (`age1…`) and what opens (`AGE-SECRET-KEY-1…`). */
export interface KeyPair { recipient: string; identity: string }

/** A stream that knows, from the bytes of what goes in, how many come out. */
export type SizedStream = ReadableStream<Uint8Array> & { size: (bytes: number) => number }

/** A new key pair from the machine's own randomness. */
export const newKeyPair = async (): Promise<KeyPair> => {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

const sealerTo = (recipients: readonly string[]): Encrypter => {
  if (recipients.length === 0) throw new Error('Sealing needs at least one recipient')
  const sealer = new Encrypter()
  for (const recipient of recipients) sealer.addRecipient(recipient)
  return sealer
}

const openerWith = (identities: readonly string[]): Decrypter => {
  const opener = new Decrypter()
  for (const identity of identities) opener.addIdentity(identity)
  return opener
}

/** An age file that any one of the recipients can open. */
export const sealTo = (recipients: readonly string[], content: Uint8Array | string): Promise<Uint8Array> => sealerTo(recipients).encrypt(content)

/** The same as a stream, for files larger than memory. */
export const sealStreamTo = (recipients: readonly string[], content: ReadableStream<Uint8Array>): Promise<SizedStream> =>
  sealerTo(recipients).encrypt(content)

/** What an age file holds. Throws when none of the identities opens it or it was altered. */
export const openWith = (identities: readonly string[], sealed: Uint8Array): Promise<Uint8Array> => openerWith(identities).decrypt(sealed)

/** The same as a stream. */
export const openStreamWith = (identities: readonly string[], sealed: ReadableStream<Uint8Array>): Promise<SizedStream> =>
  openerWith(identities).decrypt(sealed)

/** Seals with a passphrase (age's scrypt). `workFactor` is the base-2 logarithm of its cost: 18 takes about a second on a desk, eight times less at 15. */
export const sealWithPassphrase = (passphrase: string, content: Uint8Array | string, workFactor: number): Promise<Uint8Array> => {
  const sealer = new Encrypter()
  sealer.setPassphrase(passphrase)
  sealer.setScryptWorkFactor(workFactor)
  return sealer.encrypt(content)
}

/** Opens what a passphrase sealed. Throws when the passphrase is another. */
export const openWithPassphrase = (passphrase: string, sealed: Uint8Array): Promise<Uint8Array> => {
  const opener = new Decrypter()
  opener.addPassphrase(passphrase)
  return opener.decrypt(sealed)
}
