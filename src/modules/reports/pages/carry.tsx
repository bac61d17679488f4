// Where somebody hands in what another person sealed.
import type { ReporterLanguage } from '../model/answers.ts'
import type { Fields } from '../rules/steps.ts'
import { Paragraph } from './fields.tsx'
import { Languages } from './start.tsx'
import { sayIn } from './words.ts'

interface Carrying {
  lang: ReporterLanguage
  pasted?: string
  problem?: string
  done?: string
}

export const CarryPage = ({ lang, pasted, problem, done }: Carrying) => {
  const say = sayIn(lang)
  const fields: Fields = pasted === undefined ? {} : { carried: [pasted] }
  return (
    <>
      <Languages lang={lang} path="/report/carry" />
      <h1 tabIndex={-1}>{say('carryTitle')}</h1>
      <p>{say('carryLead')}</p>
      {done && <p className="notice" role="status">{done}</p>}
      <form method="post" action={`/${lang}/report/carry`} autoComplete="off" id="carry">
        {problem && <p className="went-wrong" role="alert">{problem}</p>}
        <Paragraph name="carried" label={say('carryPaste')} fields={fields} rows={8} most={400_000} />
        <div data-with-program hidden>
          <p className="buttons">
            <label className="button button-quiet" htmlFor="choose-carried">{say('carryOpen')}</label>
            <input type="file" id="choose-carried" className="unseen" autoComplete="off" />
            <button type="button" className="button button-quiet" id="scan">{say('carryScan')}</button>
          </p>
          <div id="camera" />
        </div>
        <p role="status" id="gathered" />
        <p className="buttons"><button className="button" type="submit">{say('carrySend')}</button></p>
      </form>
      <p><a href={`/${lang}/report`}>{say('back')}</a></p>
    </>
  )
}
