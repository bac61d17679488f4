// A mail server of the bench's own that takes every letter and remembers to whom it was and what it is called.
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

export interface Letter {
  to: string
  name: string
}

const greet: Record<string, string> = { EHLO: '250 here', HELO: '250 here', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', QUIT: '221 bye', RSET: '250 ok' }

/** One conversation of SMTP (RFC 5321), as much of it as a sender needs. */
const converse = (socket: Socket, take: (letter: Letter) => void): void => {
  let letter: Letter = { to: '', name: '' }
  let isInData = false
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  say('220 here')
  socket.on('error', () => undefined)
  createInterface({ input: socket }).on('line', (line) => {
    if (isInData && line !== '.') {
      if (/^message-id:/i.test(line)) letter.name = line.slice(11).trim()
      return
    }
    if (isInData) {
      isInData = false
      take(letter)
      letter = { to: '', name: '' }
      return say('250 taken')
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'RCPT') letter.to = /<(.*?)>/.exec(line)?.[1] ?? ''
    isInData = verb === 'DATA'
    say(greet[verb] ?? '502 no')
  }).on('error', () => undefined)
}

/** Opens it; `url` is what a node is told. */
export const openLetterbox = async (): Promise<{ url: string; letters: Letter[]; close: () => void }> => {
  const letters: Letter[] = []
  const server = createServer((socket) => converse(socket, (letter) => void letters.push(letter)))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, letters, close: () => void server.close() }
}
