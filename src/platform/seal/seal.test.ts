// Sealing: what is sealed opens with its keys alone, sizes tell little, receipts lead back to the reporter's own identity.
import { describe, expect, it } from 'vitest'
import { filled, filledSize, padded, unpadded } from './padding.ts'
import { keptOf, lookupOf, newReceipt, openIdentity, sealIdentity, shownReceipt, typedReceipt } from './receipt.ts'
import { newKeyPair, openStreamWith, openWith, sealStreamTo, sealTo } from './seal.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('sealing', () => {
  it('opens for each recipient and for nobody else', async () => {
    const [one, two, other] = [await newKeyPair(), await newKeyPair(), await newKeyPair()]
    const sealed = await sealTo([one.recipient, two.recipient], 'lo que pasó')
    expect(text(await openWith([one.identity], sealed))).toBe('lo que pasó')
    expect(text(await openWith([other.identity, two.identity], sealed))).toBe('lo que pasó')
    await expect(openWith([other.identity], sealed)).rejects.toThrow()
  })

  it('refuses what was altered, and refuses to seal to nobody', async () => {
    const pair = await newKeyPair()
    const sealed = await sealTo([pair.recipient], 'lo que pasó')
    sealed.set([(sealed.at(-1) ?? 0) ^ 1], sealed.length - 1)
    await expect(openWith([pair.identity], sealed)).rejects.toThrow()
    expect(() => sealTo([], 'x')).toThrow('recipient')
  })

  it('takes streams of any length', async () => {
    const pair = await newKeyPair()
    const content = new Uint8Array(200_000).map((_, index) => index % 251)
    const sealed = await sealStreamTo([pair.recipient], new Blob([content]).stream())
    const opened = await openStreamWith([pair.identity], sealed)
    expect(new Uint8Array(await new Response(opened as BodyInit).arrayBuffer())).toEqual(content)
  })
})

describe('padding', () => {
  it.each([
    ['', 16_384], ['a', 16_384], ['a'.repeat(16_382), 16_384], ['a'.repeat(16_383), 32_768], ['😀'.repeat(20_000), 131_072],
  ])('brings a text to one of a few sizes and back (%#)', (value, size) => {
    const bytes = padded(value)
    expect(bytes.length).toBe(size)
    expect(unpadded(bytes)).toBe(value)
  })

  it('is small for what is carried by hand', () => {
    expect(padded('a', true).length).toBe(1024)
  })

  it.each([[0, 65_536], [1, 65_536], [65_537, 131_072], [1024 ** 2, 1024 ** 2], [500 * 1024 ** 2, 512 * 1024 ** 2]])('fills a file of %i bytes up to %i', (bytes, size) => {
    expect(filledSize(bytes)).toBe(size)
  })

  it('leaves a file as it is and adds nothing but zeros', async () => {
    const content = new Uint8Array(70_000).map((_, index) => 1 + (index % 251))
    const { stream, bytes } = filled({ stream: new Blob([content]).stream(), bytes: content.length })
    const whole = new Uint8Array(await new Response(stream as BodyInit).arrayBuffer())
    expect([whole.length, bytes]).toEqual([131_072, 131_072])
    expect(Buffer.from(whole.subarray(0, content.length)).equals(Buffer.from(content))).toBe(true)
    expect(whole.subarray(content.length).every((byte) => byte === 0)).toBe(true)
  })
})

describe('receipt', () => {
  it('is sixteen digits, shown in groups, typed as people type', () => {
    const receipt = newReceipt()
    expect(receipt).toMatch(/^\d{16}$/)
    expect(shownReceipt('1234567812345678')).toBe('1234 5678 1234 5678')
    expect(typedReceipt(' 1234-5678 1234.5678 ')).toBe('1234567812345678')
    expect(typedReceipt('1234')).toBeNull()
  })

  it('uses every digit about as often', () => {
    const counts = new Map<string, number>()
    for (const digit of Array.from({ length: 2000 }, newReceipt).join('')) counts.set(digit, (counts.get(digit) ?? 0) + 1)
    expect(counts.size).toBe(10)
    for (const count of counts.values()) expect(Math.abs(count - 3200)).toBeLessThan(400)
  })

  it('leads to a lookup that is not the receipt, and opens the identity it sealed', async () => {
    const { identity } = await newKeyPair()
    const receipt = newReceipt()
    const lookup = await lookupOf(receipt)
    expect(lookup).toMatch(/^[\w-]{43}$/)
    expect(await lookupOf(receipt)).toBe(lookup)
    const sealed = await sealIdentity(receipt, identity)
    expect(await openIdentity(receipt, sealed)).toBe(identity)
    await expect(openIdentity(newReceipt(), sealed)).rejects.toThrow()
  })

  it('is kept as a hash of its lookup, the SHA-256 of FIPS 180-2 as base64url', async () => {
    expect(await keptOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
    const lookup = 'A'.repeat(43)
    expect(await keptOf(lookup)).toMatch(/^[\w-]{43}$/)
    expect(await keptOf(lookup)).not.toBe(lookup)
  })
})
