// Measures the nightly run over ten million records: how long it takes, in how much memory, and whether the node answers meanwhile.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { lookForSignals, reportSignals } from '../../modules/warning/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { System } from '../../platform/system.ts'
import { openSystem } from '../../system.ts'
import { whileListening } from './detection.ts'
import { seconds, timed, times, type Finding } from './finding.ts'
import { growSource, grownFile, sourceOfSize } from './grown.ts'

const records = Number(process.env.SIDMI_BENCH_NIGHT ?? 10_000_000)
const allowed = 300

/** Asks for the list of signals again and again until the work is over; the worst answer, in seconds. */
const askedMeanwhile = async <T>(system: System, work: Promise<T>): Promise<{ result: T; worst: number }> => {
  let isOver = false
  let worst = 0
  const asking = (async (): Promise<void> => {
    while (!isOver) {
      worst = Math.max(worst, (await timed(() => reportSignals(system))).seconds)
      await pause(100)
    }
  })()
  try {
    const result = await work
    return { result, worst }
  } finally {
    isOver = true
    await asking
  }
}

const measured = async (system: System, source: string): Promise<Finding[]> => {
  const { rows } = await sql<{ count: number }>`select count(*)::float8 as count from collection.shared_observation where source_id = ${source}`.execute(system.database.owner)
  const before = process.memoryUsage().rss
  const { result: { result, worst: answer }, worst, hundredth, taken } = await whileListening(() => askedMeanwhile(system, lookForSignals(system, source)))
  const size = `${(rows[0]?.count ?? 0).toLocaleString('en')} records, ${result.series.toLocaleString('en')} series, ${result.judged.toLocaleString('en')} comparisons, ${String(result.signals)} signals`
  const peak = process.resourceUsage().maxRSS / 1024
  return [
    { what: `nightly run: ${size}`, measured: seconds(taken), yardstick: '5 minutes', ratio: times(taken / allowed), bar: '1 ×' },
    { what: 'the same: the node’s slowest answer meanwhile', measured: seconds(answer), yardstick: '—', ratio: '—', bar: '—' },
    { what: 'the same: how late the node’s own thread was, at worst (one turn in a hundred)', measured: `${seconds(worst)} (${seconds(hundredth)})`, yardstick: '—', ratio: '—', bar: '—' },
    { what: 'the same: most memory of the process, besides PostgreSQL (before the run)', measured: `${peak.toFixed(0)} MB (${(before / 2 ** 20).toFixed(0)} MB)`, yardstick: '—', ratio: '—', bar: '—' },
  ]
}

/** The nightly run over SIDMI_BENCH_NIGHT records (ten million). SIDMI_BENCH_FOLDER keeps the node, so that a second run need not fill it again. */
export const benchNightly = async (): Promise<Finding[]> => {
  const kept = process.env.SIDMI_BENCH_FOLDER
  if (kept) await mkdir(kept, { recursive: true })
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'sidmi-bench-')))
  const system = await openSystem(readConfig({ ...process.env, SIDMI_DATA: folder, SIDMI_LOG_LEVEL: 'error' }), { purpose: 'command', kind: 'demonstration' })
  try {
    const source = sourceOfSize(records)
    await growSource(system, source, await grownFile(folder, records))
    return await measured(system, source)
  } finally {
    await system.database.close()
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}
