// `sidmi bench NAME`: measures the node against a yardstick in the same run, and writes what came out, whatever it is.
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { Command } from 'commander'
import { benchData } from './bench/data.ts'
import { benchDetection } from './bench/detection.ts'
import type { Finding } from './bench/finding.ts'
import { benchNode } from './bench/node.ts'
import { columns, print } from './output.ts'
import { cliProblems } from './problems.ts'

const benches: Record<string, () => Promise<Finding[]>> = { data: benchData, detection: benchDetection, node: benchNode }

const heads = ['what', 'measured', 'yardstick', 'ratio', 'bar']

const cells = ({ what, measured, yardstick, ratio, bar }: Finding): string[] => [what, measured, yardstick, ratio, bar]

const page = (findings: readonly Finding[]): string => `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node.js ${process.version}. Ratios within one run mean something;
single times depend on the machine and on what else it was doing.

${[heads, heads.map(() => '---'), ...findings.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n')}

- *Import*: the node streams, decodes, maps, checks, keys, compares with what stands, and keeps lineage; the yardstick only copies.
- *Crosstab*: the act parses, asks permission, names every code; the yardstick is the bare SQL over the same table.
- *Detection*: CPU time of one evaluation; R's is the figure recorded when the reference vectors were made (surveillance 1.20.3, 33 ms).
- *First page*: what a browser transfers for the public home page, compressed, and in how many requests.
`

/** Runs one bench, or all of them; \`all\` also rewrites docs/performance.md. */
export const runBench = async (name: string, _options: unknown, command: Command): Promise<void> => {
  const chosen = name === 'all' ? Object.values(benches) : [benches[name]].filter((bench) => bench !== undefined)
  if (chosen.length === 0) throw cliProblems.noBench({ name, known: ['all', ...Object.keys(benches)].join(', ') })
  const findings: Finding[] = []
  for (const bench of chosen) findings.push(...(await bench()))
  print(command.optsWithGlobals<{ json?: boolean }>().json === true, findings, columns([heads, ...findings.map(cells)]))
  if (name === 'all') await writeFile('docs/performance.md', page(findings))
}
