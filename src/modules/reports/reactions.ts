// What follows a new count of reports: it is delivered to collection, as any institution delivers a file.
import type { Reaction } from '../../platform/module.ts'
import { importFile } from '../collection/index.ts'
import { countReports } from './actions/counting.ts'

const sourceId = 'sidmi-reports'

async function* encoded(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

export const reactions: readonly Reaction[] = [{
  name: 'reports.deliverCount',
  on: 'report.count',
  react: async ({ perform, system }) => {
    const { csv, cells } = await perform(countReports, {})
    if (cells > 0) await importFile(system, { sourceId, body: encoded(csv), name: `${sourceId}.csv` })
  },
}]
