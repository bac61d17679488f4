// What can go wrong with units and keys, in sentences a person can act on.
import { problems } from '../../platform/problem.ts'

export const unitProblems = problems('unit', {
  nameTaken: {
    status: 409,
    say: (d: { name: string }) => ({
      es: `Su institución ya tiene una unidad llamada «${d.name}». Elija otro nombre.`,
      en: `Your institution already has a unit called “${d.name}”. Choose another name.`,
    }),
  },
  unknownPlace: {
    status: 400,
    say: (d: { codes: string }) => ({ es: `No se conoce este lugar: ${d.codes}. Elija países o territorios de la lista.`, en: `This place is not known: ${d.codes}. Choose countries or territories from the list.` }),
  },
  unknownOffence: {
    status: 400,
    say: (d: { codes: string }) => ({ es: `No se conoce este delito: ${d.codes}. Elija de la lista.`, en: `This offence is not known: ${d.codes}. Choose from the list.` }),
  },
  onlyConsulates: {
    status: 400,
    say: () => ({ es: 'Solo un consulado dice a qué país representa.', en: 'Only a consulate says which country it represents.' }),
  },
  whoseConsulate: {
    status: 400,
    say: () => ({ es: 'Diga a qué país representa el consulado.', en: 'Say which country the consulate represents.' }),
  },
  alreadyClosed: {
    status: 409,
    say: () => ({ es: 'Esta unidad ya está cerrada.', en: 'This unit is already closed.' }),
  },
  notClosed: {
    status: 409,
    say: () => ({ es: 'Esta unidad no está cerrada.', en: 'This unit is not closed.' }),
  },
  onlyLead: {
    status: 409,
    say: () => ({
      es: 'Es la única persona que dirige la unidad. Ponga antes a otra a dirigirla.',
      en: 'This is the only person who leads the unit. Let another one lead it first.',
    }),
  },
  notWaiting: {
    status: 409,
    say: () => ({ es: 'Esta unidad ya no espera a que nadie dé fe de ella.', en: 'This unit no longer waits for anybody to vouch for it.' }),
  },
  cannotVouch: {
    status: 409,
    say: () => ({
      es: 'Da fe quien tiene hoy la llave de otra unidad que ya recibe. Abra la bóveda de esa unidad y repítalo.',
      en: 'Whoever holds today the key of another unit that already receives can vouch. Open that unit’s vault and do it again.',
    }),
  },
  notAMember: {
    status: 409,
    say: () => ({ es: 'Esa persona no está en la unidad. Recargue la página para ver quién está.', en: 'That person is not in the unit. Reload the page to see who is.' }),
  },
})

export const keyProblems = problems('key', {
  exists: {
    status: 409,
    say: () => ({
      es: 'Usted ya tiene una llave. Si olvidó la frase, haga una nueva diciendo que reemplaza a la anterior.',
      en: 'You already have a key. If you forgot its passphrase, make a new one and say that it replaces the earlier.',
    }),
  },
  taken: {
    status: 409,
    say: () => ({ es: 'Esta llave ya se conoce aquí. Haga una nueva.', en: 'This key is already known here. Make a new one.' }),
  },
  lastLock: {
    status: 409,
    say: () => ({ es: 'Es lo único que abre su llave. Ponga antes una frase.', en: 'It is the only thing that opens your key. Set a passphrase first.' }),
  },
  tooManyPasskeys: {
    status: 409,
    say: () => ({ es: 'Su llave ya se abre con ocho llaves de acceso. Retire antes alguna.', en: 'Your key already opens with eight passkeys. Remove one first.' }),
  },
  makeYoursFirst: {
    status: 409,
    say: () => ({ es: 'Haga antes su propia llave: con ella se guarda la de la unidad.', en: 'Make your own key first: the unit’s is kept with it.' }),
  },
  holdFirst: {
    status: 409,
    say: () => ({
      es: 'Su llave propia de hoy todavía no tiene la de la unidad. Désela antes con «Dar la llave», en su fila, y repítalo.',
      en: 'Your own key of today does not have the unit’s yet. Give it first with “Give the key”, in your row, and do it again.',
    }),
  },
  alreadyMade: {
    status: 409,
    say: () => ({ es: 'La unidad ya tiene llave. Si hay que cambiarla, use «Cambiar la llave».', en: 'The unit already has a key. To replace it, use “Replace the key”.' }),
  },
  notMade: {
    status: 409,
    say: () => ({ es: 'La unidad todavía no tiene llave. Hágala antes.', en: 'The unit has no key yet. Make it first.' }),
  },
  membersChanged: {
    status: 409,
    say: () => ({
      es: 'Las personas de la unidad o sus llaves cambiaron mientras tanto, y no se hizo nada. Recargue la página y repítalo.',
      en: 'The people of the unit or their keys changed meanwhile, and nothing was done. Reload the page and do it again.',
    }),
  },
  notProven: {
    status: 403,
    say: () => ({
      es: 'Su navegador no mostró que puede abrir la llave, y no se hizo nada. Cierre y abra la bóveda y repítalo.',
      en: 'Your browser did not show that it can open the key, and nothing was done. Lock and open the vault and do it again.',
    }),
  },
  incomplete: {
    status: 409,
    say: () => ({
      es: 'Faltan llaves anteriores de la unidad: sin ellas la persona no abriría reportes antiguos. Recargue la página y repítalo.',
      en: 'Earlier keys of the unit are missing: without them the person could not open older reports. Reload the page and do it again.',
    }),
  },
  cannotReceive: {
    status: 409,
    say: () => ({
      es: 'A esa persona no se le puede dar la llave: tiene que estar activa, tener el papel de recepción de reportes, ser de esta institución y haber hecho su propia llave. Nunca se da a control migratorio.',
      en: 'That person cannot be given the key: they must be active, be a reception officer, belong to this institution and have made a key of their own. It is never given to migration control.',
    }),
  },
  tooFew: {
    status: 409,
    say: () => ({
      es: 'Si esa persona se va, los reportes quedarían en manos de una sola o de nadie. Añada antes a otra persona o nombre dos custodios.',
      en: 'If that person leaves, reports would hang on one person or on nobody. Add another person or name two custodians first.',
    }),
  },
  wrongCustodians: {
    status: 409,
    say: () => ({
      es: 'Elija como custodios a dos personas distintas, de fuera de la unidad, con papel de recepción de reportes y llave propia. Nunca de control migratorio.',
      en: 'Choose as custodians two different people from outside the unit, reception officers with keys of their own. Never from migration control.',
    }),
  },
  isCustodian: {
    status: 409,
    say: () => ({
      es: 'Esa persona es custodia de la llave. Nombre antes a otros custodios.',
      en: 'That person is a custodian of the key. Name other custodians first.',
    }),
  },
  recoveryWaits: {
    status: 409,
    say: () => ({ es: 'Ya hay una recuperación esperando al segundo custodio.', en: 'A recovery is already waiting for the second custodian.' }),
  },
  recoveryOver: {
    status: 409,
    say: () => ({ es: 'Esta recuperación ya terminó o se detuvo.', en: 'This recovery is already done or was stopped.' }),
  },
})
