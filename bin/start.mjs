// `npm start`: installs and builds what is missing, then starts the node. Words after `--` go to `sidmi start`.
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled, runBuilt, underOwnNode } from './prepare.mjs'

await ensureInstalled({ withDevelopment: false })
await underOwnNode(fileURLToPath(import.meta.url))
await ensureBuilt()
process.argv.splice(2, 0, 'start')
await runBuilt()
