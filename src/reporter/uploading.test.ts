// A sealed file that broke off goes on where the node has it: every byte arrives once, in its place.
import { afterEach, expect, it, vi } from 'vitest'
import { fromBlob, sendFile } from './uploading.ts'

vi.mock('./programs.ts', () => ({ sealing: () => Promise.resolve({ prove: () => Promise.resolve('proof') }) }))
afterEach(() => vi.unstubAllGlobals())

const sealed = Uint8Array.from({ length: 700_000 }, (_, index) => (index * 31) % 251)

/** A node that has the first bytes already. */
const nodeWith = (had: number) => {
  let here = sealed.slice(0, had)
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit) => {
    if (path === '/api/reports/challenge?bytes=1048576') return Response.json({ parameters: {}, signature: '' })
    if (path === '/api/reports/files') return Response.json({ offset: here.length, bytes: sealed.length })
    const offset = Number(new URL(path, 'http://node').searchParams.get('offset'))
    if (offset !== here.length) return Response.json({ code: 'report.elsewhere', title: '', offset: here.length }, { status: 409 })
    here = new Uint8Array(await new Response(new Blob([here, Uint8Array.from(body as Uint8Array)])).arrayBuffer())
    return Response.json({ offset: here.length, bytes: sealed.length })
  })
  return () => here
}

it.each([0, 1, 131_072, 300_001, sealed.length])('after %i bytes the rest follows', async (had) => {
  const now = nodeWith(had)
  const shares: number[] = []
  const source = { id: 'file', secret: 'secret', bytes: sealed.length, next: fromBlob(new Blob([sealed])) }
  expect(await sendFile(source, { wait: () => Promise.reject(new Error('nothing broke')), progress: (at) => void shares.push(at) })).toBeUndefined()
  expect(Buffer.from(now()).equals(Buffer.from(sealed))).toBe(true)
  if (had < sealed.length) expect(shares.at(-1)).toBe(sealed.length)
})
