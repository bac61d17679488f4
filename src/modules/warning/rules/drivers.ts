// Which groups of people make up a rise: how many there were of each, beside how many their usual share would make.

/** Cases of one group of a dimension (sex, age, nationality) while it rises and in the year before. */
export interface GroupCount {
  dimension: string
  code: string | null
  recent: number
  before: number
}

export interface Driver {
  dimension: string
  code: string | null
  observed: number
  expected: number
}

const mostOfDimension = 3

/** The groups above their usual share of what was expected, the largest excess first; a dimension that knows one group only says nothing. */
export const driversOf = (groups: readonly GroupCount[], expected: number): Driver[] =>
  [...Map.groupBy(groups, ({ dimension }) => dimension).values()].flatMap((own) => {
    const before = own.reduce((sum, each) => sum + each.before, 0)
    if (own.length < 2 || before === 0) return []
    const all = own.map(({ dimension, code, recent, before: usual }): Driver => ({ dimension, code, observed: recent, expected: (expected * usual) / before }))
    return all.filter((each) => each.observed > each.expected).toSorted((a, b) => b.observed - b.expected - (a.observed - a.expected)).slice(0, mostOfDimension)
  })
