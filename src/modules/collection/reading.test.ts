// A reading that runs out of memory ends with a sentence, so that the file is not tried for ever.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reading } from './actions/reading.ts'
import { faultOf, faultText } from './rules/fault.ts'
import { sourceById } from './rules/sources.ts'

test('a file that needs more memory than a reading may take is a fault that says so', async () => {
  const path = join(tmpdir(), `sidmi-memory-${process.pid}.csv`)
  writeFileSync(path, 'week,territory,offence,sex,age_band,nationality,incidents\n2024-W01,GT-16,robbery,male,18-29,HN,1\n')
  const source = sourceById('demo-region')
  if (!source) throw new Error('no source to read')
  const task = { path, fileBytes: 100, source, others: [], territories: [] }
  const work = { stop: new AbortController(), rows: 0, done: 0 }
  const found = (megabytes?: number): Promise<unknown> => reading(task, work, ({ opened }) => Promise.resolve(opened.profile.id), megabytes).catch((error: unknown) => faultOf(error) ?? error)
  expect(await found()).toBe('demo-weekly')
  const fault = await found(4)
  expect(fault).toEqual({ kind: 'muchMemory' })
  expect(faultText({ kind: 'muchMemory' }).es).toMatch(/más memoria de la que este nodo da a una lectura: divídalo/)
})
