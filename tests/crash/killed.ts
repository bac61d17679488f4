// Runs a program of this folder and kills it without warning once it has printed a certain line.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Every line the program printed before it was killed. */
export const killedAt = async (program: string, words: string[], isTheLine: (line: string) => boolean): Promise<string[]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) => child.once('close', done))
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (isTheLine(line)) child.kill('SIGKILL')
  })
  await ended
  return lines
}
