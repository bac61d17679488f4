// `npm test`: unit and stories, browser journeys, then the checks; ends with how many passed and failed in all.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt, ensureInstalled, root, tell, underOwnNode } from './prepare.mjs'

await ensureInstalled({ withDevelopment: true })
await underOwnNode(fileURLToPath(import.meta.url))
await ensureBuilt()

const results = mkdtempSync(join(tmpdir(), 'sidmi-results-'))
const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter) }

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const aptGet = '/usr/bin/apt-get'
const foundBrowser = () => [process.env.CHROMIUM_PATH, ...browsers].find((path) => path && existsSync(path))

/** Chromium as found, or installed where this may be done, or nothing with a sentence how. */
const browser = () => {
  const found = foundBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync(aptGet)) {
    tell('Instalando Chromium para los recorridos…', 'Installing Chromium for the journeys…')
    spawnSync(aptGet, ['update', '-qq'], { stdio: 'ignore' })
    spawnSync(aptGet, ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return foundBrowser()
}

const run = (args, more = {}) =>
  new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'inherit'] })
    let tail = ''
    child.stdout.on('data', (data) => {
      process.stdout.write(data)
      tail = (tail + data).slice(-2000)
    })
    child.on('close', (code) => done({ code, tail }))
  })

/** A file that could not even be read counts as one failure. */
const countOf = ({ numPassedTests, numFailedTests, testResults }) => {
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'))
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

const runTests = async (project, more) => {
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters], more)
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const { passed, failed } = countOf(JSON.parse(readFileSync(file, 'utf8')))
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}

const runJourneys = async () => {
  const path = browser()
  if (path) return runTests('journeys', { CHROMIUM_PATH: path })
  tell(
    'Los recorridos necesitan Chromium: instálelo (en Debian o Ubuntu: sudo apt-get install chromium) o diga dónde está en CHROMIUM_PATH.',
    'The journeys need Chromium: install it (on Debian or Ubuntu: sudo apt-get install chromium) or say where it is in CHROMIUM_PATH.',
  )
  return { passed: 0, failed: 1 }
}

const runChecks = async () => {
  const { tail } = await run(['tools/check.ts'])
  const [, passed, failed] = /check: (\d+) passed, (\d+) failed/.exec(tail) ?? [null, 0, 1]
  return { passed: Number(passed), failed: Number(failed) }
}

const parts = [await runTests('stories'), await runJourneys(), await runChecks()]
rmSync(results, { recursive: true, force: true })
const sum = (what) => parts.reduce((total, part) => total + part[what], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exit(sum('failed') === 0 ? 0 : 1)
