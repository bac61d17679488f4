// A browser's side of web push, from the standards and not from the node's library: its subscription, and opening what it is sent (RFC 8188, RFC 8291).
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

export interface PushBrowser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** The payload of an encrypted body; throws when it was not made for this browser. */
  open: (body: Uint8Array) => string
}

const derived = (key: Uint8Array, salt: Uint8Array, info: string | Uint8Array, length: number): Buffer => Buffer.from(hkdfSync('sha256', key, salt, info, length))

/** A browser whose push service takes messages at that address. */
export const pushBrowser = (endpoint: string): PushBrowser => {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const auth = randomBytes(16)
  const open = (body: Uint8Array): string => {
    const bytes = Buffer.from(body)
    const [salt, idLength] = [bytes.subarray(0, 16), bytes.readUInt8(20)]
    const sender = bytes.subarray(21, 21 + idLength)
    const sealed = bytes.subarray(21 + idLength)
    const key = derived(own.computeSecret(sender), auth, Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]), 32)
    const reader = createDecipheriv('aes-128-gcm', derived(key, salt, 'Content-Encoding: aes128gcm\0', 16), derived(key, salt, 'Content-Encoding: nonce\0', 12))
    reader.setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([reader.update(sealed.subarray(0, -16)), reader.final()])
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
  }
  return { subscription: { endpoint, keys: { p256dh: own.getPublicKey('base64url'), auth: auth.toString('base64url') } }, open }
}
