// What quality does when something happened elsewhere: a source is examined as soon as what stands of it changed.
import type { Reaction } from '../../platform/module.ts'
import { examineQuality } from './actions/quality.ts'
import { sourceOfDelivery } from './store/checks.ts'
import { examinationOf, form, sourceToExamine } from './store/examinations.ts'

type Happened = Parameters<Reaction['react']>[0]

const examineChanged = async ({ perform, system }: Happened, id: string | undefined): Promise<void> => {
  const { db } = system.database
  const source = id === undefined ? undefined : await sourceToExamine(db, id)
  if (!source) return
  const before = await examinationOf(db, source.id)
  if (before?.release !== source.release || before.form !== form) await perform(examineQuality, { source: source.id })
}

export const reactions: readonly Reaction[] = [
  {
    name: 'quality.afterImport',
    on: 'delivery.import',
    react: async (happened) => examineChanged(happened, happened.subject ? await sourceOfDelivery(happened.system.database.db, happened.subject) : undefined),
  },
  { name: 'quality.afterWithdrawal', on: 'release.withdraw', react: (happened) => examineChanged(happened, happened.subject?.split(':')[0]) },
]
