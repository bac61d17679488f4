// Measures Farrington Flexible over ten thousand series in the threads of the nightly run: CPU time beside R's, and how late the node's own thread is meanwhile.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { allReported, openJudges } from '../../modules/warning/index.ts'
import { seconds, timed, type Finding } from './finding.ts'

const seriesCount = 10_000
const weeks = 624
const evaluated = 49
const inOneTask = 250
/** CPU seconds of one evaluation in R's surveillance 1.20.3, recorded with the reference vectors. */
const recordedForR = 0.033

const wave = (series: number, week: number): number => {
  const level = 2 + (series % 8) * 3
  const noise = ((week * 7919 + series * 104_729) % 1000) / 1000
  return Math.max(0, Math.round(level * (1 + 0.4 * Math.cos((2 * Math.PI * week) / 52)) + (noise - 0.5) * 2 * Math.sqrt(level * 2)))
}

const countsOf = (series: number): number[] => Array.from({ length: weeks }, (_, week) => wave(series, week))

const forR = 4

const script = (): string => `suppressMessages(library(surveillance))
series <- list(${Array.from({ length: forR }, (_, series) => `c(${countsOf(series).join(',')})`).join(',')})
control <- list(range=${weeks - evaluated + 1}:${weeks}, noPeriods=10, b=5, w=3, weightsThreshold=2.58, pastWeeksNotIncluded=26, pThresholdTrend=1, thresholdMethod="nbPlugin", alpha=0.01)
before <- proc.time()
for (counts in series) invisible(suppressWarnings(farringtonFlexible(sts(counts, start=c(2000, 1), frequency=52), control)))
spent <- proc.time() - before
cat(spent[["user.self"]] + spent[["sys.self"]])`

/** CPU seconds of one evaluation in R, measured here; undefined where R or its package is not installed. */
const measuredForR = async (): Promise<number | undefined> => {
  try {
    const { stdout } = await promisify(execFile)('Rscript', ['-e', script()], { timeout: 300_000 })
    const spent = Number(stdout)
    return spent > 0 ? spent / (forR * evaluated) : undefined
  } catch {
    return undefined
  }
}

/** How late the thread was that ran the work, in seconds: the worst, and that of one turn in a hundred. */
export const whileListening = async <T>(work: () => Promise<T>): Promise<{ result: T; worst: number; hundredth: number; taken: number }> => {
  const delays = monitorEventLoopDelay({ resolution: 2 })
  delays.enable()
  const { result, seconds: taken } = await timed(work)
  delays.disable()
  return { result, worst: delays.max / 1e9, hundredth: delays.percentile(99) / 1e9, taken }
}

const judgeAll = async (): Promise<number> => {
  const counts = new Float64Array(new SharedArrayBuffer(seriesCount * weeks * Float64Array.BYTES_PER_ELEMENT))
  for (let series = 0; series < seriesCount; series += 1) counts.set(countsOf(series), series * weeks)
  const names = Array.from({ length: seriesCount }, (_, series) => String(series))
  const set = { grain: 'week' as const, length: weeks, places: names, whats: names, counts }
  const reported = Array.from({ length: evaluated }, () => allReported)
  const judges = openJudges()
  const before = process.cpuUsage()
  const tasks = Array.from({ length: seriesCount / inOneTask }, (_, at) => [at * inOneTask, (at + 1) * inOneTask] as const)
  await Promise.all(tasks.map((range) => judges.ask('farrington', { set: { ...set, places: [], whats: [] }, range, reported })))
  await judges.close()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

interface Round {
  own: number | undefined
  each: number
  late: Awaited<ReturnType<typeof whileListening<number>>>
}

/** R and the node one after the other, so that whatever else the machine does weighs on both. */
const round = async (): Promise<Round> => {
  const own = await measuredForR()
  const late = await whileListening(judgeAll)
  return { own, late, each: late.result / (seriesCount * evaluated) }
}

const rounds = 3

const ratioOf = ({ own, each }: Round): number => (own ?? recordedForR) / each

const ratio = (one: Round): string => `1/${String(Math.round(ratioOf(one)))}`

/** Ten thousand series of twelve years, their last 49 weeks evaluated, on all cores; R beside it when it is there. The middle of three rounds by its ratio. */
export const benchDetection = async (): Promise<Finding[]> => {
  const all: Round[] = []
  for (let i = 0; i < rounds; i += 1) all.push(await round())
  const ordered = all.toSorted((a, b) => ratioOf(a) - ratioOf(b))
  const { own, each, late: { worst, hundredth, taken } } = ordered[Math.floor(rounds / 2)]!
  const size = `${seriesCount.toLocaleString('en')} series × ${String(evaluated)} weeks`
  return [
    {
      what: `Farrington Flexible, ${size}: CPU of one evaluation, middle of ${String(rounds)} rounds (${ordered.map(ratio).join(', ')})`, measured: `${(each * 1e6).toFixed(0)} µs`,
      yardstick: own === undefined ? `R ${seconds(recordedForR)} (as recorded)` : `R ${seconds(own)} (recorded: ${seconds(recordedForR)})`,
      ratio: ratio(ordered[Math.floor(rounds / 2)]!), bar: '1/200',
    },
    { what: `the same, in ${String(availableParallelism())} threads: time of all`, measured: seconds(taken), yardstick: '—', ratio: '—', bar: '—' },
    { what: 'the same: how late the node’s own thread was, at worst (one turn in a hundred)', measured: `${seconds(worst)} (${seconds(hundredth)})`, yardstick: '—', ratio: '—', bar: '—' },
  ]
}
