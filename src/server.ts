// Starts the node: settings, database, modules, worker, web server; and stops them in the opposite order.
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { identify, identifyAgain } from './modules/accounts/index.ts'
import { loadDemonstration } from './modules/demonstration/index.ts'
import { demonstrationSource } from './modules/demonstration/model.ts'
import { openColumns } from './modules/statistics/index.ts'
import type { Config } from './platform/config.ts'
import { createServer } from './platform/http/server.ts'
import { problems } from './platform/problem.ts'
import type { System } from './platform/system.ts'
import { openLive } from './platform/work/live.ts'
import { startWorker } from './platform/work/worker.ts'
import { openSystem } from './system.ts'

export interface StartOptions {
  isEmpty: boolean
  built: string
  progress: (step: string) => void
}

export interface RunningNode {
  system: System
  address: string
  /** The port that was asked for, when it was taken and another is used. */
  portTaken: number | undefined
  stop: () => Promise<void>
}

const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createProbe()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

/** The port asked for, or the next free one of the twenty after it. */
const freePort = async (host: string, wanted: number): Promise<number> => {
  for (let port = wanted; port < wanted + 20; port += 1) if (port === 0 || (await isFree(host, port))) return port
  throw new Error(`No free port between ${wanted} and ${wanted + 19}`)
}

const isLoaded = async (system: System): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from collection.shared_release where source_id = ${demonstrationSource}) as found`.execute(system.database.db)
  return rows[0]?.found ?? false
}

const nodeProblems = problems('node', {
  isDemonstration: {
    status: 409,
    say: () => ({
      es: 'En esta carpeta de datos hay una región de demostración. Para un nodo real elija otra: SIDMI_DATA=/ruta npm start -- --empty',
      en: 'This data folder holds a demonstration region. For a real node choose another: SIDMI_DATA=/path npm start -- --empty',
    }),
  },
})

const withPort = (config: Config, port: number): Config =>
  port === config.port ? config : { ...config, port, publicUrl: config.publicUrl.replace(`:${config.port}`, `:${port}`) }

/** Starts everything and answers when the first page can be served. */
export const startNode = async (config: Config, options: StartOptions): Promise<RunningNode> => {
  const port = await freePort(config.host, config.port)
  const system = await openSystem(withPort(config, port), { purpose: 'node', kind: options.isEmpty ? 'real' : 'demonstration', progress: options.progress })
  const stops: (() => Promise<unknown>)[] = [() => system.database.close()]
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    if (options.isEmpty && system.node.isDemonstration) throw nodeProblems.isDemonstration()
    if (system.node.isDemonstration && !(await isLoaded(system))) {
      options.progress('demonstration')
      await loadDemonstration(system)
    }
    const live = await openLive(system, identifyAgain)
    stops.push(() => live.close())
    const figures = openColumns(system)
    stops.push(() => figures.close())
    const worker = await startWorker(system)
    stops.push(() => worker.stop())
    const app = await createServer({ system, live, identify, built: join(options.built) })
    stops.push(() => app.close())
    await app.listen({ host: config.host, port })
    const portTaken = port === config.port ? undefined : config.port
    return { system, address: system.node.publicUrl, portTaken, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
