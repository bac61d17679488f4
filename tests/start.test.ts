// A node started as an operator does: it opens, refuses a twin, stops cleanly on Ctrl-C and leaves no server behind.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

const program = join(import.meta.dirname, '../bin/sidmi.mjs')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidmi start '))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  said: () => string
  ended: Promise<number | null>
}

const sidmi = (...words: string[]): Started => {
  const env = { ...process.env, SIDMI_DATA: folder, SIDMI_PORT: '0', SIDMI_LOG_LEVEL: 'error' }
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()))
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return { child, said: () => text, ended }
}

const opened = async ({ child, said }: Started): Promise<void> => {
  while (child.exitCode === null && !said().includes('http://')) await pause(50)
  expect(said()).toContain('http://')
}

const serverProcess = (): number => Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
const isAlive = (id: number): boolean => {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

test('Ctrl-C, passed on twice as a terminal and npm do, stops the node and its server', async () => {
  const node = sidmi('start', '--empty')
  await opened(node)
  const server = serverProcess()
  const twin = sidmi('start', '--empty')
  expect(await twin.ended).toBe(1)
  expect(twin.said()).toContain(folder)
  node.child.kill('SIGINT')
  await pause(20)
  node.child.kill('SIGINT')
  expect(await node.ended).toBe(0)
  expect(isAlive(server)).toBe(false)
})

test('a node killed without warning takes its server along, and the next command opens what it left', async () => {
  const node = sidmi('start', '--empty')
  await opened(node)
  const server = serverProcess()
  node.child.kill('SIGKILL')
  await node.ended
  for (let round = 0; isAlive(server) && round < 200; round += 1) await pause(50)
  expect(isAlive(server)).toBe(false)
  const check = sidmi('verify-log', '--json')
  expect(await check.ended).toBe(0)
  expect(check.said()).toContain('"ok":true')
})
