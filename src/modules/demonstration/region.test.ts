// The demonstration region loaded whole: its people can sign in, its incidents are accepted, its planted rises are found.
import { expect } from 'vitest'
import { storiesOn } from '../../../tests/people.ts'
import { reportSignals } from '../warning/index.ts'
import { demonstrationSignIns, loadDemonstration } from './index.ts'
import { plantedRises } from './rules/region.ts'

const story = storiesOn()
const realStory = storiesOn({ isDemonstration: false })

realStory('demonstration.load: a real node takes no demonstration data', async ({ node }) => {
  await expect(loadDemonstration(node.system)).rejects.toMatchObject({ code: 'demonstration.realNode' })
})

story('demonstration.load: every row is accepted, and the detector finds what was planted', async ({ node }) => {
  const done = await loadDemonstration(node.system)
  expect(done).toMatchObject({ refusedCount: 0, release: 1 })
  await node.works()
  const signals = await reportSignals(node.system)
  for (const { territory, offence } of plantedRises) expect(signals).toContainEqual(expect.objectContaining({ territory, offence }))
  expect(signals.length).toBeLessThan(20)
})

story('demonstration.load: the same region again changes nothing', async ({ node }) => {
  expect(await loadDemonstration(node.system)).toMatchObject({ added: 0, revised: 0, release: 1 })
})

story('session.start: everybody of the demonstration can sign in', async ({ node }) => {
  for (const { email, password } of demonstrationSignIns()) {
    expect(await node.browser().status('POST', '/api/session', { email, password })).toBe(200)
  }
})

story('demonstration.sample: the example file is refused in exactly three rows', async ({ carla }) => {
  const response = await carla.asks({ method: 'GET', url: '/api/demonstration/sample' })
  expect(response.statusCode).toBe(200)
  expect(response.body.trimEnd().split('\n')).toHaveLength(28)
})
