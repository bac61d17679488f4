// The page a reporter meets when something could not be taken before its form was read: why, what arrived where it is text, and the ways on.
import type { Problem } from '../../../platform/problem.ts'
import type { Answer, Exchange, Heard, Route } from '../../../platform/module.ts'
import type { System } from '../../../platform/system.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { answerPage } from './document.tsx'
import { around, readForm, type Form } from './forms.ts'
import { refusalIn, sayIn } from './words.ts'

interface Refused {
  lang: ReporterLanguage
  problem: Problem
  text?: string | undefined
}

const RefusedPage = ({ lang, problem, text }: Refused) => {
  const say = sayIn(lang)
  return (
    <>
      <h1 tabIndex={-1}>{say('problemTitle')}</h1>
      <p className="went-wrong" role="alert">{refusalIn(lang)(problem)}</p>
      {text !== undefined && (
        <div className="field">
          <label htmlFor="f-arrived">{say('problemHere')}</label>
          <textarea id="f-arrived" defaultValue={text} rows={12} readOnly autoComplete="off" spellCheck={false} dir="auto" />
        </div>
      )}
      <ul className="ways">
        <li><a href={`/${lang}/report`}>{say('startTitle')}</a></li>
        <li><a href={`/${lang}/report/back`}>{say('haveNumber')}</a></li>
      </ul>
    </>
  )
}

/** A page of its own for what went wrong, with what arrived where that is text. */
export const answerRefused = (system: System, { lang, problem, text }: Refused): Answer =>
  answerPage({ ...around(system, lang), status: problem.status, body: <RefusedPage lang={lang} problem={problem} text={text} /> })

/** What went wrong with a page of this language before or beside its form. */
export const refuseIn = (lang: ReporterLanguage): NonNullable<Route['refuse']> => (problem, system) => answerRefused(system, { lang, problem })

/** Reads the form first; what is no form of ours is shown again, with why. */
export const formIn = (lang: ReporterLanguage, then: (heard: Heard & { form: Form }) => Promise<Exchange>) => async (heard: Heard): Promise<Exchange> => {
  const form = await readForm(heard.request, heard.input)
  if ('unread' in form) return { instead: answerRefused(heard.system, { lang, problem: form.unread, text: form.text }) }
  return then({ ...heard, form })
}
