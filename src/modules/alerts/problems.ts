// What can go wrong with an alert, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'
import type { AlertState } from './model/content.ts'
import { stateNames } from './model/content.ts'

const inState = (state: AlertState) => stateNames[state]

export const alertProblems = problems('alert', {
  notEditable: {
    status: 409,
    say: (d: { state: AlertState }): Text => ({
      es: `Esta alerta está ${inState(d.state).es} y así no se puede cambiar. Si está en revisión, pida que la devuelvan.`,
      en: `This alert is ${inState(d.state).en} and cannot be changed as it is. If it is in review, ask for it to be returned.`,
    }),
  },
  notADraft: {
    status: 409,
    say: (d: { state: AlertState }): Text => ({
      es: `Esta alerta está ${inState(d.state).es}; solo un borrador se envía a revisión.`,
      en: `This alert is ${inState(d.state).en}; only a draft is sent for review.`,
    }),
  },
  notInReview: {
    status: 409,
    say: (d: { state: AlertState }): Text => ({
      es: `Esta alerta está ${inState(d.state).es}; solo se aprueba o devuelve la que está en revisión.`,
      en: `This alert is ${inState(d.state).en}; only one in review is approved or returned.`,
    }),
  },
  notInForce: {
    status: 409,
    say: (): Text => ({
      es: 'Esta alerta no está en vigor, así que no hay nada que cancelar.',
      en: 'This alert is not in force, so there is nothing to cancel.',
    }),
  },
  alreadyEnded: {
    status: 409,
    say: (d: { state: AlertState }): Text => ({
      es: `Esta alerta ya está ${inState(d.state).es}. Redacte una nueva si hace falta avisar otra vez.`,
      en: `This alert is already ${inState(d.state).en}. Draft a new one if people must be warned again.`,
    }),
  },
  fourEyes: {
    status: 409,
    say: (): Text => ({
      es: 'Usted escribió parte de esta alerta; debe aprobarla otra persona con permiso para publicar.',
      en: 'You wrote part of this alert; another person who may publish must approve it.',
    }),
  },
  incomplete: {
    status: 400,
    say: (d: { count: number }): Text => ({
      es: d.count === 1 ? 'Falta un dato antes de enviarla a revisión. Está señalado en el formulario.' : `Faltan ${d.count} datos antes de enviarla a revisión. Están señalados en el formulario.`,
      en: d.count === 1 ? 'One thing is missing before it can go to review. It is marked in the form.' : `${d.count} things are missing before it can go to review. They are marked in the form.`,
    }),
  },
  stale: {
    status: 409,
    say: (d: { by: string }): Text => ({
      es: `${d.by} guardó otra versión mientras usted escribía. No se perdió nada: compare las diferencias y guarde de nuevo.`,
      en: `${d.by} saved another version while you were writing. Nothing was lost: compare the differences and save again.`,
    }),
  },
  nothingToAcknowledge: {
    status: 409,
    say: (): Text => ({
      es: 'Esta alerta no le fue enviada a usted, así que no hay recibo que acusar.',
      en: 'This alert was not sent to you, so there is nothing to acknowledge.',
    }),
  },
  exerciseIsFixed: {
    status: 409,
    say: (): Text => ({
      es: 'Una alerta publicada como ejercicio no puede volverse real, ni una real volverse ejercicio. Ciérrela y redacte otra.',
      en: 'An alert published as an exercise cannot become real, nor a real one an exercise. Close it and draft another.',
    }),
  },
  alreadyDrafted: {
    status: 409,
    say: (d: { reference: string }): Text => ({
      es: `Esta señal ya dio lugar a la alerta ${d.reference}. Siga en ella, o ciérrela antes de redactar otra.`,
      en: `This signal already led to the alert ${d.reference}. Go on in it, or close it before drafting another.`,
    }),
  },
  notLinkable: {
    status: 400,
    say: (): Text => ({
      es: 'Uno de los enlaces no existe o usted no puede verlo. Elija otra vez de la lista.',
      en: 'One of the links does not exist or you may not see it. Choose again from the list.',
    }),
  },
  noSuchVersion: {
    status: 404,
    say: (): Text => ({ es: 'Esa versión no existe. Elija una de la lista.', en: 'That version does not exist. Choose one from the list.' }),
  },
})

const again = { es: 'Expórtelo de nuevo y pruebe otra vez.', en: 'Export it again and retry.' }

