// What leaves with a report opens nothing for whoever carries it, and what stands in the open stands sealed inside, too.
import { describe, expect, it } from 'vitest'
import { unpadded } from '../../../platform/seal/padding.ts'
import { keptOf, lookupOf, newReceipt } from '../../../platform/seal/receipt.ts'
import { newKeyPair, openWith } from '../../../platform/seal/seal.ts'
import { packed } from './carried.ts'
import { fromBase64, sealReport } from './sealing.ts'

describe('a sealed report', () => {
  it('goes with the hash of its lookup, and says inside whom to answer and what was agreed to', async () => {
    const [receipt, decoyReceipt, unit] = [newReceipt(), newReceipt(), await newKeyPair()]
    const consents = { contact: true, count: false, passOn: ['shelter' as const] }
    const report = await sealReport({
      id: crypto.randomUUID(), receipt, units: [{ key: { id: crypto.randomUUID(), recipient: unit.recipient } }], files: [], consents,
      plaintext: { version: 1, language: 'es', sent: '2026-01-01', text: 'hola', answers: {}, files: [] },
      decoy: { receipt: decoyReceipt, language: 'es', said: { question: '¿Hay pan?', answer: undefined } },
    })
    const lookups = await Promise.all([receipt, decoyReceipt].map(lookupOf))
    expect([report.kept, report.decoy?.kept]).toEqual(await Promise.all(lookups.map(keptOf)))
    for (const lookup of lookups) expect(JSON.stringify(report) + Buffer.from(packed(report), 'base64url').toString('latin1')).not.toContain(lookup)
    expect(unpadded(await openWith([unit.identity], fromBase64(report.body)))).toMatchObject({ text: 'hola', reader: report.reader.recipient, consents })
    expect(report.decoy?.messages.map(({ from }) => from)).toEqual(['reporter'])
  })
})
