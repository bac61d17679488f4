// Sealed files in pieces over HTTP: resumed after a cut, whole or not at all, exported for the age program, forgotten when unused; refusals first.
import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { storiesOn, type Client, type StoryPeople } from '../../../tests/people.ts'
import { base64, makeReport, newSecret, proof } from '../../../tests/reports.ts'
import { openUnit, type OpenUnit } from '../../../tests/units.ts'
import { padded } from '../../platform/seal/padding.ts'
import { openWith, sealTo } from '../../platform/seal/seal.ts'
import { enqueueAct } from '../../platform/work/queue.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import { reports } from './index.ts'
import { mostFileBytes } from './model/file-sizes.ts'
import { filePieceBytes } from './model/files.ts'
import type { ReportView } from './model/inbox.ts'

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

let shelter: OpenUnit | undefined
const shelterOf = async (people: StoryPeople): Promise<OpenUnit> => (shelter ??= await openUnit(people))

const put = (client: Client, file: { id: string; secret: string }, offset: number, piece: Uint8Array) => client.asks({
  method: 'PUT', url: `/api/reports/files/${file.id}?offset=${offset}`, headers: { 'content-type': 'application/octet-stream', 'file-secret': file.secret }, payload: Buffer.from(piece),
})

const offsetOf = async (client: Client, file: { id: string; secret: string }) =>
  (await client.asks({ method: 'GET', url: `/api/reports/files/${file.id}/offset`, headers: { 'file-secret': file.secret } })).json<{ offset: number; bytes: number }>()

/** The time of day at which a folder was last changed, as the disk tells it. */
const timeOf = (path: string): string => statSync(path).mtime.toISOString().slice(10)
const midnight = 'T00:00:00.000Z'

const newFile = () => ({ id: randomUUID(), secret: newSecret() })

/** Sends a whole file in pieces of that size. */
const sendFile = async ({ nadie }: StoryPeople, content: Uint8Array, piece = 100_000) => {
  const file = newFile()
  await nadie.does('POST', '/api/reports/files', { ...file, bytes: content.length, proof: await proof(nadie) })
  for (let at = 0; at < content.length; at += piece) expect((await put(nadie, file, at, content.subarray(at, at + piece))).statusCode).toBe(200)
  return file
}

story('report.beginFile, report.appendFile, report.readOffset: wrong secrets, places and sizes are refused with what to do', async (people) => {
  const { nadie } = people
  const file = newFile()
  expect((await nadie.isRefused('POST', '/api/reports/files', { ...file, bytes: mostFileBytes + 1, proof: 'x' })).code).toBe('request.invalid')
  expect(await nadie.does('POST', '/api/reports/files', { ...file, bytes: 10, proof: await proof(nadie) })).toMatchObject({ offset: 0, bytes: 10 })
  expect((await nadie.isRefused('POST', '/api/reports/files', { ...file, secret: newSecret(), bytes: 10, proof: await proof(nadie) })).code).toBe('report.taken')
  expect((await put(nadie, { ...file, secret: newSecret() }, 0, Buffer.from('x'))).json()).toMatchObject({ code: 'report.notFound' })
  expect((await put(nadie, file, 5, Buffer.from('x'))).json()).toMatchObject({ code: 'report.elsewhere', offset: 0 })
  expect((await put(nadie, file, 0, Buffer.from('x'.repeat(11)))).json()).toMatchObject({ code: 'report.beyond' })
  expect((await put(nadie, file, 0, Buffer.alloc(filePieceBytes + 1))).statusCode).toBe(413)
  expect((await put(nadie, file, 0, Buffer.from('12345'))).json()).toMatchObject({ offset: 5, bytes: 10 })
  expect(await offsetOf(nadie, file)).toMatchObject({ offset: 5, bytes: 10 })
  expect(await nadie.does('POST', '/api/reports/files', { ...file, bytes: 10 })).toMatchObject({ offset: 5, bytes: 10 })
  const made = await makeReport([(await shelterOf(people)).key], 'con medio archivo', { files: [file] })
  expect((await nadie.isRefused('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })).code).toBe('report.filesMissing')
})

story('report.appendFile, report.fetchFile, report.readFile: a file arrives whole, is read by the unit, and one sent by the unit by the reporter', async (people) => {
  const { nadie, fatima } = people
  const { key, identity } = await shelterOf(people)
  const content = randomBytes(700_000)
  const file = await sendFile(people, await sealTo([key.recipient], content))
  const made = await makeReport([key], 'con archivo', { files: [file] })
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const again = await makeReport([key], 'con archivo ajeno', { files: [file] })
  expect((await nadie.isRefused('POST', '/api/reports', { ...again.sent, proof: await proof(nadie) })).code).toBe('report.filesMissing')
  const desk = (await sql<{ id: string }>`select id from reports.desk where report_id = ${made.sent.id}::uuid`.execute(people.node.database.owner)).rows[0]!.id
  expect((await fatima.sees<ReportView>(`/api/reports/${desk}`)).sealedFiles).toMatchObject([{ id: file.id }])
  const fetched = await fatima.asks({ method: 'GET', url: `/api/reports/${desk}/files/${file.id}` })
  expect(Buffer.from(await openWith([identity], new Uint8Array(fetched.rawPayload))).equals(content)).toBe(true)
  expect((await fatima.isRefused('GET', `/api/reports/${desk}/files/${randomUUID()}`)).status).toBe(404)
  const back = await sendFile(people, await sealTo([made.reader.recipient, key.recipient], Buffer.from('de vuelta')))
  const body = base64(await sealTo([made.reader.recipient, key.recipient], padded({ version: 1, language: 'es', text: 'le mando esto', files: [] })))
  await fatima.does('POST', `/api/reports/${desk}/answer`, { message: randomUUID(), seen: null, body, files: [back] })
  expect((await nadie.isRefused('POST', `/api/reports/files/${back.id}/read`, { lookup: newSecret(), proof: 'x' })).code).toBe('report.notFound')
  const read = await nadie.asks({ method: 'POST', url: `/api/reports/files/${back.id}/read`, payload: { lookup: made.lookup, proof: 'x' } })
  expect(new TextDecoder().decode(await openWith([made.reader.identity], new Uint8Array(read.rawPayload)))).toBe('de vuelta')
})

story('report.export: age files and a list that ordinary programs open', async (people) => {
  const { key, identity } = await shelterOf(people)
  const file = await sendFile(people, await sealTo([key.recipient], Buffer.from('una foto')))
  const made = await makeReport([key], 'para exportar', { files: [file] })
  await people.nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(people.nadie) })
  const desk = (await sql<{ id: string }>`select id from reports.desk where report_id = ${made.sent.id}::uuid`.execute(people.node.database.owner)).rows[0]!.id
  const reply = await people.gael.asks({ method: 'GET', url: `/api/reports/${desk}/export` })
  const folder = mkdtempSync(join(tmpdir(), 'sidmi export '))
  writeFileSync(join(folder, 'a.zip'), reply.rawPayload)
  const listed = spawnSync('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2]); print("\\n".join(z.namelist()))', join(folder, 'a.zip'), folder], { encoding: 'utf8' })
  expect([listed.stderr, listed.stdout.trim().split('\n')]).toEqual(['', ['manifest.txt', '000-report.age', `files/${file.id}.age`]])
  const unsealed = await openWith([identity], new Uint8Array((await import('node:fs')).readFileSync(join(folder, '000-report.age'))))
  expect(new TextDecoder().decode(unsealed)).toContain('para exportar')
  rmSync(folder, { recursive: true })
  expect((await people.node.remembers('report.export')).at(-1)).toMatchObject({ subject: desk, actorId: people.gael.id })
})

