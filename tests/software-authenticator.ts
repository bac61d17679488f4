// A passkey in software for tests: real keys and signatures (ES256), no hardware.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

const presentAndVerified = 0x05
const withCredential = 0x40

/** An authenticator for the site at `origin`. */
export const softwareAuthenticator = (origin: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  const rpIdHash = sha256(new URL(origin).hostname)
  let counter = 0
  const authenticatorData = (flags: number): Buffer => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count])
  }
  const coseKey = (): Uint8Array => isoCBOR.encode(new Map<number, number | Uint8Array<ArrayBuffer>>([
    [1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(Buffer.from(x, 'base64url'))], [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]))
  const clientData = (type: string, challenge: string, at: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} }
  return {
    /** The answer to a registration's challenge. */
    register: (challenge: string) => {
      const length = Buffer.from([0, id.length])
      const authData = Buffer.concat([authenticatorData(presentAndVerified | withCredential), Buffer.alloc(16), length, id, coseKey()])
      const attestation = isoCBOR.encode(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', new Uint8Array(authData)]]) as never)
      return { ...credential, response: { clientDataJSON: base64url(clientData('webauthn.create', challenge, origin)), attestationObject: base64url(attestation) } }
    },
    /** The answer to a sign-in's challenge, as made on the site `at`. */
    answer: (challenge: string, at = origin) => {
      const authData = authenticatorData(presentAndVerified)
      const data = clientData('webauthn.get', challenge, at)
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), privateKey)
      return { ...credential, response: { clientDataJSON: base64url(data), authenticatorData: base64url(authData), signature: base64url(signature) } }
    },
  }
}
