// Passwords, codes and sealed secrets against their published vectors and against tampering.
import { TOTP, Secret } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { hashPassword, isOutdated, verifyPassword } from './argon2id.ts'
import { fingerprint, keysFrom, openSecret, sealSecret } from './sealed-secret.ts'
import { codeHash, invitationOf, invitationToken, newCode, newToken } from './tokens.ts'
import { newTotpSecret, totpUri, usedStep } from './totp.ts'

const keys = keysFrom('a secret of this test only')

describe('passwords', () => {
  // A test vector of the reference implementation (phc-winner-argon2, src/test.c).
  test('the reference implementation’s hash is understood, and due to be renewed', async () => {
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword('password', reference)).toBe(true)
    expect(isOutdated(reference)).toBe(true)
  })

  test('a hash opens for its password only', async () => {
    const stored = await hashPassword('volcán lejano tren')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await verifyPassword('volcán lejano tren', stored)).toBe(true)
    expect(await verifyPassword('volcan lejano tren', stored)).toBe(false)
    expect(isOutdated(stored)).toBe(false)
  })

  test('composed and decomposed letters are the same password', async () => {
    expect(await verifyPassword('volcán lejano tren', await hashPassword('volcán lejano tren'))).toBe(true)
  })

  test('no stored hash is a no, even for the password that would match nobody', async () => {
    expect(await verifyPassword('', undefined)).toBe(false)
  })

  test('two hashes of one password differ', async () => {
    expect(await hashPassword('volcán lejano tren')).not.toBe(await hashPassword('volcán lejano tren'))
  })
})

describe('time-based codes', () => {
  const rfc = Secret.fromLatin1('12345678901234567890').base32

  // RFC 6238, appendix B (SHA-1), whose last six digits are the six-digit code.
  test.each([
    [59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130'],
  ])('RFC 6238 at %i s is %s', (seconds, code) => {
    expect(new TOTP({ secret: Secret.fromBase32(rfc), digits: 8 }).generate({ timestamp: seconds * 1000 })).toBe(code)
    expect(usedStep(rfc, code.slice(2), new Date(seconds * 1000), 0)).toBe(Math.floor(seconds / 30))
  })

  const codeAt = (secret: string, seconds: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: seconds * 1000 })

  test.each([[-60, false], [-30, true], [0, true], [30, true], [60, false]])('a code %i s away is taken: %s', (offset, taken) => {
    const secret = newTotpSecret()
    expect(usedStep(secret, codeAt(secret, 1_800_000_000 + offset), new Date(1_800_000_000_000), 0) !== undefined).toBe(taken)
  })

  test('a code works once, and an older one not after it', () => {
    const secret = newTotpSecret()
    const now = new Date(1_800_000_000_000)
    const step = usedStep(secret, codeAt(secret, 1_800_000_000), now, 0) ?? 0
    expect(usedStep(secret, codeAt(secret, 1_800_000_000), now, step)).toBeUndefined()
    expect(usedStep(secret, codeAt(secret, 1_799_999_970), now, step)).toBeUndefined()
    expect(usedStep(secret, codeAt(secret, 1_800_000_030), now, step)).toBe(step + 1)
  })

  test('the address an authenticator reads names node and person', () => {
    expect(totpUri(rfc, 'elena@nodo.example', 'SIDMI')).toMatch(/^otpauth:\/\/totp\/SIDMI:elena%40nodo\.example\?/)
  })
})

describe('sealed secrets', () => {
  const sealed = sealSecret(keys, 'person-1', 'JBSWY3DPEHPK3PXP')

  test('open for their owner with the node’s key', () => expect(openSecret(keys, 'person-1', sealed)).toBe('JBSWY3DPEHPK3PXP'))
  test('do not open in another person’s row', () => expect(() => openSecret(keys, 'person-2', sealed)).toThrow())
  test('do not open with another node’s key', () => expect(() => openSecret(keysFrom('other'), 'person-1', sealed)).toThrow())
  test('do not open once altered anywhere', () => {
    for (const at of sealed.keys()) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(() => openSecret(keys, 'person-1', altered)).toThrow()
    }
  })
})

describe('codes and links', () => {
  test('a code is found whatever its case and dashes', () => {
    const code = newCode(2)
    expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/)
    expect(codeHash(keys, code.toUpperCase().replace('-', ' '))).toEqual(codeHash(keys, code))
    expect(codeHash(keys, code)).not.toEqual(codeHash(keysFrom('other'), code))
  })

  test('an invitation link is known by the node that made it only', () => {
    const id = '0190c0de-0000-4000-8000-000000000001'
    const token = invitationToken(keys, id)
    expect(invitationOf(keys, token)).toBe(id)
    expect(invitationOf(keysFrom('other'), token)).toBeUndefined()
    expect(invitationOf(keys, `${token}x`)).toBeUndefined()
    expect(invitationOf(keys, newToken())).toBeUndefined()
  })

  test('fingerprints keep their parts apart', () => expect(fingerprint(keys, 'ab', 'c')).not.toEqual(fingerprint(keys, 'a', 'bc')))
})
