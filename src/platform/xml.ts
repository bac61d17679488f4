// XML written from a tree of plain data: escaped, and without the characters XML 1.0 forbids.

/** Element name, attributes, and either its text or its children; `undefined` children are left out. */
export type Element = readonly [name: string, attributes: Readonly<Record<string, string>>, content: string | readonly (Element | undefined)[]]

/** An element without attributes. */
export const element = (name: string, content: Element[2]): Element => [name, {}, content]

/** An element when there is a value, nothing when it is absent or empty. */
export const optional = (name: string, value: string | null | undefined): Element | undefined =>
  value === null || value === undefined || value === '' ? undefined : element(name, value)

/** The whole document, in UTF-8 with its declaration. */
export const xmlDocument = (root: Element): string => `${xmlDeclaration}${xmlElement(root)}\n`

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** One element with its children, one a line, each line beginning with the indent. */
export const xmlElement = ([name, attributes, content]: Element, indent = ''): string => {
  const opening = `${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}`
  if (typeof content === 'string') return content === '' ? `${indent}<${opening}/>` : `${indent}<${opening}>${escapeXml(content)}</${name}>`
  const children = content.filter((child) => child !== undefined).map((child) => xmlElement(child, `${indent}  `))
  return `${indent}<${opening}>\n${children.join('\n')}\n${indent}</${name}>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text safe inside an element or a quoted attribute; control characters and lone surrogates are dropped. */
export const escapeXml = (text: string): string => text.replace(forbidden, '').replace(/[&<>"\r]/g, (character) => entities[character] ?? character)

// Everything outside the Char production of XML 1.0, read by code point so that only lone surrogates match.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
