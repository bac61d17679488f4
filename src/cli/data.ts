// Commands on the data: import a file, ask for figures, detect in a series, list signals, make the demonstration region.
import { createReadStream, createWriteStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { importFile, sourceIds, type ImportResult } from '../modules/collection/index.ts'
import { demonstrationCsv, loadDemonstration } from '../modules/demonstration/index.ts'
import { RegionSize } from '../modules/demonstration/model.ts'
import { reportFigures } from '../modules/statistics/index.ts'
import { detectSeries, reportSignals } from '../modules/warning/index.ts'
import { readConfig } from '../platform/config.ts'
import { parseInput } from '../platform/schema.ts'
import type { System } from '../platform/system.ts'
import { say } from '../platform/text.ts'
import { workUntilIdle } from '../platform/work/worker.ts'
import { openSystem } from '../system.ts'
import { columns, print, terminalLanguage } from './output.ts'
import { cliProblems } from './problems.ts'

const asJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json === true

const withSystem = async <T>(run: (system: System) => Promise<T>, kind?: 'demonstration'): Promise<T> => {
  const system = await openSystem(readConfig(), { purpose: 'command', ...(kind && { kind }) })
  try {
    return await run(system)
  } finally {
    await system.database.close()
  }
}

const readable = async (file: string): Promise<string> => {
  await access(file).catch(() => {
    throw cliProblems.noFile({ file })
  })
  return file
}

const shownImport = (done: ImportResult) => {
  const language = terminalLanguage()
  const refused = done.refused.map(({ line, reason }) => ({ line, reason: say(reason, language) }))
  const { delivery, read, accepted, added, revised, unchanged, cells, release, refusedCount } = done
  return { read, accepted, refused, revised, unchanged, release, added, cells, refusedCount, delivery }
}

const importLines = (done: ReturnType<typeof shownImport>): string[] => [
  say({
    es: `Leídas ${done.read}, aceptadas ${done.accepted} (${done.added} nuevas, ${done.revised} revisadas, ${done.unchanged} sin cambio), rechazadas ${done.refusedCount}. Versión ${done.release ?? '—'}.`,
    en: `Read ${done.read}, accepted ${done.accepted} (${done.added} new, ${done.revised} revised, ${done.unchanged} unchanged), refused ${done.refusedCount}. Release ${done.release ?? '—'}.`,
  }, terminalLanguage()),
  ...done.refused.slice(0, 20).map(({ line, reason }) => `  ${line}: ${reason}`),
]

const importCommand = async (file: string, options: { source: string }, command: Command): Promise<void> => {
  const path = await readable(file)
  const done = await withSystem((system) => importFile(system, { sourceId: options.source, body: createReadStream(path), name: basename(path) }))
  const shown = shownImport(done)
  print(asJson(command), shown, importLines(shown))
}

const figuresCommand = async (options: { source: string; measure?: string; by?: string }, command: Command): Promise<void> => {
  const by = (options.by ?? '').split(',').map((word) => word.trim()).filter(Boolean)
  const found = await withSystem((system) => reportFigures(system, { source: options.source, by, ...(options.measure && { measure: options.measure }) }))
  const heads = [...by, 'value']
  const lines = columns([heads, ...found.rows.map((row) => heads.map((head) => String(row[head] ?? '—')))])
  print(asJson(command), found, [`${found.source} · ${found.measure} · ${found.unit} · ${found.release ?? '—'}`, ...lines])
}

const standardInput = async (): Promise<string> => (await process.stdin.setEncoding('utf8').toArray()).join('')

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw cliProblems.notJson({ file })
  }
}

const detectCommand = async (file: string): Promise<void> => {
  const text = file === '-' ? await standardInput() : await readFile(await readable(file), 'utf8')
  process.stdout.write(`${JSON.stringify(detectSeries(parseJson(text, file)))}\n`)
}

const signalsCommand = async (_options: unknown, command: Command): Promise<void> => {
  const signals = await withSystem(async (system) => {
    await workUntilIdle(system)
    return reportSignals(system)
  })
  const language = terminalLanguage()
  const rows = signals.map((signal) => [signal.period, signal.territory, signal.offence, String(signal.observed), signal.upperbound.toFixed(1), signal.state])
  const heads = [{ es: 'periodo', en: 'period' }, { es: 'territorio', en: 'territory' }, { es: 'delito', en: 'offence' }, { es: 'hubo', en: 'observed' }, { es: 'límite', en: 'bound' }, { es: 'estado', en: 'state' }]
  print(asJson(command), signals, columns([heads.map((head) => say(head, language)), ...rows]))
}

const demoCommand = async (options: { records?: string; seed?: string; out?: string }, command: Command): Promise<void> => {
  const size = parseInput(RegionSize, { records: options.records, seed: options.seed })
  const { out } = options
  if (out) {
    await pipeline(Readable.from(demonstrationCsv(size, new Date())), createWriteStream(out))
    print(asJson(command), { file: out, ...size }, [out])
    return
  }
  const shown = shownImport(await withSystem((system) => loadDemonstration(system, size), 'demonstration'))
  print(asJson(command), shown, importLines(shown))
}

/** Adds the data commands to the program. */
export const addDataCommands = (program: Command): void => {
  program.command('import').argument('<file>').requiredOption('--source <id>', sourceIds().join(', '))
    .description('importa un archivo · import a file').action(importCommand)
  program.command('figures').requiredOption('--source <id>').option('--measure <id>').option('--by <dimensions>', 'year,territory,offence…')
    .description('cifras de una fuente · figures of a source').action(figuresCommand)
  program.command('detect').argument('<file>', '- = stdin').description('detecta en una serie · detect in a series').action(detectCommand)
  program.command('signals').description('señales abiertas · open signals').action(signalsCommand)
  program.command('demo').option('--records <number>').option('--seed <number>').option('--out <file>', 'solo el CSV · the CSV only')
    .description('la región de demostración · the demonstration region').action(demoCommand)
}
