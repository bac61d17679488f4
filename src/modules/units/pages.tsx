// The public page that says who can open a report, drawn from the policy in force.
import { Breadcrumb, PageNotice, Table } from '../../platform/html/parts.tsx'
import { page, type PageProps } from '../../platform/module.ts'
import { say, type Language, type Text } from '../../platform/text.ts'
import { institutionKindNames, roleDuties, roleNames } from '../accounts/model.ts'
import { placeName } from '../catalogues/index.ts'
import { explainAccess } from './actions/explaining.ts'
import { unitKindNames, type ExplainedUnit, type Explanation } from './model.ts'

const words = {
  home: { es: 'Inicio', en: 'Home' },
  title: { es: 'Quién puede leer un reporte', en: 'Who can read a report' },
  lead: {
    es: 'Lo que usted cuenta se sella en su teléfono antes de salir. Solo lo abren las personas de la unidad que usted elige. Control migratorio no puede.',
    en: 'What you tell is sealed on your phone before it leaves. Only the people of the unit you choose can open it. Migration control cannot.',
  },
  demonstration: {
    es: 'Esto es una demostración: sus llaves las abre cualquiera con una frase publicada. No reporte aquí nada de verdad.',
    en: 'This is a demonstration: anyone can open its keys with a published passphrase. Do not report anything real here.',
  },
  drawn: {
    es: 'Estas tablas no las escribió nadie: salen de las reglas con las que este sistema trabaja ahora mismo.',
    en: 'Nobody wrote these tables: they come from the rules this system works by right now.',
  },
  kinds: { es: 'Qué instituciones pueden tener una llave', en: 'Which institutions can hold a key' },
  roles: { es: 'Qué papeles pueden tener una llave', en: 'Which roles can hold a key' },
  inForce: { es: 'Según las reglas en vigor', en: 'By the rules in force' },
  institution: { es: 'Institución', en: 'Institution' },
  role: { es: 'Papel', en: 'Role' },
  duty: { es: 'Qué hace', en: 'What it does' },
  canOpen: { es: 'Puede abrir reportes', en: 'Can open reports' },
  yes: { es: 'Sí, los de su unidad', en: 'Yes, those of its unit' },
  no: { es: 'No', en: 'No' },
  never: { es: 'No, nunca, tenga el papel que tenga', en: 'No, never, whatever the role' },
  units: { es: 'Unidades que reciben ahora', en: 'Units that receive now' },
  answerTimes: { es: 'Cuánto tardan en responder', en: 'How long they take to answer' },
  noUnits: { es: 'Ninguna unidad recibe reportes en este nodo todavía.', en: 'No unit receives reports on this node yet.' },
  unit: { es: 'Unidad', en: 'Unit' },
  kind: { es: 'Clase', en: 'Kind' },
  where: { es: 'Dónde trabaja', en: 'Where it works' },
  key: { es: 'Huella y llave pública', en: 'Finger print and public key' },
  since: { es: 'Anunciada y reconocida', en: 'Announced and known' },
  announced: { es: 'Unidades anunciadas que todavía no reciben', en: 'Units announced that do not receive yet' },
  announcedNote: {
    es: 'Una unidad nueva se anuncia aquí, y a todas las personas que reciben reportes, siete días antes de recibir; solo la primera del nodo no espera. Empieza antes solo si quien tiene la llave de otra unidad da fe de ella, y no empieza si alguien de recepción no la reconoce. Si usted es de esa institución y la huella no es la suya, avise.',
    en: 'A new unit is announced here, and to everybody who receives reports, seven days before it receives; only the node’s first does not wait. It begins earlier only if somebody who holds another unit’s key vouches for it, and it does not begin if a reception officer does not know it. If you are of that institution and the finger print is not yours, say so.',
  },
  ofDemonstration: { es: 'De la demostración', en: 'Of the demonstration' },
  waits: { es: 'Qué espera', en: 'What it waits for' },
  keyNote: {
    es: 'La llave pública sirve para cerrar, no para abrir. Puede comprobar la huella con la unidad por teléfono.',
    en: 'The public key closes; it does not open. You can check the finger print with the unit by telephone.',
  },
} satisfies Record<string, Text>

