// What can go wrong with a finding.
import { problems } from '../../platform/problem.ts'
import { stateNames, type FindingState } from './model.ts'

export const findingProblems = problems('finding', {
  notOpen: {
    status: 409,
    say: (d: { state: FindingState }) => ({
      es: `Este hallazgo ya no está abierto (${stateNames[d.state].es.toLowerCase()}). Vea en él quién lo cambió.`,
      en: `This finding is no longer open (${stateNames[d.state].en.toLowerCase()}). See in it who changed it.`,
    }),
  },
  notExplained: {
    status: 409,
    say: (d: { state: FindingState }) => ({
      es: `Solo se reabre un hallazgo explicado, y este está ${stateNames[d.state].es.toLowerCase()}.`,
      en: `Only an explained finding is reopened, and this one is ${stateNames[d.state].en.toLowerCase()}.`,
    }),
  },
  unknownOwner: {
    status: 400,
    say: () => ({ es: 'Esa persona o institución no existe o ya no está activa. Elija otra.', en: 'That person or institution does not exist or is no longer active. Choose another.' }),
  },
})
