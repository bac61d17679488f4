// What the page without programs says of files: whose they are, and what it takes to fetch them.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ConversationPage, type Opened } from './returning.tsx'

const message = (from: 'unit' | 'reporter'): Opened =>
  ({ id: from, from, day: '2026-01-02', content: { version: 1, language: 'es', text: 'va', files: [{ id: from, name: 'mapa.pdf', type: 'application/pdf', bytes: 2048, identity: '' }] } }) as unknown as Opened

const drawn = renderToStaticMarkup(
  <ConversationPage
    lang="es" number="1" fields={{}} nextId="n" messages={[message('unit'), message('reporter')]}
    view={{ received: '2026-01-01', state: 'open', consents: { contact: false, count: false, passOn: [] } } as unknown as Parameters<typeof ConversationPage>[0]['view']}
  />,
)

test('report.open: of a file from the unit it says that a browser with programs fetches it, of one’s own that only the unit opens it', () => {
  expect(drawn).toMatch(/mapa\.pdf · 2 kB\. Para bajarlo hace falta un navegador con los programas/)
  expect(drawn).toMatch(/mapa\.pdf · 2 kB\. Solo lo abre la institución/)
})
