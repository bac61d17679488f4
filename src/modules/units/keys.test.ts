// Stories of one's own key and of making a unit's: nothing but what is sealed ever reaches the node.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Person } from '../../../tests/people.ts'
import { base64, fromBase64, ownKeyOf, proofOf, receives, testPassphrase, unitOf } from '../../../tests/units.ts'
import { newKeyPair, openWithPassphrase, sealWithPassphrase } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { units } from './index.ts'
import type { KeyRing } from './model.ts'

const story = storiesOn({ modules: [accounts, units] })
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const lockOf = async (identity: string, passphrase = testPassphrase) => ({ kind: 'passphrase', sealed: base64(await sealWithPassphrase(passphrase, identity, 8)) })
const ringOf = (person: Person): Promise<KeyRing> => person.sees<KeyRing>('/api/keys')
/** What any person at all may send as sealed. */
const sealedNothing = base64(new TextEncoder().encode('age-encryption.org/v1\n'))

story('key.create: not for strangers, other roles or migration control, and nothing unsealed is taken', async ({ nadie, elena, hugo, fatima, node }) => {
  const { recipient, identity } = await newKeyPair()
  const body = { recipient, lock: await lockOf(identity) }
  expect(await nadie.status('POST', '/api/keys', body)).toBe(401)
  for (const person of [elena, hugo]) expect(await person.status('POST', '/api/keys', body), person.name).toBe(404)
  expect(await fatima.isRefused('POST', '/api/keys', { recipient, lock: { kind: 'passphrase', sealed: btoa(identity) } })).toMatchObject({ status: 400 })
  await fatima.does('POST', '/api/keys', body)
  expect(await fatima.isRefused('POST', '/api/keys', body)).toMatchObject({ code: 'key.exists' })
  expect(await fatima.isRefused('POST', '/api/keys', { ...body, replaces: true })).toMatchObject({ code: 'key.taken' })
  const kept = (await sql<{ sealed: Uint8Array }>`select sealed from units.lock`.execute(node.database.owner)).rows.map(({ sealed }) => text(sealed))
  expect(kept).toHaveLength(1)
  expect(kept.join('')).not.toContain(identity)
  const pair = await newKeyPair()
  await fatima.does('POST', '/api/keys', { recipient: pair.recipient, lock: await lockOf(pair.identity), replaces: true })
  expect((await ringOf(fatima)).keys.map((key) => [key.recipient, key.isCurrent])).toEqual([[pair.recipient, true], [recipient, false]])
})

story('key.read: everyone receives what is sealed to them and nothing of others', async ({ node, fatima, gael, hugo, nadie }) => {
  expect(await nadie.status('GET', '/api/keys')).toBe(401)
  expect(await hugo.status('GET', '/api/keys')).toBe(404)
  const pair = await newKeyPair()
  await gael.does('POST', '/api/keys', { recipient: pair.recipient, lock: await lockOf(pair.identity) })
  const ring = await ringOf(gael)
  expect(ring.keys).toHaveLength(1)
  expect(text(await openWithPassphrase(testPassphrase, fromBase64(ring.keys[0]!.locks[0]!.sealed)))).toBe(pair.identity)
  expect(JSON.stringify(ring)).not.toContain((await ringOf(fatima)).keys[0]!.recipient)
  expect((await node.remembers('key.read')).filter(({ outcome, actorId }) => outcome === 'done' && actorId === gael.id).length).toBeGreaterThan(0)
})

story('key.changePassphrase: only of one’s own key; the passphrase before no longer opens what is kept', async ({ fatima, gael }) => {
  const { keys: [key] } = await ringOf(gael)
  const identity = text(await openWithPassphrase(testPassphrase, fromBase64(key!.locks[0]!.sealed)))
  const { sealed } = await lockOf(identity, 'otra frase distinta del todo')
  const proof = await proofOf(gael, key!.id, { identity, recipient: key!.recipient })
  expect(await fatima.status('GET', `/api/keys/challenge?about=${key!.id}`)).toBe(404)
  expect(await fatima.status('PUT', `/api/keys/${key!.id}/passphrase`, { sealed, proof })).toBe(404)
  expect(await gael.status('PUT', `/api/keys/${key!.id}/passphrase`, { sealed: btoa('abierto'), proof })).toBe(400)
  expect(await gael.isRefused('PUT', `/api/keys/${key!.id}/passphrase`, { sealed, proof: 'adivinada' })).toMatchObject({ status: 403, code: 'key.notProven' })
  const changed = await gael.does<KeyRing>('PUT', `/api/keys/${key!.id}/passphrase`, { sealed, proof })
  expect(changed.keys[0]!.locks).toHaveLength(1)
  await expect(openWithPassphrase(testPassphrase, fromBase64(changed.keys[0]!.locks[0]!.sealed))).rejects.toThrow()
  expect(text(await openWithPassphrase('otra frase distinta del todo', fromBase64(changed.keys[0]!.locks[0]!.sealed)))).toBe(identity)
})

