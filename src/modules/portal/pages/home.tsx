// The first public page: what SIDMI is, what is known, where to go on.
import { page, type PageProps } from '../../../platform/module.ts'
import { say, type Language, type Text } from '../../../platform/text.ts'
import { addressOf, PlaceMap, ReleaseLine } from '../../statistics/index.ts'
import { amountText } from '../../statistics/model/withheld.ts'
import { readHome } from '../actions.ts'
import type { Home } from '../model.ts'

type Shown = Home['figures'][number]

const words = {
  title: { es: 'Saber a tiempo, para proteger a quienes migran', en: 'Knowing in time, to protect people on the move' },
  lead: {
    es: 'SIDMI reúne lo que las instituciones de la región registran sobre los delitos contra personas migrantes (trata, tráfico ilícito, secuestro, extorsión, desaparición), lo muestra con su fuente y avisa cuando algo aumenta.',
    en: 'SIDMI brings together what the institutions of the region record about crimes against migrants (trafficking, smuggling, kidnapping, extortion, disappearance), shows it with its source, and warns when something rises.',
  },
  seeFigures: { es: 'Ver las cifras', en: 'See the figures' },
  seeAlerts: { es: 'Alertas vigentes', en: 'Alerts in force' },
  happened: { es: '¿Le pasó algo, o lo vio?', en: 'Did something happen to you, or did you see it?' },
  tell: { es: 'Cuéntelo sin decir quién es', en: 'Tell it without saying who you are' },
  danger: {
    es: 'Si usted o alguien está en peligro ahora, llame al número de emergencias del país donde está. SIDMI no es un servicio de emergencias.',
    en: 'If you or someone else is in danger now, call the emergency number of the country you are in. SIDMI is not an emergency service.',
  },
  known: { es: 'Lo que se sabe', en: 'What is known' },
  knownLead: {
    es: 'El último año completo de cada fuente. Cada una cuenta una cosa distinta: no se suman entre sí.',
    en: 'The newest whole year of each source. Each counts something different: they are never added together.',
  },
  nothing: { es: 'Este nodo todavía no ha recibido cifras. Cuando una institución entregue las suyas, aparecerán aquí.', en: 'This node has not received any figures yet. When an institution delivers its own, they will appear here.' },
  here: { es: 'Qué hay aquí', en: 'What is here' },
} satisfies Record<string, Text>

const places: readonly { path: string; name: Text; what: Text }[] = [
  {
    path: '/alerts', name: { es: 'Alertas', en: 'Alerts' },
    what: { es: 'Los avisos públicos de las instituciones: qué pasa, dónde y qué hacer. También como Atom y CAP 1.2.', en: 'The institutions’ public warnings: what is happening, where and what to do. Also as Atom and CAP 1.2.' },
  },
  {
    path: '/figures', name: { es: 'Cifras', en: 'Figures' },
    what: { es: 'En un mapa, por año y en tablas, con su fuente y para descargar.', en: 'On a map, by year and in tables, with their source and to download.' },
  },
  {
    path: '/offences', name: { es: 'Delitos', en: 'Offences' },
    what: { es: 'Qué es cada delito y en qué se distingue: la trata no es lo mismo que el tráfico ilícito de migrantes.', en: 'What each offence is and what sets it apart: trafficking in persons is not the same as migrant smuggling.' },
  },
  {
    path: '/places', name: { es: 'Territorios', en: 'Territories' },
    what: { es: 'Estados, departamentos, corredores y pasos de frontera, con sus códigos.', en: 'States, departments, corridors and border points, with their codes.' },
  },
  {
    path: '/about/data', name: { es: 'Cómo se hacen las cifras', en: 'How the figures are made' },
    what: { es: 'De quién es cada una, cuándo se entregó y qué no dice.', en: 'Whose each one is, when it was delivered and what it does not say.' },
  },
  {
    path: '/about', name: { es: 'Qué es SIDMI', en: 'What SIDMI is' },
    what: { es: 'Quién lo usa y cómo se protege a las personas.', en: 'Who uses it and how people are protected.' },
  },
]

const KeyFigure = ({ shown, lang }: { shown: Shown; lang: Language }) => {
  const kind = shown.kind ? `: ${say(shown.kind.name, lang).toLowerCase()}` : ''
  return (
    <li className="key-figure">
      <a href={addressOf(shown, lang)}>
        <span className="key-number">{amountText(shown.total, lang)}</span>
        <span>{say(shown.measure.name, lang)}{kind}{shown.year !== null && `, ${shown.year}`}</span>
      </a>
      <ReleaseLine shown={shown} lang={lang} />
    </li>
  )
}

const HomeView = ({ output: { figures }, lang }: PageProps<Home, object>) => {
  const first = figures.find(({ by }) => by === 'territory') ?? figures[0]
  return (
    <>
      <div className={first ? 'hero' : 'prose'}>
        <div>
          <h1>{say(words.title, lang)}</h1>
          <p className="lead">{say(words.lead, lang)}</p>
          <p className="buttons">
            <a className="button" href={`/${lang}/figures`}>{say(words.seeFigures, lang)}</a>
            <a className="button button-quiet" href={`/${lang}/alerts`}>{say(words.seeAlerts, lang)}</a>
          </p>
          <p>{say(words.happened, lang)} <a href={`/${lang}/report`}>{say(words.tell, lang)}</a>.</p>
          <p className="quiet">{say(words.danger, lang)}</p>
        </div>
        {first && <div><PlaceMap shown={first} lang={lang} /><ReleaseLine shown={first} lang={lang} /></div>}
      </div>
      <h2>{say(words.known, lang)}</h2>
      <p>{say(first ? words.knownLead : words.nothing, lang)}</p>
      <ul className="key-figures">{figures.map((shown) => <KeyFigure key={shown.source.id} shown={shown} lang={lang} />)}</ul>
      <h2>{say(words.here, lang)}</h2>
      <ul className="cards">
        {places.map(({ path, name, what }) => (
          <li key={path}><h3><a href={`/${lang}${path}`}>{say(name, lang)}</a></h3><p>{say(what, lang)}</p></li>
        ))}
      </ul>
    </>
  )
}

export const homePage = page({
  path: '/',
  act: readHome,
  title: () => ({ es: 'SIDMI', en: 'SIDMI' }),
  description: () => words.lead,
  view: (props) => <HomeView {...props} />,
  nav: { label: { es: 'Inicio', en: 'Home' }, order: 10 },
})
