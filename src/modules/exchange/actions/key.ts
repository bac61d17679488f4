// What a question asks of a flow: its key read part by part.
import { totalCode, type Flow, type FlowDimension, type Frequency } from '../model.ts'
import { exchangeProblems } from '../problems.ts'

/** Of one dimension: summed over, or told apart by its codes, all of them when `only` is null. */
export interface Asked {
  dimension: FlowDimension
  isSummed: boolean
  only: ReadonlySet<string> | null
}

export interface Key {
  frequencies: readonly Frequency[]
  asked: readonly Asked[]
}

const askedOf = (dimension: FlowDimension, part: string): Asked => {
  const words = part.split('+').filter((word) => word !== '')
  const unknown = words.find((word) => word !== totalCode && !dimension.codes.some(({ id }) => id === word))
  if (unknown !== undefined) throw exchangeProblems.unknownCode({ asked: unknown, dimension: dimension.id, known: [...dimension.codes.map(({ id }) => id), totalCode] })
  if (words.includes(totalCode) && words.length > 1) {
    throw exchangeProblems.notOffered({ asked: `${dimension.id}=${part}`, offered: `${totalCode}, o códigos sin ${totalCode} / or codes without ${totalCode}` })
  }
  return { dimension, isSummed: words.includes(totalCode), only: words.length === 0 || words.includes(totalCode) ? null : new Set(words) }
}

const frequenciesAsked = (flow: Flow, part: string): Frequency[] => {
  const words = part.split('+').filter((word) => word !== '')
  if (words.length === 0) return flow.frequencies.slice(-1)
  return words.map((word) => {
    const found = flow.frequencies.find((each) => each === word)
    if (!found) throw exchangeProblems.unknownCode({ asked: word, dimension: 'FREQ', known: flow.frequencies })
    return found
  })
}

/** Reads `M.MX-CHP+GT-SM..F`: one part for FREQ and each dimension, empty for all; `all` leaves everything open. The finest frequency when none is named. */
export const readKey = (flow: Flow, key: string): Key => {
  const names = ['FREQ', ...flow.dimensions.map(({ id }) => id)]
  const parts = key === 'all' || key === '' ? names.map(() => '') : key.split('.')
  if (parts.length !== names.length) throw exchangeProblems.keyLength({ found: parts.length, dimensions: names })
  const [frequency = '', ...others] = parts
  return { frequencies: frequenciesAsked(flow, frequency), asked: flow.dimensions.map((dimension, index) => askedOf(dimension, others[index] ?? '')) }
}
