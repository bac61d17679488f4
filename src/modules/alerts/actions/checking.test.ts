// Files are looked through beside the node's own thread, which goes on meanwhile.
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { jpeg, pdf, png } from '../../../../tests/attachments.ts'
import { checkFile } from '../rules/files/check.ts'
import { checkBeside } from './checking.ts'

test('the answers are those of the rules, several at once too', async () => {
  const files = [png(), jpeg(), pdf(), Buffer.from('MZ\x90\0'), Buffer.alloc(0), Buffer.from('a,b\n=1,2\n'), pdf({ extra: '/OpenAction 4 0 R' })]
  const told = await Promise.all(files.map((file) => checkBeside(file)))
  expect(told.map((each) => ('refusal' in each ? each : { ...each, bytes: Buffer.from(each.bytes) }))).toEqual(files.map((file) => checkFile(file)))
})

test('a PDF that takes long to look through keeps nobody else waiting', async () => {
  const zeros = deflateSync(Buffer.alloc(30 * 1024 ** 2)).toString('latin1')
  const slow = pdf({ objects: Array.from({ length: 6 }, (_, at) => `${at + 10} 0 obj << >> stream\n${zeros}\nendstream endobj`).join('\n') })
  let turns = 0
  const others = setInterval(() => void (turns += 1), 1)
  const checked = await checkBeside(slow)
  clearInterval(others)
  expect('refusal' in checked ? checked.refusal : checked.kind).toBe('pdf')
  // On this thread not one of them would have had its turn before the answer.
  expect(turns).toBeGreaterThan(10)
})
