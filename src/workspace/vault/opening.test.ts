// What the vault keeps after work that takes a moment: nothing once it was locked meanwhile, and nothing of somebody who is gone.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeyRing } from '../../modules/units/model.ts'
import { newKeyPair, sealTo, sealWithPassphrase, type KeyPair } from '../../platform/seal/seal.ts'
import type { Opened } from './memory.ts'

vi.stubGlobal('addEventListener', () => undefined)
vi.stubGlobal('removeEventListener', () => undefined)
vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then))
vi.mock('../kit/query.ts', async () => {
  const { QueryClient } = await import('@tanstack/react-query')
  return { queryClient: new QueryClient() }
})

const { queryClient } = await import('../kit/query.ts')
const { current, hold, lock } = await import('./memory.ts')
const { absorb, base64Of, openByPassphrase, openMade } = await import('./opening.ts')

const signsIn = (person: string | null): void => void queryClient.setQueryData(['session'], { person: person && { id: person } })

const ringOf = async (own: KeyPair, units: readonly KeyPair[]): Promise<KeyRing> => ({
  keys: [{ id: 'own', recipient: own.recipient, isCurrent: true, madeAt: '', locks: [
    { id: 'lock', kind: 'passphrase', name: '', hint: null, madeAt: '', sealed: base64Of(await sealWithPassphrase('una frase', own.identity, 8)) },
  ] }],
  units: await Promise.all(units.map(async ({ recipient, identity }, at) => ({
    id: `unit ${String(at)}`, name: '', isLead: true,
    keys: [{ id: `key ${String(at)}`, recipient, isCurrent: true, wraps: [{ to: 'own', sealed: base64Of(await sealTo([own.recipient], identity)) }] }],
  }))),
  custodies: [], recoveries: [],
})

const openedWith = ({ identity }: KeyPair, person = 'fatima'): Opened => ({ person, own: [{ key: 'own', isCurrent: true, identity }], units: new Map() })

beforeEach(() => signsIn('fatima'))
afterEach(lock)

test('locked while news of a key is being opened, it stays locked', async () => {
  const own = await newKeyPair()
  const [ring, opened] = [await ringOf(own, [await newKeyPair()]), openedWith(own)]
  hold(opened)
  const absorbing = absorb(ring, opened)
  lock()
  await absorbing
  expect(current()).toBeUndefined()
})

test('locked and opened by somebody else meanwhile, nothing of the first person comes back', async () => {
  const [own, other] = [await newKeyPair(), await newKeyPair()]
  const [ring, opened] = [await ringOf(own, [await newKeyPair()]), openedWith(own)]
  hold(opened)
  const absorbing = absorb(ring, opened)
  lock()
  signsIn('gael')
  const theirs = openedWith(other, 'gael')
  hold(theirs)
  await absorbing
  expect(current()).toBe(theirs)
})

test('of news that come one right after the other, the last ones stand', async () => {
  const own = await newKeyPair()
  const opened = openedWith(own)
  const [one, two] = [await ringOf(own, [await newKeyPair()]), await ringOf(own, [await newKeyPair(), await newKeyPair()])]
  for (const rings of [[one, two], [two, one]]) {
    hold(opened)
    await Promise.all(rings.map((ring) => absorb(ring, opened)))
    expect(current()?.units.size).toBe(rings.at(-1)?.units.length)
    lock()
  }
})

test('whoever signed out while the passphrase was being tried, or whose place another took, leaves nothing open', async () => {
  const own = await newKeyPair()
  const ring = await ringOf(own, [await newKeyPair()])
  for (const next of [null, 'gael']) {
    signsIn('fatima')
    const opening = openByPassphrase(ring, 'fatima', 'una frase')
    signsIn(next)
    expect(await opening).toBe(true)
    expect(current()).toBeUndefined()
    signsIn('fatima')
    const making = openMade(ring, 'fatima', { ...own, lock: { kind: 'passphrase', name: '', hint: null, sealed: '' } })
    signsIn(next)
    await making
    expect(current()).toBeUndefined()
  }
  signsIn('fatima')
  expect(await openByPassphrase(ring, 'fatima', 'otra')).toBe(false)
  expect(await openByPassphrase(ring, 'fatima', 'una frase')).toBe(true)
  expect(current()?.units.get('unit 0')).toHaveLength(1)
})
