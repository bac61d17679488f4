// Stories of open screens: who they are of is asked anew as their sessions stand, and asking keeps no session alive.
import type { FastifyRequest } from 'fastify'
import { expect } from 'vitest'
import { storiesOn, type Person, type TestNode } from '../../../tests/people.ts'
import { accounts, identifyAgain } from './index.ts'
import { demonstrationPassword } from './model.ts'

const story = storiesOn({ modules: [accounts] })
const minute = 60_000

/** A request of a browser that just signed in, as its open screen keeps it. */
const streamOf = async (node: TestNode, { email }: Person): Promise<FastifyRequest> => {
  const { cookies } = await node.browser().asks({ method: 'POST', url: '/api/session', payload: { email, password: demonstrationPassword } })
  return { headers: {}, cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) } as unknown as FastifyRequest
}

story('session.end, session.read: each stream is of whom its own session still is of, in order; no session, one that ended or one left idle is of nobody', async ({ ana, bruno, elena, node }) => {
  const nobody = { headers: {}, cookies: {} } as unknown as FastifyRequest
  const streams = [await streamOf(node, ana), nobody, await streamOf(node, bruno), await streamOf(node, ana)]
  const ids = async () => (await identifyAgain(streams, node.system)).map(({ id }) => id)
  expect(await ids()).toEqual([ana.id, null, bruno.id, ana.id])
  expect((await identifyAgain(streams, node.system))[0]!.acts.has('session.list')).toBe(true)
  await node.browser().asks({ method: 'DELETE', url: '/api/session', headers: { cookie: `sidmi_session=${streams[3]!.cookies['sidmi_session'] ?? ''}` } })
  await elena.does('POST', `/api/people/${bruno.id}/deactivation`)
  expect(await ids()).toEqual([ana.id, null, null, null])
  for (let turn = 0; turn < 3; turn += 1) {
    node.passes(11 * minute)
    await ids()
  }
  expect(await ids()).toEqual([null, null, null, null])
})
