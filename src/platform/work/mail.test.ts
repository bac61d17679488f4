// Letters through a real SMTP server: one connection for those that follow one another, let go afterwards, and made anew when the server closed it.
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { openMail } from './mail.ts'

interface Arrived {
  to: string
  name: string
}

let end: () => Promise<void> = () => Promise.resolve()
afterEach(() => end())

const openServer = async () => {
  const letters: Arrived[] = []
  const open = new Set<string>()
  let connections = 0
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onConnect: (session, done) => {
      connections += 1
      open.add(session.id)
      done()
    },
    onClose: ({ id }) => void open.delete(id),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', name: /^Message-ID: (.+)$/im.exec(Buffer.concat(parts).toString())?.[1] ?? '' })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  end = () => new Promise((done) => server.close(done))
  return { letters, open, connections: () => connections, port: (server.server.address() as AddressInfo).port }
}

const mailAt = (port: number) => openMail({ mail: { url: `smtp://127.0.0.1:${String(port)}`, from: 'sidmi@prueba.example' } })
const letter = (id: string) => ({ id, to: `${id}@prueba.example`, subject: 'Aviso', text: 'Tiene un aviso por leer.' })

test('letters that follow one another go through one connection, each under its own name; it is let go after the last', async () => {
  const { letters, open, connections, port } = await openServer()
  const mail = mailAt(port)
  for (let number = 0; number < 20; number += 1) await mail.send(letter(`carta-${String(number)}`))
  expect(letters).toEqual(Array.from({ length: 20 }, (_, number) => ({ to: `carta-${String(number)}@prueba.example`, name: `<carta-${String(number)}@sidmi>` })))
  expect(connections()).toBe(1)
  await expect.poll(() => open.size, { timeout: 10_000 }).toBe(0)
  await mail.send(letter('otra'))
  expect([letters.at(-1)?.name, connections()]).toEqual(['<otra@sidmi>', 2])
})

test('many at once share a few connections', async () => {
  const { letters, connections, port } = await openServer()
  const mail = mailAt(port)
  await Promise.all(Array.from({ length: 40 }, (_, number) => mail.send(letter(`carta-${String(number)}`))))
  expect([new Set(letters.map(({ name }) => name)).size, letters.length]).toEqual([40, 40])
  expect(connections()).toBeLessThanOrEqual(4)
})

test('a connection that the server closed between two letters costs no letter; one that is refused is told', async () => {
  const { letters, port } = await openServer()
  const sockets = new Set<Socket>()
  let isDown = false
  const between = createServer((socket) => {
    if (isDown) return socket.destroy()
    sockets.add(socket)
    const on = new (socket.constructor as typeof Socket)().connect(port, '127.0.0.1')
    socket.on('error', () => undefined).pipe(on.on('error', () => undefined)).pipe(socket)
    socket.on('close', () => on.destroy())
    return undefined
  })
  await new Promise<void>((ready) => between.listen(0, '127.0.0.1', ready))
  const mail = mailAt((between.address() as AddressInfo).port)
  await mail.send(letter('una'))
  for (const socket of sockets) socket.destroy()
  await mail.send(letter('otra'))
  expect(letters.map(({ name }) => name)).toEqual(['<una@sidmi>', '<otra@sidmi>'])
  isDown = true
  for (const socket of sockets) socket.destroy()
  await expect(mail.send(letter('ninguna'))).rejects.toThrow()
  await new Promise((done) => between.close(done))
})
