// Measures the running node from outside: second start to first page, weight of that page, memory at rest.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seconds, timed, times, type Finding } from './finding.ts'

const port = 18_080
export const address = `http://127.0.0.1:${port}`
const settle = 8000
const workOfFirst = 30_000

export const launch = (folder: string): ChildProcess =>
  spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'start'], {
    env: { ...process.env, SIDMI_DATA: folder, SIDMI_PORT: String(port), SIDMI_LOG_LEVEL: 'error' }, stdio: 'ignore',
  })

const transferred = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${address}${path}`, { headers: { 'accept-encoding': 'br', accept: 'text/html' } }, (reply) => {
      let bytes = 0
      reply.on('data', (chunk: Buffer) => (bytes += chunk.byteLength))
      reply.on('end', () => resolve(bytes))
    }).on('error', reject)
  })

export const firstPage = async (): Promise<void> => {
  for (;;) {
    if (await fetch(`${address}/es`).then((reply) => reply.ok, () => false)) return
    await pause(30)
  }
}

export const stop = async (node: ChildProcess): Promise<void> => {
  node.kill('SIGINT')
  await new Promise((resolve) => node.once('exit', resolve))
}

const parts = /<(?:link[^>]+rel="(?:stylesheet|icon)"|script|img)[^>]*(?:href|src)="(\/[^"]+)"/g

const pageWeight = async (): Promise<{ bytes: number; requests: number }> => {
  const html = await (await fetch(`${address}/es`)).text()
  const addresses = ['/es', ...new Set([...html.matchAll(parts)].map((match) => match[1]!))]
  const weights = await Promise.all(addresses.map(transferred))
  return { bytes: weights.reduce((sum, part) => sum + part, 0), requests: addresses.length }
}

const residentMegabytes = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

/** Starts the built node twice over a fresh demonstration region. */
export const benchNode = async (): Promise<Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'sidmi-bench-'))
  try {
    const first = launch(folder)
    const { seconds: firstStart } = await timed(firstPage)
    // What the first delivery leaves to do (detection, quality, columns) would else go on after the second start.
    await pause(workOfFirst)
    await stop(first)
    const second = launch(folder)
    const { seconds: secondStart } = await timed(firstPage)
    const weight = await pageWeight()
    await pause(settle)
    const memory = await residentMegabytes(second.pid ?? 0)
    await stop(second)
    return [
      { what: 'first start to first page (with the demonstration region)', measured: seconds(firstStart), yardstick: '—', ratio: '—', bar: '—' },
      { what: 'second start to first page', measured: seconds(secondStart), yardstick: '3 s', ratio: times(secondStart / 3), bar: '1 ×' },
      { what: `first public page, ${weight.requests} requests of at most 3`, measured: `${(weight.bytes / 1000).toFixed(1)} kB`, yardstick: '50 kB', ratio: times(weight.bytes / 50_000), bar: '1 ×' },
      { what: 'memory of the node at rest, besides PostgreSQL', measured: `${memory.toFixed(0)} MB`, yardstick: '250 MB', ratio: times(memory / 250), bar: '1 ×' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
