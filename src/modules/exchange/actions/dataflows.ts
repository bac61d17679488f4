// The acts of statistical exchange: which dataflows there are, how each is built, and its data. All in the form anyone may see.
import { action, downloadAction, type Download } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import { Items, NoInput } from '../../../platform/schema.ts'
import { AskData, AskStructure, FlowSummary, type Dataset, type Format } from '../model.ts'
import { exchangeProblems } from '../problems.ts'
import { csvData } from '../rules/data-csv.ts'
import { jsonData } from '../rules/data-json.ts'
import { xmlData } from '../rules/data-xml.ts'
import { formatOf, mediaTypes } from '../rules/format.ts'
import { structureOf } from '../rules/structure.ts'
import { jsonFlows, jsonStructure } from '../rules/structure-json.ts'
import { xmlFlows, xmlStructure } from '../rules/structure-xml.ts'
import { datasetOf } from './dataset.ts'
import { allFlows, flowOf, summaryOf } from './flow.ts'

const leavesNoTrace = () => ({ nothing: 'Public figures leave no trace of who took them.' })

export const listDataflows = action({
  name: 'dataflow.list',
  summary: { es: 'Ver los flujos de datos SDMX', en: 'List the SDMX dataflows' },
  input: NoInput,
  output: Items(FlowSummary),
  may: anyoneGranted,
  run: async ({ db }) => ({ items: await allFlows(db) }),
  remember: leavesNoTrace,
})

const asked = (question: { format: string; accept: string }, offered: readonly Format[]): Format => {
  const format = formatOf(question)
  if (!format || !offered.includes(format)) throw exchangeProblems.notOffered({ asked: `format=${question.format || question.accept}`, offered: offered.join(', ') })
  return format
}

async function* chunks(text: Iterable<string>): AsyncGenerator<string> {
  let waiting = ''
  for (const part of text) {
    waiting += part
    if (waiting.length < 2 ** 16) continue
    yield waiting
    waiting = ''
    // Lets the node answer others between the pieces of a long message.
    await new Promise((resolve) => setImmediate(resolve))
  }
  yield waiting
}

const sent = (name: string, kind: keyof typeof mediaTypes, format: Format, text: Iterable<string>): Download =>
  ({ name: `${name}.${format}`, mediaType: mediaTypes[kind][format], body: chunks(text) })

const writers: Readonly<Record<Format, (dataset: Dataset) => Iterable<string>>> = { xml: xmlData, json: jsonData, csv: csvData }

export const readDataflow = downloadAction({
  name: 'dataflow.data',
  summary: { es: 'Descargar los datos de un flujo en SDMX', en: 'Download a dataflow’s data in SDMX' },
  input: AskData,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: por año y lugar, redondeadas', en: 'sources that are not public: by year and place, rounded' },
  async run({ input, db, now }) {
    const format = asked(input, ['xml', 'json', 'csv'])
    const dataset = await datasetOf(db, input, now)
    return sent(dataset.flow.id, 'data', format, writers[format](dataset))
  },
  remember: leavesNoTrace,
})

export const readStructure = downloadAction({
  name: 'dataflow.structure',
  summary: { es: 'Descargar la estructura de los flujos en SDMX', en: 'Download the structure of the dataflows in SDMX' },
  input: AskStructure,
  may: anyoneGranted,
  async run({ input, db, now }) {
    const format = asked(input, ['xml', 'json'])
    if (input.id === 'all') {
      const flows = await allFlows(db)
      return sent('dataflows', 'structure', format, [format === 'xml' ? xmlFlows(flows, now) : jsonFlows(flows, now)])
    }
    const structure = structureOf(await flowOf(db, await summaryOf(db, input.id)))
    return sent(structure.flow.id, 'structure', format, [format === 'xml' ? xmlStructure(structure, now) : jsonStructure(structure, now)])
  },
  remember: leavesNoTrace,
})
