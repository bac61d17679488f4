// The gate of strangers' messages: work asked for, checked and spent once, and how many came of late. In memory alone, without addresses.
import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createChallenge, solveChallenge, verifySolution, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import { platformProblems } from '../../../platform/problems.ts'
import { reportProblems } from '../problems.ts'
import { attemptsAt, blurred, coversFile, fileWaitAt, levelAt, levelForFile, rateAfter, smallFile, waitAt, workCost, type Rate } from '../rules/pace.ts'

const validMs = 3_600_000
/** So many may wait at once, each with its body in memory; beyond, nobody waits, and what came without work is set aside. */
const mostWaiting = 50

const secrets = { hmacSignatureSecret: randomBytes(32).toString('hex'), hmacKeySignatureSecret: randomBytes(32).toString('hex') }
/** Work already used, by its signature: for which id, and until when it would be good. */
const spent = new Map<string, { id: string; until: number }>()
const none: Rate = { perMinute: 0, at: 0 }
const rates = { all: none, sentWithoutWork: none, askedWithoutWork: none, megabytes: none }
let waiting = 0

const now = (): number => performance.now()
const current = (rate: Rate): number => rateAfter(rate, now(), 0).perMinute
const blurredNow = (rate: Rate): number => blurred(current(rate), randomInt(0, 1001) / 1000)

const Payload = z.object({
  challenge: z.object({ parameters: z.looseObject({ data: z.object({ level: z.number(), bytes: z.number().default(0) }) }), signature: z.string() }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

interface Asked {
  level: number
  /** Of the file it is for. */
  bytes: number
}

const challengeAt = (counter: number, { level, bytes }: Asked): Promise<Challenge> =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256', cost: workCost, counter, deriveKey, data: { level, bytes }, expiresAt: Math.floor((Date.now() + validMs) / 1000), ...secrets,
  })

/** A new challenge, as hard as the recent rate asks, and a file's size. */
export const newChallenge = async (bytes: number): Promise<Challenge> => {
  const level = levelForFile({ perMinute: blurredNow(rates.all), megabytesPerMinute: blurredNow(rates.megabytes) }, bytes)
  const { least, most } = attemptsAt(level)
  return challengeAt(randomInt(least, most), { level, bytes })
}

/** Work already done, by the node that set it, for measuring how many reports it takes in. */
export const workDone = async (): Promise<string> => {
  const challenge = await challengeAt(1, { level: levelAt(Number.MAX_SAFE_INTEGER), bytes: 0 })
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

const read = (proof: string): z.infer<typeof Payload> => {
  try {
    return Payload.parse(JSON.parse(Buffer.from(proof, 'base64').toString('utf8')))
  } catch {
    throw reportProblems.workRefused()
  }
}

const forgetExpired = (): void => {
  for (const [signature, { until }] of spent) {
    if (until > now()) return
    spent.delete(signature)
  }
}

/** Takes one piece of work for one id (the same id may come again with it); its level. Throws `report.workRefused` when it is wrong, expired or another's. */
export const spend = async (proof: string, id: string): Promise<number> => {
  const { challenge, solution } = read(proof)
  const known = spent.get(challenge.signature)
  if (known && known.id !== id) throw reportProblems.workRefused()
  if (!known) spent.set(challenge.signature, { id, until: now() + validMs })
  const { verified } = await verifySolution({ challenge: challenge as unknown as Challenge, solution, deriveKey, ...secrets })
  if (!verified) {
    if (!known) spent.delete(challenge.signature)
    throw reportProblems.workRefused()
  }
  forgetExpired()
  return challenge.parameters.data.level
}

/** What already waited before dear work was done for it, by its id or lookup: its act lets it through at once. */
const admitted = new Set<string>()
const mostAdmitted = 1000

/** Lets the act with this id or lookup go on at once, whose page waited before. */
export const admit = (idOrLookup: string): void => {
  if (admitted.size >= mostAdmitted) admitted.clear()
  admitted.add(idOrLookup)
}

interface Coming {
  proof?: string | undefined
  id?: string
  lookup?: string
}

const waits = async (ms: number): Promise<void> => {
  if (waiting >= mostWaiting) return
  waiting += 1
  await pause(ms).finally(() => (waiting -= 1))
}

/** Counts one who comes; without work, waits the longer the more do the same. */
const arrives = (what: 'sentWithoutWork' | 'askedWithoutWork') => async ({ proof, id = '', lookup = '' }: Coming): Promise<void> => {
  if (admitted.delete(id) || admitted.delete(lookup)) return
  rates.all = rateAfter(rates.all, now(), 1)
  if (proof !== undefined) return
  rates[what] = rateAfter(rates[what], now(), 1)
  await waits(waitAt(blurredNow(rates[what])))
}

/** Before something is sent. */
export const beforeSending = arrives('sentWithoutWork')
/** Before something is asked with a receipt. */
export const beforeAsking = arrives('askedWithoutWork')

/** Files begun without work: each of their pieces waits. */
const unproven = new Set<string>()
const mostUnproven = 10_000
const pieceWait = 500
const secondsToWait = 30

const workFor = (proof: string | undefined): number => (proof === undefined ? -1 : read(proof).challenge.parameters.data.bytes)

/** Waits by its size. Where too many wait already, only small ones go on: a flood of large ones without work is not let through. */
const waitForFile = async (id: string, bytes: number): Promise<void> => {
  if (waiting >= mostWaiting && bytes > smallFile) throw platformProblems.tooMany({ seconds: secondsToWait })
  if (unproven.size >= mostUnproven) unproven.clear()
  unproven.add(id)
  const perMinute = blurredNow(rates.sentWithoutWork)
  await waits(fileWaitAt(perMinute, bytes) - waitAt(perMinute))
}

/** Before a file is begun: without work, or with work for a smaller one, it waits by its size, too. */
export const beforeFile = async ({ proof, id, bytes }: { proof?: string | undefined; id: string; bytes: number }): Promise<void> => {
  const isAdmitted = admitted.has(id)
  const done = workFor(proof)
  await beforeSending({ proof, id })
  rates.megabytes = rateAfter(rates.megabytes, now(), bytes / 1024 ** 2)
  if (!isAdmitted && (done < 0 || !coversFile(done, bytes))) await waitForFile(id, bytes)
}

/** Before a piece of a file. */
export const beforePiece = async ({ id }: { id: string }): Promise<void> => {
  if (unproven.has(id)) await waits(pieceWait)
}

/** How many came in the last minute or so, with and without work. */
export const recently = (): { perMinute: number; withoutWorkPerMinute: number } => ({ perMinute: current(rates.all), withoutWorkPerMinute: current(rates.sentWithoutWork) })
