// The numbers to call in danger, by the country the person opens: confirmed ones with source and day, others said to be unconfirmed.
import type { ReporterLanguage } from '../model/answers.ts'
import { dayIn, numbersIn, numbersSeen, sayIn } from './words.ts'

type Country = ReturnType<typeof numbersIn>[number]

const siteOf = (address: string): string => URL.parse(address)?.hostname.replace(/^www\./, '') ?? address

/** What a telephone dials: the first number, digits alone. */
const dialled = (phone: string): string => phone.split(/[/(]/)[0]?.replaceAll(/\D/g, '') ?? ''

const Number = ({ number, lang }: { number: Country['numbers'][number]; lang: ReporterLanguage }) => {
  const say = sayIn(lang)
  const sources = [...new Set(number.sources.map(siteOf))].join(', ')
  return (
    <li>
      <a className="call" href={`tel:${dialled(number.phone)}`}>{number.phone}</a> {number.name}{number.hours && ` · ${number.hours}`}
      <span className="tick-note">{number.confirmed ? say('confirmed', { sources, date: dayIn(lang)(numbersSeen) }) : say('unconfirmed')}</span>
    </li>
  )
}

/** A country opens without script and without asking the server. */
export const CallNumbers = ({ lang }: { lang: ReporterLanguage }) => {
  const say = sayIn(lang)
  return (
    <div className="calls">
      <p>{say('dangerChoose')}</p>
      {numbersIn(lang).map(({ code, name, numbers }) => (
        <details key={code} className="folded">
          <summary>{name}</summary>
          {numbers.length === 0 ? <p>{say('noNumber')}</p> : <ul>{numbers.map((number) => <Number key={number.phone} number={number} lang={lang} />)}</ul>}
        </details>
      ))}
    </div>
  )
}
