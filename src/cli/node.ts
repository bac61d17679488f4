// Commands on the node itself: start, backup, restore, upgrade, verify-log, bench.
import { join } from 'node:path'
import type { Command } from 'commander'
import { giveNewAccess } from '../modules/accounts/index.ts'
import { storedEvents, verifyChain } from '../platform/audit.ts'
import { readConfig } from '../platform/config.ts'
import { backup, restore, upgrade } from '../platform/db/backup.ts'
import { say } from '../platform/text.ts'
import { startNode } from '../server.ts'
import { openSystem } from '../system.ts'
import { runBench } from './bench.ts'
import { benchClients } from './bench/reports-clients.ts'
import { print, terminalLanguage } from './output.ts'
import { progressTo, welcome } from './welcome.ts'

const asJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json === true

const start = async (options: { empty?: boolean; port?: string }): Promise<void> => {
  const config = readConfig({ ...process.env, ...(options.port && { SIDMI_PORT: options.port }) })
  const language = config.language
  const node = await startNode(config, { isEmpty: options.empty === true, built: join(import.meta.dirname), progress: progressTo(language) })
  for (const line of await welcome(node, language)) process.stdout.write(`${line}\n`)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    process.stdout.write(`\n${say({ es: 'Deteniendo el nodo…', en: 'Stopping the node…' }, language)}\n`)
    void node.stop().then(() => process.exit(0), () => process.exit(1))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

const verifyLog = async (_options: unknown, command: Command): Promise<void> => {
  const system = await openSystem(readConfig(), { purpose: 'command' })
  try {
    const verdict = await verifyChain(storedEvents(system.database.owner))
    const language = terminalLanguage()
    const sentence = verdict.ok
      ? { es: `La memoria está completa: ${verdict.events} actos, cabeza ${verdict.head}.`, en: `The memory is whole: ${verdict.events} acts, head ${verdict.head}.` }
      : { es: `La memoria fue alterada en el acto ${verdict.brokenAt} (${verdict.why}). Compare con un respaldo anterior.`, en: `The memory was altered at act ${verdict.brokenAt} (${verdict.why}). Compare with an earlier backup.` }
    print(asJson(command), verdict, [say(sentence, language)])
    if (!verdict.ok) process.exitCode = 1
  } finally {
    await system.database.close()
  }
}

const newAccess = async (email: string, _options: unknown, command: Command): Promise<void> => {
  const system = await openSystem(readConfig(), { purpose: 'command' })
  try {
    const link = await giveNewAccess(system, email)
    print(asJson(command), { link }, [link])
  } finally {
    await system.database.close()
  }
}

/** Adds the operator's commands to the program. */
export const addNodeCommands = (program: Command): void => {
  program.command('start').description('arranca el nodo · start the node')
    .option('--empty', 'un nodo real y vacío · a real, empty node').option('--port <number>', 'puerto · port').action(start)
  program.command('backup').argument('<file>').description('respalda el nodo en un archivo · back up the node to one file')
    .action(async (file: string, _options: unknown, command: Command) => {
      const done = await backup(readConfig(), file)
      print(asJson(command), done, [`${file}: ${done.rows} filas · rows, ${done.files} archivos · files`])
    })
  program.command('restore').argument('<file>').description('repone un respaldo en un nodo vacío · restore a backup into an empty node')
    .action(async (file: string, _options: unknown, command: Command) => {
      const done = await restore(readConfig(), file)
      print(asJson(command), done, [`${file}: ${done.rows} filas · rows, ${done.files} archivos · files`])
    })
  program.command('upgrade').description('respalda y pone al día la base · back up and bring the database up to date')
    .action(async (_options: unknown, command: Command) => {
      const done = await upgrade(readConfig())
      print(asJson(command), done, [`${done.applied.length} migraciones · migrations; respaldo · backup: ${done.backup}`])
    })
  program.command('new-access').argument('<email>').description('enlace para quien perdió su acceso · a link for somebody who lost access').action(newAccess)
  program.command('verify-log').description('comprueba la memoria de actos · check the memory of acts').action(verifyLog)
  program.command('bench').argument('<name>').description('mide el nodo · measure the node').action(runBench)
  program.command('bench-clients', { hidden: true }).argument('<orders>').action(benchClients)
}
