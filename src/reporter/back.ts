// Coming back with the number: the conversation is opened in the page, and what is added is sealed in it.
import type { MessagePlaintext, NamedFile } from '../modules/reports/model/answers.ts'
import type { Consents, ReporterView } from '../modules/reports/model.ts'
import { consentsOf, fieldsOf, passOnKinds } from '../modules/reports/rules/steps.ts'
import { reachWords, sizeWords, speakerWords, unitWords } from '../modules/reports/rules/words.ts'
import { addSection, offerAdding, type Open } from './adding.ts'
import { askUntilAnswered } from './delivering.ts'
import { allWords, attempt, button, byId, dayWords, holding, make, quietAddress, say, sayRefused } from './page.ts'
import { sealing } from './programs.ts'
import { within } from './talking.ts'

type Message = ReporterView['messages'][number]

const tick = (name: string, value: string, label: string, isOn: boolean): HTMLLabelElement => {
  const box = make('input', { type: 'checkbox', name, value, autocomplete: 'off' })
  box.checked = isOn
  return make('label', { class: 'tick' }, [box, make('span', {}, [label])])
}

/** Asks for a sealed file, opens it here and hands it to the person. */
const getFile = async ({ lookup, identity }: Open, { id, name, type, bytes }: NamedFile): Promise<void> => {
  const { openWith } = await sealing()
  const response = await fetch(`/api/reports/files/${id}/read`, {
    method: 'POST', credentials: 'omit', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ lookup }), signal: within(600_000),
  })
  if (!response.ok) throw new Error('refused')
  const opened = await openWith([identity], new Uint8Array(await response.arrayBuffer()))
  make('a', { href: URL.createObjectURL(new Blob([Uint8Array.from(opened.subarray(0, bytes))], { type })), download: name }).click()
}

const contentOf = async ({ identity }: Open, { body }: Message): Promise<MessagePlaintext | null> => {
  const { openWith, unpadded, fromBase64 } = await sealing()
  try {
    return unpadded(await openWith([identity], fromBase64(body))) as MessagePlaintext
  } catch {
    return null
  }
}

/** What the reporter sent is opened by the units alone. */
const ownFile = ({ name, bytes }: NamedFile): HTMLElement => make('p', { class: 'quiet', dir: 'auto' }, [say('fileForUnits', { name, size: sizeWords(bytes) })])

const drawMessage = async (open: Open, message: Message): Promise<HTMLElement> => {
  const content = await contentOf(open, message)
  const files = (content?.files ?? []).map((file) =>
    (message.from === 'reporter' ? ownFile(file) : make('p', {}, [button(say('getFile', { name: file.name }), () => attempt(() => getFile(open, file))), ` ${sizeWords(file.bytes)}`])))
  return make('li', { class: `message message-${message.from}` }, [
    make('h3', {}, [speakerWords(allWords(), message, { units: open.view.units, day: dayWords(message.day) })]),
    ...(content?.text === '' ? [] : [make('p', { dir: 'auto' }, [content ? content.text : say('unreadable')])]), ...files,
  ])
}

/** Who reads what is written from now on: a unit it was passed on to as well. */
const whoHasIt = ({ units }: ReporterView): HTMLElement[] => units.length === 0 ? [] : [
  make('h2', {}, [say('hasIt')]),
  make('ul', {}, units.map((unit) => make('li', {}, [make('strong', {}, [unit.name]), make('br', {}), unitWords(allWords(), unit)]))),
  make('p', { class: 'quiet' }, [say('hasItHint')]),
]

interface Doing {
  /** Held meanwhile. */
  area: HTMLElement
  place: string
  done: string
}

/** Does something with the conversation, however long the node cannot be reached, and draws it as it stands then; what went wrong is said beside it. */
const doing = (open: Open, [path, body]: readonly [string, object], { area, place, done }: Doing): Promise<void> =>
  holding(area, async () => {
    byId(place).textContent = say('sendingText')
    const answer = await askUntilAnswered<ReporterView>(path, { lookup: open.lookup, ...body }, byId(place))
    if ('refused' in answer) return void (byId(place).textContent = sayRefused(answer.refused))
    open.view = answer.ok
    await draw(open, done)
  })

const saidIn = (id: string): HTMLElement => make('p', { role: 'status', id })

