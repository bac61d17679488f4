// What can go wrong with trafficking records, forms and devices, in sentences a person can act on; never with what a cell held.
import { problems } from '../../platform/problem.ts'
import type { Standard } from './model/fields.ts'

const standardNames: Record<Standard, string> = { htcds: 'HTCDS', ctdc: 'CTDC' }

export const victimProblems = problems('victim', {
  noColumns: {
    status: 422,
    say: ({ standard }: { standard: Standard }) => ({
      es: `La primera fila del archivo no trae ningún campo codificado de ${standardNames[standard]}. Revise que sea un CSV con los nombres de campo de la norma; nada se guardó.`,
      en: `The file’s first row has no coded field of ${standardNames[standard]}. Check that it is a CSV with the standard’s field names; nothing was kept.`,
    }),
  },
  repeated: {
    status: 422,
    say: ({ field }: { field: string }) => ({
      es: `El campo ${field} está en dos columnas. Deje una sola y envíe de nuevo; nada se guardó.`,
      en: `The field ${field} is in two columns. Leave only one and send it again; nothing was kept.`,
    }),
  },
  unreadable: {
    status: 422,
    say: () => ({
      es: 'El archivo no se pudo leer como CSV: puede haber comillas sin cerrar. Guárdelo de nuevo como CSV y envíelo; nada se guardó.',
      en: 'The file could not be read as CSV: a quote may be left open. Save it as CSV again and send it; nothing was kept.',
    }),
  },
  tooMany: {
    status: 413,
    say: ({ most }: { most: number }) => ({
      es: `El archivo pasa de ${String(most)} filas. Divídalo y envíe las partes; nada se guardó.`,
      en: `The file has more than ${String(most)} rows. Split it and send the parts; nothing was kept.`,
    }),
  },
  unknownDimension: {
    status: 400,
    say: () => ({
      es: 'No se puede contar por eso. Elija una o dos de la lista.',
      en: 'It cannot be counted by that. Choose one or two from the list.',
    }),
  },
})

export const formProblems = problems('form', {
  notAForm: {
    status: 422,
    say: () => ({
      es: 'El archivo no es un formulario XForm (.xml) con identificador, o trae declaraciones que no se aceptan (DOCTYPE). Expórtelo de nuevo desde ODK o Kobo como XForm.',
      en: 'The file is not an XForm (.xml) with an id, or has declarations that are not accepted (DOCTYPE). Export it again from ODK or Kobo as an XForm.',
    }),
  },
  nothingCoded: {
    status: 422,
    say: () => ({
      es: 'Ninguna pregunta del formulario es un campo codificado de HTCDS, así que nada de lo que se llene se podría guardar. Use los nombres de campo de la norma.',
      en: 'No question of the form is a coded field of HTCDS, so nothing filled in could be kept. Use the standard’s field names.',
    }),
  },
  shipped: {
    status: 409,
    say: () => ({ es: 'Ese es el formulario propio del nodo y no se cambia.', en: 'That is the node’s own form and does not change.' }),
  },
  unknown: {
    status: 404,
    say: () => ({
      es: 'Este nodo no tiene ese formulario. Actualice la lista de formularios del teléfono y llénelo de nuevo.',
      en: 'This node does not have that form. Refresh the list of forms on the phone and fill it in again.',
    }),
  },
  unreadable: {
    status: 422,
    say: () => ({
      es: 'El envío no se pudo leer: falta el formulario o su identificador. Nada se guardó.',
      en: 'What was sent could not be read: the form or its id is missing. Nothing was kept.',
    }),
  },
  nothingKept: {
    status: 422,
    say: () => ({
      es: 'El formulario llegó sin ninguna respuesta codificada, así que no hay nada que guardar.',
      en: 'The form arrived without any coded answer, so there is nothing to keep.',
    }),
  },
})

export const deviceProblems = problems('device', {
  signIn: {
    status: 401,
    say: () => ({
      es: 'El usuario o el código del dispositivo no es correcto, o fue retirado. Pida uno nuevo a quien administra el nodo.',
      en: 'The device’s user name or code is not right, or was withdrawn. Ask the node’s administrator for a new one.',
    }),
  },
  migrationControl: {
    status: 409,
    say: () => ({
      es: 'Una institución de control migratorio no recibe dispositivos para registrar víctimas. Elija otra institución, o en nombre de quién entregará cifras.',
      en: 'A migration-control institution gets no devices to record victims. Choose another institution, or in whose name it will deliver figures.',
    }),
  },
  notFocalPoint: {
    status: 409,
    say: () => ({
      es: 'Esa persona no es punto focal activo de la institución del dispositivo. Elija una de la lista.',
      en: 'That person is not an active focal point of the device’s institution. Choose one from the list.',
    }),
  },
  delivererGone: {
    status: 409,
    say: () => ({
      es: 'La persona en cuyo nombre entrega este dispositivo ya no es punto focal. Pida a quien administra el nodo que lo dé de alta con otra; nada se guardó.',
      en: 'The person in whose name this device delivers is no longer a focal point. Ask the node’s administrator to enrol it with another; nothing was kept.',
    }),
  },
  alreadyRevoked: {
    status: 409,
    say: () => ({ es: 'El acceso de ese dispositivo ya estaba retirado.', en: 'That device’s access was already withdrawn.' }),
  },
})