/** Why a file is not attached; the keys beside `tooMany` are the refusals of `checkFile`. */
export const attachmentProblems = problems('attachment', {
  tooMany: {
    status: 409,
    say: (d: { most: number }): Text => ({ es: `Una alerta lleva a lo más ${d.most} archivos. Quite uno antes de añadir otro.`, en: `An alert carries at most ${d.most} files. Take one off before adding another.` }),
  },
  empty: { status: 400, say: (_: { line: number }): Text => ({ es: 'El archivo está vacío. Elija otro.', en: 'The file is empty. Choose another.' }) },
  unknownType: {
    status: 415,
    say: (_: { line: number }): Text => ({ es: 'Por su contenido no es PDF, PNG, JPEG ni CSV en UTF-8, que es lo que se adjunta. Conviértalo y pruebe otra vez.', en: 'By its contents it is no PDF, PNG, JPEG or UTF-8 CSV, which is what can be attached. Convert it and retry.' }),
  },
  damaged: { status: 400, say: (_: { line: number }): Text => ({ es: `El archivo está cortado o dañado. ${again.es}`, en: `The file is cut short or damaged. ${again.en}` }) },
  tooManyPixels: { status: 400, say: (_: { line: number }): Text => ({ es: 'La imagen pasa de 60 millones de puntos. Redúzcala y pruebe otra vez.', en: 'The picture has more than 60 million pixels. Reduce it and retry.' }) },
  activePdf: {
    status: 400,
    say: (_: { line: number }): Text => ({ es: 'Este PDF lleva dentro programas, acciones, formularios activos o archivos. Imprímalo a un PDF nuevo y adjunte ese.', en: 'This PDF carries programs, actions, active forms or files inside. Print it to a new PDF and attach that one.' }),
  },
  lockedPdf: { status: 400, say: (_: { line: number }): Text => ({ es: 'Este PDF está cifrado y no se puede revisar. Guárdelo sin contraseña ni restricciones y pruebe otra vez.', en: 'This PDF is encrypted and cannot be checked. Save it without password or restrictions and retry.' }) },
  unreadablePdf: { status: 400, say: (_: { line: number }): Text => ({ es: 'Este PDF está empaquetado de una forma que no se puede revisar. Imprímalo a un PDF nuevo y adjunte ese.', en: 'This PDF is packed in a way that cannot be checked. Print it to a new PDF and attach that one.' }) },
  pdfTellsAuthor: { status: 400, say: (_: { line: number }): Text => ({ es: 'Este PDF guarda el nombre de su autor donde no se puede borrar. Imprímalo a un PDF nuevo y adjunte ese.', en: 'This PDF keeps its author’s name where it cannot be erased. Print it to a new PDF and attach that one.' }) },
  notText: { status: 400, say: (_: { line: number }): Text => ({ es: 'El CSV no está en UTF-8. Guárdelo como «CSV UTF-8» y pruebe otra vez.', en: 'The CSV is not in UTF-8. Save it as “CSV UTF-8” and retry.' }) },
  formula: {
    status: 400,
    say: (d: { line: number }): Text => ({ es: `En la línea ${d.line} hay una celda que una hoja de cálculo ejecutaría como fórmula (empieza con =, @, + o -). Corríjala y pruebe otra vez.`, en: `Line ${d.line} has a cell that a spreadsheet would run as a formula (it begins with =, @, + or -). Correct it and retry.` }),
  },
})

export const watchProblems = problems('watch', {
  unknownCode: {
    status: 400,
    say: (): Text => ({ es: 'Ese código no está en el catálogo. Elija otro de la lista.', en: 'That code is not in the catalogue. Choose another from the list.' }),
  },
  tooMany: {
    status: 409,
    say: (d: { most: number }): Text => ({ es: `Ya vigila ${d.most} cosas. Deje de vigilar alguna antes de añadir otra.`, en: `You already watch ${d.most} things. Stop watching one before adding another.` }),
  },
})

/** What each gap asks of whoever drafts; the keys are the reasons of `gapsBeforeReview`. */
export const gapSentences = {
  missing: { es: 'Escriba este dato.', en: 'Fill this in.' },
  englishMissing: { es: 'Una alerta pública se lee también en inglés: escriba esta parte en inglés.', en: 'A public alert is read in English too: write this part in English.' },
  nobodyNamed: { es: 'Diga a quién va dirigida: una función, una institución, un lugar, una persona o el público.', en: 'Say whom it is for: a role, an institution, a place, a person or the public.' },
  publicNeedsClear: { es: 'Solo TLP:CLEAR puede ser pública. Cambie el nivel o quite el público.', en: 'Only TLP:CLEAR may be public. Change the level or remove the public.' },
  amberNeedsCircle: { es: 'TLP:AMBER exige nombrar funciones, instituciones o personas, no solo lugares.', en: 'TLP:AMBER requires naming roles, institutions or people, not only places.' },
  strictNeedsInstitutions: { es: 'TLP:AMBER+STRICT exige nombrar las instituciones una por una, o solo personas.', en: 'TLP:AMBER+STRICT requires naming the institutions one by one, or only people.' },
  redNeedsInstitutionsAndRoles: { es: 'TLP:RED exige nombrar solo personas, o instituciones una por una y, dentro de ellas, funciones.', en: 'TLP:RED requires naming only people, or institutions one by one and, within them, roles.' },
  redNeedsClosedDesk: { es: 'TLP:RED exige cerrar la mesa: que solo la preparen y revisen las personas que usted nombre.', en: 'TLP:RED requires a closed desk: only the people you name prepare and review it.' },
  nobodyReviews: { es: 'Nombre al menos a otra persona que pueda revisarla; con la mesa cerrada nadie más la ve.', en: 'Name at least one other person who may review it; with a closed desk nobody else sees it.' },
  unknownCode: { es: 'Este lugar ya no está en el catálogo. Quítelo o elija otro.', en: 'This place is no longer in the catalogue. Remove it or choose another.' },
  expired: { es: 'Esta fecha ya pasó. Elija hasta cuándo estará en vigor.', en: 'This date has passed. Choose until when it will be in force.' },
} satisfies Record<string, Text>
