// An HTTPS endpoint on this machine that stands for the world outside: it keeps what it is sent and answers as it is told.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const time = (year: number): Buffer => der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`))

/** A certificate for localhost and 127.0.0.1 that vouches for itself (X.509 v3, ECDSA P-256). */
const selfSigned = (): { key: string; cert: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('localhost')))))
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = der(0xa3, sequence(sequence(oid('551d11'), der(0x04, names)), sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([255])))))))
  const serial = der(0x02, Buffer.concat([Buffer.from([1]), createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest().subarray(0, 8)]))
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), serial, algorithm, name, sequence(time(2020), time(2049)), name, publicKey.export({ type: 'spki', format: 'der' }), extensions,
  )
  const whole = sequence(toSign, algorithm, der(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n') }
}

export interface Received {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Endpoint {
  url: string
  /** For the node's setting `outgoing`: trust this certificate, and let it reach this machine. */
  outgoing: { certificates: string; toPrivateAddresses: true }
  received: Received[]
  /** The status of its answers, at this path or everywhere; 201 unless told. */
  answers: (status: number, path?: string) => void
  close: () => Promise<void>
}

/** Opens the endpoint; its certificate is written into the folder. */
export const openEndpoint = async (folder: string): Promise<Endpoint> => {
  const { key, cert } = selfSigned()
  const certificates = join(folder, 'endpoint.pem')
  writeFileSync(certificates, cert)
  const received: Received[] = []
  const statuses = new Map([['', 201]])
  const server = createServer({ key, cert }, (request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      const status = statuses.get(request.url ?? '') ?? statuses.get('') ?? 201
      reply.writeHead(status, status >= 300 && status < 400 ? { location: 'https://elsewhere.example/' } : {}).end('ok')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://localhost:${String(port)}`, outgoing: { certificates, toPrivateAddresses: true }, received,
    answers: (status, path = '') => {
      if (path === '') statuses.clear()
      statuses.set(path, status)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
