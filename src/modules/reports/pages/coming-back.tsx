// Coming back without scripts: the number opens the conversation on the server for an instant; each thing done is the same act as from a program.
import { randomUUID } from 'node:crypto'
import type { Answer, Exchange, Heard } from '../../../platform/module.ts'
import { perform } from '../../../platform/perform.ts'
import { Problem } from '../../../platform/problem.ts'
import { platformProblems } from '../../../platform/problems.ts'
import { unpadded } from '../../../platform/seal/padding.ts'
import { lookupOf, openIdentity, typedReceipt } from '../../../platform/seal/receipt.ts'
import { openWith } from '../../../platform/seal/seal.ts'
import type { System } from '../../../platform/system.ts'
import { inTurn } from '../actions/few.ts'
import { admit, beforeAsking } from '../actions/gate.ts'
import { openReport } from '../actions/sending.ts'
import type { MessagePlaintext, ReporterLanguage } from '../model/answers.ts'
import type { ReporterView } from '../model.ts'
import { conversationProblems } from '../problems.ts'
import { fromBase64, recipientsFor, sealMessage } from '../rules/sealing.ts'
import { consentsOf, first } from '../rules/steps.ts'
import { keepFiles } from './arrival.ts'
import { answerPage } from './document.tsx'
import { around, type Form } from './forms.ts'
import { answerRefused, formIn } from './refused.tsx'
import { BackPage, ConversationPage, type Opened } from './returning.tsx'
import { refusalIn, sayIn, type WordKey } from './words.ts'

interface Holder {
  system: System
  lang: ReporterLanguage
  form: Form
  receipt: string
}

const answerBack = (system: System, lang: ReporterLanguage, more: { problem?: string; typed?: string; status?: number } = {}): Answer =>
  answerPage({ ...around(system, lang), part: 'back', ...(more.status !== undefined && { status: more.status }), body: <BackPage lang={lang} problem={more.problem} typed={more.typed} /> })

/** Where the number is asked for. */
export const backIn = (lang: ReporterLanguage) => ({ system }: Heard): Promise<Exchange> => Promise.resolve({ instead: answerBack(system, lang) })

const opened = async (identity: string, { body, ...message }: ReporterView['messages'][number]): Promise<Opened> => {
  try {
    return { ...message, content: unpadded(await openWith([identity], fromBase64(body))) as MessagePlaintext }
  } catch {
    return { ...message, content: null }
  }
}

interface Shown {
  done?: WordKey
  /** Names of files that could not be cleaned. */
  asIs?: readonly string[]
  problem?: string
}

const answerConversation = async ({ system, lang, form, receipt }: Holder, view: ReporterView, { done, asIs = [], problem }: Shown = {}): Promise<Answer> => {
  const say = sayIn(lang)
  const identity = await inTurn(() => openIdentity(receipt, fromBase64(view.identity)))
  const messages = await Promise.all(view.messages.map((message) => opened(identity, message)))
  return answerPage({
    ...around(system, lang),
    body: (
      <ConversationPage
        lang={lang} number={receipt} view={view} messages={messages} done={done && say(done)} asIs={asIs} problem={problem}
        fields={problem ? form.fields : {}} nextId={randomUUID()}
      />
    ),
  })
}

/** What was written and cannot be drawn in its conversation is shown by itself. */
const refuse = ({ system, lang, form }: Holder) => (problem: Problem): Answer => {
  const text = first(form.fields, 'text')
  if (text !== undefined) return answerRefused(system, { lang, problem, text })
  return answerBack(system, lang, { status: problem.status, typed: form.one('number'), problem: problem.code === 'report.notFound' ? sayIn(lang)('notFound') : refusalIn(lang)(problem) })
}

type Asked = ({ input: Record<string, unknown> } & Omit<Shown, 'problem'>) | { wrong: string }

/** The conversation as it stands, asked for by somebody who waited before. */
const viewFor = ({ system }: Holder, lookup: string): Promise<ReporterView> => {
  admit(lookup)
  return perform(system, openReport, { actor: system.anonymous, input: { lookup } })
}