interface Part {
  title: Text
  paragraphs: readonly Text[]
}

const parts: readonly Part[] = [
  {
    title: { es: 'Por qué el sistema mismo no puede leerlo', en: 'Why the system itself cannot read it' },
    paragraphs: [
      {
        es: 'La llave de cada unidad se hace en el navegador de quien la dirige. Al sistema llega solo sellada para cada persona, y cada persona la abre con una frase que nunca sale de su navegador. Quien administra el sistema, o quien robe sus discos, tiene sobres cerrados.',
        en: 'Each unit’s key is made in the browser of whoever leads it. It reaches the system only sealed for each person, and each person opens it with a passphrase that never leaves their browser. Whoever runs the system, or steals its disks, has closed envelopes.',
      },
      {
        es: 'Una llave la da solo quien ya la tiene, desde su navegador, o dos custodios juntos; quien administra el sistema no la tiene y no puede darla ni cambiarla por otra. Si se anota que una persona pasó a control migratorio, pierde la llave, y la unidad no recibe nada hasta hacer otra.',
        en: 'A key is given only by someone who already holds it, from their browser, or by two custodians together; whoever runs the system does not hold it and can neither give it nor put another in its place. If it is entered that a person went to migration control, they lose the key, and the unit takes nothing until it makes another.',
      },
    ],
  },
  {
    title: { es: 'Para que no se pierda', en: 'So that it is not lost' },
    paragraphs: [{
      es: 'Una unidad recibe solo si al menos dos personas tienen su llave, o una persona y dos custodios de fuera. Los custodios juntos pueden devolver la llave a la unidad; uno solo no abre nada, y toda la unidad ve cuándo lo hacen.',
      en: 'A unit receives only if at least two people hold its key, or one person and two custodians from outside. Together the custodians can give the key back to the unit; one alone opens nothing, and the whole unit sees when they do.',
    }],
  },
  {
    title: { es: 'Lo que esto no evita', en: 'What this does not prevent' },
    paragraphs: [{
      es: 'Qué instituciones aparecen aquí, y como qué, lo decide quien administra este sistema. Por eso una unidad nueva se anuncia antes de recibir, y se anuncia otra vez si su institución cambia de clase: hace falta que nadie se oponga, o que responda por ella quien ya tiene una llave, y eso no lo puede hacer quien administra. La que está anotada como control migratorio no puede tener una unidad, y no se le cambia esa clase por otra. Si duda de una unidad, pregunte a la institución, por un teléfono que usted ya conozca, si la huella es la suya.',
      en: 'Which institutions appear here, and as what, is decided by whoever runs this system. So a new unit is announced before it receives, and announced again if its institution becomes of another kind: nobody must object, or somebody who already holds a key must answer for it, and whoever runs the system can do neither for them. One entered as migration control cannot have a unit, and that kind is not changed into another. If you doubt a unit, ask the institution, at a telephone number you know already, whether the finger print is theirs.',
    }, {
      es: 'Quien abre su reporte en la unidad lo puede leer, copiar y contar: por eso usted elige a quién. Y quien tenga su teléfono desbloqueado mientras escribe ve lo que usted ve.',
      en: 'Whoever opens your report in the unit can read it, copy it and tell it: that is why you choose to whom. And whoever has your unlocked phone while you write sees what you see.',
    }],
  },
]

const Prose = ({ lang }: { lang: Language }) => (
  <>
    {parts.map(({ title, paragraphs }) => (
      <section key={title.en}>
        <h2>{say(title, lang)}</h2>
        {paragraphs.map((paragraph) => <p key={paragraph.en}>{say(paragraph, lang)}</p>)}
      </section>
    ))}
  </>
)

const knownWords = ({ since, vouchedBy }: NonNullable<ExplainedUnit['announced']>): Text => {
  const by = vouchedBy.join(', ')
  return by === ''
    ? { es: `El ${since}; ninguna otra unidad ha dado fe`, en: `On ${since}; no other unit has vouched` }
    : { es: `El ${since}; da fe: ${by}`, en: `On ${since}; vouched for by ${by}` }
}

