// The acts of reading: the inbox by boxes, one report with everything sealed that belongs to it, its files, and the export for the age program.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { action, downloadAction, type ActName } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nodeBehind } from '../../../platform/node.ts'
import { packed, type Packed } from '../../../platform/zip.ts'
import { FetchFile, ListReports, ReportById, ReportList, ReportView, type ReportSummary } from '../model/inbox.ts'
import { reportProblems } from '../problems.ts'
import { manifestOf } from '../rules/manifest.ts'
import { dayOf } from '../rules/states.ts'
import { asPerson } from '../store/asking.ts'
import { countBoxes, desksIn, membersOfUnit, unitsOf, type Desk } from '../store/desks.ts'
import { besideReport, codingOf, filesOf, joinedTo, nameOfPerson, sameAs, stepsOf, unitsOfReport, wordsOf, type Words } from '../store/reading.ts'
import { onDesk, rememberDesk } from './desk.ts'

export const listReports = action({
  name: 'report.list',
  summary: { es: 'Ver los reportes de sus unidades por bandejas', en: 'See the reports of one’s units by boxes' },
  input: ListReports,
  output: ReportList,
  may: (actor) => actor.kind === 'person' && actor.institution?.kind !== 'migration',
  condition: { es: 'solo los de las unidades de que es miembro', en: 'only those of the units one is a member of' },
  async run({ input, actor, db, now }) {
    const personId = actor.id ?? ''
    await asPerson(db, personId)
    const units = await unitsOf(db, personId)
    const wanted = { units: units.map(({ id }) => id).filter((id) => input.unit === undefined || id === input.unit), personId, today: dayOf(now) }
    return { items: await desksIn(db, input.box, wanted), counts: await countBoxes(db, wanted), units }
  },
  remember: () => ({ nothing: 'Opening a report is remembered; looking at the list shows nothing of what was said.' }),
})

const base64 = (bytes: Buffer): string => bytes.toString('base64')

const conversation = (words: readonly Words[]): ReportView['conversation'] =>
  words.flatMap(({ id, kind, by, day, body, files }) => (kind === 'reporter' || kind === 'unit' ? [{ id, from: kind, by, day, body: base64(body), files }] : []))

const notes = (words: readonly Words[]): ReportView['notes'] =>
  words.flatMap(({ id, kind, by, at, body }) => (kind === 'note' && by && at ? [{ id, by, at: at.toISOString(), body: base64(body) }] : []))

const summaryOf = async (db: Db, desk: Desk, words: readonly Words[]): Promise<Omit<ReportSummary, 'offence'>> => {
  const said = conversation(words)
  const { id, unit, received, state, isAside, answerBy, answered, assigneeId } = desk
  return {
    id, unit, received, state, isAside, answerBy, answered, joinedTo: desk.joinedTo,
    assignee: assigneeId === null ? null : { id: assigneeId, name: await nameOfPerson(db, assigneeId) },
    lastFrom: said.at(-1)?.from ?? null,
    messages: said.length,
    files: words.reduce((sum, { files }) => sum + files.length, 0),
  }
}

const endingOf = async (db: Db, { reason, endedBy, endedAt }: Desk): Promise<ReportView['ending']> =>
  endedBy && endedAt ? { reason, by: { id: endedBy, name: await nameOfPerson(db, endedBy) }, at: endedAt.toISOString() } : null

/** Everything of a report as its unit opens it. */
export const viewOf = async (db: Db, desk: Desk): Promise<ReportView> => {
  const words = await wordsOf(db, desk)
  const { recipient, consents } = await besideReport(db, desk.reportId)
  const coding = await codingOf(db, desk.id)
  return {
    ...(await summaryOf(db, desk, words)),
    offence: coding?.offence ?? null,
    body: base64(words.find(({ kind }) => kind === 'report')?.body ?? Buffer.alloc(0)),
    consents, reader: { recipient },
    units: await unitsOfReport(db, desk.reportId),
    sealedFiles: (await filesOf(db, desk)).map(({ id, bytes, day, replaces }) => ({ id, bytes, day, replaces })),
    conversation: conversation(words), notes: notes(words),
    coding: coding ? { ...coding, at: coding.at.toISOString() } : null,
    ending: await endingOf(db, desk),
    joined: await joinedTo(db, desk.id),
    countedWith: await sameAs(db, desk.id),
    members: await membersOfUnit(db, desk.unit.id),
    history: (await stepsOf(db, desk.id)).map(({ act, by, at }) => ({ act, by, at: at.toISOString() })),
  }
}

/** What may follow on a report; said with every answer about one. */
export const offers = (): readonly ActName[] => [
  'report.code', 'report.assign', 'conversation.answer', 'conversation.note', 'report.transfer', 'report.join', 'report.part', 'report.reject', 'report.close', 'report.reopen', 'report.export',
]

export const readReport = action({
  name: 'report.read',
  summary: { es: 'Abrir un reporte de la unidad: lo sellado y lo que está al lado', en: 'Open a report of the unit: what is sealed and what is beside it' },
  input: ReportById,
  output: ReportView,
  ...onDesk,
  offers,
  run: ({ subject, db }) => viewOf(db, subject),
  remember: rememberDesk(),
})

/** Opened only once it is read. */
async function* opened(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>
}

const bytesAt = (db: Db, place: string): AsyncIterable<Uint8Array> => opened(nodeBehind(db)?.files.pathOf(place) ?? '')

export const fetchFile = downloadAction({
  name: 'report.fetchFile',
  summary: { es: 'Traer un archivo sellado de un reporte', en: 'Fetch a sealed file of a report' },
  input: FetchFile,
  ...onDesk,
  isFromFiles: true,
  async run({ input, subject, db }) {
    const file = (await filesOf(db, subject)).find(({ id }) => id === input.file)
    if (!file) throw reportProblems.notFound()
    return { name: `${file.id}.age`, mediaType: 'application/octet-stream', bytes: file.bytes, body: bytesAt(db, file.place) }
  },
  remember: ({ input, subject }) => ({ subject: subject.id, changed: [`file:${input.file}`] }),
})

const nameOf = ({ seq, kind }: Words): string => `${String(seq).padStart(3, '0')}-${kind}.age`

export const exportReport = downloadAction({
  name: 'report.export',
  summary: { es: 'Exportar un reporte como archivos age y una lista, para abrirlo con el programa age', en: 'Export a report as age files and a list, to be opened with the age program' },
  input: ReportById,
  ...onDesk,
  isFromFiles: true,
  async run({ subject, db }) {
    const words = await wordsOf(db, subject)
    const files = await filesOf(db, subject)
    const manifest = manifestOf({ desk: subject.id, unit: subject.unit.name, received: subject.received, words: words.map((each) => ({ ...each, name: nameOf(each) })), files })
    const parts: Packed[] = [
      { name: 'manifest.txt', body: Readable.from([Buffer.from(manifest)]) },
      ...words.map((each) => ({ name: nameOf(each), body: Readable.from([each.body]) })),
      ...files.map(({ id, place }) => ({ name: `files/${id}.age`, body: bytesAt(db, place) })),
    ]
    return { name: `sidmi-report-${subject.id}.zip`, mediaType: 'application/zip', body: packed(parts) }
  },
  remember: rememberDesk(),
})
