// The pool of threads: every task answered, failures told, and threads that end by themselves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openPool } from './pool.ts'

const folder = mkdtempSync(join(tmpdir(), 'sidmi pool '))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that squares numbers, fails at 13, dies at 99 and says which thread it is at 0. */
const program = join(folder, 'square.mjs')
writeFileSync(program, `import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', (given) => {
  if (!given) return parentPort.close()
  if (given.task === 99) process.exit(1)
  if (given.task === 13) return parentPort.postMessage({ failed: 'unlucky' })
  parentPort.postMessage({ answer: given.task === 0 ? threadId : given.task ** 2 })
})`)
const open = (threads: number) => openPool<number, number>(pathToFileURL(program), { threads })

test('a task that fails is told, and the thread goes on with the others', async () => {
  const pool = open(1)
  const [failed, ...rest] = await Promise.allSettled([13, 2, 3].map((task) => pool.run(task)))
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'unlucky' } })
  expect(rest.map((each) => each.status === 'fulfilled' && each.value)).toEqual([4, 9])
  await pool.close()
})

test('a thread that dies fails its task only; another takes its place', async () => {
  const pool = open(1)
  const settled = await Promise.allSettled([5, 99, 6].map((task) => pool.run(task)))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await pool.close()
})

test('answers come by task, whichever thread was asked; tasks given up are told', async () => {
  const pool = open(3)
  const tasks = Array.from({ length: 40 }, (_, at) => at + 100)
  expect(await Promise.all(tasks.map((task) => pool.run(task)))).toEqual(tasks.map((task) => task ** 2))
  await pool.close()
  const late = open(1)
  const waiting = Promise.allSettled([late.run(4), late.run(5)])
  await late.close()
  expect((await waiting).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('no more threads than told, and none before there is work', async () => {
  const pool = open(2)
  const ids = new Set(await Promise.all(Array.from({ length: 12 }, () => pool.run(0))))
  expect(ids.size).toBeLessThanOrEqual(2)
  await pool.close()
  await open(4).close()
})
