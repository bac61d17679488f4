// Which addresses the node may be sent to by what others gave it.
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { expect, test } from 'vitest'
import { addressesOf, isAllowedAddress, isPublicAddress, openResolver, sendOut } from './outgoing.ts'

test.each([
  ['8.8.8.8', true], ['2606:4700::1111', true], ['127.0.0.1', false], ['10.1.2.3', false], ['172.31.0.1', false], ['172.32.0.1', true], ['192.168.1.1', false],
  ['169.254.169.254', false], ['100.64.0.1', false], ['0.0.0.0', false], ['224.0.0.1', false], ['255.255.255.255', false], ['::1', false], ['::', false],
  ['::ffff:8.8.8.8', false], ['::ffff:127.0.0.1', false], ['fe80::1', false], ['fd00::1', false], ['64:ff9b::7f00:1', false], ['2002:7f00:1::', false], ['2001:db8::1', false],
])('%s is public: %s', (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic))

test.each([
  ['https://avisos.institucion.org/x', true], ['http://avisos.institucion.org/x', false], ['https://127.0.0.1/', false], ['https://0x7f.1/', false], ['https://2130706433/', false],
  ['https://[::1]/', false], ['https://localhost/', false], ['https://nodo.localhost/', false], ['https://impresora.local/', false], ['https://metadata.google.internal/', false],
  ['https://usuario:clave@institucion.org/', false], ['ftp://institucion.org/', false], ['javascript:alert(1)', false], ['nada', false],
])('%s may be asked: %s', (url, isAllowed) => expect(isAllowedAddress({ outgoing: undefined }, url)).toBe(isAllowed))

test('a trial node may be told to reach its own machine, and still only by https', () => {
  const trial = { outgoing: { toPrivateAddresses: true } }
  expect([isAllowedAddress(trial, 'https://localhost:9/'), isAllowedAddress(trial, 'https://127.0.0.1:9/'), isAllowedAddress(trial, 'http://127.0.0.1:9/')]).toEqual([true, true, false])
})

test('a name that resolves to the node itself is refused before anything is sent', async () => {
  await expect(sendOut({ outgoing: undefined }, 'https://localhost.localdomain./', { headers: {}, body: '' })).rejects.toMatchObject({ code: expect.stringMatching(/EPRIVATE|ENOTFOUND|ESERVFAIL|ECONNREFUSED|ETIMEOUT/) as string })
})

test('names whose servers never answer are given up, and meanwhile hold none of the threads that the node reads with', async () => {
  const silent = createSocket('udp4')
  await new Promise<void>((ready) => silent.bind(0, '127.0.0.1', ready))
  const resolver = openResolver()
  resolver.setServers([`127.0.0.1:${String(silent.address().port)}`])
  const given: string[] = []
  const names = Array.from({ length: 8 }, (_, at) => addressesOf(`lento-${String(at)}.example`, resolver).catch((error: unknown) => given.push((error as { code: string }).code)))
  await lookup('localhost')
  expect(given).toEqual([])
  await Promise.all(names)
  expect(given).toEqual(Array.from({ length: 8 }, () => 'ETIMEOUT'))
  silent.close()
}, 30_000)
