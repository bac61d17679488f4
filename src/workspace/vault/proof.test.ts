// What a browser opens at the node's asking: words that prove a key, and never a report or a key.
import { expect, test, vi } from 'vitest'
import { newKeyPair, sealTo } from '../../platform/seal/seal.ts'
import { proofFor } from './proof.ts'

const asked = vi.hoisted(() => ({ sealed: '' }))
vi.mock('../kit/kit.ts', () => ({ callAct: () => Promise.resolve(asked) }))

const asks = async (recipient: string, content: string): Promise<void> => {
  asked.sealed = Buffer.from(await sealTo([recipient], content)).toString('base64')
}

test('a word that no key here opens, or something that is no such word, is not given back', async () => {
  const [own, other] = [await newKeyPair(), await newKeyPair()]
  for (const content of [other.identity, '{"text":"lo que alguien contó"}', '']) {
    await asks(own.recipient, content)
    await expect(proofFor('unit', [own.identity]), content).rejects.toThrow('something else')
  }
  await asks(other.recipient, 'sidmi-proof-de otra')
  await expect(proofFor('unit', [own.identity])).rejects.toThrow()
})

test('the word is given back opened, whichever key opens it', async () => {
  const [own, unit] = [await newKeyPair(), await newKeyPair()]
  await asks(unit.recipient, 'sidmi-proof-una')
  expect(await proofFor('unit', [own.identity, unit.identity])).toBe('sidmi-proof-una')
})
