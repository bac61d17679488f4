// A document written as PDF, from a definition in plain data; it never reads the network nor any file but its own letters.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'

interface Printer {
  setFonts: (fonts: Record<string, Record<string, string>>) => void
  setUrlAccessPolicy: (may: (url: string) => boolean) => void
  setLocalAccessPolicy: (may: (path: string) => boolean) => void
  createPdf: (definition: TDocumentDefinitions) => { getBuffer: () => Promise<Buffer> }
}

const load = createRequire(import.meta.url)

let printer: Printer | undefined

const open = (): Printer => {
  if (printer) return printer
  const letters = join(dirname(load.resolve('pdfmake/package.json')), 'fonts/Roboto')
  const opened = load('pdfmake') as Printer
  const file = (name: string): string => join(letters, `Roboto-${name}.ttf`)
  opened.setFonts({ Roboto: { normal: file('Regular'), bold: file('Medium'), italics: file('Italic'), bolditalics: file('MediumItalic') } })
  opened.setUrlAccessPolicy(() => false)
  opened.setLocalAccessPolicy((path) => path.startsWith(letters))
  printer = opened
  return opened
}

/** The bytes of the document. */
export const writePdf = (definition: TDocumentDefinitions): Promise<Buffer> => open().createPdf(definition).getBuffer()
