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
  formPeriodMissing: {
    status: 422,
    say: (): Text => ({ es: 'Al formulario le falta el periodo. Elíjalo de la lista y envíe de nuevo; nada se guardó.', en: 'The form lacks the period. Choose it from the list and send it again; nothing was kept.' }),
  },
  formPeriodOther: {
    status: 409,
    say: (): Text => ({
      es: 'Ese periodo no es de los que se entregan con este formulario. Actualice el formulario y elija uno de su lista; nada se guardó.',
      en: 'That period is not one that this form delivers. Refresh the form and choose one from its list; nothing was kept.',
    }),
  },
  formTooEarly: {
    status: 409,
    say: (d: { period: Text }): Text => ({
      es: `El periodo ${d.period.es} todavía corre. Envíe el formulario cuando haya terminado; nada se guardó.`,
      en: `The period ${d.period.en} is still running. Send the form once it is over; nothing was kept.`,
    }),
  },
  formUnfit: {
    status: 409,
    say: (d: { reason: Text }): Text => ({ es: `${d.reason.es} Nada se guardó.`, en: `${d.reason.en} Nothing was kept.` }),
  },
  formOutdated: {
    status: 409,
    say: (): Text => ({
      es: 'El formulario es de una versión anterior y ya no se entiende. Actualice la lista de formularios y llénelo de nuevo; nada se guardó.',
      en: 'The form is of an earlier version and is no longer understood. Refresh the list of forms and fill it in again; nothing was kept.',
    }),
  },
  formTooLong: {
    status: 413,
    say: (d: { most: number }): Text => ({
      es: `El formulario trae más de ${d.most} filas. Entregue un archivo en el espacio de trabajo; nada se guardó.`,
      en: `The form has more than ${d.most} rows. Deliver a file in the workspace; nothing was kept.`,
    }),
  },
  formEmpty: {
    status: 422,
    say: (): Text => ({
      es: 'Ninguna fila trae cifra, así que no hay qué entregar. Escriba 0 donde no hubo hechos, o diga en el espacio de trabajo que no hay nada que informar.',
      en: 'No row has a figure, so there is nothing to deliver. Type 0 where there were no events, or say in the workspace that there is nothing to report.',
    }),
  },
  formFault: {
    status: 422,
    say: (d: { row: number; question: Text; text: Text; more: number }): Text => ({
      es: `Fila ${d.row}, ${d.question.es}: ${d.text.es}${d.more > 0 ? ` Hay ${d.more} más por corregir.` : ''} Corrija y envíe de nuevo; nada se guardó.`,
      en: `Row ${d.row}, ${d.question.en}: ${d.text.en}${d.more > 0 ? ` There are ${d.more} more to mend.` : ''} Mend it and send it again; nothing was kept.`,
    }),
  },
})
