// Two pages to read: how to reach a person safely, and how anyone can check the program that seals.
import type { ReporterLanguage } from '../model/answers.ts'
import { CallNumbers } from './numbers.tsx'
import { programNames, programs } from './script.ts'
import { Languages } from './start.tsx'
import { sayIn } from './words.ts'

/** An address to write to as people read it. */
const shown = (contact: string): string => contact.replace(/^(mailto|tel):/, '')

export const ReachPage = ({ lang, contact }: { lang: ReporterLanguage; contact: string | undefined }) => {
  const say = sayIn(lang)
  const [before = '', after = ''] = say('reachNode').split('{contact}')
  return (
    <>
      <Languages lang={lang} path="/report/reach" />
      <h1>{say('reachTitle')}</h1>
      <p className="lead">{say('reachLead')}</p>
      <ul><li>{say('reach1')}</li><li>{say('reach2')}</li><li>{say('reach3')}</li><li>{say('reach4')}</li></ul>
      <h2 id="numbers">{say('reachNumbers')}</h2>
      <CallNumbers lang={lang} />
      {contact && <p>{before}<a href={contact}>{shown(contact)}</a>{after}</p>}
      <p><a href={`/${lang}/report`}>{say('back')}</a></p>
    </>
  )
}

export const CheckPage = ({ lang }: { lang: ReporterLanguage }) => {
  const say = sayIn(lang)
  return (
    <>
      <Languages lang={lang} path="/report/check" />
      <h1>{say('checkTitle')}</h1>
      <p className="lead">{say('checkLead')}</p>
      <p>{say(programs ? 'checkHow' : 'checkAbsent')}</p>
      {programs && <dl className="facts">{programNames.map((name) => <div key={name}><dt>{programs?.[name].file}</dt><dd><code>{programs?.[name].integrity}</code></dd></div>)}</dl>}
      <p><a href={`/${lang}/report`}>{say('back')}</a></p>
    </>
  )
}
