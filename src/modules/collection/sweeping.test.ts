// What is left of drafts: their files are deleted once nobody needs them, and no file that a delivery stands on.
import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { bytesOf } from '../../../tests/collection-files.ts'
import { storiesOn, type Client, type TestNode } from '../../../tests/people.ts'
import { systemActor } from '../../platform/access.ts'
import { perform } from '../../platform/perform.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { sweepDrafts } from './actions/sweeping.ts'
import { collection, importFile } from './index.ts'
import { draftById } from './store/drafts.ts'

const story = storiesOn({ modules: [accounts, catalogues, collection] })

const dayMs = 86_400_000
const header = 'week,territory,offence,sex,age_band,nationality,incidents'
const table = (count: number): string => `${header}\n2024-W01,GT-16,robbery,male,18-29,HN,${count}\n`

const sketches = async (person: Client, node: TestNode, count: number): Promise<{ id: string; path: string }> => {
  const { id } = await person.uploads<{ id: string }>('/api/profiles/drafts?name=tabla.csv', table(count))
  const draft = await draftById(node.database.db, id)
  return { id, path: node.system.node.files.pathOf(draft?.fileSha256 ?? '') }
}

const sweeps = (node: TestNode): Promise<{ closed: number; deleted: number }> => perform(node.system, sweepDrafts, { actor: systemActor, input: {} })

story('profile.sweep: only the node itself; a discarded draft loses its file at night, one at work and one delivered keep theirs', async ({ dario, node }) => {
  const [discarded, atWork, delivered] = [await sketches(dario, node, 1), await sketches(dario, node, 2), await sketches(dario, node, 3)]
  await importFile(node.system, { sourceId: 'demo-region', body: bytesOf(table(3)), name: 'tabla.csv' })
  for (const { id } of [discarded, delivered]) await dario.does('DELETE', `/api/profiles/drafts/${id}`)
  expect(await sweeps(node)).toEqual({ closed: 0, deleted: 0 })
  expect([discarded, atWork, delivered].map(({ path }) => existsSync(path)), 'a file that came this very hour stays').toEqual([true, true, true])
  node.passes(dayMs)
  expect(await sweeps(node)).toEqual({ closed: 0, deleted: 1 })
  expect([discarded, atWork, delivered].map(({ path }) => existsSync(path))).toEqual([false, true, true])
  expect(await sweeps(node)).toEqual({ closed: 0, deleted: 0 })
  expect((await node.remembers('profile.sweep')).map(({ changed }) => changed)).toEqual([['files']])
  node.passes(60 * dayMs)
  expect(await sweeps(node)).toEqual({ closed: 1, deleted: 0 })
  expect(await draftById(node.database.db, atWork.id)).toBeUndefined()
  expect(await sweeps(node)).toEqual({ closed: 0, deleted: 1 })
  expect([atWork, delivered].map(({ path }) => existsSync(path))).toEqual([false, true])
})
