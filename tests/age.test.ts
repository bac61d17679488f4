// The same files with age's own program and with the C2SP test kit: no cryptography of ours, and nobody locked in.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { armor, Decrypter } from 'age-encryption'
import { afterAll, describe, expect, test } from 'vitest'
import { newKeyPair, openWith, sealTo } from '../src/platform/seal/seal.ts'
import { padded, unpadded } from '../src/platform/seal/padding.ts'

const hasAge = spawnSync('age', ['--version']).status === 0
const kit = new URL('../../shared/standards/crypto/age-testkit/', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'sidmi age '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const age = (...words: string[]): Buffer => execFileSync('age', words)

describe.runIf(hasAge)('the age program', () => {
  test('opens a report with the identity a unit exported', async () => {
    const { recipient, identity } = await newKeyPair()
    const other = await newKeyPair()
    const report = { version: 1, language: 'es', text: 'Me quitaron el dinero en el puente 🌙', answers: {}, files: [] }
    const sealed = kept('report.age', await sealTo([other.recipient, recipient], padded(report)))
    const opened = age('--decrypt', '--identity', kept('unit.txt', `# una unidad\n${identity}\n`), sealed)
    expect(unpadded(opened)).toEqual(report)
    const stranger = kept('stranger.txt', `${(await newKeyPair()).identity}\n`)
    expect(() => execFileSync('age', ['--decrypt', '--identity', stranger, sealed], { stdio: 'pipe' })).toThrow()
  })

  test('seals what we open, and opens custodians’ nested parts one after the other', async () => {
    const [unit, one, two] = [await newKeyPair(), await newKeyPair(), await newKeyPair()]
    const written = age('--encrypt', '--recipient', unit.recipient, kept('plain.txt', 'desde el programa'))
    expect(new TextDecoder().decode(await openWith([unit.identity], new Uint8Array(written)))).toBe('desde el programa')
    const outer = kept('outer.age', await sealTo([one.recipient], await sealTo([two.recipient], unit.identity)))
    const inner = kept('inner.age', age('--decrypt', '--identity', kept('one.txt', `${one.identity}\n`), outer))
    expect(age('--decrypt', '--identity', kept('two.txt', `${two.identity}\n`), inner).toString()).toBe(unit.identity)
  })
})

test.runIf(!hasAge)('the age program is not installed (Debian: age): its files were not checked against ours here', () => {
  expect(hasAge).toBe(false)
})

interface Case {
  file: string
  expected: string
  payload: string | undefined
  identities: string[]
  passphrases: string[]
  sealed: () => Uint8Array
}

/** A case of the kit: lines of name and value, an empty line, the file. */
const caseOf = (file: string): Case => {
  const bytes = readFileSync(join(kit, file))
  const end = bytes.indexOf('\n\n')
  const lines = bytes.subarray(0, end).toString().split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const)
  const all = (name: string): string[] => lines.filter(([each]) => each === name).map(([, value]) => value)
  const rest = bytes.subarray(end + 2)
  const plain = all('compressed')[0] === 'zlib' ? inflateSync(rest) : rest
  return {
    file, expected: all('expect')[0] ?? '', payload: all('payload')[0], identities: all('identity'), passphrases: all('passphrase'),
    sealed: () => (all('armored')[0] === 'yes' ? armor.decode(plain.toString('latin1')) : new Uint8Array(plain)),
  }
}

const isOurs = ({ identities }: Case): boolean => identities.every((identity) => identity.startsWith('AGE-SECRET-KEY-1'))

const open = async ({ identities, passphrases, sealed }: Case): Promise<string> => {
  const opener = new Decrypter()
  for (const identity of identities) opener.addIdentity(identity)
  for (const passphrase of passphrases) opener.addPassphrase(passphrase)
  return createHash('sha256').update(await opener.decrypt(sealed())).digest('hex')
}

describe.runIf(existsSync(kit))('the C2SP test kit', () => {
  const cases = existsSync(kit) ? readdirSync(kit).filter((file) => !file.includes('.')).map(caseOf).filter(isOurs) : []

  test('has its cases for X25519 recipients and passphrases', () => {
    expect(cases.length).toBeGreaterThan(100)
  })

  test.each(cases.map((each) => [each.file, each.expected, each] as const))('%s: %s', async (_file, expected, each) => {
    if (expected !== 'success') return expect(open(each)).rejects.toThrow()
    const digest = await open(each)
    return expect(digest).toBe(each.payload ?? digest)
  })
})

test.runIf(!existsSync(kit))('the C2SP test kit is not in ../shared/standards/crypto/age-testkit: its cases were not run here', () => {
  expect(existsSync(kit)).toBe(false)
})
