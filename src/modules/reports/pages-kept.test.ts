// Without scripts: whatever goes wrong on the way, what was written comes back; and nobody chosen is left out in silence.
import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import { storiesOn, type Client } from '../../../tests/people.ts'
import { openUnit } from '../../../tests/units.ts'
import { newReceipt } from '../../platform/seal/receipt.ts'
import { platformProblems } from '../../platform/problems.ts'
import { accounts } from '../accounts/index.ts'
import { catalogues } from '../catalogues/index.ts'
import { units } from '../units/index.ts'
import type * as Few from './actions/few.ts'
import type * as Room from './actions/room.ts'
import { reports } from './index.ts'
import { reportProblems } from './problems.ts'

const full = vi.hoisted(() => ({ disk: false, turns: false }))
vi.mock('./actions/room.ts', async (original) => {
  const room = await original<typeof Room>()
  return { ...room, takeRoom: (...given: Parameters<typeof room.takeRoom>) => (full.disk ? Promise.reject(reportProblems.noRoom()) : room.takeRoom(...given)) }
})
vi.mock('./actions/few.ts', async (original) => {
  const few = await original<typeof Few>()
  return { ...few, inTurn: (work: () => Promise<unknown>) => (full.turns ? Promise.reject(platformProblems.tooMany({ seconds: 30 })) : few.inTurn(work)) }
})

const story = storiesOn({ modules: [accounts, catalogues, units, reports] })

const posts = async (who: Client, url: string, fields: Record<string, string | string[]>, files: readonly File[] = []) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  for (const file of files) form.append('files', file)
  const request = new Request('http://x', { method: 'POST', body: form })
  const { statusCode, body } = await who.asks({ method: 'POST', url, headers: { accept: 'text/html', 'content-type': request.headers.get('content-type') ?? '' }, payload: Buffer.from(await request.arrayBuffer()) })
  return { statusCode, title: /<h1[^>]*>([^<]*)/.exec(body)?.[1], body: body.slice(0, body.indexOf('id="words"')) }
}

const fieldsFor = (chosen: readonly { id: string }[]) =>
  ({ at: 'number', go: 'next', text: 'lo que ya escribí', units: chosen.map(({ id }) => id), unitsSeen: 'yes', id: randomUUID(), receipt: newReceipt(), decoyReceipt: newReceipt() })

story('report.add, report.beginFile: where a file finds no room, or too many wait, what was written with it is shown again', async (people) => {
  const { nadie } = people
  const fields = fieldsFor([await openUnit(people)])
  await posts(nadie, '/es/report/sent', fields)
  const adds = () => posts(nadie, '/es/report/back/add', { number: fields.receipt, go: 'add', id: randomUUID(), text: 'algo que recordé' }, [new File(['nota'], 'nota.txt')])
  full.disk = true
  const noRoom = await adds()
  full.disk = false
  expect([noRoom.statusCode, noRoom.title]).toEqual([200, expect.stringMatching(/^Recibido el/)])
  expect(noRoom.body).toContain('Por ahora este sitio no puede recibir más archivos.')
  expect(noRoom.body).toContain('algo que recordé</textarea>')
  full.turns = true
  const tooMany = await adds()
  full.turns = false
  expect([tooMany.statusCode, tooMany.title]).toEqual([429, 'Algo no salió bien'])
  expect(tooMany.body).toContain('algo que recordé</textarea>')
})

story('report.send: one of the units that were chosen receives no more: who reads is asked again, and nothing goes to the others alone', async (people) => {
  const { nadie, fatima } = people
  const [one, other] = [await openUnit(people), await openUnit(people)]
  const fields = fieldsFor([one, other])
  await fatima.does('POST', `/api/units/${other.id}/closing`)
  const refused = await posts(nadie, '/es/report/sent', fields)
  expect([refused.statusCode, refused.title]).toEqual([409, '¿Quién debe leerlo?'])
  expect(refused.body).toContain('Una de las instituciones que eligió ya no recibe aquí.')
  expect(refused.body).toContain('value="lo que ya escribí"')
  expect((await fatima.sees<{ items: unknown[] }>(`/api/reports?box=all&unit=${one.id}`)).items).toEqual([])
  expect((await posts(nadie, '/es/report/sent', { ...fields, units: [one.id] })).title).toBe('Llegó')
})
