// Requests of the node to addresses that others gave it: https only, to public addresses only, within a bounded time, never followed elsewhere.
import type { LookupAddress, LookupOptions } from 'node:dns'
import { Resolver, lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Config } from '../config.ts'

// IANA's special-purpose registries: what is not the public internet.
const closed = new BlockList()
const closedV4: readonly [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
for (const [net, prefix] of closedV4) closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16]] as const) closed.addSubnet(net, prefix, 'ipv6')
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')

/** Whether an IP address is one of the public internet: no machine of the node's own network, nor the node itself. */
export const isPublicAddress = (address: string): boolean => {
  if (!isIPv6(address)) return !closed.check(address, 'ipv4')
  return open6.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

type Outgoing = Pick<Config, 'outgoing'>

const refused = (code: string): Error => Object.assign(new Error(code), { code })

const mayReach = ({ outgoing }: Outgoing, address: string): boolean => outgoing?.toPrivateAddresses === true || isPublicAddress(address)

/** The literal IP of an address, or undefined when it is a name. */
const literal = ({ hostname }: URL): string | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) ? bare : undefined
}

/** Whether such an address may be asked at all; a name is looked at again when it is resolved. */
export const isAllowedAddress = (config: Outgoing, url: string): boolean => {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return false
  const ip = literal(parsed)
  if (ip !== undefined) return mayReach(config, ip)
  return config.outgoing?.toPrivateAddresses === true || !/(^|\.)(localhost|local|internal)\.?$/.test(parsed.hostname)
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** Asks the name servers itself: `dns.lookup` would occupy one of the few threads by which the node also reads its files, as long as whoever owns the name likes. */
export const openResolver = (): Resolver => new Resolver({ timeout: 2000, tries: 2 })

const usualResolver = openResolver()

/** The IPv4 and then the IPv6 addresses of a name; throws an error with a `code` when it has none, or nobody answers in time. */
export const addressesOf = async (name: string, resolver: Resolver = usualResolver): Promise<LookupAddress[]> => {
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ]
  if (found.length === 0 && four.status === 'rejected') throw four.reason
  return found
}

/** A trial node that may reach its own machine finds it where the machine itself does. */
const allOf = (config: Outgoing, name: string): Promise<LookupAddress[]> =>
  (config.outgoing?.toPrivateAddresses === true ? lookup(name, { all: true }) : addressesOf(name))

/** Resolves a name and refuses it whole when any of its addresses is private, so that no name leads inside. */
const guarded = (config: Outgoing) => (name: string, options: LookupOptions, found: Found): void => {
  allOf(config, name).then((addresses) => {
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => mayReach(config, address))) return found(refused('EPRIVATE'), [])
    if (options.all) found(null, addresses)
    else found(null, first.address, first.family)
  }).catch((error: unknown) => found(error instanceof Error ? error : refused('ENOTFOUND'), []))
}

export interface Outgoer {
  headers: Record<string, string>
  body: string | Uint8Array
}

const patienceMs = 10_000

/** Sends a body by POST and gives the status of the answer, whose content is not read. Throws an error with a `code`. */
export const sendOut = (config: Outgoing, url: string, { headers, body }: Outgoer): Promise<number> => {
  if (!isAllowedAddress(config, url)) return Promise.reject(refused('EPRIVATE'))
  const certificates = config.outgoing?.certificates
  const ca = certificates === undefined ? undefined : [...rootCertificates, readFileSync(certificates, 'utf8')]
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, agent: false, lookup: guarded(config),
      signal: AbortSignal.timeout(patienceMs), ...(ca && { ca }),
    }, (reply) => {
      resolve(reply.statusCode ?? 0)
      reply.destroy()
    })
    asking.on('error', reject)
    asking.end(body)
  })
}
