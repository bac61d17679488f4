// The program of the reporter's pages, fetched with the first one: the way out, and what each page becomes where programs run.
import { fieldsOf, isStep, type Fields, type Step } from '../modules/reports/rules/steps.ts'
import { beginAnswering } from './answering.ts'
import { beginBack } from './back.ts'
import { beginCarry } from './carry.ts'
import { allWaiting, arePagesKept, canKeepPages, dropWaiting, keepPages, keepPrograms } from './keeping.ts'
import { offerLeaving } from './leaving.ts'
import { attempt, byId, dayWords, lang, learnWords, make, say, sayRefused } from './page.ts'
import { sendWaiting } from './sending.ts'

/** Without these nothing can be sealed here: the page stays as the server drew it, and says so. */
const canSeal = (): boolean => isSecureContext && 'subtle' in crypto && 'randomUUID' in crypto && typeof ReadableStream === 'function' && typeof BigInt === 'function'

const showProgramWords = (): void => {
  for (const each of document.querySelectorAll<HTMLElement>('[data-without-program]')) each.hidden = true
  for (const each of document.querySelectorAll<HTMLElement>('[data-with-program]')) each.hidden = false
}

/** Sends what waited for network, and says so when it arrived. */
const sendWhatWaited = async (): Promise<void> => {
  const waiting = await allWaiting()
  if (waiting.length === 0) return
  const how = make('span')
  byId('waiting').replaceChildren(make('strong', {}, [say('offlineWaiting', { n: waiting.length })]), ' ', how)
  for (const each of waiting) {
    const sent = await sendWaiting(each, how)
    if ('ok' in sent) await dropWaiting(each.report.id)
    byId('waiting').textContent = 'ok' in sent ? say(sent.ok.isRepeated ? 'repeated' : 'offlineSent', { day: dayWords(sent.ok.day) }) : sayRefused(sent.refused)
  }
}

const offerKeeping = async (): Promise<void> => {
  const place = byId('keep-offline')
  if (!canKeepPages()) return
  if (await arePagesKept()) return keepPrograms()
  place.hidden = false
  place.querySelector('button')?.addEventListener('click', () => attempt(async () => {
    await keepPages()
    place.textContent = say('offlineKept')
  }, 'keep-offline'))
}

const begin = (template: HTMLTemplateElement, given: { fields: Fields; step: Step }): void => {
  const first = byId('first')
  first.hidden = true
  document.getElementById('answers')?.remove()
  beginAnswering(template, first.parentElement ?? document.body, given)
}

/** Whoever went back to the first page finds all answers as they were. */
const resume = (form: HTMLElement): void => {
  byId('first').hidden = true
  form.hidden = false
  form.querySelector<HTMLElement>('section:not([hidden]) h1')?.focus()
}

const beginStart = (template: HTMLTemplateElement): void => {
  showProgramWords()
  document.getElementById('start')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const begun = document.getElementById('answers')
    if (begun) resume(begun)
    else begin(template, { fields: {}, step: 'danger' })
  })
  attempt(sendWhatWaited, 'waiting')
  attempt(offerKeeping, 'keep-offline')
}

/** The person had begun before this program was there: it goes on in the page, with all that was answered. */
const goOn = async (form: HTMLFormElement): Promise<void> => {
  const data = new FormData(form)
  const response = await fetch(`/${lang}/report`, { credentials: 'omit', headers: { accept: 'text/html' } })
  const start = new DOMParser().parseFromString(await response.text(), 'text/html')
  const template = start.querySelector<HTMLTemplateElement>('#steps')
  const first = start.getElementById('first')
  const at = data.get('at')
  if (!template || !first || typeof at !== 'string' || !isStep(at)) return
  learnWords(start)
  const entries: [string, unknown][] = []
  data.forEach((value, name) => entries.push([name, value]))
  form.before(document.adoptNode(first))
  showProgramWords()
  begin(template, { fields: fieldsOf(entries), step: at })
}

const beginReport = (): void => {
  const template = document.querySelector<HTMLTemplateElement>('#steps')
  const form = document.querySelector<HTMLFormElement>('#answers')
  if (template) beginStart(template)
  else if (form) attempt(() => goOn(form))
}

const parts: Record<string, () => void> = { report: beginReport, back: beginBack, carry: beginCarry }

learnWords(document)
offerLeaving()
if (canSeal()) {
  const { part = '' } = document.body.dataset
  if (part !== 'report') showProgramWords()
  parts[part]?.()
}
