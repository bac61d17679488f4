// The acts of sending a file in pieces: begin, ask how much arrived, send the next piece, give up; and the node's own tidying.
import { z } from 'zod'
import { anyoneGranted, type Actor } from '../../platform/access.ts'
import { action } from '../../platform/action.ts'
import type { Db } from '../../platform/db/database.ts'
import { nodeBehind, type Part } from '../../platform/node.ts'
import { NoInput } from '../../platform/schema.ts'
import { AppendToUpload, BeginUpload, mostUploads, restHours, UploadById, UploadView } from './model.ts'
import { uploadProblems } from './problems.ts'

const ownOnly = { es: 'solo los propios', en: 'only one’s own' }
const coded = () => ({ nothing: 'Pieces of a file are remembered when the whole is delivered.' })

const viewOf = ({ id, offset, bytes }: Part): UploadView => ({ id, offset, bytes })

/** Acts on a person's own unfinished file; another's does not exist. */
const onOwn = {
  on: async ({ id }: { id: string }, db: Db, actor: Actor) => nodeBehind(db)?.files.parts.read(actor.id ?? '', id),
  may: anyoneGranted,
  condition: ownOnly,
}

export const beginUpload = action({
  name: 'upload.begin',
  summary: { es: 'Empezar a enviar un archivo por partes', en: 'Begin sending a file in pieces' },
  input: BeginUpload,
  output: UploadView,
  may: (actor) => actor.id !== null,
  condition: { es: 'con sesión iniciada', en: 'signed in' },
  async run({ input: { bytes }, actor, node }) {
    const owner = actor.id ?? ''
    if (bytes > node.config.uploadLimitBytes) throw uploadProblems.tooLarge({ limit: `${Math.round(node.config.uploadLimitBytes / 1024 ** 2)} MB` })
    if ((await node.files.parts.list(owner)).length >= mostUploads) throw uploadProblems.tooMany({ most: mostUploads })
    return { id: await node.files.parts.begin(owner, bytes), offset: 0, bytes }
  },
  remember: coded,
})

export const readUpload = action({
  name: 'upload.read',
  summary: { es: 'Ver cuánto llegó de un archivo que se envía por partes', en: 'Read how much of a file sent in pieces has arrived' },
  input: UploadById,
  output: UploadView,
  ...onOwn,
  run: ({ subject }) => Promise.resolve(viewOf(subject)),
  remember: coded,
})

export const appendToUpload = action({
  name: 'upload.append',
  summary: { es: 'Enviar la parte siguiente de un archivo', en: 'Send the next piece of a file' },
  input: AppendToUpload,
  output: UploadView,
  ...onOwn,
  async run({ input: { offset, body }, subject, node }) {
    if (offset !== subject.offset) throw uploadProblems.elsewhere({ offset: subject.offset })
    if (offset + body.byteLength > subject.bytes) throw uploadProblems.beyond({ bytes: subject.bytes })
    await node.files.parts.append(subject, body)
    return viewOf({ ...subject, offset: offset + body.byteLength })
  },
  remember: coded,
})

export const discardUpload = action({
  name: 'upload.discard',
  summary: { es: 'Dejar de enviar un archivo y borrar lo que llegó', en: 'Give up sending a file and delete what arrived' },
  input: UploadById,
  output: NoInput,
  ...onOwn,
  async run({ input, actor, node }) {
    await node.files.parts.discard(actor.id ?? '', input.id)
    return {}
  },
  remember: coded,
})

export const sweepUploads = action({
  name: 'upload.sweep',
  summary: { es: 'Borrar los archivos que se quedaron a medias', en: 'Delete the files that were left half-way' },
  input: NoInput,
  output: z.object({ discarded: z.int() }),
  may: (actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, por el reloj', en: 'only the node itself, by the clock' },
  async run({ node: { files: { parts } }, now }) {
    let discarded = 0
    for (const owner of await parts.owners()) {
      const old = (await parts.list(owner)).filter(({ changedAt }) => now.getTime() - changedAt.getTime() > restHours * 3_600_000)
      for (const { id } of old) await parts.discard(owner, id)
      discarded += old.length
    }
    return { discarded }
  },
  remember: () => ({ nothing: 'Only unfinished files are deleted.' }),
})