const waitWords = ({ since, until, waits, doubts }: NonNullable<ExplainedUnit['announced']>): Text =>
  waits === 'doubted'
    ? { es: `Anunciada el ${since}. No la reconocen: ${String(doubts)}. Espera a que otra unidad dé fe`, en: `Announced on ${since}. Not known to: ${String(doubts)}. It waits for another unit to vouch` }
    : { es: `Anunciada el ${since}. Recibe desde el ${until} si nadie se opone`, en: `Announced on ${since}. It receives from ${until} if nobody objects` }

const Key = ({ unit: { print, key } }: { unit: ExplainedUnit }) => <><strong><code>{print}</code></strong><br /><small><code>{key.recipient}</code></small></>

const Waiting = ({ units, lang }: { units: Explanation['announced']; lang: Language }) => (
  <section>
    <h2>{say(words.announced, lang)}</h2>
    <p>{say(words.announcedNote, lang)}</p>
    {units.length > 0 && (
      <Table
        caption={say(words.announced, lang)} say={String} header={[say(words.unit, lang), say(words.institution, lang), say(words.kind, lang), say(words.waits, lang), say(words.key, lang)]}
        rows={units.map((unit) => [unit.name, unit.institution, say(unitKindNames[unit.kind], lang), unit.announced ? say(waitWords(unit.announced), lang) : '', <Key key={unit.id} unit={unit} />])}
      />
    )}
  </section>
)

const Units = ({ units, lang }: { units: Explanation['units']; lang: Language }) => (
  <section>
    <h2>{say(words.units, lang)}</h2>
    {units.length === 0 ? <p>{say(words.noUnits, lang)}</p> : (
      <>
        <Table
          caption={say(words.key, lang)} say={String}
          header={[say(words.unit, lang), say(words.institution, lang), say(words.kind, lang), say(words.where, lang), say(words.since, lang), say(words.key, lang)]}
          rows={units.map((unit) => [
            unit.name, unit.institution, say(unitKindNames[unit.kind], lang), unit.territories.map((code) => placeName(code, lang)).join(', '),
            unit.announced ? say(knownWords(unit.announced), lang) : say(words.ofDemonstration, lang), <Key key={unit.id} unit={unit} />,
          ])}
        />
        <p className="quiet">{say(words.keyNote, lang)}</p>
        <p><a href={`/${lang}/answer-times`}>{say(words.answerTimes, lang)}</a></p>
      </>
    )}
  </section>
)

const View = ({ output: { kinds, roles, units, announced }, lang, isDemonstration }: Pick<PageProps<Explanation, object>, 'output' | 'lang' | 'isDemonstration'>) => (
  <div className="prose-wide">
    <Breadcrumb lang={lang} trail={[{ label: say(words.home, lang), path: '' }, { label: say(words.title, lang) }]} />
    <h1>{say(words.title, lang)}</h1>
    <p className="lead">{say(words.lead, lang)}</p>
    {isDemonstration && <PageNotice>{say(words.demonstration, lang)}</PageNotice>}
    <p>{say(words.drawn, lang)}</p>
    <section>
      <h2>{say(words.kinds, lang)}</h2>
      <Table
        caption={say(words.inForce, lang)} say={String} header={[say(words.institution, lang), say(words.canOpen, lang)]}
        rows={kinds.map(({ kind, holds }) => [say(institutionKindNames[kind], lang), say(holds ? words.yes : kind === 'migration' ? words.never : words.no, lang)])}
      />
    </section>
    <section>
      <h2>{say(words.roles, lang)}</h2>
      <Table
        caption={say(words.inForce, lang)} say={String} header={[say(words.role, lang), say(words.canOpen, lang), say(words.duty, lang)]}
        rows={roles.map(({ role, holds }) => [say(roleNames[role], lang), say(holds ? words.yes : words.no, lang), say(roleDuties[role], lang)])}
      />
    </section>
    <Units units={units} lang={lang} />
    <Waiting units={announced} lang={lang} />
    <Prose lang={lang} />
  </div>
)

export const whoCanReadPage = page({
  path: '/who-can-read',
  act: explainAccess,
  title: () => words.title,
  description: () => words.lead,
  view: (props) => <View {...props} />,
})
