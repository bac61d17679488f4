// The reporters of a bench, in a process of their own: each sends one prepared report after the other over its own connection, as fast as it is answered.
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { print } from '../output.ts'

export interface Sent {
  answered: number
  failed: number
  seconds: number
  /** Milliseconds each took, in no order. */
  took: number[]
}

export interface Orders {
  port: number
  clients: number
  seconds: number
  /** A file with what all reports have in common, and one with a line for each report's own part; both JSON. */
  common: string
  own: string
}

const post = (port: number, agent: Agent, body: string): Promise<number> =>
  new Promise((resolve) => {
    const sending = request({ port, host: '127.0.0.1', agent, method: 'POST', path: '/api/reports', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (reply) => {
      reply.resume().once('end', () => resolve(reply.statusCode ?? 0))
    })
    sending.once('error', () => resolve(0)).end(body)
  })

const send = async ({ port, clients, seconds, common, own }: Orders): Promise<Sent> => {
  const shared = (await readFile(common, 'utf8')).slice(1)
  const left = (await readFile(own, 'utf8')).trim().split('\n')
  const sent: Sent = { answered: 0, failed: 0, seconds: 0, took: [] }
  const began = performance.now()
  const until = began + seconds * 1000
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let mine = left.pop(); mine && performance.now() < until; mine = left.pop()) {
      const start = performance.now()
      const status = await post(port, agent, `${mine.slice(0, -1)},${shared}`)
      sent.took.push(performance.now() - start)
      if (status === 200) sent.answered += 1
      else sent.failed += 1
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { ...sent, seconds: (performance.now() - began) / 1000 }
}

/** Sends as ordered and prints what came of it as JSON; started by `sidmi bench reports` alone. */
export const benchClients = async (orders: string): Promise<void> => {
  print(true, await send(JSON.parse(orders) as Orders), [])
}
