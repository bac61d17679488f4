// The first page of reporting: what will happen and who can read it come first, then the ways on.
import type { ReporterLanguage } from '../model/answers.ts'
import { reporterLanguages } from '../model/answers.ts'
import { CallNumbers } from './numbers.tsx'
import { sayIn, wordsOf } from './words.ts'

interface Start {
  lang: ReporterLanguage
  canReceive: boolean
}

/** The ways to the same page in the other languages. */
export const Languages = ({ lang, path }: { lang: ReporterLanguage; path: string }) => (
  <nav className="reporter-languages" aria-label={sayIn(lang)('languages')}>
    <ul>
      {reporterLanguages.map((each) => (
        <li key={each}><a href={`/${each}${path}`} lang={each} hrefLang={each} aria-current={each === lang ? 'true' : undefined}>{wordsOf(each).name}</a></li>
      ))}
    </ul>
  </nav>
)

const Before = ({ lang, canReceive }: Start) => {
  const say = sayIn(lang)
  if (!canReceive) return <><p className="went-wrong" role="alert">{say('noUnits')}</p><CallNumbers lang={lang} /></>
  return (
    <form method="post" action={`/${lang}/report`} autoComplete="off" id="start">
      <input type="hidden" name="go" value="start" />
      <p className="buttons"><button className="button" type="submit">{say('startButton')}</button></p>
    </form>
  )
}

export const StartPage = ({ lang, canReceive }: Start) => {
  const say = sayIn(lang)
  // The portal's other pages speak two languages.
  const portalLanguage = lang === 'en' ? 'en' : 'es'
  return (
    <div id="first">
      <Languages lang={lang} path="/report" />
      <h1 tabIndex={-1}>{say('startTitle')}</h1>
      <p><a href={`/${lang}/report/reach#numbers`}><strong>{say('dangerNow')}</strong></a></p>
      <p className="lead">{say('startLead')}</p>
      <h2>{say('whoTitle')}</h2>
      <p>{say('whoRead')}</p>
      <p className="notice"><strong>{say('whoMigration')}</strong> {say('whoDecides')}</p>
      <p data-without-program>{say('sealedThere')}</p>
      <p data-with-program hidden>{say('sealedHere')}</p>
      <p><a href={`/${portalLanguage}/who-can-read`} hrefLang={portalLanguage}>{say('whoMore')}</a></p>
      <h2>{say('thenTitle')}</h2>
      <ol><li>{say('then1')}</li><li>{say('then2')}</li><li>{say('then3')}</li></ol>
      <h2>{say('keptTitle')}</h2>
      <p>{say('keptServer')}</p>
      <p>{say('keptHere')} <span data-with-program hidden>{say('exitHow')}</span></p>
      <p role="status" id="waiting" />
      <Before lang={lang} canReceive={canReceive} />
      <ul className="ways">
        <li><a href={`/${lang}/report/back`}>{say('haveNumber')}</a></li>
        <li><a href={`/${lang}/report/carry`}>{say('carryLink')}</a></li>
        <li><a href={`/${lang}/report/reach`}>{say('reachLink')}</a></li>
        <li><a href={`/${lang}/report/check`}>{say('checkTitle')}</a></li>
      </ul>
      <p id="keep-offline" hidden><button type="button" className="button button-quiet">{say('offlineKeep')}</button> <span className="quiet">{say('offlineTrace')}</span></p>
    </div>
  )
}
