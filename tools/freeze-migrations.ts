// Writes the hashes of new migrations into migrations/manifest.json; one that is there already is never written again.
// With --check it only says which are missing, and fails when there are any.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder, readManifest, readMigrations } from '../src/platform/db/migrate.ts'

const folder = migrationsFolder()
const published = readManifest(folder)
const missing = readMigrations(folder).filter(({ name }) => !(name in published))
const names = missing.map(({ name }) => name).join(', ')

if (process.argv.includes('--check')) {
  if (missing.length > 0) process.stderr.write(`Not in migrations/manifest.json: ${names}. Run: node tools/freeze-migrations.ts\n`)
  process.exitCode = missing.length > 0 ? 1 : 0
} else {
  const manifest = { ...published, ...Object.fromEntries(missing.map(({ name, hash }) => [name, hash])) }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  process.stdout.write(`${String(missing.length)} migrations frozen\n`)
}
