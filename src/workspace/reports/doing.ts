// Something done in several steps (open, seal, send), since what is opened must never rest in the caches of reads and acts.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { refresh } from '../kit/kit.ts'

interface Doing {
  isBusy: boolean
  problem: unknown
  /** Runs the steps once. Answers whether they ended well. */
  run: (steps: () => Promise<void>) => Promise<boolean>
  forget: () => void
}

/** `topics`: what is read again afterwards. */
export const useDoing = (topics: readonly string[] = ['report']): Doing => {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const run = async (steps: () => Promise<void>): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setProblem(undefined)
    try {
      await steps()
      return true
    } catch (error) {
      setProblem(error)
      return false
    } finally {
      // Also when refused: somebody else may have changed what this person was looking at.
      await refresh(client, topics)
      setBusy(false)
    }
  }
  return { isBusy, problem, run, forget: () => setProblem(undefined) }
}
