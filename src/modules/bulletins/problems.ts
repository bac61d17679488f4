// What can go wrong with a bulletin, in sentences.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'
import { bulletinStateNames, type BulletinState } from './model.ts'

export const bulletinProblems = problems('bulletin', {
  wrongState: {
    status: 409,
    say: (d: { state: BulletinState }) => ({
      es: `Este boletín está ${bulletinStateNames[d.state].es} y eso ya no se puede hacer. Vuelva a abrirlo para ver qué se puede.`,
      en: `This bulletin is ${bulletinStateNames[d.state].en} and that can no longer be done. Open it again to see what can.`,
    }),
  },
  stale: {
    status: 409,
    say: () => ({
      es: 'Otra persona guardó este boletín mientras usted lo tenía abierto. Su texto sigue en pantalla: cópielo, vuelva a abrir el boletín y ponga lo que falte.',
      en: 'Someone else saved this bulletin while you had it open. Your text is still on the screen: copy it, open the bulletin again and add what is missing.',
    }),
  },
  fourEyes: {
    status: 403,
    say: () => ({
      es: 'Usted fue quien cambió este boletín por última vez. Lo publica otra persona de coordinación.',
      en: 'You were the last to change this bulletin. Another coordinator publishes it.',
    }),
  },
  incomplete: {
    status: 422,
    say: (d: { missing: readonly Text[] }) => ({
      es: `Falta: ${d.missing.map(({ es }) => es).join('; ')}.`,
      en: `Missing: ${d.missing.map(({ en }) => en).join('; ')}.`,
    }),
  },
  badPeriod: {
    status: 400,
    say: () => ({
      es: 'El periodo termina antes de empezar. Ponga primero el día en que comienza.',
      en: 'The period ends before it begins. Put the day it begins first.',
    }),
  },
})
