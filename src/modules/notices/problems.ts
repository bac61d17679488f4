// What can go wrong with being told, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'

export const channelProblems = problems('channel', {
  notReachable: {
    status: 400,
    say: () => ({
      es: 'Este navegador usa un servicio de avisos al que el nodo no puede llegar. Use otro navegador, o el correo.',
      en: 'This browser uses a push service that the node cannot reach. Use another browser, or e-mail.',
    }),
  },
  tooManyDevices: {
    status: 409,
    say: (d: { most: number }) => ({
      es: `Ya tiene ${d.most} dispositivos con avisos. Quite uno de la lista y repita.`,
      en: `You already have ${d.most} devices with notifications. Remove one from the list and try again.`,
    }),
  },
})

export const webhookProblems = problems('webhook', {
  notAllowed: {
    status: 400,
    say: () => ({
      es: 'El nodo solo avisa a direcciones https públicas, sin usuario ni contraseña en ellas. Revise la dirección.',
      en: 'The node only tells public https addresses, without a user or password in them. Check the address.',
    }),
  },
  noInstitution: {
    status: 400,
    say: () => ({ es: 'Esa institución no existe. Elija una de la lista.', en: 'That institution does not exist. Choose one from the list.' }),
  },
  ended: {
    status: 409,
    say: () => ({ es: 'Este aviso ya se terminó. Fije uno nuevo si hace falta.', en: 'This webhook has already ended. Set a new one if it is needed.' }),
  },
})

export const escalationProblems = problems('escalation', {
  notAMember: {
    status: 400,
    say: () => ({
      es: 'Alguien de la lista ya no es de esta institución o no recibe alertas. Quítelo y guarde de nuevo.',
      en: 'Somebody in the list is no longer of this institution or receives no alerts. Remove them and save again.',
    }),
  },
  repeated: {
    status: 400,
    say: () => ({ es: 'Una persona está dos veces en la lista. Quítela una vez.', en: 'A person is in the list twice. Remove them once.' }),
  },
})
