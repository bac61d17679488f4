// What can go wrong with a signal.
import { problems } from '../../platform/problem.ts'

export const signalProblems = problems('signal', {
  alreadyDecided: {
    status: 409,
    say: (d: { state: string }) => {
      const how = d.state === 'raised' ? { es: 'ya dio lugar a una alerta', en: 'already led to an alert' } : { es: 'ya fue descartada', en: 'has already been dismissed' }
      return { es: `Esta señal ${how.es}. Vea en ella quién decidió y por qué.`, en: `This signal ${how.en}. See in it who decided and why.` }
    },
  },
})
