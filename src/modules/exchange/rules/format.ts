// Which form of SDMX a question wants: by its `format`, else by what the client accepts.
import { formats, type Format } from '../model.ts'

/** SDMX-ML 2.1, SDMX-JSON 2.1 and SDMX-CSV 2: what is answered, as data and as structure. */
export const mediaTypes: Readonly<Record<'data' | 'structure', Readonly<Record<Format, string>>>> = {
  data: {
    xml: 'application/vnd.sdmx.genericdata+xml;version=2.1', json: 'application/vnd.sdmx.data+json;version=2.1.0', csv: 'application/vnd.sdmx.data+csv;version=2.0.0',
  },
  structure: { xml: 'application/vnd.sdmx.structure+xml;version=2.1', json: 'application/vnd.sdmx.structure+json;version=2.1.0', csv: '' },
}

/** The form asked for; SDMX-ML, which every client reads, when the client does not say. Undefined when it is none of ours. */
export const formatOf = ({ format, accept }: { format: string; accept: string }): Format | undefined => {
  if (format !== '') return formats.find((each) => each === format.toLowerCase())
  const asked = accept.split(',').map((type) => type.trim().toLowerCase()).filter((type) => type.includes('sdmx') || type.startsWith('text/csv') || type.startsWith('application/json'))
  return asked.map((type) => formats.find((each) => type.includes(each))).find((each) => each !== undefined) ?? 'xml'
}
