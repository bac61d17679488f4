// The acts of sealed files: begin, send the next piece, ask how much arrived, read what a unit sent; and tidying what no report named.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { anyoneGranted } from '../../../platform/access.ts'
import { action, downloadAction } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { nodeBehind, type Node, type Part } from '../../../platform/node.ts'
import { NoInput } from '../../../platform/schema.ts'
import { SentFile } from '../model.ts'
import { AppendFile, BeginFile, daysUnused, daysUnusedCrowded, FileOffset, nobody, ReadFile } from '../model/files.ts'
import { reportProblems } from '../problems.ts'
import { dayOf, daysAfter } from '../rules/states.ts'
import { asNode, asReporter, asSender } from '../store/asking.ts'
import { fileBySecret, fileSeen, forgetUnused, insertFile, lockFile, noteWhole, type StoredFile } from '../store/files.ts'
import { reportOfReceipt } from '../store/sending.ts'
import { beforeAsking, beforeFile, beforePiece, spend } from './gate.ts'
import { isCrowded, takeRoom } from './room.ts'

const untraced = { may: anyoneGranted, leavesNoTrace: true, remember: () => ({ nothing: 'Whoever sends leaves no trace but the day.' }) } as const

/** How much of it is here. What fell between the disk and the table is mended on the way. */
const arrived = async (db: Db, { files }: Node, { id, bytes, partId, place, isWhole }: StoredFile): Promise<number> => {
  if (isWhole) return bytes
  const part = await files.sealedParts.read(nobody, partId)
  if (part) return part.offset
  if (!(await files.isKept(place))) throw reportProblems.notFound()
  await noteWhole(db, id)
  return bytes
}

type Keys = z.infer<typeof SentFile>

const fileOf = async (db: Db, keys: Keys, read = fileBySecret): Promise<StoredFile> => {
  await asSender(db, [keys.secret])
  const file = await read(db, keys)
  if (!file) throw reportProblems.notFound()
  return file
}

export const beginFile = action({
  name: 'report.beginFile',
  summary: { es: 'Empezar a enviar un archivo sellado', en: 'Begin sending a sealed file' },
  input: BeginFile,
  output: FileOffset,
  ...untraced,
  pace: { before: beforeFile },
  async run({ input, db, node, now }) {
    await asSender(db, [input.secret])
    const known = await fileBySecret(db, input)
    if (known) return { offset: await arrived(db, node, known), bytes: known.bytes }
    if (input.proof !== undefined) await spend(input.proof, input.id)
    await takeRoom(db, node, 0)
    const partId = await node.files.sealedParts.begin(nobody, input.bytes)
    if (await insertFile(db, { id: input.id, secret: input.secret, bytes: input.bytes, day: dayOf(now), partId, place: randomBytes(32).toString('hex') })) return { offset: 0, bytes: input.bytes }
    await node.files.sealedParts.discard(nobody, partId)
    throw reportProblems.taken()
  },
})

export const readOffset = action({
  name: 'report.readOffset',
  summary: { es: 'Ver cuánto llegó de un archivo sellado', en: 'See how much of a sealed file has arrived' },
  input: SentFile,
  output: FileOffset,
  ...untraced,
  async run({ input, db, node }) {
    const file = await fileOf(db, input)
    return { offset: await arrived(db, node, file), bytes: file.bytes }
  },
})

/** The last piece makes the file whole: from then on a report may name it. */
const finish = async (db: Db, { files }: Node, { path }: Part, { id, partId, place }: StoredFile): Promise<void> => {
  await files.adopt(path, place)
  await files.sealedParts.discard(nobody, partId)
  await noteWhole(db, id)
}

export const appendFile = action({
  name: 'report.appendFile',
  summary: { es: 'Enviar la parte siguiente de un archivo sellado', en: 'Send the next piece of a sealed file' },
  input: AppendFile,
  output: FileOffset,
  ...untraced,
  pace: { before: beforePiece },
  async run({ input: { offset, body, ...keys }, db, node }) {
    const file = await fileOf(db, keys, lockFile)
    const here = await arrived(db, node, file)
    const next = offset + body.byteLength
    if (offset !== here) throw reportProblems.elsewhere({ offset: here }, { extra: { offset: here } })
    if (next > file.bytes) throw reportProblems.beyond()
    await takeRoom(db, node, body.byteLength)
    const part = await node.files.sealedParts.read(nobody, file.partId)
    if (part) await node.files.sealedParts.append(part, body)
    if (part && next === file.bytes) await finish(db, node, part, file)
    return { offset: next, bytes: file.bytes }
  },
})

/** An age file as it is kept, from the disk. */
const sealedStream = (db: Db, { id, bytes, place }: StoredFile) => ({
  name: `${id}.age`, mediaType: 'application/octet-stream', bytes, body: createReadStream(nodeBehind(db)?.files.pathOf(place) ?? ''),
})

export const readSentFile = downloadAction({
  name: 'report.readFile',
  summary: { es: 'Leer con el recibo un archivo que envió la unidad', en: 'Read with the receipt a file the unit sent' },
  input: ReadFile,
  ...untraced,
  isFromFiles: true,
  pace: { before: beforeAsking, step: 1000 },
  async run({ input, db }) {
    await asReporter(db, input.lookup)
    const report = await reportOfReceipt(db, false)
    const file = report && (await fileSeen(db, input.id, report.id))
    if (!file) throw reportProblems.notFound()
    return sealedStream(db, file)
  },
})

const nodeOnly = { may: (actor: { kind: string }) => actor.kind === 'system', condition: { es: 'solo el propio nodo', en: 'only the node itself' } } as const

export const sweepFiles = action({
  name: 'report.sweepFiles',
  summary: { es: 'Borrar los archivos sellados que ningún reporte nombró', en: 'Delete the sealed files that no report named' },
  input: NoInput,
  output: z.object({ discarded: z.int() }),
  ...nodeOnly,
  async run({ db, node, now, later }) {
    const { files } = node
    await asNode(db)
    const days = (await isCrowded(db, node)) ? daysUnusedCrowded : daysUnused
    const unused = await forgetUnused(db, daysAfter(dayOf(now), -days))
    for (const { partId } of unused) await files.sealedParts.discard(nobody, partId)
    const places = unused.map(({ place }) => place)
    if (places.length > 0) await later('report.removeFiles', { places })
    return { discarded: unused.length }
  },
  remember: () => ({ nothing: 'Only files that belong to no report are deleted.' }),
})

export const removeFiles = action({
  name: 'report.removeFiles',
  summary: { es: 'Quitar del disco los archivos sellados que ya no son de ningún reporte', en: 'Remove from the disk sealed files that belong to no report any more' },
  input: z.object({ places: z.array(z.string().regex(/^[0-9a-f]{64}$/)) }),
  output: NoInput,
  ...nodeOnly,
  async run({ input, node: { files } }) {
    for (const place of input.places) await files.remove(place)
    return {}
  },
  remember: () => ({ nothing: 'That they belong to no report is known by then.' }),
})
