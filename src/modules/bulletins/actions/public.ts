// Bulletins for everyone: the list, one of them, and the same on paper.
import { anyoneGranted, isGranted } from '../../../platform/access.ts'
import { action, downloadAction } from '../../../platform/action.ts'
import { Items, NoInput } from '../../../platform/schema.ts'
import { ById, PrintBulletin, PublicBulletin } from '../model.ts'
import { bulletinById, publicBulletin, publicBulletins } from '../store.ts'
import { fillBlocks } from './filling.ts'
import { paper } from './paper.ts'
import { publicViewOf } from './views.ts'

const leavesNoTrace = () => ({ nothing: 'public reading is not watched' })

export const listPublicBulletins = action({
  name: 'bulletin.publicList',
  summary: { es: 'Ver los boletines publicados', en: 'List the published bulletins' },
  input: NoInput,
  output: Items(PublicBulletin),
  may: anyoneGranted,
  run: async ({ db }) => ({ items: (await publicBulletins(db)).map(publicViewOf) }),
  remember: leavesNoTrace,
})

export const readPublicBulletin = action({
  name: 'bulletin.publicRead',
  summary: { es: 'Leer un boletín publicado', en: 'Read a published bulletin' },
  input: ById,
  output: PublicBulletin,
  on: ({ id }, db) => publicBulletin(db, id),
  may: anyoneGranted,
  run: ({ subject }) => Promise.resolve(publicViewOf(subject)),
  remember: leavesNoTrace,
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

export const printBulletin = downloadAction({
  name: 'bulletin.print',
  summary: { es: 'Descargar un boletín en PDF', en: 'Download a bulletin as PDF' },
  input: PrintBulletin,
  on: ({ id }, db, actor) => (isGranted(actor, 'bulletin.read') ? bulletinById(db, id) : publicBulletin(db, id)),
  may: anyoneGranted,
  condition: { es: 'sin publicar, solo quien puede abrirlo', en: 'unpublished, only those who may open it' },
  async run({ input, subject, db, now }) {
    const blocks = subject.filled ?? (await fillBlocks(db, subject.content, now))
    const bytes = await paper({ ...publicViewOf(subject), blocks }, { lang: input.lang, isDraft: subject.filled === null })
    return { name: `sidmi-${subject.content.from}-${subject.content.to}-${input.lang}.pdf`, mediaType: 'application/pdf', bytes: bytes.length, body: once(bytes) }
  },
  remember: leavesNoTrace,
})
