// Leads through the questions inside the page: one at a time, back and forth, nothing sent before it is sealed.
import { mostUnits } from '../modules/reports/rules/routing.ts'
import { factsOf, fieldsOf, first, saysNothing, stepBeside, stepFields, stepsFor, type Fields, type Step } from '../modules/reports/rules/steps.ts'
import type { PublicUnit } from '../modules/units/model.ts'
import { offerAttachments, type Attachments } from './attachments.ts'
import { drawUnits, everyTerritory } from './choosing.ts'
import { attempt, byId, dayWords, make, quietAddress, say, sayRefused } from './page.ts'
import { sealing } from './programs.ts'
import { dropWaiting } from './keeping.ts'
import { leave } from './leaving.ts'
import { offerOtherWays } from './other-ways.ts'
import { send, type Arrived, type ToSend } from './sending.ts'
import { ask, untilWorthAsking } from './talking.ts'

interface Answering {
  form: HTMLFormElement
  attachments: Attachments
  step: Step
  units: PublicUnit[]
  numbers: ToSend['numbers'] | undefined
  isSending: boolean
}

const fieldsIn = (form: HTMLFormElement): Fields => {
  const entries: [string, string][] = []
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') entries.push([name, value])
  })
  return fieldsOf(entries)
}

const groups = new Map<string, HTMLOptGroupElement>()

/** Only the parts of the country that was chosen stay in the list. */
const narrowTerritories = (country: string): void => {
  const list = byId<HTMLSelectElement>('f-territory')
  for (const group of list.querySelectorAll('optgroup')) {
    groups.set(group.label, group)
    for (const option of group.querySelectorAll('option')) everyTerritory.set(option.value, option.textContent ?? '')
    if (group.label !== country) group.remove()
  }
  const own = groups.get(country)
  if (own && !own.isConnected) list.append(own)
  // The code of a country is no name for a group: its territories stand in the list themselves.
  if (own) own.label = document.querySelector(`#f-country option[value="${country}"]`)?.textContent ?? country
}

const forgetGroupNames = (): void => {
  for (const [code, group] of groups) group.label = code
}

const stepsNow = ({ form }: Answering): Step[] => stepsFor(fieldsIn(form), { hasTerritories: (country) => groups.has(country), hasScript: true })

const wrongNow = ({ step, form }: Answering): string | undefined => {
  if (step !== 'units') return undefined
  const count = fieldsIn(form).units?.length ?? 0
  if (count === 0) return say('unitsNone')
  return count > mostUnits ? say('unitsMost') : undefined
}

const toSend = (state: Answering): ToSend => {
  const fields = fieldsIn(state.form)
  return { fields, attached: state.attachments.attached, units: state.units.filter(({ id }) => fields.units?.includes(id)), numbers: state.numbers! }
}

const showNumbers = async (state: Answering): Promise<void> => {
  const { newReceipt, shownReceipt } = await sealing()
  state.numbers ??= { id: crypto.randomUUID(), receipt: newReceipt(), decoyReceipt: newReceipt(), versions: new Set() }
  byId('receipt').textContent = shownReceipt(state.numbers.receipt)
  byId('decoy-receipt').textContent = shownReceipt(state.numbers.decoyReceipt)
  byId('readers').replaceChildren(...toSend(state).units.map(({ name }) => make('li', {}, [name])))
  byId('nothing-told').hidden = !state.attachments.isEmpty() || !saysNothing(fieldsIn(state.form))
  offerOtherWays({ now: () => toSend(state), settle: state.attachments.settle })
}

/** What a question needs before it is shown. */
const before: Partial<Record<Step, (state: Answering) => void>> = {
  territory: ({ form }) => {
    forgetGroupNames()
    narrowTerritories(factsOf(fieldsIn(form)).country ?? '')
  },
  units: ({ form, units }) => drawUnits(units, fieldsIn(form)),
  number: (state) => attempt(() => showNumbers(state)),
}

