// The running precision of early warning: how many of its signals turned out to be true, by detector and by source.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { detectorNames, detectors } from '../model/evidence.ts'
import { PrecisionReport } from '../model/verdicts.ts'
import { precisionOf, tally } from '../rules/precision.ts'
import { judgedCounts, type JudgedCount } from '../store/verdicts.ts'

const measured = (counts: readonly JudgedCount[]) => {
  const all = tally(counts)
  return { ...all, precision: precisionOf(all) }
}

export const readPrecision = action({
  name: 'signal.precision',
  summary: { es: 'Ver cuántas señales resultaron ciertas', en: 'See how many signals turned out to be true' },
  input: NoInput,
  output: PrecisionReport,
  may: anyoneGranted,
  async run({ db }) {
    const counts = await judgedCounts(db)
    const months = [...new Set(counts.map(({ month }) => month))]
    return {
      all: measured(counts),
      detectors: detectors.map((key) => ({ key, name: detectorNames[key], ...measured(counts.filter((each) => each.detectors.includes(key))) })),
      sources: [...Map.groupBy(counts, ({ source }) => source)].map(([key, own]) => ({ key, name: own[0]!.sourceName, ...measured(own) })),
      months: months.map((month) => ({ month, ...measured(counts.filter((each) => each.month <= month)) })),
    }
  },
  remember: () => ({ nothing: 'counts of signals, of nobody' }),
})
