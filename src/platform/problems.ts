// The platform's own catalogue of problems: what can go wrong whatever the act.
import { problems } from './problem.ts'

export const platformProblems = problems('request', {
  notFound: {
    status: 404,
    say: () => ({
      es: 'No existe, o usted no tiene permiso para verlo. Revise la dirección o pida acceso a quien administra el nodo.',
      en: 'It does not exist, or you are not allowed to see it. Check the address or ask the node’s administrator for access.',
    }),
  },
  signInFirst: {
    status: 401,
    say: () => ({
      es: 'Su sesión terminó o todavía no ha entrado. Entre de nuevo; lo que escribió sigue en la pantalla.',
      en: 'Your session has ended or you have not signed in. Sign in again; what you wrote is still on the screen.',
    }),
  },
  invalid: {
    status: 400,
    say: (d: { count: number }) => ({
      es: d.count === 1 ? 'Hay un dato por corregir.' : `Hay ${d.count} datos por corregir.`,
      en: d.count === 1 ? 'One entry needs correcting.' : `${d.count} entries need correcting.`,
    }),
  },
  tooLarge: {
    status: 413,
    say: (d: { limit: string }) => ({
      es: `El archivo pasa de ${d.limit}, el máximo de este nodo. Divídalo o comprímalo (gz) y envíelo de nuevo.`,
      en: `The file is larger than ${d.limit}, this node’s limit. Split or compress it (gz) and send it again.`,
    }),
  },
  tooMany: {
    status: 429,
    say: (d: { seconds: number }) => ({
      es: `Demasiadas solicitudes seguidas. Espere ${d.seconds} segundos y repita.`,
      en: `Too many requests in a row. Wait ${d.seconds} seconds and try again.`,
    }),
  },
  elsewhere: {
    status: 403,
    say: () => ({
      es: 'La solicitud llegó desde otro sitio web y no se atendió. Ábrala desde esta misma página.',
      en: 'The request came from another website and was not carried out. Open it from this page.',
    }),
  },
  unreadable: {
    status: 400,
    say: () => ({
      es: 'El contenido enviado no es JSON válido. Revise comillas y comas, y envíelo de nuevo.',
      en: 'What was sent is not valid JSON. Check quotes and commas, and send it again.',
    }),
  },
  interrupted: {
    status: 400,
    say: () => ({
      es: 'El envío se cortó antes de terminar y no se guardó nada. Envíelo de nuevo.',
      en: 'The transfer was cut off before it ended and nothing was kept. Send it again.',
    }),
  },
  failed: {
    status: 500,
    say: (d: { reference: string }) => ({
      es: `Algo falló en el nodo; nada quedó a medias. Repita en un momento. Si sigue, avise a quien administra con la referencia ${d.reference}.`,
      en: `Something failed in the node; nothing was left half done. Try again in a moment. If it goes on, tell the administrator reference ${d.reference}.`,
    }),
  },
  closing: {
    status: 503,
    say: () => ({
      es: 'El nodo se está reiniciando. Repita en unos segundos.',
      en: 'The node is restarting. Try again in a few seconds.',
    }),
  },
})
