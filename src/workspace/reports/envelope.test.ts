// A changed envelope is found out: no answer goes to a stranger, and the stricter agreement holds.
import { describe, expect, it } from 'vitest'
import { checkEnvelope } from './envelope.ts'
import { Said } from './plaintext.ts'

const reader = { recipient: 'age1person' }
const all = { contact: true, count: true, passOn: ['shelter' as const, 'prosecutor' as const] }

describe('the envelope of a report', () => {
  it.each([
    ['as it was sealed', { reader: 'age1person', consents: all }, all, { isReaderOther: false, areConsentsOther: false, wouldBeCounted: false }],
    ['sealed before this was kept inside', {}, all, { isReaderOther: false, areConsentsOther: false, wouldBeCounted: false }],
    ['another reader', { reader: 'age1other', consents: all }, all, { isReaderOther: true, areConsentsOther: false }],
    ['widened on its way', { reader: 'age1person', consents: { contact: false, count: false, passOn: [] } }, { contact: false, count: false, passOn: [] },
      { isReaderOther: false, areConsentsOther: true, wouldBeCounted: true }],
    ['one kind more inside', { consents: { ...all, passOn: ['shelter', 'prosecutor', 'police'] } }, all, { areConsentsOther: true, wouldBeCounted: false }],
    ['one kind more outside', { consents: { ...all, passOn: ['shelter'] } }, { ...all, passOn: ['shelter'] }, { areConsentsOther: true }],
  ])('%s', (_name, inner, consents, found) => {
    expect(checkEnvelope({ reader, consents: all }, inner)).toMatchObject({ consents, ...found })
  })

  it('narrowed in the open since, as the person may do, stays narrow', () => {
    const narrow = { contact: false, count: false, passOn: [] }
    expect(checkEnvelope({ reader, consents: narrow }, { consents: all })).toMatchObject({ consents: narrow, areConsentsOther: true, wouldBeCounted: false })
  })

  it('is read with mistrust: what does not fit inside is let fall', () => {
    expect(Said.parse({ text: 'x', files: [], reader: 3, consents: 'all' })).toMatchObject({ reader: undefined, consents: undefined })
  })
})
