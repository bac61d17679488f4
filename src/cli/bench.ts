// `sidmi bench NAME`: measures the node against a yardstick in the same run, and writes what came out, whatever it is.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { Command } from 'commander'
import { benchAlerts } from './bench/alerts.ts'
import { benchCrosstab } from './bench/crosstab.ts'
import { benchData } from './bench/data.ts'
import { benchDetection } from './bench/detection.ts'
import { benchDetectors, type DetectorsPage } from './bench/detectors.ts'
import { benchExplorer } from './bench/explorer.ts'
import type { Finding } from './bench/finding.ts'
import { growthHeads, growthPlot, growthRows, upkeepHeads, upkeepRows, type Growth } from './bench/growth.ts'
import { benchNightly } from './bench/nightly.ts'
import { benchNode } from './bench/node.ts'
import { benchReports } from './bench/reports.ts'
import { columns, print } from './output.ts'
import { cliProblems } from './problems.ts'

interface Benched {
  findings: Finding[]
  growth?: Growth[]
  page?: DetectorsPage
}

const only = (bench: () => Promise<Finding[]>) => async (): Promise<Benched> => ({ findings: await bench() })

const benches: Record<string, () => Promise<Benched>> = {
  data: only(benchData), crosstab: benchCrosstab, explorer: only(benchExplorer), detection: only(benchDetection), nightly: only(benchNightly), detectors: benchDetectors, node: only(benchNode), alerts: only(benchAlerts), reports: only(benchReports),
}

const heads = ['what', 'measured', 'yardstick', 'ratio', 'bar']

const cells = ({ what, measured, yardstick, ratio, bar }: Finding): string[] => [what, measured, yardstick, ratio, bar]

const table = (head: readonly string[], rows: readonly string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const performanceFile = 'docs/performance.md'
const plotFile = 'performance-growth.svg'

const grown = (growth: readonly Growth[]): string[] => [
  '### How cost grows', `![Seconds for a crosstab by number of records](${plotFile})`, table(growthHeads, growthRows(growth)), table(upkeepHeads, upkeepRows(growth)),
]

const written = (name: string, { findings, growth, page }: Benched): string => [
  `<!-- ${name} -->`,
  `Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node.js ${process.version}.`,
  table(heads, findings.map(cells)),
  ...(growth ? grown(growth) : []),
  ...(page ? page.tables.flatMap(({ title, heads: head, rows }) => [`### ${title}`, table(head, rows)]) : []),
  `<!-- /${name} -->`,
].join('\n\n')

/** Each bench owns the part of its page between its two marks, so that running one leaves the others as they were measured. Outside a checkout there is no page. */
const rewrite = async (file: string, name: string, part: string): Promise<boolean> => {
  const page = await readFile(file, 'utf8').catch(() => null)
  const [before, rest] = page?.split(`<!-- ${name} -->`) ?? []
  const after = rest?.split(`<!-- /${name} -->`)[1]
  if (before === undefined || after === undefined) return false
  await writeFile(file, `${before}${part}${after}`)
  return true
}

const publish = async (name: string, benched: Benched): Promise<void> => {
  const { growth, page } = benched
  if (await rewrite(page?.file ?? performanceFile, name, written(name, benched))) {
    if (growth) await writeFile(`docs/${plotFile}`, growthPlot(growth))
    if (page) await writeFile(`docs/${page.plotFile}`, page.plot)
  }
}

/** Runs one bench, or all of them, and writes what came out into its part of docs/performance.md or docs/detectors.md. */
export const runBench = async (name: string, _options: unknown, command: Command): Promise<void> => {
  const chosen = Object.entries(benches).filter(([each]) => name === 'all' || name === each)
  if (chosen.length === 0) throw cliProblems.noBench({ name, known: ['all', ...Object.keys(benches)].join(', ') })
  for (const [each, bench] of chosen) {
    const benched = await bench()
    print(command.optsWithGlobals<{ json?: boolean }>().json === true, benched.findings, columns([heads, ...benched.findings.map(cells)]))
    await publish(each, benched)
  }
}
