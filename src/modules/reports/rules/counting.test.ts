// What is counted once: however many reports and units tell of the same, and in whatever order they were joined.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oncePerEvent, type Coded } from './counting.ts'

const coded = (report: string, codedAt: number, more: Partial<Coded> = {}): Coded =>
  ({ report, codedAt, month: null, territory: report, offence: 'robbery', sex: null, ageBand: null, nationality: null, ...more })
const places = (all: readonly Coded[], same: readonly (readonly [string, string])[]): string[] => oncePerEvent(all, same).map(({ territory }) => territory).toSorted()

test.each<[string, Coded[], [string, string][], string[]]>([
  ['apart', [coded('A', 1), coded('B', 2)], [], ['A', 'B']],
  ['two units of one report: the newest', [coded('A', 2, { territory: 'new' }), coded('A', 1, { territory: 'old' })], [], ['new']],
  ['a duplicate', [coded('A', 1), coded('B', 2)], [['B', 'A']], ['B']],
  ['a duplicate of one that was never coded', [coded('B', 2)], [['B', 'A']], ['B']],
  ['two duplicates of one that cannot be counted', [coded('B', 1), coded('C', 2)], [['B', 'A'], ['C', 'A']], ['C']],
  ['a chain', [coded('A', 3), coded('B', 1), coded('C', 2)], [['C', 'B'], ['B', 'A']], ['A']],
  ['each joined to the other', [coded('A', 1), coded('B', 2)], [['B', 'A'], ['A', 'B']], ['B']],
])('%s', (_name, all, same, expected) => {
  expect(places(all, same)).toEqual(expected)
})

test('as many are counted as there are events, whatever was joined to what', () => {
  const anEvent = fc.nat({ max: 3 })
  fc.assert(fc.property(fc.array(anEvent, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat({ max: 11 })), (events, chance) => {
    // Every report is joined to the one before it of the same event, in one direction or the other, and to any others of it by chance.
    const next = (): number => (chance.next().value as number) % events.length
    const same = events.flatMap((event, at) => {
      const before = events.lastIndexOf(event, at - 1)
      const other = next()
      const pairs: [string, string][] = at > 0 && before >= 0 && before < at ? [next() % 2 === 0 ? [String(at), String(before)] : [String(before), String(at)]] : []
      return events[other] === event && other !== at ? [...pairs, [String(at), String(other)] as [string, string]] : pairs
    })
    expect(oncePerEvent(events.map((_, at) => coded(String(at), at)), same)).toHaveLength(new Set(events).size)
  }))
})
