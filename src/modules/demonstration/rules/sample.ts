// The file a made-up focal point has on her desk: last weeks' rows of one territory, some of them revised, three of them wrong.
import { header, mondayBefore } from './incidents.ts'

const offences = ['extortion', 'robbery', 'kidnapping', 'smuggling'] as const

const wrongRows = (week: string): string[] => [
  `${week},MX-CHP,robbery,male,30-59,HN,-2`,
  `${week},MX-ZZZ,robbery,male,18-29,HN,3`,
  `${week},MX-CHP,extorsion grave,female,18-29,VE,1`,
]

/** A delivery of the last two weeks for Chiapas, as CSV, in one chunk: 24 good rows and 3 that will be refused. */
export async function* sampleDelivery(now: Date): AsyncGenerator<string> {
  const rows = [1, 0].flatMap((before, at) => offences.flatMap((offence, number) => {
    const start = `${mondayBefore(now, before)},MX-CHP,${offence}`
    return [`${start},male,18-29,VE,${3 + number + at}`, `${start},female,18-29,HN,${2 + number}`, `${start},female,12-17,GT,1`]
  }))
  yield header + [...rows, ...wrongRows(mondayBefore(now, 0))].map((row) => `${row}\n`).join('')
}
