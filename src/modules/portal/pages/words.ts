// The portal's longer texts, paragraph by paragraph in both languages.
import type { Text } from '../../../platform/text.ts'

export interface Part {
  title: Text
  paragraphs: readonly Text[]
}

export const aboutParts: readonly Part[] = [
  {
    title: { es: 'Para qué', en: 'What for' },
    paragraphs: [
      {
        es: 'Las personas migrantes en situación irregular sufren delitos que casi nadie denuncia y que cada institución cuenta a su manera. SIDMI es el sistema común para reunir esos datos, ver a tiempo dónde aumentan y avisar a quien puede proteger.',
        en: 'Migrants in an irregular situation suffer crimes that almost nobody reports and that each institution counts in its own way. SIDMI is the common system to bring those data together, see in time where they rise, and warn those who can protect.',
      },
      {
        es: 'Migrar no es un delito. Este sitio habla de los delitos que se cometen contra quienes migran.',
        en: 'Migrating is not a crime. This site is about the crimes committed against those who migrate.',
      },
    ],
  },
  {
    title: { es: 'Quién lo usa', en: 'Who uses it' },
    paragraphs: [
      {
        es: 'Fiscalías, policías, autoridades migratorias, defensorías, oficinas de estadística y albergues entregan sus cifras en el archivo que ya tienen. Sus analistas ven qué sube y dónde; una segunda persona revisa cada alerta antes de publicarla.',
        en: 'Prosecutors, police, migration authorities, ombudspersons, statistics offices and shelters deliver their figures in the file they already have. Their analysts see what rises and where; a second person reviews every alert before it is published.',
      },
      {
        es: 'Cada país o institución tiene su propio nodo y decide qué comparte. Ningún nodo ve los datos personales de otro.',
        en: 'Each country or institution has a node of its own and decides what it shares. No node sees the personal data of another.',
      },
    ],
  },
  {
    title: { es: 'Cómo se protege a las personas', en: 'How people are protected' },
    paragraphs: [
      {
        es: 'Las cifras, las señales y las alertas se hacen solo con datos sin identidad: delito, lugar, fecha, sexo, grupo de edad, nacionalidad. Los nombres no forman parte de ellas.',
        en: 'Figures, signals and alerts are made only from data without identity: offence, place, date, sex, age group, nationality. Names are no part of them.',
      },
      {
        es: 'Quien reporta un delito no dice quién es. Lo que cuenta se cierra en su aparato y solo lo abren las personas de la unidad que eligió; el programa no da llave al control migratorio.',
        en: 'Whoever reports a crime does not say who they are. What they tell is sealed on their device and only the people of the unit they chose open it; the program gives migration control no key.',
      },
      {
        es: 'Todo lo que las instituciones hacen en el nodo queda en una memoria que nadie puede reescribir: quién, qué y cuándo; nunca el contenido.',
        en: 'Everything institutions do in the node is kept in a memory nobody can rewrite: who, what and when; never the contents.',
      },
    ],
  },
]

export const dataParts: readonly Part[] = [
  {
    title: { es: 'Del archivo a la cifra, y de vuelta', en: 'From the file to the figure, and back' },
    paragraphs: [
      {
        es: 'Una institución entrega un archivo. SIDMI lo lee renglón por renglón y anota de qué línea sale cada número. Lo que no se entiende se rechaza con su motivo y se devuelve para corregirlo; nada se adivina.',
        en: 'An institution delivers a file. SIDMI reads it row by row and notes the line each number comes from. What is not understood is refused with its reason and handed back to be mended; nothing is guessed.',
      },
      {
        es: 'Cada archivo aceptado hace una entrega con número y fecha. Si la institución corrige después, hay una entrega nueva y la anterior se conserva.',
        en: 'Each accepted file makes a release with a number and a date. If the institution corrects it later there is a new release, and the earlier one is kept.',
      },
    ],
  },
  {
    title: { es: 'Lo que no se suma', en: 'What is never added' },
    paragraphs: [
      {
        es: 'Una carpeta de investigación no es una víctima, y una víctima no es un encuentro en la frontera. SIDMI muestra siempre una sola medida de una sola fuente y nunca suma unidades distintas.',
        en: 'A case file is not a victim, and a victim is not an encounter at a border. SIDMI always shows one measure of one source and never adds different units.',
      },
      {
        es: 'Lo que no tiene fecha aparece aparte y no se suma a ningún año. Un mes que aún no se ha entregado no es un cero: se muestra como «sin datos».',
        en: 'What has no date stands apart and is added to no year. A month not delivered yet is not a zero: it is shown as “no data”.',
      },
    ],
  },
  {
    title: { es: 'Cifras mínimas', en: 'Minimum figures' },
    paragraphs: [
      {
        es: 'Los números cuentan lo que se denunció, se registró o se encontró. La mayor parte de los delitos contra personas migrantes no se denuncia: lea cada cifra como un mínimo. Que un lugar tenga más puede significar que allí se registra mejor.',
        en: 'The numbers count what was reported, recorded or found. Most crimes against migrants are never reported: read each figure as a minimum. More in one place may mean that recording is better there.',
      },
      {
        es: 'Si una fuente no es pública, sus cifras se publican solo por año y lugar, redondeadas cada una por separado al múltiplo de cinco más cercano.',
        en: 'If a source is not public, its figures are published only by year and place, each rounded by itself to the nearest multiple of five.',
      },
    ],
  },
]

export const privacyParts: readonly Part[] = [
  {
    title: { es: 'Si reporta un delito', en: 'If you report a crime' },
    paragraphs: [
      {
        es: 'El nodo guarda el sobre cerrado, a qué unidades va, el día y lo que usted permitió. Si permite que se cuente, la unidad añade en códigos el delito, el lugar, el mes y poco más. No guarda su dirección de internet, su aparato ni la hora, tampoco en sus registros.',
        en: 'The node keeps the sealed envelope, which units it goes to, the day, and what you allowed. If you allow it to be counted, the unit adds in codes the offence, the place, the month and little more. It does not keep your internet address, your device or the time, not in its logs either.',
      },
    ],
  },
  {
    title: { es: 'Leer no deja rastro', en: 'Reading leaves no trace' },
    paragraphs: [
      {
        es: 'Para leer estas páginas no hace falta cuenta. No usan cookies ni programas de terceros, no miden visitas y funcionan sin JavaScript, también desde Tor.',
        en: 'No account is needed to read these pages. They use no cookies and no third-party programs, measure no visits and work without JavaScript, from Tor too.',
      },
      {
        es: 'De las consultas anónimas el nodo no recuerda quién, desde dónde ni con qué aparato.',
        en: 'Of anonymous reading the node does not remember who, from where, or with which device.',
      },
    ],
  },
  {
    title: { es: 'Si usted trabaja en una institución', en: 'If you work in an institution' },
    paragraphs: [
      {
        es: 'Al entrar se usa una cookie, solo para mantener abierta su sesión. Lo que usted hace queda en la memoria del nodo con su nombre, el acto y la hora.',
        en: 'When you sign in one cookie is used, only to keep your session open. What you do is kept in the node’s memory with your name, the act and the time.',
      },
    ],
  },
]
