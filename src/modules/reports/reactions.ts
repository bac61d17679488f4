// What follows a new count of reports: it takes the place of the one before in collection, as any institution delivers a file.
import type { Reaction } from '../../platform/module.ts'
import type { Perform } from '../../platform/perform.ts'
import { importFile, takeBackRelease } from '../collection/index.ts'
import { countReports } from './actions/counting.ts'
import { isTakenForWhole } from './rules/counting.ts'

const source = 'sidmi-reports'

async function* encoded(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const reason = 'Ya no hay reportes que se cuenten así. No reports are counted so any more.'

/** Ends all that was counted before. */
const takeBack = (perform: Perform, places: readonly string[]): Promise<unknown> => perform(takeBackRelease, { source, cells: { places: [...places] }, reason })

export const reactions: readonly Reaction[] = [{
  name: 'reports.deliverCount',
  on: 'report.count',
  react: async ({ perform, system }) => {
    const { csv, cells, standing } = await perform(countReports, {})
    if (!isTakenForWhole(cells, standing.cells)) await takeBack(perform, standing.countries)
    if (cells > 0) await importFile(system, { sourceId: source, body: encoded(csv), name: `${source}.csv` })
  },
}]
