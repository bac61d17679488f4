// `sidmi …`: the node's operator performs the same acts from a terminal.
import { Command } from 'commander'
import { addDataCommands } from './cli/data.ts'
import { addNodeCommands } from './cli/node.ts'
import { reportFailure } from './cli/output.ts'
import { addScriptCommands } from './cli/script.ts'

const program = new Command('sidmi')
  .description('SIDMI: el nodo desde la terminal · the node from a terminal')
  .option('--json', 'imprime JSON · print JSON')
  .showHelpAfterError()

addNodeCommands(program)
addDataCommands(program)
addScriptCommands(program)

program.parseAsync().catch((error: unknown) => {
  reportFailure(error, program.opts<{ json?: boolean }>().json === true)
  process.exitCode = 1
})
