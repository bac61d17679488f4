// CPU time of a node and its database, which a busy machine does not stretch as it stretches seconds.
import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  pid: number
  parent: number
  ticks: number
}

const processes = (): Process[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
      return [{ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]
    } catch {
      return []
    }
  })

const ticksPerSecond = 100

/** Seconds of CPU that the process and everything it started have used so far. */
export const cpuSeconds = (root: number): number => {
  const all = processes()
  const family = new Set([root])
  for (let before = 0; before < family.size;) {
    before = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond
}
