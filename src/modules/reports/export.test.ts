// An exported report opened by the standard age program alone: every text, every file, earlier keys, and what another unit passed on.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { storiesOn, type Client, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, newSecret, proof, type Made } from '../../../tests/reports.ts'
import { openUnit, ownKeyOf, proofOf, type OpenUnit } from '../../../tests/units.ts'
import { padded, unpadded } from '../../platform/seal/padding.ts'
import { newKeyPair, openWith, sealTo } from '../../platform/seal/seal.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import type { ReportList, ReportView } from './model/inbox.ts'

const isHere = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const hasPrograms = isHere('age') && isHere('python3')
const story = storiesOn({ modules: [accounts, catalogues, units, reports] })
const storyWithAge: typeof story = hasPrograms ? story : () => undefined

test.runIf(!hasPrograms)('age or python3 is not installed (Debian: age, python3): exported reports were not opened with them here', () => {
  expect(hasPrograms).toBe(false)
})

const folder = mkdtempSync(join(tmpdir(), 'sidmi exported '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Sends a sealed file in one piece. */
const sends = async (client: Client, sealed: Uint8Array) => {
  const file = { id: randomUUID(), secret: newSecret() }
  await client.does('POST', '/api/reports/files', { ...file, bytes: sealed.length, proof: await proof(client) })
  const reply = await client.asks({ method: 'PUT', url: `/api/reports/files/${file.id}?offset=0`, headers: { 'content-type': 'application/octet-stream', 'file-secret': file.secret }, payload: Buffer.from(sealed) })
  expect(reply.statusCode).toBe(200)
  return file
}

const words = (text: string): Uint8Array => padded({ version: 1, language: 'es', text, files: [] })
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/** Puts a new key in the place of the unit's, as the lead's browser does. */
const rotates = async ({ node, fatima, gael }: StoryPeople, unit: OpenUnit): Promise<OpenUnit> => {
  const pair = await newKeyPair()
  const wraps = await Promise.all([fatima, gael].map(async (person) => ({ person: person.id, sealed: base64(await sealTo([(await ownKeyOf(node, person)).recipient], pair.identity)) })))
  const { keys } = await fatima.does<{ keys: { id: string; isCurrent: boolean }[] }>('POST', `/api/units/${unit.id}/rotation`, { recipient: pair.recipient, wraps, proof: await proofOf(fatima, unit.id, await ownKeyOf(node, fatima)) })
  return { id: unit.id, identity: pair.identity, key: { id: keys.find(({ isCurrent }) => isCurrent)!.id, recipient: pair.recipient } }
}

/** The export unpacked, and everything in it opened by age with the identities a unit exported; by name. */
const openedByAge = async ({ gael }: StoryPeople, desk: string, identities: readonly string[]): Promise<Map<string, Buffer>> => {
  const reply = await gael.asks({ method: 'GET', url: `/api/reports/${desk}/export` })
  const place = mkdtempSync(join(folder, 'one '))
  const [zip, key] = [join(place, 'report.zip'), join(place, 'unit.txt')]
  writeFileSync(zip, reply.rawPayload)
  writeFileSync(key, ['# una unidad', ...identities.map((identity) => `# public key\n${identity}`), ''].join('\n'))
  const names = execFileSync('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); z.extractall(sys.argv[2]); print("\\n".join(z.namelist()))', zip, place], { encoding: 'utf8' }).trim().split('\n')
  const manifest = readFileSync(join(place, 'manifest.txt'), 'utf8')
  const sealed = names.filter((name) => name.endsWith('.age'))
  for (const name of sealed) expect(manifest).toContain(name)
  expect(names.toSorted()).toEqual(['manifest.txt', ...sealed].toSorted())
  return new Map(sealed.map((name) => [name, execFileSync('age', ['--decrypt', '--identity', key, join(place, name)], { maxBuffer: 64 * 1024 ** 2, stdio: 'pipe' })]))
}

const textsOf = (opened: Map<string, Buffer>): string[] => [...opened].filter(([name]) => !name.startsWith('files/')).map(([, content]) => (unpadded(content) as { text: string }).text)
const filesOf = (opened: Map<string, Buffer>): Buffer[] => [...opened].filter(([name]) => name.startsWith('files/')).map(([, content]) => content)

const deskOf = async ({ node }: StoryPeople, { sent }: Made): Promise<string> =>
  (await sql<{ id: string }>`select id from reports.desk where report_id = ${sent.id}::uuid`.execute(node.database.owner)).rows[0]!.id

storyWithAge('report.export: the age program opens every text and file of it, of earlier keys too, with what the unit exported; and nobody else’s key does', async (people) => {
  const { nadie, fatima } = people
  const first = await openUnit(people)
  const [photo, video, back] = [randomBytes(70_000), randomBytes(900_000), randomBytes(1000)]
  const made = await makeReport([first.key], 'lo primero, 64 ñ 🌙 עברית', { files: [await sends(nadie, await sealTo([first.key.recipient], photo))] })
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const desk = await deskOf(people, made)
  const now = await rotates(people, first)
  const added = await sends(nadie, await sealTo([now.key.recipient, made.reader.recipient], video))
  await nadie.does('POST', '/api/reports/add', { lookup: made.lookup, id: randomUUID(), files: [added], proof: await proof(nadie), body: base64(await sealTo([now.key.recipient, made.reader.recipient], words('lo segundo'))) })
  const { conversation } = await fatima.sees<ReportView>(`/api/reports/${desk}`)
  const answer = await sends(nadie, await sealTo([now.key.recipient, made.reader.recipient], back))
  await fatima.does('POST', `/api/reports/${desk}/answer`, { message: randomUUID(), seen: conversation.at(-1)!.id, files: [answer], body: base64(await sealTo([now.key.recipient, made.reader.recipient], words('la respuesta'))) })
  await fatima.does('POST', `/api/reports/${desk}/note`, { note: randomUUID(), body: base64(await sealTo([now.key.recipient], words('la nota'))) })
  const opened = await openedByAge(people, desk, [now.identity, first.identity])
  expect(textsOf(opened)).toEqual(['lo primero, 64 ñ 🌙 עברית', 'lo segundo', 'la respuesta', 'la nota'])
  const files = filesOf(opened)
  expect(files).toHaveLength(3)
  for (const content of [photo, video, back]) expect(files.some((file) => file.equals(content))).toBe(true)
  await expect(openedByAge(people, desk, [now.identity])).rejects.toThrow('age')
  await expect(openedByAge(people, desk, [(await newKeyPair()).identity])).rejects.toThrow('age')
})

storyWithAge('report.export, report.transfer: what was passed on opens with the other unit’s key alone', async (people) => {
  const { nadie, fatima } = people
  const [unit, other] = [await openUnit(people), await openUnit(people)]
  const photo = randomBytes(50_000)
  const made = await makeReport([unit.key], 'para pasar', { files: [await sends(nadie, await sealTo([unit.key.recipient], photo))] })
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const desk = await deskOf(people, made)
  const { body, sealedFiles } = await fatima.sees<ReportView>(`/api/reports/${desk}`)
  const anew = base64(await sealTo([other.key.recipient], await openWith([unit.identity], bytes(body))))
  const file = { ...await sends(nadie, await sealTo([other.key.recipient], photo)), replaces: sealedFiles[0]!.id }
  await fatima.does('POST', `/api/reports/${desk}/transfer`, { unit: other.id, key: other.key.id, body: anew, messages: [], files: [file] })
  const there = (await fatima.sees<ReportList>(`/api/reports?box=new&unit=${other.id}`)).items[0]!.id
  const opened = await openedByAge(people, there, [other.identity])
  expect(textsOf(opened)).toEqual(['para pasar'])
  expect(filesOf(opened).map((content) => content.equals(photo))).toEqual([true])
  await expect(openedByAge(people, there, [unit.identity])).rejects.toThrow('age')
  expect(textsOf(await openedByAge(people, desk, [unit.identity]))).toEqual(['para pasar'])
})