const consentForm = (open: Open): HTMLElement => {
  const { contact, count, passOn }: Consents = open.view.consents
  const form = make('form', { autocomplete: 'off' }, [
    make('h2', {}, [say('consentTitle')]), tick('consentContact', 'yes', say('consentContact'), contact), tick('consentCount', 'yes', say('consentCount'), count),
    make('fieldset', { class: 'ticks' }, [make('legend', {}, [say('consentPass')]), ...passOnKinds.map((kind) => tick('passOn', kind, say(`kind.${kind}`), passOn.includes(kind)))]),
    make('p', { class: 'quiet' }, [say('consentNever')]),
  ])
  const save = (): Promise<void> => {
    const entries: [string, string][] = []
    new FormData(form).forEach((value, name) => entries.push([name, String(value)]))
    return doing(open, ['/api/reports/consent', { consents: consentsOf(fieldsOf(entries)) }], { area: form, place: 'consent-said', done: say('consentSaved') })
  }
  form.append(make('p', { class: 'buttons' }, [button(say('consentSave'), () => attempt(save, 'consent-said'))]), saidIn('consent-said'))
  return form
}

/** What was begun and not yet sent stays when something else of the page changes; where nobody could open it, nothing is begun. */
const addingIn = ({ view }: Open): HTMLElement[] => {
  const words = reachWords(allWords(), view)
  const begun = document.getElementById('adding') ?? (view.reach === 'none' ? undefined : addSection())
  return [...(words ? [make('p', { class: 'notice' }, [words])] : []), ...(begun ? [begun] : [])]
}

const withdrawForm = (open: Open): HTMLElement => {
  const sure = tick('sure', 'yes', say('withdrawSure'), false)
  const section = make('section', {}, [make('h2', {}, [say('withdrawTitle')]), make('p', { class: 'quiet' }, [say('withdrawHint')]), sure])
  const act = async (): Promise<void> => {
    if (!sure.querySelector('input')?.checked) return void (byId('withdraw-said').textContent = say('withdrawTick'))
    await doing(open, ['/api/reports/withdraw', {}], { area: section, place: 'withdraw-said', done: say('withdrawn') })
  }
  section.append(make('p', { class: 'buttons' }, [button(say('withdraw'), () => attempt(act, 'withdraw-said'))]), saidIn('withdraw-said'))
  return section
}

const draw = async (open: Open, done = ''): Promise<void> => {
  const { view } = open
  const messages = await Promise.all(view.messages.map((message) => drawMessage(open, message)))
  const title = make('h1', { tabindex: '-1' }, [say('received', { day: dayWords(view.received) })])
  const begun = document.getElementById('adding')
  const forms = view.state === 'withdrawn' ? [] : [...addingIn(open), consentForm(open), withdrawForm(open)]
  byId('content').replaceChildren(make('div', { class: 'prose' }, [
    title, make('p', { role: 'status', id: 'said', class: done ? 'notice' : 'said' }, [done]), make('p', { class: 'lead' }, [say(`state.${view.state}`)]),
    ...(view.state === 'withdrawn' ? [] : [...whoHasIt(view), make('h2', {}, [say('messages')]), messages.length === 0 ? make('p', {}, [say('noMessages')]) : make('ol', { class: 'messages' }, messages)]), ...forms,
  ]))
  if (!begun && document.getElementById('adding')) offerAdding(open, () => added(open))
  title.focus()
}

const added = async (open: Open): Promise<void> => {
  byId('adding').remove()
  await draw(open, say('added'))
}

const openBy = async (typed: string): Promise<void> => {
  const { typedReceipt, lookupOf, openIdentity, fromBase64 } = await sealing()
  const receipt = typedReceipt(typed)
  if (receipt === null) return void (byId('said').textContent = say('notSixteen', { n: typed.replace(/\D/g, '').length }))
  byId('said').textContent = say('opening')
  const lookup = await lookupOf(receipt)
  const reply = await askUntilAnswered<ReporterView>('/api/reports/open', { lookup }, byId('said'))
  if ('refused' in reply) return void (byId('said').textContent = say('notFound'))
  history.replaceState(null, '', quietAddress)
  await draw({ lookup, view: reply.ok, identity: await openIdentity(receipt, fromBase64(reply.ok.identity)) })
}

/** Takes the form over: the number never leaves the page. */
export const beginBack = (): void => {
  attempt(sealing)
  byId('back').addEventListener('submit', (event) => {
    event.preventDefault()
    // Not the number itself, which the person may still be looking at: without its button it is not sent twice.
    attempt(() => holding(byId('open'), () => openBy(byId<HTMLInputElement>('f-number').value)))
  })
}
