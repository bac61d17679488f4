// Counts attempts at signing in, in memory only: nothing about who guessed, or from where, ever reaches a disk.
import type { Node } from '../../../platform/node.ts'
import { signInProblems } from '../problems.ts'
import { attemptMemory, waitLeft, type Counter, type CounterKind } from '../rules/waiting.ts'

type Counters = Map<string, Counter>

const perNode = new WeakMap<Node, Counters>()
const mostCounters = 100_000

const countersOf = (node: Node): Counters => {
  const kept = perNode.get(node) ?? new Map<string, Counter>()
  perNode.set(node, kept)
  return kept
}

/** The oldest go first: a map keeps the order in which its keys were set. */
const forget = (counters: Counters, now: Date): void => {
  for (const [key, { lastAt }] of counters) {
    if (counters.size <= mostCounters && now.getTime() - lastAt.getTime() <= attemptMemory) return
    counters.delete(key)
  }
}

const add = (counters: Counters, key: string, counter: Counter): void => {
  counters.delete(key)
  counters.set(key, counter)
}

export interface Attempt {
  /** It was right: this browser and network start afresh. */
  succeed: () => void
  /** It was neither right nor wrong (a code is still to come). */
  withdraw: () => void
}

/** By kind, what is counted: a device, an account, both account and network, a network. */
export type Counted = Partial<Record<CounterKind, string>>

const read = (counters: Counters, key: string, kind: CounterKind, now: Date): Counter => {
  const kept = counters.get(key)
  return kept && now.getTime() - kept.lastAt.getTime() <= attemptMemory ? kept : { kind, failures: 0, lastAt: now }
}

/**
 * Counts an attempt as failed before it is looked at, so that many at once gain nothing; refuses it when it comes too
 * soon after others.
 */
export const countAttempt = (node: Node, counted: Counted, now: Date): Attempt => {
  const counters = countersOf(node)
  forget(counters, now)
  const entries = Object.entries(counted).map(([kind, what]) => ({ key: `${kind} ${what}`, kind: kind as CounterKind }))
  const before = entries.map(({ key, kind }) => read(counters, key, kind, now))
  const wait = waitLeft(before, now)
  if (wait > 0) throw signInProblems.waiting({ seconds: Math.ceil(wait / 1000) })
  entries.forEach(({ key, kind }, at) => add(counters, key, { kind, failures: (before[at]?.failures ?? 0) + 1, lastAt: now }))
  const withdraw = (): void => {
    for (const { key } of entries) {
      const counter = counters.get(key)
      if (counter) counter.failures -= 1
    }
  }
  const succeed = (): void => {
    withdraw()
    for (const { key, kind } of entries) if (kind === 'device' || kind === 'pair') counters.delete(key)
  }
  return { succeed, withdraw }
}
