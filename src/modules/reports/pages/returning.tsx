// What the holder of a number meets: the number asked for, then the conversation, and what may be done with it.
import type { MessagePlaintext, ReporterLanguage } from '../model/answers.ts'
import type { ReporterView } from '../model.ts'
import { longest, type Fields } from '../rules/steps.ts'
import { reachWords, sizeWords, speakerWords, unitWords } from '../rules/words.ts'
import { Paragraph, Tick, Unremembered } from './fields.tsx'
import { AsTheyWere, PlainFiles } from './plain-files.tsx'
import { Consents } from './questions.tsx'
import { Languages } from './start.tsx'
import { dayIn, sayIn, wordsOf, type Say } from './words.ts'

interface Asking {
  lang: ReporterLanguage
  problem?: string | undefined
  typed?: string | undefined
}

/** Asks for the number. */
export const BackPage = ({ lang, problem, typed }: Asking) => {
  const say = sayIn(lang)
  return (
    <>
      <Languages lang={lang} path="/report/back" />
      <h1 tabIndex={-1}>{say('backTitle')}</h1>
      <p>{say('backLead')}</p>
      <p data-without-program>{say('backPlain')}</p>
      <form method="post" action={`/${lang}/report/back`} autoComplete="off" id="back">
        {problem && <p className="went-wrong" role="alert">{problem}</p>}
        <Unremembered />
        <div className="field">
          <label htmlFor="f-number">{say('number')}</label>
          <input id="f-number" name="number" inputMode="numeric" defaultValue={typed} autoComplete="off" spellCheck={false} maxLength={40} className="receipt-typed" />
        </div>
        <p className="buttons" id="open"><button className="button" type="submit">{say('open')}</button></p>
        <p role="status" id="said" />
      </form>
      <p><a href={`/${lang}/report`}>{say('back')}</a></p>
    </>
  )
}

/** A message opened with the receipt, or null where it does not open. */
export type Opened = Omit<ReporterView['messages'][number], 'body'> & { content: MessagePlaintext | null }

interface Conversation {
  lang: ReporterLanguage
  number: string
  view: ReporterView
  messages: readonly Opened[]
  /** What was just done. */
  done?: string | undefined
  /** Names of files just sent that could not be cleaned. */
  asIs?: readonly string[]
  problem?: string | undefined
  fields: Fields
  /** New for each drawing: a message sent twice arrives once. */
  nextId: string
}

const Message = ({ message: { from, content }, heading, say }: { message: Opened; heading: string; say: Say }) => (
  <li className={`message message-${from}`}>
    <h3>{heading}</h3>
    {content?.text !== '' && <p dir="auto">{content ? content.text : say('unreadable')}</p>}
    {content?.files.map(({ id, name, bytes }) => <p key={id} className="quiet" dir="auto">{say(from === 'reporter' ? 'fileForUnits' : 'fileByProgram', { name, size: sizeWords(bytes) })}</p>)}
  </li>
)

const Hidden = ({ number, go }: { number: string; go: string }) => (
  <><input type="hidden" name="number" value={number} /><input type="hidden" name="go" value={go} /><Unremembered /></>
)

const Heading = ({ lang, view, problem, say }: Pick<Conversation, 'lang' | 'view' | 'problem'> & { say: Say }) => {
  const reach = reachWords(wordsOf(lang), view)
  return (
    <>
      <h2>{say('addTitle')}</h2>
      {reach && <p className="notice">{reach}</p>}
      {problem && <p className="went-wrong" role="alert">{problem}</p>}
    </>
  )
}

/** Where nobody could open it nothing is asked for; what was written before that was known stays. */
const Adding = (conversation: Conversation & { say: Say }) => {
  const { lang, number, view, nextId, fields, say } = conversation
  if (view.reach === 'none' && fields.text === undefined) return <Heading {...conversation} />
  return (
    <form method="post" action={`/${lang}/report/back/add`} encType="multipart/form-data" autoComplete="off">
      <Heading {...conversation} />
      <p className="quiet">{say('addHint')}</p>
      <Hidden number={number} go="add" />
      <input type="hidden" name="id" value={nextId} />
      <Paragraph name="text" label={say('add')} fields={fields} rows={5} most={longest.text} />
      <PlainFiles label={say('filesAdd')} hint={say('addFilesHint')} say={say} />
      <p className="buttons"><button className="button" type="submit">{say('send')}</button></p>
    </form>
  )
}

const agreed = ({ consents: { contact, count, passOn } }: ReporterView): Fields =>
  ({ consentContact: contact ? ['yes'] : [], consentCount: count ? ['yes'] : [], passOn })

const Agreeing = ({ lang, number, view, say }: Conversation & { say: Say }) => (
  <form method="post" action={`/${lang}/report/back/consent`} autoComplete="off">
    <h2>{say('consentTitle')}</h2>
    <Hidden number={number} go="consent" />
    <div className="ticks"><Tick type="checkbox" name="consentContact" isOn={view.consents.contact} option={{ value: 'yes', label: say('consentContact') }} /></div>
    <Consents say={say} fields={agreed(view)} />
    <p className="buttons"><button className="button button-quiet" type="submit">{say('consentSave')}</button></p>
  </form>
)

const Withdrawing = ({ lang, number, say }: Conversation & { say: Say }) => (
  <form method="post" action={`/${lang}/report/back/withdraw`} autoComplete="off">
    <h2>{say('withdrawTitle')}</h2>
    <p className="quiet">{say('withdrawHint')}</p>
    <Hidden number={number} go="withdraw" />
    <Tick type="checkbox" name="sure" isOn={false} option={{ value: 'yes', label: say('withdrawSure') }} />
    <p className="buttons"><button className="button button-quiet" type="submit">{say('withdraw')}</button></p>
  </form>
)

const Having = ({ lang, view: { units }, say }: Pick<Conversation, 'lang' | 'view'> & { say: Say }) => (
  <>
    <h2>{say('hasIt')}</h2>
    <ul>{units.map((unit) => <li key={unit.id}><strong>{unit.name}</strong><br />{unitWords(wordsOf(lang), unit)}</li>)}</ul>
    <p className="quiet">{say('hasItHint')}</p>
  </>
)

const Messages = ({ lang, view: { units }, messages, say }: Pick<Conversation, 'lang' | 'view' | 'messages'> & { say: Say }) => {
  const heading = (message: Opened): string => speakerWords(wordsOf(lang), message, { units, day: dayIn(lang)(message.day) })
  return (
    <>
      <h2>{say('messages')}</h2>
      {messages.length === 0
        ? <p>{say('noMessages')}</p>
        : <ol className="messages">{messages.map((message) => <Message key={message.id} message={message} heading={heading(message)} say={say} />)}</ol>}
    </>
  )
}

/** The conversation, opened on the server for somebody whose browser runs no programs. */
export const ConversationPage = (conversation: Conversation) => {
  const { lang, view, messages, done, asIs = [] } = conversation
  const say = sayIn(lang)
  return (
    <>
      <h1 tabIndex={-1}>{say('received', { day: dayIn(lang)(view.received) })}</h1>
      {done && <p className="notice" role="status">{done}</p>}
      <AsTheyWere names={asIs} say={say} />
      <p className="lead">{say(`state.${view.state}`)}</p>
      {view.state !== 'withdrawn' && <>{view.units.length > 0 && <Having lang={lang} view={view} say={say} />}<Messages lang={lang} view={view} messages={messages} say={say} /></>}
      {view.state !== 'withdrawn' && <><Adding {...conversation} say={say} /><Agreeing {...conversation} say={say} /><Withdrawing {...conversation} say={say} /></>}
    </>
  )
}
