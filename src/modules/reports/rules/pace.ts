// How much work a stranger's message costs, how long one without work waits, and when it belongs to a flood: by the recent rate alone.

const usualPerMinute = 30
const hardest = 64
/** Attempts, on average, at level 1: each a PBKDF2 of `workCost` rounds, together under half a second on a phone of 2016. */
const attemptsAtEase = 150
/** Rounds of one attempt. */
export const workCost = 1000

/** 1 up to the usual, then twice as much as often as that doubles. */
const doublings = (ofUsual: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, ofUsual)))

/** How many times harder than usual the work is: doubles as often as the recent rate does. */
export const levelAt = (perMinute: number): number => Math.min(hardest, doublings(perMinute / usualPerMinute))

/** The rate by which strangers are slowed: between half and one and a half of the true one, by `chance` from 0 to 1. Else one's own wait would tell that somebody else just came. */
export const blurred = (perMinute: number, chance: number): number => perMinute * (0.5 + chance)

const megabyte = 1024 ** 2
/** A file of this size costs as much as a text, when all is quiet; a larger one so many times as much. */
const bytesATime = 32 * megabyte
/** Megabytes of files a minute that are nothing unusual: some people with a long video each. */
const usualMegabytes = 2048

interface Coming {
  /** How many came in the last minute or so, and how many megabytes of files were begun. */
  perMinute: number
  megabytesPerMinute: number
}

/** How hard the work is for a sealed file: in proportion to its size, and the more the more files come; never harder than the hardest, so that no old phone is shut out. */
export const levelForFile = ({ perMinute, megabytesPerMinute }: Coming, bytes: number): number => {
  const surge = doublings(megabytesPerMinute / usualMegabytes)
  return Math.min(hardest, levelAt(perMinute) * Math.max(1, (bytes / bytesATime) * surge))
}

/** Up to this size a file needs no work of its own kind. */
export const smallFile = megabyte

/** Whether work done for so many bytes is enough for a file. */
export const coversFile = (done: number, bytes: number): boolean => bytes <= Math.max(done, smallFile)

/** Between how many attempts the answer lies. */
export const attemptsAt = (level: number): { least: number; most: number } => ({ least: Math.round(attemptsAtEase * level * 0.5), most: Math.round(attemptsAtEase * level * 1.5) })

const leastWait = 800
const longestWait = 12_000
/** So many a minute without work are nothing unusual: then each waits the same. */
const usualWithoutWork = 10

/** Milliseconds that what came without work waits: the same while all is quiet, and in steps, so that it does not tell who else came. */
export const waitAt = (perMinute: number): number => Math.min(longestWait, leastWait * doublings(perMinute / usualWithoutWork))

const gigabyte = 1024 ** 3
const mostOnTheirWay = 20 * gigabyte

/** Files never take the last of the disk: words need it. */
const keptForWords = gigabyte

/** Bytes that files no report names may take: a fifth of what is free without them and without what is kept for words, and never more than 20 GB. */
export const mostUnnamed = (free: number, unnamed: number): number => Math.max(0, Math.min(mostOnTheirWay, Math.floor((free + unnamed - keptForWords) / 5)))

const bytesAWait = 16 * megabyte
const longestFileWait = 60_000

/** Milliseconds that a file without work waits before it begins: the longer the larger it is. */
export const fileWaitAt = (perMinute: number, bytes: number): number => Math.min(longestFileWait, waitAt(perMinute) * (1 + bytes / bytesAWait))

const floodWithoutWork = 20
const muchTooCheap = 8

/** Rates a minute, and the level of the work done for this message; null without work. */
export interface Arrival {
  perMinute: number
  withoutWorkPerMinute: number
  level: number | null
}

/**
 * Whether a message is set aside as part of a flood: without work when many are, with work when it was much easier than what is asked now.
 * Whoever did the work asked for stays with the others, however great the flood.
 */
export const isOfFlood = ({ perMinute, withoutWorkPerMinute, level }: Arrival): boolean =>
  level === null ? withoutWorkPerMinute > floodWithoutWork : level * muchTooCheap <= levelAt(perMinute)

/** A rate that forgets: how many in the last minute or so, and when that was true. */
export interface Rate {
  perMinute: number
  at: number
}

const minute = 60_000

/** The rate once `ms` is now, with `more` of them just come. */
export const rateAfter = ({ perMinute, at }: Rate, ms: number, more: number): Rate =>
  ({ perMinute: perMinute * Math.exp(-Math.max(0, ms - at) / minute) + more, at: Math.max(at, ms) })
