// What the made-up institutions owe of the made-up source, so that its round has periods delivered, incomplete and late to look at.
import { ObligationTerms } from '../../rounds/model.ts'
import { dayAt, type Cadence } from '../../rounds/model/periods.ts'
import { plusDays } from '../../../platform/weeks.ts'
import { demonstrationSource } from '../model.ts'

interface Owing {
  institution: string
  territories: readonly string[]
  cadence: Cadence
  dueDays: number
  /** Since how many days it is in force: what was loaded today is late for it, and in time for the others. */
  since: number
}

const owing: readonly Owing[] = [
  { institution: 'mx-prosecutor', territories: ['MX-CHP', 'MX-COL'], cadence: 'weekly', dueDays: 6, since: 0 },
  { institution: 'gt-prosecutor', territories: ['GT'], cadence: 'weekly', dueDays: 6, since: 60 },
  { institution: 'hn-ombudsperson', territories: ['HN-EP', 'HN-IB'], cadence: 'weekly', dueDays: 6, since: 60 },
  { institution: 'ec-shelter', territories: ['EC-W'], cadence: 'weekly', dueDays: 6, since: 60 },
  { institution: 'co-statistics', territories: ['CO'], cadence: 'monthly', dueDays: 15, since: 0 },
  { institution: 'pa-migration', territories: ['PA'], cadence: 'quarterly', dueDays: 30, since: 0 },
]

const daysOfHistory = 120

/** The obligations, given the ids of the institutions by key. */
export const obligationsIn = (institutions: Readonly<Record<string, string>>, now: Date): ObligationTerms[] =>
  owing.map(({ institution, territories, cadence, dueDays, since }) => ObligationTerms.parse({
    institutionId: institutions[institution], sourceId: demonstrationSource, territories, cadence, dueDays,
    firstPeriod: plusDays(dayAt(now), -daysOfHistory), inForceFrom: plusDays(dayAt(now), -since),
  }))
