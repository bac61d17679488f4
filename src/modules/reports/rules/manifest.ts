// The plain list beside exported age files: what each one is, and how to open it with the standard program.

interface Exported {
  desk: string
  unit: string
  received: string
  words: readonly { name: string; kind: 'report' | 'reporter' | 'unit' | 'note'; day: string; files: readonly string[] }[]
  files: readonly { id: string; bytes: number }[]
}

const kinds = { report: 'reporte / report', reporter: 'mensaje de quien reporta / message from the reporter', unit: 'respuesta de la unidad / answer of the unit', note: 'nota interna / internal note' }

/** A text of a few lines; nothing in it was said by anybody. */
export const manifestOf = ({ desk, unit, received, words, files }: Exported): string => [
  `SIDMI · ${desk}`,
  `${unit} · ${received}`,
  '',
  ...words.map(({ name, kind, day, files: named }) => `${name}\t${day}\t${kinds[kind]}${named.map((id) => `\tfiles/${id}.age`).join('')}`),
  ...files.map(({ id, bytes }) => `files/${id}.age\t${bytes} bytes`),
  '',
  'Para abrir: age -d -i identidad-de-la-unidad.txt 000-report.age',
  'To open: age -d -i identity-of-the-unit.txt 000-report.age',
  'Los textos son JSON con blancos al final; los archivos llevan relleno al final. / Texts are JSON with blanks at the end; files are padded at their end.',
  '',
].join('\r\n')
