// How long wrong attempts make the next one wait, so that guessing is slow and nobody can lock another person out.
const second = 1000

/** Failures older than this are forgotten. */
export const attemptMemory = 60 * 60 * second

/**
 * Every attempt is counted in some of these. A device that signed in before has its own count and ignores all others, so a
 * stranger who guesses cannot slow its owner. Unknown devices share one count per account and one per network.
 */
export type CounterKind = 'device' | 'account' | 'pair' | 'source'

interface Patience {
  free: number
  longest: number
}

const patience: Record<CounterKind, Patience> = {
  device: { free: 5, longest: 60 * second },
  pair: { free: 4, longest: 300 * second },
  account: { free: 8, longest: 30 * second },
  source: { free: 30, longest: 60 * second },
}

export interface Counter {
  kind: CounterKind
  failures: number
  lastAt: Date
}

/** The wait a counter asks for after its last failure: none at first, then 1 s, 2 s, 4 s … up to a ceiling. In ms. */
export const waitAfter = (kind: CounterKind, failures: number): number => {
  const { free, longest } = patience[kind]
  if (failures < free) return 0
  return Math.min(longest, second * 2 ** Math.min(failures - free, 20))
}

const left = (counter: Counter, now: Date): number => {
  const passed = now.getTime() - counter.lastAt.getTime()
  return passed > attemptMemory ? 0 : Math.max(0, waitAfter(counter.kind, counter.failures) - passed)
}

/**
 * How long this attempt must still wait, in ms. A network that has not failed with this account in the last hour is
 * heard even while strangers elsewhere hammer the account: otherwise they could keep its owner out for ever.
 */
export const waitLeft = (counters: readonly Counter[], now: Date): number => {
  const hasFailedHere = counters.some(({ kind, failures }) => kind === 'pair' && failures > 0)
  const heard = counters.filter(({ kind }) => kind !== 'account' || hasFailedHere)
  return Math.max(0, ...heard.map((counter) => left(counter, now)))
}

/** Which counters an attempt is held against. */
export const countersOf = (isKnownDevice: boolean): readonly CounterKind[] => (isKnownDevice ? ['device'] : ['account', 'pair', 'source'])

/** The network an address belongs to: /24 of IPv4, /48 of IPv6. Only a keyed hash of it is ever stored. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (plain.includes('.')) return plain.split('.').slice(0, 3).join('.')
  const head = plain.split('::')[0] ?? ''
  return [...head.split(':'), '0', '0', '0'].slice(0, 3).map((group) => group.padStart(1, '0')).join(':')
}
