// One measured thing beside its yardstick, and the small clock that measures it.

export interface Finding {
  what: string
  measured: string
  yardstick: string
  ratio: string
  /** What later issues hold it to. */
  bar: string
}

/** Seconds a piece of work took, with its result. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> => {
  const start = performance.now()
  const result = await work()
  return { seconds: (performance.now() - start) / 1000, result }
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** The median seconds of several runs, after one that does not count. */
export const medianSeconds = async (work: () => Promise<unknown>, runs = 5): Promise<number> => {
  await work()
  const taken: number[] = []
  for (let run = 0; run < runs; run += 1) taken.push((await timed(work)).seconds)
  return median(taken)
}

export const seconds = (value: number): string => (value < 1 ? `${(value * 1000).toFixed(value < 0.01 ? 2 : 0)} ms` : `${value.toFixed(1)} s`)

export const times = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ×`
