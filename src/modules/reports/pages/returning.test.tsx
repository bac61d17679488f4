// What the page without programs says: who has the report and who speaks; of files whose they are, and what it takes to fetch them.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ConversationPage, type Opened } from './returning.tsx'

const units = [
  { id: 'a', name: 'Casa del Camino', institution: 'Red de Albergues', kind: 'shelter' as const, isSealedTo: true },
  { id: 'b', name: 'Unidad de víctimas', institution: 'Fiscalía del Estado', kind: 'prosecutor' as const, isSealedTo: true },
  { id: 'c', name: 'Mesa de ayuda', institution: 'Ya de otra clase', kind: null, isSealedTo: false },
]
const message = (from: 'unit' | 'reporter', unit: string | null = null): Opened =>
  ({ id: `${from}${unit ?? ''}`, from, unit, day: '2026-01-02', content: { version: 1, language: 'es', text: 'va', files: [{ id: from, name: 'mapa.pdf', type: 'application/pdf', bytes: 2048, identity: '' }] } }) as unknown as Opened

const drawn = renderToStaticMarkup(
  <ConversationPage
    lang="es" number="1" fields={{}} nextId="n" messages={[message('unit', 'b'), message('unit', 'gone'), message('reporter')]}
    view={{ units, received: '2026-01-01', state: 'open', consents: { contact: false, count: false, passOn: [] } } as unknown as Parameters<typeof ConversationPage>[0]['view']}
  />,
)

test('report.open: of a file from the unit it says that a browser with programs fetches it, of one’s own that only the unit opens it', () => {
  expect(drawn).toMatch(/mapa\.pdf · 2 kB\. Para bajarlo hace falta un navegador con los programas/)
  expect(drawn).toMatch(/mapa\.pdf · 2 kB\. Solo lo abre la institución/)
})

test('report.open: it says who has the report, whose unit each is, and which of them speaks', () => {
  expect(drawn).toContain('<h2>Quién tiene su reporte</h2>')
  for (const words of ['<strong>Casa del Camino</strong><br/>Red de Albergues · Albergue', '<strong>Unidad de víctimas</strong><br/>Fiscalía del Estado · Fiscalía', '<strong>Mesa de ayuda</strong><br/>Ya de otra clase · lo nuevo no le llega por ahora<']) expect(drawn).toContain(words)
  expect([...drawn.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, heading]) => heading)).toEqual(['Unidad de víctimas, 2 de enero de 2026', 'La institución, 2 de enero de 2026', 'Usted, 2 de enero de 2026'])
})
