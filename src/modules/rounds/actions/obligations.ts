// The acts about what institutions owe: setting it, listing it, ending it.
import { action } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { NoInput } from '../../../platform/schema.ts'
import { ObligationEnd, ObligationList, ObligationTerms, ObligationView } from '../model.ts'
import { dayAt, periodStart } from '../model/periods.ts'
import { roundProblems } from '../problems.ts'
import { endObligation, inForceFrom, keepObligation, obligationById, visibleObligations, type Obligation } from '../store/obligations.ts'
import { activePeopleOf, focalPoints, institutions, knownSources } from '../store/people.ts'
import type { Db } from './matrix.ts'

const viewOf = async (db: Db, obligation: Obligation): Promise<ObligationView> => {
  const people = await activePeopleOf(db, obligation.institutionId)
  const { institutionId, institution, country, sourceId, sourceName, contacts, ...rest } = obligation
  return {
    ...rest,
    territories: [...rest.territories],
    institution: { id: institutionId, name: institution, country },
    source: { id: sourceId, name: sourceName },
    contacts: contacts.flatMap((id) => {
      const name = people.get(id)
      return name === undefined ? [] : [{ id, name }]
    }),
  }
}

const refuseUnknown = async (db: Db, { institutionId, sourceId, contacts }: ObligationTerms): Promise<void> => {
  if (!(await institutions(db)).some(({ id }) => id === institutionId)) throw roundProblems.unknownInstitution()
  if (!(await knownSources(db)).some(({ id }) => id === sourceId)) throw roundProblems.unknownSource()
  const people = await activePeopleOf(db, institutionId)
  if (contacts.some((id) => !people.has(id))) throw roundProblems.foreignContact()
}

const reread = async (db: Db, id: string): Promise<Obligation> => {
  const obligation = await obligationById(db, id)
  if (!obligation) throw new Error(`obligation ${id} was written and cannot be read`)
  return obligation
}

export const setObligation = action({
  name: 'obligation.set',
  summary: { es: 'Fijar qué debe entregar una institución, cada cuánto y en qué plazo', en: 'Set what an institution owes, how often and by when' },
  input: ObligationTerms,
  output: ObligationView,
  may: anyoneGranted,
  async run({ input, actor, db, now, announce }) {
    await refuseUnknown(db, input)
    const from = input.inForceFrom ?? (await inForceFrom(db, input.institutionId, input.sourceId)) ?? dayAt(now)
    const terms = { ...input, firstPeriod: periodStart(input.cadence, input.firstPeriod), inForceFrom: from }
    const id = await keepObligation(db, terms, { id: actor.id, now })
    announce({ topic: 'round', to: 'all' })
    return viewOf(db, await reread(db, id))
  },
  remember: ({ output }) => ({ subject: output.id, changed: ['terms'] }),
})

export const listObligations = action({
  name: 'obligation.list',
  summary: { es: 'Ver qué debe cada institución', en: 'See what each institution owes' },
  input: NoInput,
  output: ObligationList,
  may: anyoneGranted,
  async run({ db, actor }) {
    const found = await visibleObligations(db, actor, true)
    return {
      items: await Promise.all(found.map((obligation) => viewOf(db, obligation))),
      institutions: await institutions(db), sources: await knownSources(db), people: await focalPoints(db),
    }
  },
  remember: () => ({ nothing: 'Who owes which source is working knowledge of the coordination.' }),
})

export const finishObligation = action({
  name: 'obligation.end',
  summary: { es: 'Terminar una obligación después de un último periodo', en: 'End an obligation after a last period' },
  input: ObligationEnd,
  output: ObligationView,
  on: ({ id }, db) => obligationById(db, id),
  may: anyoneGranted,
  async run({ input, subject, db, announce }) {
    const last = periodStart(subject.cadence, input.lastPeriod)
    if (last < subject.firstPeriod) throw roundProblems.endsBeforeItBegins({ first: subject.firstPeriod })
    await endObligation(db, subject.id, last)
    announce({ topic: 'round', to: 'all' })
    return viewOf(db, await reread(db, subject.id))
  },
  remember: ({ subject }) => ({ subject: subject.id, changed: ['lastPeriod'] }),
})
