// Writes the generated documents and row types; with --check, says which are out of date instead.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { roleNames, actsOfRole } from '../src/modules/accounts/index.ts'
import { modules } from '../src/system.ts'
import { accessDocument, mapDocument, openApiDocument } from './documents.ts'
import { generateTables } from './generate-tables.ts'
import { programsDocument, reporterPrograms } from './reporter-programs.ts'

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const tables = await generateTables()
const documents: Record<string, string> = {
  'docs/generated/access.md': accessDocument(modules, { roles: roleNames, actsOf: actsOfRole }),
  'docs/generated/map.md': mapDocument(modules),
  'docs/generated/openapi.json': openApiDocument(modules),
  'docs/generated/reporter-script.md': programsDocument(await reporterPrograms()),
  'docs/generated/schema.sql': tables.schema,
  'src/platform/db/tables.ts': tables.types,
}

const stale = Object.entries(documents).filter(([file, content]) => read(file) !== content).map(([file]) => file)
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    process.stderr.write(`Out of date: ${stale.join(', ')}. Run: npm run generate\n`)
    process.exitCode = 1
  }
} else {
  mkdirSync('docs/generated', { recursive: true })
  for (const file of stale) writeFileSync(file, documents[file]!)
  process.stdout.write(`${stale.length} documents written\n`)
}
