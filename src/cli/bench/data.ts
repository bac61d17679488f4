// Measures the import: of the victims file when it is at hand, of a generated region otherwise, in a process that does nothing else.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { bunzip } from '../../modules/collection/rules/bunzip.ts'
import { demonstrationCsv } from '../../modules/demonstration/index.ts'
import { demonstrationSource } from '../../modules/demonstration/model.ts'
import type { Finding } from './finding.ts'
import { measureCopy, measureImports, type BenchFiles, type CopyTask } from './import.ts'
import { inOwnProcess } from './own-process.ts'

const records = Number(process.env.SIDMI_BENCH_RECORDS ?? 300_000)

/** The folder of publishers' files; without it, or the file, a region is generated. */
const dataFolder = process.env.SIDMI_BENCH_DATA ?? join(process.cwd(), '..', 'shared', 'data')
const victims = join(dataFolder, 'mexico_sesnsp', 'sesnsp_victimas_estatal_long_2015-2025.csv.bz2')

async function* withRevisions(file: string): AsyncGenerator<string> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1
    yield `${number > 1 && number % 100 === 0 ? line.replace(/\d+$/, (figure) => String(Number(figure) + 1)) : line}\n`
  }
}

const prepared = async (folder: string): Promise<BenchFiles> => {
  const [plain, revised] = [join(folder, 'plain.csv'), join(folder, 'revised.csv')]
  const isReal = existsSync(victims)
  const rows = isReal ? bunzip(createReadStream(victims)) : demonstrationCsv({ records, seed: 2017 }, new Date())
  await pipeline(Readable.from(rows), createWriteStream(plain))
  await pipeline(Readable.from(withRevisions(plain)), createWriteStream(revised))
  return { source: isReal ? 'sesnsp-victimas' : demonstrationSource, isDemonstration: !isReal, packed: isReal ? victims : null, plain, revised }
}

/** Imports of the victims file, or of a region of SIDMI_BENCH_RECORDS rows (300,000). SIDMI_BENCH_FILES and SIDMI_BENCH_COPY are how the bench calls itself. */
export const benchData = async (): Promise<Finding[]> => {
  const [given, copy] = [process.env.SIDMI_BENCH_FILES, process.env.SIDMI_BENCH_COPY]
  if (copy !== undefined) return measureCopy(JSON.parse(copy) as CopyTask)
  if (given !== undefined) return measureImports(JSON.parse(given) as BenchFiles)
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  try {
    return await inOwnProcess('SIDMI_BENCH_FILES', await prepared(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
