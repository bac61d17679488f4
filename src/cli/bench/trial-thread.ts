// A worker thread of the detectors' bench: tries all detectors on one region after the other.
import { answerTasks } from '../../platform/work/pool.ts'
import { regions, type RegionKind } from './simulation.ts'
import { tryRegion } from './trial.ts'

answerTasks(({ kind, seed }: { kind: RegionKind; seed: number }) => tryRegion(regions[kind](seed)))
