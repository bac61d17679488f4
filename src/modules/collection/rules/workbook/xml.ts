// A workbook's XML part read as it comes, never whole: each opening, text and closing told to a listener.
import { SaxesParser } from 'saxes'
import { faultError, faultOf } from '../fault.ts'
import { maxLineBytes } from '../lines.ts'

export interface XmlListener {
  open?: (name: string, attribute: (name: string) => string | undefined) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const plainName = (name: string): string => name.slice(name.indexOf(':') + 1)

// Some programs write every name with a prefix; attributes of relations have one of their own.
const attributeOf = (attributes: Record<string, string>) => (name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => plainName(key) === name)?.[1]

export const longText = (part: string): Error => faultError({ kind: 'longText', part, megabytes: maxLineBytes / 2 ** 20 })

/** A listener that counts what it was told. */
const counting = (parser: SaxesParser, listener: XmlListener): { told: number } => {
  const heard = { told: 0 }
  const told = <T extends unknown[]>(tell: (...what: T) => void) => (...what: T): void => {
    heard.told += 1
    tell(...what)
  }
  parser.on('opentag', told(({ name, attributes }) => listener.open?.(plainName(name), attributeOf(attributes))))
  parser.on('text', told((text) => listener.text?.(text)))
  parser.on('cdata', told((text) => listener.text?.(text)))
  parser.on('closetag', told(({ name }) => listener.close?.(plainName(name))))
  return heard
}

/** Letters parsed before the listener may take what there is: a few letters can make a row of thousands of blank cells. */
const pieceLetters = 4096

async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    for (let at = 0; at < text.length; at += pieceLetters) yield text.slice(at, at + pieceLetters)
  }
}

/** Reads the XML to its end, pausing after each piece. Throws a fault naming the part when it is not well formed, or one text or tag of it has no end. */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, part: string, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const heard = counting(parser, listener)
  parser.on('error', (error) => {
    throw error
  })
  try {
    // What the parser holds of a text, a tag or a remark that has not ended yet.
    let [before, held] = [0, 0]
    for await (const piece of piecesOf(bytes)) {
      parser.write(piece)
      held = heard.told === before ? held + piece.length : 0
      before = heard.told
      if (held > maxLineBytes) throw longText(part)
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
