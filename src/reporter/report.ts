// The program of the reporter's pages, fetched with the first one: the way out, and what each page becomes where programs run.
import { fieldsOf, isStep } from '../modules/reports/rules/steps.ts'
import type { PublicUnit } from '../modules/units/model.ts'
import { beginAnswering, type Given } from './answering.ts'
import { beginBack } from './back.ts'
import { beginCarry } from './carry.ts'
import { allWaiting, arePagesKept, canKeepPages, dropWaiting, keepPages, keepPrograms, type Waiting } from './keeping.ts'
import { offerLeaving } from './leaving.ts'
import { attempt, byId, dayWords, lang, learnWords, make, say, sayRefused } from './page.ts'
import { sendWaiting, type Arrived } from './sending.ts'
import { ask } from './talking.ts'

/** Without these nothing can be sealed here: the page stays as the server drew it, and says so. */
const canSeal = (): boolean => isSecureContext && 'subtle' in crypto && 'randomUUID' in crypto && typeof ReadableStream === 'function' && typeof BigInt === 'function'

const showProgramWords = (): void => {
  for (const each of document.querySelectorAll<HTMLElement>('[data-without-program]')) each.hidden = true
  for (const each of document.querySelectorAll<HTMLElement>('[data-with-program]')) each.hidden = false
}

const waitingWords = ({ report: { decoy } }: Waiting, { day, isRepeated, hasDecoy }: Arrived): string => {
  const words = say(isRepeated ? 'repeated' : 'offlineSent', { day: dayWords(day) })
  return decoy && !hasDecoy ? `${words} ${say('decoyNone')}` : words
}

/** Sends what waited for network, and says of each whether it arrived. */
const sendWhatWaited = async (): Promise<void> => {
  const waiting = await allWaiting()
  if (waiting.length === 0) return
  const count = make('strong', {}, [say('offlineWaiting', { n: waiting.length })])
  byId('waiting').replaceChildren(count)
  for (const each of waiting) {
    const how = make('span')
    byId('waiting').append(' ', how)
    const sent = await sendWaiting(each, how)
    if ('ok' in sent) await dropWaiting(each.report.id)
    how.textContent = 'ok' in sent ? waitingWords(each, sent.ok) : sayRefused(sent.refused)
  }
  count.remove()
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

const begin = (template: HTMLTemplateElement, given: Given): void => {
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
    else begin(template, { fields: {}, step: 'danger', units: [] })
  })
  attempt(sendWhatWaited, 'waiting')
  attempt(offerKeeping, 'keep-offline')
}

/** What was answered on the page the server drew. Undefined where files were chosen in it: they go the way that page says. */
const givenIn = (form: HTMLFormElement, units: PublicUnit[]): Given | undefined => {
  const data = new FormData(form)
  const at = data.get('at')
  if (typeof at !== 'string' || !isStep(at)) return undefined
  if (data.getAll('files').some((file) => file instanceof File && file.name !== '')) return undefined
  const entries: [string, unknown][] = []
  data.forEach((value, name) => entries.push([name, value]))
  return { fields: fieldsOf(entries), step: at, units }
}

/** The person had begun before this program was there: it goes on in the page, with all that was answered and shown. What cannot be fetched or is being sent stays with the server. */
const goOn = async (form: HTMLFormElement): Promise<void> => {
  let isSent = false
  form.addEventListener('submit', () => (isSent = true))
  const [response, known] = await Promise.all([
    fetch(`/${lang}/report`, { credentials: 'omit', headers: { accept: 'text/html' } }), ask<{ units: PublicUnit[] }>('/api/units/public'),
  ])
  const start = new DOMParser().parseFromString(await response.text(), 'text/html')
  const template = start.querySelector<HTMLTemplateElement>('#steps')
  const first = start.getElementById('first')
  const given = typeof known === 'object' && 'ok' in known ? givenIn(form, known.ok.units) : undefined
  if (isSent || !template || !first || !given) return
  const problem = form.querySelector('[role="alert"]')?.textContent
  learnWords(start)
  form.before(document.adoptNode(first))
  showProgramWords()
  begin(template, given)
  if (problem) byId('said').textContent = problem
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