story('key.addPasskey and key.removePasskey: only on one’s own key, at most eight, and never the last way in', async ({ fatima, gael }) => {
  const { keys: [key] } = await ringOf(gael)
  const lock = { kind: 'passkey', name: 'portátil', hint: 'AGE-PLUGIN-FIDO2PRF-1EXAMPLE', sealed: sealedNothing }
  const identity = text(await openWithPassphrase('otra frase distinta del todo', fromBase64(key!.locks[0]!.sealed)))
  const proof = await proofOf(gael, key!.id, { identity, recipient: key!.recipient })
  expect(await fatima.status('POST', `/api/keys/${key!.id}/passkeys`, { lock, proof })).toBe(404)
  expect(await gael.isRefused('POST', `/api/keys/${key!.id}/passkeys`, { lock, proof: 'adivinada' })).toMatchObject({ status: 403, code: 'key.notProven' })
  for (let number = 0; number < 8; number += 1) await gael.does('POST', `/api/keys/${key!.id}/passkeys`, { lock, proof })
  expect(await gael.isRefused('POST', `/api/keys/${key!.id}/passkeys`, { lock, proof })).toMatchObject({ code: 'key.tooManyPasskeys' })
  const { locks } = (await ringOf(gael)).keys[0]!
  const [passphrase, ...passkeys] = [locks.find(({ kind }) => kind === 'passphrase')!, ...locks.filter(({ kind }) => kind === 'passkey')]
  expect(await fatima.status('POST', `/api/keys/passkeys/${passkeys[0]!.id}/removal`, { proof })).toBe(404)
  expect(await gael.isRefused('POST', `/api/keys/passkeys/${passkeys[0]!.id}/removal`, { proof: 'adivinada' })).toMatchObject({ code: 'key.notProven' })
  await gael.does('POST', `/api/keys/passkeys/${passphrase.id}/removal`, { proof })
  for (const { id } of passkeys) await gael.does('POST', `/api/keys/passkeys/${id}/removal`, { proof })
  expect((await ringOf(gael)).keys[0]!.locks.map(({ kind }) => kind)).toEqual(['passphrase'])
  expect(await gael.isRefused('POST', `/api/keys/passkeys/${passphrase.id}/removal`, { proof })).toMatchObject({ code: 'key.lastLock' })
})

story('key.make: only by a lead with a key of their own, for exactly the members, once', async ({ node, elena, bruno, fatima, gael }) => {
  await receives(elena, bruno)
  const unit = await unitOf(bruno, { country: 'MX', territories: ['MX'] })
  const { recipient } = await newKeyPair()
  const body = { recipient, wraps: [{ person: bruno.id, sealed: sealedNothing }], proof: 'adivinada' }
  expect(await fatima.status('POST', `/api/units/${unit.id}/key`, body)).toBe(404)
  expect(await bruno.isRefused('POST', `/api/units/${unit.id}/key`, body)).toMatchObject({ code: 'key.makeYoursFirst' })
  const own = await ownKeyOf(node, bruno)
  expect(await bruno.isRefused('POST', `/api/units/${unit.id}/key`, body)).toMatchObject({ code: 'key.notProven' })
  body.proof = await proofOf(bruno, unit.id, own)
  expect(await bruno.isRefused('POST', `/api/units/${unit.id}/key`, { ...body, wraps: [{ person: gael.id, sealed: sealedNothing }] })).toMatchObject({ code: 'key.membersChanged' })
  expect(await bruno.isRefused('POST', `/api/units/${unit.id}/rotation`, body)).toMatchObject({ code: 'key.notMade' })
  expect(await bruno.does('POST', `/api/units/${unit.id}/key`, body)).toMatchObject({ isOpen: false, gaps: ['oneHolder'], keys: [{ isCurrent: true, holders: [bruno.id] }] })
  expect(await bruno.isRefused('POST', `/api/units/${unit.id}/key`, body)).toMatchObject({ code: 'key.alreadyMade' })
})
