// A workbook's XML part read as it comes, never whole: each opening, text and closing told to a listener.
import { SaxesParser } from 'saxes'
import { faultError, faultOf } from '../fault.ts'

export interface XmlListener {
  open?: (name: string, attribute: (name: string) => string | undefined) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1)

// Some programs write every name with a prefix; attributes of relations have one of their own.
const attributeOf = (attributes: Record<string, string>) => (name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => plainName(key) === name)?.[1]

/** Reads the XML to its end, pausing after each chunk. Throws a fault naming the part when it is not well formed. */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, part: string, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', ({ name, attributes }) => listener.open?.(plainName(name), attributeOf(attributes)))
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))
  parser.on('closetag', ({ name }) => listener.close?.(plainName(name)))
  parser.on('error', (error) => {
    throw error
  })
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    parser.close()
    yield
  } catch (error) {
    throw faultOf(error) ? error : faultError({ kind: 'damagedWorkbook', part })
  }
}

/** Reads a small part whole. */
export const readPart = async (bytes: AsyncIterable<Uint8Array>, part: string, listener: XmlListener): Promise<void> => {
  for await (const pause of readXml(bytes, part, listener)) void pause
}
