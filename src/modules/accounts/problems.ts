// What can go wrong with people and signing in, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'
import { passwordMinimum } from './model.ts'

// 403 and not 401, which means that a session ended or was never begun.
export const signInProblems = problems('session', {
  wrong: {
    status: 403,
    say: () => ({
      es: 'El correo o la contraseña no son correctos. Revíselos; si no recuerda la contraseña, quien administra el nodo puede darle un enlace nuevo.',
      en: 'The e-mail or the password is not right. Check them; if you forgot the password, the node’s administrator can give you a new link.',
    }),
  },
  codeNeeded: {
    status: 403,
    say: () => ({ es: 'Escriba el código de seis cifras de su aplicación de autenticación.', en: 'Type the six-digit code of your authenticator application.' }),
  },
  wrongCode: {
    status: 403,
    say: () => ({
      es: 'Ese código no es el de ahora o ya se usó. Espere a que cambie y escriba el nuevo.',
      en: 'That code is not the current one or was already used. Wait until it changes and type the new one.',
    }),
  },
  passkeyNeeded: {
    status: 403,
    say: () => ({
      es: 'Esta cuenta entra con llave de acceso. Use «Entrar con llave de acceso», o uno de sus códigos de recuperación.',
      en: 'This account signs in with a passkey. Use “Sign in with a passkey”, or one of your recovery codes.',
    }),
  },
  waiting: {
    status: 429,
    say: ({ seconds }: { seconds: number }) => ({
      es: `Hubo varios intentos fallidos. Espere ${String(seconds)} s y pruebe de nuevo; su cuenta no está bloqueada.`,
      en: `There were several failed attempts. Wait ${String(seconds)} s and try again; your account is not locked.`,
    }),
  },
  wrongPasskey: {
    status: 403,
    say: () => ({
      es: 'No se pudo comprobar esa llave de acceso. Pruebe de nuevo, o entre con su contraseña.',
      en: 'That passkey could not be checked. Try again, or sign in with your password.',
    }),
  },
})

export const credentialProblems = problems('credential', {
  wrongPassword: {
    status: 403,
    say: () => ({ es: 'La contraseña actual no es correcta. Escríbala de nuevo.', en: 'The current password is not right. Type it again.' }),
  },
  short: {
    status: 400,
    say: () => ({
      es: `La contraseña necesita al menos ${String(passwordMinimum)} caracteres. Tres o cuatro palabras al azar son buenas y fáciles de recordar.`,
      en: `The password needs at least ${String(passwordMinimum)} characters. Three or four random words are good and easy to remember.`,
    }),
  },
  common: {
    status: 400,
    say: () => ({
      es: 'Esa contraseña es de las primeras que alguien probaría. Elija tres o cuatro palabras al azar.',
      en: 'That password is among the first anyone would try. Choose three or four random words.',
    }),
  },
  personal: {
    status: 400,
    say: () => ({
      es: 'La contraseña es casi su nombre o su correo. Elija tres o cuatro palabras que no hablen de usted.',
      en: 'The password is nearly your name or e-mail. Choose three or four words that are not about you.',
    }),
  },
  wrongCode: {
    status: 400,
    say: () => ({
      es: 'Ese código no es el de ahora. Revise que el reloj del teléfono esté en hora automática y escriba el siguiente.',
      en: 'That code is not the current one. Check that the phone’s clock is set automatically and type the next one.',
    }),
  },
  alreadyEnrolled: {
    status: 409,
    say: () => ({
      es: 'Ya tiene una aplicación de autenticación. Quítela primero si va a cambiar de teléfono.',
      en: 'You already have an authenticator application. Remove it first if you are changing phones.',
    }),
  },
  passkeyTaken: {
    status: 409,
    say: () => ({ es: 'Esa llave de acceso ya está registrada.', en: 'That passkey is already registered.' }),
  },
  notOffered: {
    status: 409,
    say: () => ({ es: 'Este paso caducó. Empiece de nuevo.', en: 'This step has expired. Start again.' }),
  },
})

export const personProblems = problems('person', {
  emailTaken: {
    status: 409,
    say: ({ email }: { email: string }) => ({
      es: `Ya hay una persona con el correo ${email}. Búsquela en la lista; si está inactiva puede reactivarla.`,
      en: `There is already a person with the e-mail ${email}. Find them in the list; if inactive, you can reactivate them.`,
    }),
  },
  noInstitution: {
    status: 400,
    say: () => ({ es: 'Esa institución no existe en este nodo. Elija una de la lista.', en: 'That institution does not exist in this node. Choose one from the list.' }),
  },
  lastAdministrator: {
    status: 409,
    say: () => ({
      es: 'Es la única persona que administra este nodo. Dé ese papel a otra persona primero.',
      en: 'This is the only administrator of this node. Give that role to another person first.',
    }),
  },
  alreadyInactive: {
    status: 409,
    say: () => ({ es: 'La cuenta ya está inactiva.', en: 'The account is already inactive.' }),
  },
  alreadyActive: {
    status: 409,
    say: () => ({ es: 'La cuenta ya está activa.', en: 'The account is already active.' }),
  },
  inactive: {
    status: 409,
    say: () => ({ es: 'La cuenta está inactiva. Reactívela primero.', en: 'The account is inactive. Reactivate it first.' }),
  },
})

export const invitationProblems = problems('invitation', {
  spent: {
    status: 410,
    say: () => ({
      es: 'Este enlace ya se usó, caducó o fue sustituido por otro. Pida uno nuevo a quien administra el nodo.',
      en: 'This link was used, has expired or was replaced. Ask the node’s administrator for a new one.',
    }),
  },
})

export const institutionProblems = problems('institution', {
  nameTaken: {
    status: 409,
    say: ({ name }: { name: string }) => ({
      es: `Ya hay una institución llamada «${name}» en ese país. Use esa, o distinga el nombre.`,
      en: `There is already an institution called “${name}” in that country. Use it, or make the name different.`,
    }),
  },
  confirmMigration: {
    status: 409,
    say: ({ name }: { name: string }) => ({
      es: `No se cambió nada. Al pasar a control migratorio, su gente pierde para siempre las llaves de los reportes. Si es lo que quiere, escriba el nombre de hoy de la institución: «${name}».`,
      en: `Nothing was changed. On becoming migration control, its people lose the keys of reports for good. If that is what you want, type the institution’s name of today: “${name}”.`,
    }),
  },
  staysMigration: {
    status: 409,
    say: () => ({
      es: 'Una institución de control migratorio no pasa a ser de otra clase, y no se cambió nada: así ninguna llega a tener la llave de una unidad que recibe reportes. Si se registró mal, cree otra y mueva a ella a sus personas.',
      en: 'An institution of migration control does not become one of another kind, and nothing was changed: so none comes to hold the key of a unit that receives reports. If it was entered wrongly, create another and move its people there.',
    }),
  },
})

export const setUpProblems = problems('node', {
  closed: {
    status: 409,
    say: () => ({
      es: 'Este nodo ya tiene quien lo administre. Entre con su cuenta, o pida una invitación.',
      en: 'This node already has an administrator. Sign in with your account, or ask for an invitation.',
    }),
  },
  wrongCode: {
    status: 403,
    say: () => ({
      es: 'Ese no es el código de puesta en marcha. Cópielo de la terminal donde arrancó el nodo.',
      en: 'That is not the set-up code. Copy it from the terminal where the node was started.',
    }),
  },
})
