// Adding to a report: words, voice and files, sealed in the page to the keys the units have now, and sent until they arrived.
import type { ReporterView } from '../modules/reports/model.ts'
import type { MessagePlaintext } from '../modules/reports/model/answers.ts'
import { offerAttachments, type Attached } from './attachments.ts'
import { deliver, type Delivered } from './delivering.ts'
import { attempt, button, byId, lang, make, say, sayRefused } from './page.ts'
import { sealing } from './programs.ts'
import type { Place } from './progress.ts'
import { forgetArrived, sealedPartsOf } from './sealed-parts.ts'

/** The conversation a number leads to, as it stands. */
export interface Open {
  lookup: string
  identity: string
  view: ReporterView
}

interface Saying {
  id: string
  text: string
  attached: readonly Attached[]
}

type Keys = Pick<ReporterView, 'keys' | 'recipients'>

const path = '/api/reports/add'

/** Words can be read again with the number; files only by the units, like those of the report itself. */
const sendTo = async ({ keys, recipients }: Keys, { lookup, identity }: Open, { id, text, attached }: Saying, place: Place): Promise<Delivered<ReporterView>> => {
  if (keys.length === 0) return { refused: { code: 'conversation.nobodyReads' } }
  const { recipientsFor, sealMessage } = await sealing()
  place.said.textContent = say('sealing')
  const { parts, files, named } = await sealedPartsOf(recipients, attached)
  const content: MessagePlaintext = { version: 1, language: lang, text, files: named }
  const body = async () => ({ lookup, id, keys, files, body: await sealMessage(await recipientsFor({ recipients }, identity), content) })
  const ended = await deliver<ReporterView>({ parts, path, body }, place)
  if ('refused' in ended) forgetArrived(attached, ended.refused)
  return ended
}

/** When the units’ keys changed meanwhile the node tells which they are, and all of it is sealed anew. */
const sendSealed = async (open: Open, saying: Saying, place: Place): Promise<Delivered<ReporterView>> => {
  const reply = await sendTo(open.view, open, saying, place)
  if (!('refused' in reply)) return reply
  const { code, keys, recipients } = reply.refused
  return code === 'conversation.moved' && keys && recipients ? sendTo({ keys, recipients }, open, saying, place) : reply
}

/** The form, without what makes it work. */
export const addSection = (): HTMLElement =>
  make('section', { id: 'adding' }, [
    make('h2', {}, [say('addTitle')]), make('p', { class: 'quiet' }, [say('addHint')]),
    make('div', { class: 'field' }, [
      make('label', { for: 'f-text' }, [say('add')]),
      make('textarea', { id: 'f-text', name: 'text', rows: '5', autocomplete: 'off', spellcheck: 'false', dir: 'auto', maxlength: '100000' }),
    ]),
    make('p', { class: 'quiet' }, [`${say('addFilesHint')} ${say('voiceCan')}`]),
    make('p', { class: 'buttons' }, [
      make('button', { type: 'button', class: 'button button-quiet', id: 'voice' }, [say('voiceStart')]),
      make('label', { class: 'button button-quiet', for: 'choose-files' }, [say('filesAdd')]),
      make('input', { type: 'file', multiple: true, id: 'choose-files', class: 'unseen', autocomplete: 'off' }),
    ]),
    make('p', { role: 'status', id: 'files-said' }), make('ul', { class: 'file-list', id: 'file-list' }),
    make('p', { class: 'buttons', id: 'add-send' }), make('p', { role: 'status', id: 'add-said' }),
    make('progress', { id: 'progress', max: '1', value: '0', 'aria-label': say('sendingText'), hidden: true }),
  ])

/** Words or files changed since are another message: under the id of the first they would be taken for the same. */
const sayings = (attached: readonly Attached[]): ((text: string) => Saying) => {
  let last = { id: '', version: '' }
  return (text) => {
    const version = JSON.stringify([text, attached.map(({ id }) => id)])
    if (last.version !== version) last = { id: crypto.randomUUID(), version }
    return { id: last.id, text, attached }
  }
}

/** Makes the form work, which is in the page by now; `arrived` follows once what was added is in the conversation. */
export const offerAdding = (open: Open, arrived: () => Promise<void>): void => {
  const { attached, settle } = offerAttachments()
  const saying = sayings(attached)
  const place: Place = { said: byId('add-said'), bar: byId<HTMLProgressElement>('progress') }
  const add = async (): Promise<void> => {
    const text = byId<HTMLTextAreaElement>('f-text').value.trim()
    place.said.textContent = ''
    if (text === '' && attached.length === 0) return void (place.said.textContent = say('addEmpty'))
    const ended = await sendSealed(open, saying(text), place)
    if ('refused' in ended) return void (place.said.textContent = sayRefused(ended.refused))
    open.view = ended.ok
    await arrived()
  }
  const section = byId('adding')
  const hold = (isHeld: boolean): void => {
    for (const part of section.querySelectorAll<HTMLButtonElement | HTMLInputElement | HTMLTextAreaElement>('button, input, textarea')) part.disabled = isHeld
  }
  // While it is sent nothing of it changes; the button that tries again comes later, those of what was still on its way before.
  const press = async (): Promise<void> => {
    hold(true)
    try {
      const lost = await settle(place.said)
      hold(true)
      if (lost) place.said.textContent = lost
      else await add()
    } finally {
      hold(false)
    }
  }
  byId('add-send').append(button(say('send'), () => attempt(press, 'add-said'), false))
}
