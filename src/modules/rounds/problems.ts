// What can go wrong with the round, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'

export const roundProblems = problems('round', {
  unknownInstitution: {
    status: 400,
    say: (): Text => ({ es: 'Esa institución no está en este nodo. Elija una de la lista.', en: 'That institution is not on this node. Choose one from the list.' }),
  },
  unknownSource: {
    status: 400,
    say: (): Text => ({ es: 'Esa fuente no está en este nodo. Elija una de la lista.', en: 'That source is not on this node. Choose one from the list.' }),
  },
  foreignContact: {
    status: 400,
    say: (): Text => ({
      es: 'Una de las personas de contacto ya no está activa o es de otra institución. Elija personas de la institución que debe entregar.',
      en: 'One of the contact persons is no longer active or belongs to another institution. Choose people of the institution that is to deliver.',
    }),
  },
  endsBeforeItBegins: {
    status: 409,
    say: (d: { first: string }): Text => ({
      es: `El último periodo no puede ser anterior al primero, que empieza el ${d.first}. Elija uno posterior.`,
      en: `The last period cannot be before the first, which begins on ${d.first}. Choose a later one.`,
    }),
  },
  notOwed: {
    status: 409,
    say: (): Text => ({
      es: 'Ese periodo no se debe: es anterior al primero o posterior al último. Elija uno de la ronda.',
      en: 'That period is not owed: it is before the first or after the last. Choose one of the round.',
    }),
  },
  notOverYet: {
    status: 409,
    say: (d: { ends: string }): Text => ({
      es: `El periodo termina el ${d.ends}. Declare que no hay nada que informar cuando haya terminado.`,
      en: `The period ends on ${d.ends}. Declare that there is nothing to report once it is over.`,
    }),
  },
  nothingMissing: {
    status: 409,
    say: (): Text => ({ es: 'De ese periodo no falta nada: no hay qué recordar.', en: 'Nothing is missing of that period: there is nothing to remind of.' }),
  },
  alreadyReminded: {
    status: 409,
    say: (): Text => ({ es: 'Hoy ya se recordó este periodo. Espere a mañana o llame por teléfono.', en: 'This period has been reminded of today. Wait until tomorrow, or telephone.' }),
  },
  nobodyToRemind: {
    status: 409,
    say: (): Text => ({
      es: 'La institución no tiene personas de contacto ni punto focal activo. Añada un contacto a la obligación.',
      en: 'The institution has neither a contact person nor an active focal point. Add a contact to the obligation.',
    }),
  },
})
