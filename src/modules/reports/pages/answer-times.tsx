// The public page that says how long units take for their first answer, beside what they promise.
import { Breadcrumb, Table } from '../../../platform/html/parts.tsx'
import { page, type PageProps } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { unitKindNames } from '../../units/model.ts'
import { readFigures } from '../actions/figures.ts'
import type { AnswerFigures } from '../model/figures.ts'

type Kind = AnswerFigures['kinds'][number]

const words = {
  home: { es: 'Inicio', en: 'Home' },
  title: { es: 'Cuánto tardan en responder a un reporte', en: 'How long reports wait for an answer' },
  lead: {
    es: 'Cada unidad dice en cuántos días da su primera respuesta. Aquí está lo que prometen y lo que tardan.',
    en: 'Each unit says within how many days it gives its first answer. Here is what they promise and how long they take.',
  },
  kind: { es: 'Clase de unidad', en: 'Kind of unit' },
  promised: { es: 'Promete responder en', en: 'Promises to answer within' },
  median: { es: 'La mitad se respondió en', en: 'Half were answered within' },
  inTime: { es: 'Respondidos a tiempo', en: 'Answered in time' },
  cases: { es: 'Reportes', en: 'Reports' },
  notHalf: { es: 'Todavía no se responde la mitad', en: 'Fewer than half are answered yet' },
  none: { es: 'Ninguna recibe ahora', en: 'None receives now' },
  chosen: { es: 'Lo que promete cada unidad se lee al elegirla en el reporte.', en: 'What each unit promises is read when choosing it in the report.' },
  who: { es: 'Quién puede leer un reporte', en: 'Who can read a report' },
} satisfies Record<string, Text>

const days = (count: number): Text => (count === 1 ? { es: '1 día', en: '1 day' } : { es: `${count} días`, en: `${count} days` })

const promiseOf = ({ promised }: Kind): Text => {
  if (promised === null) return words.none
  const { least, most } = promised
  return least === most ? days(least) : { es: `${least} a ${most} días`, en: `${least} to ${most} days` }
}

const row = (lang: Language) => (kind: Kind): string[] => [
  say(unitKindNames[kind.kind], lang), say(promiseOf(kind), lang), say(kind.medianDays === null ? words.notHalf : days(kind.medianDays), lang), `${kind.inTimePercent} %`,
  say({ es: `${kind.cases} o más`, en: `${kind.cases} or more` }, lang),
]

const View = ({ output: { since, leastCases, kinds }, lang }: Pick<PageProps<AnswerFigures, object>, 'output' | 'lang'>) => (
  <div className="prose-wide">
    <Breadcrumb lang={lang} trail={[{ label: say(words.home, lang), path: '' }, { label: say(words.title, lang) }]} />
    <h1>{say(words.title, lang)}</h1>
    <p className="lead">{say(words.lead, lang)}</p>
    {kinds.length === 0
      ? <p>{say({ es: `Todavía no hay ${leastCases} reportes de una misma clase de unidad que contar.`, en: `There are not yet ${leastCases} reports of one kind of unit to tell of.` }, lang)}</p>
      : <Table caption={say({ es: `Reportes recibidos desde el ${since}`, en: `Reports received since ${since}` }, lang)} say={String} header={[words.kind, words.promised, words.median, words.inTime, words.cases].map((text) => say(text, lang))} rows={kinds.map(row(lang))} />}
    <p className="quiet">{say({
      es: `No se cuenta lo que llegó en avalancha, lo repetido ni lo retirado, ni una clase con menos de ${leastCases} reportes. Las cuentas y los porcentajes van de cinco en cinco, para que ninguno se reconozca.`,
      en: `What came in a flood, what was repeated or withdrawn, and kinds with fewer than ${leastCases} reports are left out. Counts and percentages go in fives, so that no single report shows.`,
    }, lang)}</p>
    <p>{say(words.chosen, lang)} <a href={`/${lang}/who-can-read`}>{say(words.who, lang)}</a></p>
  </div>
)

export const answerTimesPage = page({
  path: '/answer-times',
  act: readFigures,
  title: () => words.title,
  description: () => words.lead,
  view: (props) => <View {...props} />,
})
