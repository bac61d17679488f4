// The document around every public page: header, navigation, language switch, footer. It needs no script.
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { say, type Language, type Text } from '../text.ts'
import { iconAddress, Mark } from './brand.tsx'

export interface NavEntry {
  path: string
  label: string
}

/** `path`: the address without its language, with its query; the switch leads to the same one in the other language. */
export interface PageDocument {
  title: string
  description?: string
  lang: Language
  path: string
  body: ReactNode
  nav: readonly NavEntry[]
  isDemonstration?: boolean
}

const words = {
  skip: { es: 'Ir al contenido', en: 'Skip to content' },
  name: {
    es: 'Sistema de Información sobre Delitos contra Personas Migrantes en condición de Irregularidad',
    en: 'Information System on Crimes against Migrants in an Irregular Situation',
  },
  home: { es: 'Inicio', en: 'Home' },
  nav: { es: 'Secciones', en: 'Sections' },
  signIn: { es: 'Entrar', en: 'Sign in' },
  demonstration: {
    es: 'Nodo de demostración: parte de los datos son inventados por SIDMI y así se señala en cada cifra.',
    en: 'Demonstration node: part of the data is made up by SIDMI and is marked so beside every figure.',
  },
  minimum: {
    es: 'Las cifras son mínimas: cuentan lo que se denunció, registró o encontró, nunca todo lo ocurrido.',
    en: 'Figures are minimum estimates: they count what was reported, recorded or found, never all that happened.',
  },
  about: { es: 'Qué es SIDMI', en: 'What SIDMI is' },
  data: { es: 'Cómo se hacen las cifras', en: 'How the figures are made' },
  privacy: { es: 'Sus datos al visitar', en: 'Your data when you visit' },
  programs: { es: 'Para programas', en: 'For programs' },
  more: { es: 'Más sobre este sitio', en: 'More about this site' },
} satisfies Record<string, Text>

const other = { es: 'en', en: 'es' } as const
const languageName = { es: 'Español', en: 'English' }

const addressIn = (lang: Language, path: string): string => `/${lang}${path === '/' ? '' : path.replace(/^\/(?=\?)/, '')}`

const sectionOf = (path: string): string => path.split(/[?#]/)[0] ?? path

const isCurrent = (path: string, entry: NavEntry): boolean => {
  const section = sectionOf(path)
  return section === entry.path || (entry.path !== '/' && section.startsWith(`${entry.path}/`))
}

const Header = ({ lang, path, nav, isDemonstration }: PageDocument) => (
  <header className="site-header">
    <div className="site-bar">
      <a className="site-name" href={`/${lang}`}>
        <Mark />
        <span><strong>SIDMI</strong><span className="site-long-name">{say(words.name, lang)}</span></span>
      </a>
      <div className="site-tools">
        <a href={addressIn(other[lang], path)} lang={other[lang]} hrefLang={other[lang]}>{languageName[other[lang]]}</a>
        <a className="site-sign-in" href="/app">{say(words.signIn, lang)}</a>
      </div>
    </div>
    {nav.length > 0 && (
      <nav className="site-nav" aria-label={say(words.nav, lang)}>
        <ul>
          {nav.map((entry) => (
            <li key={entry.path}><a href={addressIn(lang, entry.path)} aria-current={isCurrent(path, entry) ? 'page' : undefined}>{entry.label}</a></li>
          ))}
        </ul>
      </nav>
    )}
    {isDemonstration && <p className="site-demonstration">{say(words.demonstration, lang)}</p>}
  </header>
)

const footerLinks = [
  { path: '/about', text: words.about },
  { path: '/about/data', text: words.data },
  { path: '/privacy', text: words.privacy },
]

const Footer = ({ lang }: { lang: Language }) => (
  <footer className="site-footer">
    <p>{say(words.minimum, lang)}</p>
    <nav aria-label={say(words.more, lang)}>
      <ul>
        {footerLinks.map((link) => <li key={link.path}><a href={addressIn(lang, link.path)}>{say(link.text, lang)}</a></li>)}
        <li><a href="/api">{say(words.programs, lang)}</a></li>
      </ul>
    </nav>
  </footer>
)

const Head = ({ title, description, lang, path }: PageDocument) => (
  <head>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{title === 'SIDMI' ? title : `${title} · SIDMI`}</title>
    {description && <meta name="description" content={description} />}
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href={iconAddress} />
    <link rel="alternate" hrefLang={other[lang]} href={addressIn(other[lang], path)} />
    <link rel="stylesheet" href="/assets/portal.css" />
  </head>
)

/** The whole document as it is sent. */
export const renderPage = (page: PageDocument): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang={page.lang}>
      <Head {...page} />
      <body>
        <a className="skip" href="#content">{say(words.skip, page.lang)}</a>
        <Header {...page} />
        <main id="content" tabIndex={-1}>{page.body}</main>
        <Footer lang={page.lang} />
      </body>
    </html>,
  )}`