/** What was written is drawn again beside what went wrong, where the number leads somewhere. */
const refuseBeside = (heard: Holder, lookup: string) => async (problem: Problem): Promise<Answer> => {
  const { form: { fields }, lang } = heard
  if (first(fields, 'text') === undefined) return refuse(heard)(problem)
  const view = await viewFor(heard, lookup).catch(() => undefined)
  return view ? answerConversation(heard, view, { problem: refusalIn(lang)(problem) }) : refuse(heard)(problem)
}

type Ask = (heard: Holder & { lookup: string }) => Promise<Asked>

/** The answer when this goes wrong in a way that is said; what nobody foresaw goes on. */
const orInstead = async <T,>(work: Promise<T>, refused: (problem: Problem) => Answer | Promise<Answer>): Promise<T | { instead: Answer }> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { instead: await refused(error) }
  }
}

/** Waits first, then makes the slow hash in its turn; what goes wrong is said beside what was filled in. */
const exchangeFor = async (heard: Holder, ask: Ask): Promise<Exchange> => {
  await beforeAsking({})
  const lookup = await inTurn(() => lookupOf(heard.receipt))
  const asked = await orInstead(ask({ ...heard, lookup }), refuseBeside(heard, lookup))
  if ('instead' in asked) return asked
  if ('wrong' in asked) return { instead: await answerConversation(heard, await viewFor(heard, lookup), { problem: asked.wrong }) }
  const { input, ...shown } = asked
  admit(lookup)
  return { input: { ...input, lookup }, refuse: refuseBeside(heard, lookup), answer: (view: ReporterView) => answerConversation(heard, view, shown) }
}

/** What each form of the page asks, once the number is known. */
const exchange = (lang: ReporterLanguage, ask: Ask) => formIn(lang, async ({ system, form }) => {
  const typed = form.one('number')
  const receipt = typedReceipt(typed)
  if (receipt === null) return { instead: answerBack(system, lang, { status: 400, typed, problem: sayIn(lang)('notSixteen', { n: typed.replaceAll(/\D/g, '').length }) }) }
  const heard = { system, lang, form, receipt }
  return orInstead(exchangeFor(heard, ask), refuse(heard))
})

export const openIn = (lang: ReporterLanguage) => exchange(lang, () => Promise.resolve({ input: {} }))

/** Words are sealed to the units and the reporter, files to the units alone, like those of the report itself. */
export const addIn = (lang: ReporterLanguage) => exchange(lang, async ({ lookup, ...heard }) => {
  const { system, form, receipt } = heard
  const text = first(form.fields, 'text') ?? ''
  const files = form.files.filter(({ size }) => size > 0)
  if (form.isCut) return { wrong: refusalIn(lang)(platformProblems.tooLarge({ limit: '' })) }
  if (text === '' && files.length === 0) return { wrong: sayIn(lang)('addEmpty') }
  const view = await viewFor(heard, lookup)
  if (view.reach === 'none') return { wrong: refusalIn(lang)(conversationProblems.nobodyReads()) }
  const { named, sent, asIs } = await inTurn(() => keepFiles(system, view.recipients, files))
  const recipients = await recipientsFor(view, await inTurn(() => openIdentity(receipt, fromBase64(view.identity))))
  return { done: 'added', asIs, input: { id: form.one('id'), body: await sealMessage(recipients, { version: 1, language: lang, text, files: named }), files: sent, keys: view.keys } }
})

export const consentIn = (lang: ReporterLanguage) => exchange(lang, ({ form }) => Promise.resolve({ done: 'consentSaved', input: { consents: consentsOf(form.fields) } }))

export const withdrawIn = (lang: ReporterLanguage) => exchange(lang, ({ form }) =>
  Promise.resolve(form.one('sure') === 'yes' ? { done: 'withdrawn', input: {} } : { wrong: sayIn(lang)('withdrawTick') }))
