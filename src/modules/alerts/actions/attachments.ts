// Acts on the files of an alert: attach one (checked and cleaned first), take one off, give one out.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action, downloadAction, type Context } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { attachmentLimitBytes, mostAttachments } from '../model/codes.ts'
import { AttachFile, DetachFile, ReadAttachment } from '../model/files-and-watches.ts'
import { AlertView } from '../model/views.ts'
import { alertProblems, attachmentProblems } from '../problems.ts'
import { mediaTypes, safeFileName } from '../rules/files/check.ts'
import { canRevise } from '../rules/life.ts'
import { attachmentsOf, insertAttachment, type AttachmentRow } from '../store/attachments.ts'
import type { Alert } from '../store/alerts.ts'
import { checkBeside } from './checking.ts'
import { readableMessages } from './readable.ts'
import { actsOnAnAlert, drafts, keepVersion, refuseStale, toChange } from './subjects.ts'
import { viewOf } from './views.ts'

const limit = `${attachmentLimitBytes / 1024 ** 2} MB`

type Run<I> = Pick<Context<I, Alert>, 'input' | 'subject' | 'actor' | 'db' | 'node' | 'now'>

/** The file as it was sent with the request, or before it in pieces; those are then deleted, so that nothing unchecked stays. */
const bytesSent = async ({ input, actor, node }: Run<{ body: Uint8Array; uploadId?: string | undefined }>): Promise<Uint8Array> => {
  if (input.uploadId === undefined) return input.body
  const { parts } = node.files
  const part = await parts.read(actor.id ?? '', input.uploadId)
  if (!part || part.offset !== part.bytes) throw platformProblems.interrupted()
  try {
    if (part.bytes > attachmentLimitBytes) throw platformProblems.tooLarge({ limit })
    const handle = await open(part.path)
    return await handle.readFile().finally(() => handle.close())
  } finally {
    await parts.discard(actor.id ?? '', input.uploadId)
  }
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const keep = async ({ input, subject, node }: Run<{ name: string }>, sent: Uint8Array): Promise<AttachmentRow> => {
  const checked = await checkBeside(sent)
  if ('refusal' in checked) throw attachmentProblems[checked.refusal]({ line: checked.line ?? 0 })
  const name = safeFileName(input.name, checked.kind)
  const { sha256, bytes } = await node.files.receive(whole(checked.bytes), name, attachmentLimitBytes)
  return { id: randomUUID(), alertId: subject.id, name, kind: checked.kind, bytes, sha256, sha1: createHash('sha1').update(checked.bytes).digest('hex') }
}

const changes = {
  on: toChange,
  ...drafts,
  ready: ({ state }: Alert) => (canRevise(state) ? undefined : alertProblems.notEditable({ state })),
  offers: actsOnAnAlert,
}

export const attachFile = action({
  name: 'alert.attach',
  summary: { es: 'Adjuntar un archivo a una alerta', en: 'Attach a file to an alert' },
  input: AttachFile,
  output: AlertView,
  ...changes,
  async run(run) {
    const { input, subject: alert, actor, db, now } = run
    const sent = await bytesSent(run)
    await refuseStale(db, alert, { actor, basedOn: input.basedOn })
    if (alert.content.attachments.length >= mostAttachments) throw attachmentProblems.tooMany({ most: mostAttachments })
    const row = await keep(run, sent)
    await insertAttachment(db, row, { by: actor.id!, at: now })
    await keepVersion(db, alert, { ...alert.content, attachments: [...alert.content.attachments, row.id] }, { by: actor.id!, now })
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['attachments'] }),
})

export const detachFile = action({
  name: 'alert.detach',
  summary: { es: 'Quitar un archivo de una alerta', en: 'Take a file off an alert' },
  input: DetachFile,
  output: AlertView,
  ...changes,
  async run({ input, subject: alert, actor, db, now }) {
    await refuseStale(db, alert, { actor, basedOn: input.basedOn })
    if (!alert.content.attachments.includes(input.attachment)) throw platformProblems.notFound()
    await keepVersion(db, alert, { ...alert.content, attachments: alert.content.attachments.filter((id) => id !== input.attachment) }, { by: actor.id!, now })
    return viewOf(db, actor, alert.id, now)
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['attachments'] }),
})

/** A file of an alert, if the person may read a version that carries it. */
const readableAttachment = async (input: { id: string; attachment: string }, db: Db, actor: Actor): Promise<AttachmentRow & { isPublic: boolean } | undefined> => {
  const readable = await readableMessages(input, db, actor)
  const carrying = readable.contents.filter(({ attachments }) => attachments.includes(input.attachment))
  if (carrying.length === 0) return undefined
  const row = (await attachmentsOf(db, input.id)).find(({ id }) => id === input.attachment)
  return row && { ...row, isPublic: readable.isPublic }
}

export const readAttachment = downloadAction({
  name: 'alert.attachment',
  isFromFiles: true,
  summary: { es: 'Descargar un archivo de una alerta', en: 'Download a file of an alert' },
  input: ReadAttachment,
  on: readableAttachment,
  may: anyoneGranted,
  condition: { es: 'la alerta es pública, o la prepara, la revisa o la recibió', en: 'the alert is public, or one prepares, reviews or received it' },
  run: ({ subject: { name, kind, bytes, sha256 }, node }) =>
    Promise.resolve({ name, mediaType: mediaTypes[kind], bytes, isBrought: true, body: createReadStream(node.files.pathOf(sha256)) }),
  remember: ({ subject }) => (subject.isPublic ? { nothing: 'public reading is not watched' } : { subject: subject.alertId }),
})