const show = (state: Answering, step: Step): void => {
  const steps = stepsNow(state)
  state.step = step
  before[step]?.(state)
  for (const section of state.form.querySelectorAll<HTMLElement>('section[data-step]')) {
    section.hidden = section.dataset.step !== step
    const place = section.querySelector('[data-place]')
    if (place && !section.hidden) place.textContent = say('of', { n: steps.indexOf(step) + 1, of: steps.length })
  }
  byId('said').textContent = step === 'units' && state.units.length === 0 ? say('sendFailed') : ''
  byId('next').textContent = say(step === 'number' ? 'send' : 'next')
  byId('skip').hidden = step === 'number' || step === 'units'
  byId('other-ways').hidden = step !== 'number'
  scrollTo(0, 0)
  byId(`title-${step}`).focus()
}

const clear = ({ form, step }: Answering): void => {
  for (const name of stepFields[step]) {
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`[name="${name}"]`)) {
      if (field instanceof HTMLInputElement && field.type !== 'text') field.checked = false
      else field.value = ''
    }
  }
}

/** What was carried, kept or sent first under this number is there, and it was not the same. */
const isOlderThere = ({ numbers }: ToSend, { isRepeated }: Arrived): boolean => isRepeated && numbers.versions.size > 1

/** The second number, where it leads somewhere; it was asked for before the report was sealed, but another may have arrived first. */
const decoyWords = ({ fields, numbers }: ToSend, { hasDecoy }: Arrived): HTMLElement[] => {
  if (!first(fields, 'decoy')) return []
  if (!hasDecoy) return [make('p', { class: 'notice' }, [say('decoyNone')])]
  return [make('p', {}, [`${say('decoyNumber')}: `, make('strong', { class: 'receipt-small' }, [grouped(numbers.decoyReceipt)])])]
}

const grouped = (receipt: string): string => receipt.replace(/(\d{4})(?=\d)/g, '$1 ')

const arrived = (state: Answering, toldThen: ToSend, sent: Arrived): void => {
  const { form } = state
  const { numbers } = toldThen
  const day = dayWords(sent.day)
  const isOlder = isOlderThere(toldThen, sent)
  attempt(() => dropWaiting(numbers.id))
  const title = make('h1', { tabindex: '-1' }, [isOlder ? say('received', { day }) : say('sentTitle')])
  const out = make('button', { type: 'button', class: 'button' }, [say('leave')])
  out.addEventListener('click', leave)
  form.replaceWith(make('div', { id: 'sent' }, [
    title, make('p', { class: 'lead', role: 'status' }, [say(isOlder ? 'repeated' : 'sentDay', { day })]), make('p', {}, [say('sentNumber')]),
    make('p', { class: 'receipt' }, [grouped(numbers.receipt)]), make('p', {}, [say('sentThen')]), ...decoyWords(toldThen, sent), make('p', { class: 'buttons' }, [out]),
  ]))
  title.focus()
}

const lock = ({ form, step }: Answering, isLocked: boolean): void => {
  for (const part of form.querySelectorAll<HTMLButtonElement | HTMLInputElement>('#next, #previous, #skip, section[data-step="number"] input')) part.disabled = isLocked
  byId('other-ways').hidden = isLocked || step !== 'number'
}

/** Refused for good under these numbers: the next attempt has new ones, which the person must write down. */
const renew = async (state: Answering): Promise<void> => {
  state.numbers = undefined
  await showNumbers(state)
  byId('said').append(' ', make('strong', {}, [say('numberNew')]))
}

/** One of the units takes nothing more under the key it had: who reads it is asked again, as the node offers them now; all that was written stays. */
const chooseAgain = async (state: Answering, why: string): Promise<void> => {
  await learnUnits(state)
  show(state, 'units')
  byId('said').textContent = why
}

