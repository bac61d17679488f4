// XML that strangers send, read without document types or entities of its own, and within bounds.
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element read: its children and texts by plain name, its attributes by `@name`. */
export type Branch = Readonly<Record<string, unknown>>

const attributeNamePrefix = '@'

const parser = new XMLParser({
  ignoreAttributes: false, attributeNamePrefix, removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, trimValues: true,
  htmlEntities: true, ignoreDeclaration: true, ignorePiTags: true,
})

export const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The document's tree; undefined when it is not well formed, or brings a document type or entities of its own. */
export const readXml = (text: string): Branch | undefined => {
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) return undefined
  try {
    const tree: unknown = parser.parse(text)
    return isBranch(tree) ? tree : undefined
  } catch {
    return undefined // nested deeper than any form
  }
}

export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return isBranch(value) && typeof value['#text'] === 'string' ? value['#text'] : ''
}

export const attributeOf = (branch: Branch, name: string): string => textOf(branch[attributeNamePrefix + name])

/** The element's children by name, attributes left out; a repeated one comes as often as it stands there. */
export const childrenOf = (branch: Branch): [string, unknown][] =>
  Object.entries(branch).filter(([name]) => !name.startsWith(attributeNamePrefix) && name !== '#text')
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((each: unknown): [string, unknown] => [name, each]) : [[name, value] as [string, unknown]]))
