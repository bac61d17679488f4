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
  noSuchVersion: {
    status: 404,
    say: (): Text => ({ es: 'Esa versión no existe. Elija una de la lista.', en: 'That version does not exist. Choose one from the list.' }),
  },
})

/** What each gap asks of whoever drafts; the keys are the reasons of `gapsBeforeReview`. */
export const gapSentences = {
  missing: { es: 'Escriba este dato.', en: 'Fill this in.' },
  englishMissing: { es: 'Una alerta pública se lee también en inglés: escriba esta parte en inglés.', en: 'A public alert is read in English too: write this part in English.' },
  nobodyNamed: { es: 'Diga a quién va dirigida: un papel, una institución, un territorio o el público.', en: 'Say whom it is for: a role, an institution, a territory or the public.' },
  publicNeedsClear: { es: 'Solo TLP:CLEAR puede ser pública. Cambie el nivel o quite el público.', en: 'Only TLP:CLEAR may be public. Change the level or remove the public.' },
  amberNeedsCircle: { es: 'TLP:AMBER exige nombrar roles o instituciones, no solo territorios.', en: 'TLP:AMBER requires naming roles or institutions, not only territories.' },
  strictNeedsInstitutions: { es: 'TLP:AMBER+STRICT exige nombrar las instituciones una por una.', en: 'TLP:AMBER+STRICT requires naming the institutions one by one.' },
  redNeedsInstitutionsAndRoles: { es: 'TLP:RED exige nombrar instituciones una por una y, dentro de ellas, roles.', en: 'TLP:RED requires naming institutions one by one and, within them, roles.' },
  expired: { es: 'Esta fecha ya pasó. Elija hasta cuándo estará en vigor.', en: 'This date has passed. Choose until when it will be in force.' },
} satisfies Record<string, Text>