/** Once begun, what is sent does not change; only a refusal gives it back. */
const sendNow = async (state: Answering): Promise<void> => {
  if (state.isSending) return
  state.isSending = true
  // A form does not tell what is in its locked fields.
  const toldThen = toSend(state)
  lock(state, true)
  try {
    const lost = await state.attachments.settle(byId('said'))
    if (lost) return void (byId('said').textContent = lost)
    const sent = await send(toldThen)
    if ('ok' in sent) return arrived(state, toldThen, sent.ok)
    byId('said').textContent = sayRefused(sent.refused)
    if (sent.refused.code === 'report.taken') await renew(state)
    if (sent.refused.code === 'report.unknownKey') await chooseAgain(state, sayRefused(sent.refused))
  } finally {
    state.isSending = false
    if (state.form.isConnected) lock(state, false)
  }
}

const go = (state: Answering, by: 1 | -1): void => {
  state.attachments.stopRecording()
  const wrong = by === 1 ? wrongNow(state) : undefined
  if (wrong) return void (byId('said').textContent = wrong)
  const next = stepBeside(stepsNow(state), state.step, by)
  if (next) return show(state, next)
  if (by === 1) attempt(() => sendNow(state))
  else backToStart(state)
}

const backToStart = ({ form }: Answering): void => {
  form.hidden = true
  byId('first').hidden = false
  byId('first').querySelector('h1')?.focus()
}

const learnUnits = async (state: Answering): Promise<void> => {
  for (let turn = 0; ; turn += 1) {
    const reply = await ask<{ units: PublicUnit[] }>('/api/units/public')
    if (typeof reply === 'object' && 'ok' in reply) {
      state.units = reply.ok.units
      if (state.step === 'units') show(state, 'units')
      return
    }
    await untilWorthAsking(turn, new Promise(() => undefined))
  }
}

/** Answers given before the program was there. */
const takeOver = (form: HTMLFormElement, given: Fields): void => {
  for (const [name, values] of Object.entries(given)) {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value)
      else field.value = values[0] ?? ''
    }
  }
}

/** What was answered before the program was there, and who could receive then. */
export interface Given {
  fields: Fields
  step: Step
  units: PublicUnit[]
}

/** The numbers that the person was shown, perhaps wrote down. */
const numbersShown = (fields: Fields): ToSend['numbers'] | undefined => {
  const [id, receipt, decoyReceipt] = ['id', 'receipt', 'decoyReceipt'].map((name) => first(fields, name))
  return id && receipt && decoyReceipt ? { id, receipt, decoyReceipt, versions: new Set() } : undefined
}

/** Behind the choice of units all that were chosen must still receive: the others do not get it alone. */
const stepOf = ({ fields, step, units }: Given): Step => {
  const isBehind = step === 'consent' || step === 'number'
  const chosen = fields.units ?? []
  const areThere = chosen.length > 0 && chosen.every((each) => units.some(({ id }) => id === each))
  return isBehind && !areThere ? 'units' : step
}

/** Puts the questions in the page and begins at one of them. What seals is fetched meanwhile. */
export const beginAnswering = (template: HTMLTemplateElement, place: HTMLElement, given: Given): void => {
  const form = document.importNode(template.content, true).querySelector('form')
  if (!form) return
  place.append(form)
  takeOver(form, given.fields)
  const state: Answering = { form, attachments: offerAttachments(), step: given.step, units: given.units, numbers: numbersShown(given.fields), isSending: false }
  if (first(given.fields, 'unitsSeen')) drawUnits(state.units, fieldsIn(form), given.fields.units ?? [])
  for (const group of form.querySelectorAll('optgroup')) groups.set(group.label, group)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    go(state, 1)
  })
  byId('previous').addEventListener('click', () => go(state, -1))
  byId('skip').addEventListener('click', () => {
    clear(state)
    go(state, 1)
  })
  // Neither the address nor the tab says that somebody is writing.
  history.replaceState(null, '', quietAddress)
  const step = stepOf(given)
  show(state, step)
  if (step !== given.step) byId('said').textContent = say('problem.report.unknownKey')
  if (state.units.length === 0) attempt(() => learnUnits(state))
  attempt(sealing)
}
