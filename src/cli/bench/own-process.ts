// Part of the import's bench in a process of its own, so that what it takes is not counted with the rest.
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import type { Finding } from './finding.ts'

/** Runs `bench data` again with what it is to do in the variable `name`; what it finds is returned and written nowhere. */
export const inOwnProcess = async (name: 'SIDMI_BENCH_FILES' | 'SIDMI_BENCH_COPY', task: unknown): Promise<Finding[]> => {
  const env = { ...process.env, [name]: JSON.stringify(task) }
  // Outside the checkout a bench finds no page to write to.
  const options = { env, cwd: tmpdir(), maxBuffer: 2 ** 24 }
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, process.argv[1] ?? '', '--json', 'bench', 'data'], options)
  return JSON.parse(stdout) as Finding[]
}
