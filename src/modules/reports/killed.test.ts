// The node is killed without warning while reports arrive: what it had answered is there, and what is sent again arrives exactly once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startReportsNode, type ReportsNode } from '../../../tests/reports-node.ts'
import { makeQuickReport } from '../../../tests/reports.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { newKeyPair } from '../../platform/seal/seal.ts'
import type { SendReport } from './model.ts'

const folder = mkdtempSync(join(tmpdir(), 'sidmi killed '))
const dataFolder = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true }))

const start = async (recipient: string): Promise<ReportsNode> => startReportsNode({ dataFolder, recipient, unitName: 'Unidad', log: join(folder, 'log') })

/** The day the node answered with; undefined when it did not answer. */
const send = async (node: ReportsNode, report: SendReport): Promise<string | undefined> => {
  try {
    const reply = await fetch(`${node.url}/api/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(report) })
    return reply.ok ? ((await reply.json()) as { day: string }).day : undefined
  } catch {
    return undefined
  }
}

interface Kept {
  id: string
  desks: number
  messages: number
}

const kept = async (): Promise<Kept[]> => {
  const database = await openDatabase({ dataFolder, applicationName: 'test', purpose: 'command', log: () => undefined })
  const client = new Client(database.ownerConnection)
  await client.connect()
  const { rows } = await client.query<Kept>(`select id, (select count(*)::int from reports.desk where report_id = report.id) as desks,
    (select count(*)::int from reports.message where report_id = report.id) as messages from reports.report`)
  await client.end()
  await database.close()
  return rows
}

test('report.send: killed at any moment, every answered report is whole, none is half, and sent again each is there once', async () => {
  const { recipient } = await newKeyPair()
  let node = await start(recipient)
  const made = await Promise.all(Array.from({ length: 240 }, (_, at) => makeQuickReport([node.key], String(at))))
  const answered = new Map<string, string>()
  for (const [round, delay] of [900, 1300, 2100].entries()) {
    const sending = made.slice(round * 80, (round + 1) * 80).map(async (report) => {
      const day = await send(node, report)
      if (day !== undefined) answered.set(report.id, day)
    })
    await pause(delay)
    await node.kill()
    await Promise.all(sending)
    const here = await kept()
    expect(here.filter(({ desks, messages }) => desks !== 1 || messages !== 1)).toEqual([])
    const ids = new Set(here.map(({ id }) => id))
    expect([...answered.keys()].filter((id) => !ids.has(id))).toEqual([])
    node = await start(recipient)
  }
  const days = await Promise.all(made.map((report) => send(node, report)))
  expect(days.filter((day) => day === undefined)).toEqual([])
  for (const [at, { id }] of made.entries()) if (answered.has(id)) expect(days[at]).toBe(answered.get(id))
  await node.kill()
  const here = await kept()
  expect([here.length, here.filter(({ desks, messages }) => desks !== 1 || messages !== 1)]).toEqual([made.length, []])
}, 300_000)
