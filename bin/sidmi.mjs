#!/usr/bin/env node
// `npx sidmi …`: any command of the node, after installing and building what is missing.
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled, runBuilt, underOwnNode } from './prepare.mjs'

await ensureInstalled({ withDevelopment: false })
await underOwnNode(fileURLToPath(import.meta.url))
await ensureBuilt()
await runBuilt()
