// The units of the demonstration region that receive reports: two, each with two people.
import type { DemonstrationUnits } from '../../units/model.ts'
import { emailOf } from './people.ts'

const units = [
  {
    name: 'Recepción de la Casa de acogida de Ecuador (demostración)', institution: 'ec-shelter', country: 'EC', territories: ['EC', 'CO', 'PE'], promisedDays: 3,
    people: ['recepcion.ecuador', 'recepcion.2.ecuador'],
  },
  {
    name: 'Recepción de la Defensoría de Honduras (demostración)', institution: 'hn-ombudsperson', country: 'HN', territories: ['HN', 'SV', 'GT', 'MX'], promisedDays: 7,
    people: ['recepcion.honduras', 'recepcion.2.honduras'],
  },
]

/** The units with the ids their institutions and people have on this node. */
export const unitsOf = (institutions: Readonly<Record<string, string>>, ids: Readonly<Record<string, string>>): DemonstrationUnits => ({
  units: units.map(({ institution, people, ...unit }) => ({
    ...unit, represents: null, offences: [], institutionId: institutions[institution] ?? '', people: people.map((mailbox) => ids[emailOf({ mailbox })] ?? ''),
  })),
})
