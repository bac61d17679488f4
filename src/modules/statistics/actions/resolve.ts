// From the words of a question to one source, one measure and its coverage, or a sentence that lists what exists.
import type { Db } from '../../../platform/db/database.ts'
import { isTime, type Dimension, type MeasureCoverage, type SourceCoverage } from '../model.ts'
import { figuresProblems } from '../problems.ts'
import { chooseMeasure, readDimensions, timesOf, tooFine } from '../rules.ts'
import { coverageOf, listSourceIds } from '../store/coverage.ts'

export interface Resolved {
  source: SourceCoverage
  measure: MeasureCoverage
}

/** The source and the measure asked for (the default one without a name). */
export const resolve = async (db: Db, asked: { source: string; measure?: string | undefined }): Promise<Resolved> => {
  const source = await coverageOf(db, asked.source)
  if (!source) throw figuresProblems.unknownSource({ asked: asked.source, known: await listSourceIds(db) })
  const measure = chooseMeasure(source.measures, asked.measure)
  const known = source.measures.map((each) => each.id)
  if (measure === 'unknown') throw figuresProblems.unknownMeasure({ asked: asked.measure ?? '', source: source.id, known })
  if (measure === 'choose') throw figuresProblems.chooseMeasure({ source: source.id, known })
  return { source, measure }
}

/** The dimensions asked for, each one that this measure can be counted by. */
export const resolveDimensions = (words: readonly string[], { source, measure }: Resolved): Dimension[] => {
  const read = readDimensions(words)
  if ('unknown' in read) throw figuresProblems.unknownDimension({ asked: read.unknown, known: measure.dimensions })
  const fine = tooFine(read.dimensions, measure.grain)
  if (fine) throw figuresProblems.tooFine({ asked: fine, source: source.id, known: timesOf(measure.grain) })
  const absent = measure.grain === null ? undefined : read.dimensions.find((dimension) => !isTime(dimension) && !measure.dimensions.includes(dimension))
  if (absent) throw figuresProblems.unknownDimension({ asked: absent, known: measure.dimensions })
  return read.dimensions
}