story('report.appendFile: a piece cut in the middle is sent again from where it stands; a fall between disk and table is mended', async (people) => {
  const { nadie, node } = people
  const content = await sealTo([(await shelterOf(people)).key.recipient], randomBytes(50_000))
  const file = newFile()
  await nadie.does('POST', '/api/reports/files', { ...file, bytes: content.length, proof: await proof(nadie) })
  await put(nadie, file, 0, content.subarray(0, 20_000))
  const { rows } = await sql<{ partId: string; place: string }>`select part_id as "partId", place from reports.file where id = ${file.id}::uuid`.execute(node.database.owner)
  const owner = join(node.database.dataFolder, 'files', 'sealed', '00000000-0000-4000-8000-000000000000')
  truncateSync(join(owner, rows[0]!.partId), 12_345)
  expect(await offsetOf(nadie, file)).toMatchObject({ offset: 12_345 })
  await put(nadie, file, 12_345, content.subarray(12_345))
  await sql`update reports.file set is_whole = false where id = ${file.id}::uuid`.execute(node.database.owner)
  expect(await offsetOf(nadie, file)).toMatchObject({ offset: content.length })
  const made = await makeReport([(await shelterOf(people)).key], 'mendado', { files: [file] })
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const kept = statSync(node.system.node.files.pathOf(rows[0]!.place))
  expect([kept.size, kept.mtime.toISOString().slice(10)]).toEqual([content.length, 'T00:00:00.000Z'])
  expect(readdirSync(owner).filter((name) => name.startsWith(rows[0]!.partId))).toEqual([])
  expect([owner, dirname(node.system.node.files.pathOf(rows[0]!.place))].map(timeOf)).toEqual([midnight, midnight])
})

story('report.sweepFiles, report.removeFiles: what no report named is gone after a week, and what was withdrawn at the next sweep, with no job that tells when', async (people) => {
  const { nadie, node } = people
  const { key } = await shelterOf(people)
  const [unused, used] = [await sendFile(people, await sealTo([key.recipient], 'x')), await sendFile(people, await sealTo([key.recipient], 'y'))]
  const half = newFile()
  await nadie.does('POST', '/api/reports/files', { ...half, bytes: 10, proof: await proof(nadie) })
  const made = await makeReport([key], 'con archivo', { files: [used] })
  await nadie.does('POST', '/api/reports', { ...made.sent, proof: await proof(nadie) })
  const places = async () => {
    const { rows } = await sql<{ id: string; place: string }>`select id, place from reports.file where id = any (${[unused.id, used.id]}::uuid[])`.execute(node.database.owner)
    return new Map(rows.map(({ id, place }) => [id, node.system.node.files.pathOf(place)]))
  }
  const before = await places()
  node.passes(9 * 24 * 3_600_000)
  await enqueueAct(node.database.db, 'report.sweepFiles', {})
  await node.works()
  expect([existsSync(before.get(unused.id)!), existsSync(before.get(used.id)!)]).toEqual([false, true])
  expect((await sql`select from reports.file where id = ${half.id}::uuid`.execute(node.database.owner)).rows).toEqual([])
  const jobs = async () => (await sql<{ jobs: number }>`select count(*)::int as jobs from graphile_worker.jobs`.execute(node.database.owner)).rows[0]?.jobs
  const waiting = await jobs()
  await nadie.does('POST', '/api/reports/withdraw', { lookup: made.lookup, proof: 'x' })
  expect(await jobs()).toBe(waiting)
  await enqueueAct(node.database.db, 'report.sweepFiles', {})
  await node.works()
  expect(existsSync(before.get(used.id)!)).toBe(false)
  expect([...before.values()].map((path) => timeOf(dirname(path)))).toEqual([midnight, midnight])
})
