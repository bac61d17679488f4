// What others carry comes out as it went in, whatever happens to it on the way, or says which piece is wanting.
import { describe, expect, it } from 'vitest'
import { gather, inPieces, packed, pieceSizes, unpacked, type Carried } from './carried.ts'

const report: Carried = {
  id: '3f0b1c9e-54d0-4f4e-9a5c-0d8f7b6a1234', kept: 'A'.repeat(43), keys: ['11111111-1111-4111-8111-111111111111'],
  reader: { recipient: `age1${'q'.repeat(58)}`, identity: Buffer.from('sealed identity').toString('base64') },
  body: Buffer.from(Uint8Array.from({ length: 1300 }, (_, index) => (index * 7) % 256)).toString('base64'),
  consents: { contact: false, count: true, passOn: ['shelter'] },
}

describe('a carried report', () => {
  it('is packed and unpacked unchanged', () => {
    expect(unpacked(packed(report))).toEqual(report)
  })

  it('says nothing more than what is packed by name: whoever carries it gets no lookup', () => {
    const lookup = 'secret-lookup-secret-lookup-secret-lookup-1'
    const envelope = packed({ ...report, ...{ lookup } })
    expect(Buffer.from(envelope, 'base64url').toString('latin1')).not.toContain(lookup)
    expect(unpacked(envelope)).toEqual(report)
  })

  it.each(Object.entries(pieceSizes))('survives any order, doubles and words around it (%s)', async (_name, size) => {
    const pieces = await inPieces(packed(report), size)
    const shuffled = [...pieces.toReversed(), pieces[0]].join('\n\nMensaje reenviado:\n ')
    const { envelope, missing } = await gather(shuffled)
    expect(missing).toEqual([])
    expect(unpacked(envelope ?? '')).toEqual(report)
  })

  it('comes out as it went in with the longest text there can be, in any script', async () => {
    const long = packed({ ...report, body: Buffer.alloc(513 * 1024, 7).toString('base64') })
    for (const size of Object.values(pieceSizes)) expect((await gather((await inPieces(long, size)).join('\n'))).envelope === long).toBe(true)
  })

  it('fits a text message each', async () => {
    for (const piece of await inPieces(packed(report), pieceSizes.message)) expect(piece.length).toBeLessThanOrEqual(160)
  })

  it('is read without spaces between the pieces, too', async () => {
    const pieces = await inPieces(packed(report), pieceSizes.code)
    expect((await gather(pieces.join(''))).envelope).toBe(packed(report))
  })

  it('says which piece is missing, which is altered and which belongs to another report', async () => {
    const pieces = await inPieces(packed(report), pieceSizes.message)
    const others = await inPieces(packed({ ...report, id: '99999999-9999-4999-8999-999999999999' }), pieceSizes.message)
    expect(await gather(pieces.slice(1).join('\n'))).toMatchObject({ have: pieces.length - 1, of: pieces.length, missing: [1], broken: [] })
    const altered = pieces.map((piece, index) => (index === 2 ? `${piece.slice(0, -1)}${piece.endsWith('A') ? 'B' : 'A'}` : piece)).join('\n')
    expect(await gather(altered)).toMatchObject({ missing: [3], broken: [3] })
    expect((await gather(altered)).envelope).toBeUndefined()
    expect(await gather([...pieces, others[0]].join('\n'))).toMatchObject({ isMixed: true })
    expect(await gather('hola')).toMatchObject({ have: 0, of: 0, missing: [] })
  })

  it('is refused when it is no envelope', () => {
    expect(() => unpacked('AAAA')).toThrow()
    expect(() => unpacked('no base64 ***')).toThrow()
  })
})
