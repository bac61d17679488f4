// The page that lists every act with an address, for people who write programs against a node.
import type { Module } from '../module.ts'
import { say, type Language } from '../text.ts'
import { renderPage } from './page.tsx'

const words = {
  title: { es: 'Interfaz para programas', en: 'Interface for programs' },
  lead: {
    es: 'Cada acto de este nodo que tiene dirección. El documento completo, con entradas y salidas, está en OpenAPI 3.1.',
    en: 'Every act of this node that has an address. The whole document, with inputs and outputs, is in OpenAPI 3.1.',
  },
  method: { es: 'Método', en: 'Method' },
  path: { es: 'Dirección', en: 'Address' },
  act: { es: 'Acto', en: 'Act' },
  what: { es: 'Qué hace', en: 'What it does' },
}

const ModuleTable = ({ module, lang }: { module: Module; lang: Language }) => (
  <section>
    <h2>{module.name}</h2>
    <table>
      <thead>
        <tr>{[words.method, words.path, words.act, words.what].map((word) => <th key={word.en} scope="col">{say(word, lang)}</th>)}</tr>
      </thead>
      <tbody>
        {(module.routes ?? []).filter(({ form }) => !form).map((route) => (
          <tr key={`${route.method} ${route.path}`}>
            <td>{route.method}</td>
            <td><code>{route.path}</code></td>
            <td><code>{route.act.name}</code></td>
            <td>{say(route.act.summary, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** The whole page in the reader's language. */
export const renderApiPage = (modules: readonly Module[], lang: Language): string =>
  renderPage({
    title: say(words.title, lang),
    lang,
    path: '/api',
    nav: [],
    body: (
      <>
        <h1>{say(words.title, lang)}</h1>
        <p>{say(words.lead, lang)} <a href="/api/openapi.json">openapi.json</a></p>
        {modules.filter((module) => (module.routes ?? []).length > 0).map((module) => <ModuleTable key={module.name} module={module} lang={lang} />)}
      </>
    ),
  })
