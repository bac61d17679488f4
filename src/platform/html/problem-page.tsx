// What a person meets when a page cannot be shown: what happened, what to do, and a way on.
import type { Problem } from '../problem.ts'
import { say, type Language, type Text } from '../text.ts'
import { renderPage } from './page.tsx'

const titles: Record<number, Text> = {
  401: { es: 'Hace falta entrar', en: 'Please sign in' },
  404: { es: 'No encontramos esta página', en: 'We could not find this page' },
  429: { es: 'Espere un momento', en: 'Please wait a moment' },
  500: { es: 'Algo falló', en: 'Something failed' },
  503: { es: 'Volvemos enseguida', en: 'Back in a moment' },
}
const otherwise: Text = { es: 'No se pudo hacer', en: 'This could not be done' }

const words = {
  home: { es: 'Ir al inicio', en: 'Go to the home page' },
  figures: { es: 'Ver las cifras públicas', en: 'See the public figures' },
  reference: { es: 'Código', en: 'Code' },
} satisfies Record<string, Text>

interface ProblemPage {
  problem: Problem
  lang: Language
  /** The address asked for, with or without its language. */
  path: string
}

/** The problem as a page in the reader's language. */
export const renderProblemPage = ({ problem, lang, path }: ProblemPage): string => {
  const title = say(titles[problem.status] ?? otherwise, lang)
  const fields = Object.entries(problem.fields)
  return renderPage({
    title,
    lang,
    path: path.replace(/^\/(es|en)(?=\/|\?|$)/, '') || '/',
    nav: [],
    body: (
      <div className="prose">
        <h1>{title}</h1>
        <p className="lead">{say(problem.text, lang)}</p>
        {fields.length > 0 && <ul>{fields.map(([field, text]) => <li key={field}><strong>{field}</strong>: {say(text, lang)}</li>)}</ul>}
        <p className="buttons">
          <a className="button" href={`/${lang}`}>{say(words.home, lang)}</a>
          <a className="button button-quiet" href={`/${lang}/figures`}>{say(words.figures, lang)}</a>
        </p>
        <p className="quiet">{say(words.reference, lang)}: <code>{problem.code}</code></p>
      </div>
    ),
  })
}
