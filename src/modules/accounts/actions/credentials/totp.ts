// Six-digit codes of an authenticator application (RFC 6238: SHA-1, 30 seconds, as every application expects).
import { Secret, TOTP } from 'otpauth'

const period = 30
const secretBytes = 20

/** A new shared secret, base32. */
export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32

const totp = (secret: string, label = '', issuer = 'SIDMI'): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })

/** The `otpauth://` address an authenticator reads from the QR code. */
export const totpUri = (secret: string, email: string, issuer: string): string => totp(secret, email, issuer).toString()

/**
 * The 30-second step the code belongs to, one before or after `now` allowed for slow clocks; undefined when it is wrong
 * or when that step, or a later one, was already used: a code works once.
 */
export const usedStep = (secret: string, code: string, now: Date, lastStep: number): number | undefined => {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(now.getTime() / 1000 / period) + delta
  return step > lastStep ? step : undefined
}
