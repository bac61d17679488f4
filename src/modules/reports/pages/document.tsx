// The document around every page a reporter meets: a quiet head that tells nothing in a history, the way out, the content. It works without scripts.
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { iconAddress } from '../../../platform/html/brand.tsx'
import { reporterPolicy } from '../../../platform/http/security.ts'
import type { Answer } from '../../../platform/module.ts'
import type { ReporterLanguage } from '../model/answers.ts'
import { addressOfProgram, programs } from './script.ts'
import { sayIn, wordsOf } from './words.ts'

export interface ReporterPage {
  lang: ReporterLanguage
  body: ReactNode
  /** Where the way out leads. */
  exit: string
  isDemonstration: boolean
  /** What the program of the page takes over: `report`, `back` or `carry`. */
  part?: 'report' | 'back' | 'carry'
  status?: number
}

/** Every page is called the same, so that neither a tab nor a history tells what was read. */
const title = 'SIDMI'

/** The program's words, as data: a content policy without inline scripts lets them be. */
const wordsFor = (lang: ReporterLanguage): string => JSON.stringify(wordsOf(lang)).replaceAll('<', '\\u003c')

const Head = ({ part }: ReporterPage) => (
  <head>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{title}</title>
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href={iconAddress} />
    <link rel="stylesheet" href="/assets/portal.css" />
    {part && programs && <script type="module" src={addressOfProgram(programs.report)} integrity={programs.report.integrity} crossOrigin="anonymous" />}
  </head>
)

const Body = ({ lang, body, exit, isDemonstration, part }: ReporterPage) => {
  const say = sayIn(lang)
  return (
    <body className="reporter" data-part={part} data-lang={lang} data-exit={exit}>
      <a className="skip" href="#content">{say('skipTo')}</a>
      <header className="site-header reporter-bar">
        <a className="site-name" href={`/${lang}/report`}><strong>SIDMI</strong></a>
        <a className="reporter-exit" href={exit} rel="noreferrer nofollow" id="exit">{say('exit')}</a>
      </header>
      {isDemonstration && <p className="site-demonstration">{say('demonstration')}</p>}
      {say('review') && <p className="reporter-review">{say('review')}</p>}
      <main id="content" tabIndex={-1}><div className="prose">{body}</div></main>
      {part && programs && <script type="application/json" id="words" dangerouslySetInnerHTML={{ __html: wordsFor(lang) }} />}
    </body>
  )
}

/** What no page of a reporter goes without. The address of this page is told to nobody, and kept nowhere. */
const headers = {
  'content-security-policy': reporterPolicy,
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), browsing-topics=()',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noarchive',
}

/** The page as it is sent. */
export const answerPage = (page: ReporterPage): Answer => ({
  status: page.status ?? 200,
  mediaType: 'text/html; charset=utf-8',
  headers,
  text: `<!doctype html>${renderToStaticMarkup(<html lang={page.lang}><Head {...page} /><Body {...page} /></html>)}`,
})
