// Sends a download: its name, its type, its bytes as they come.
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Download } from '../action.ts'
import { broughtFilePolicy } from './security.ts'

const inlineTypes = ['application/atom+xml', 'application/cap+xml', 'application/pdf', 'image/svg+xml', 'text/calendar']

const disposition = ({ name, mediaType, isBrought }: Download): string => {
  const how = !isBrought && inlineTypes.some((type) => mediaType.startsWith(type)) ? 'inline' : 'attachment'
  return `${how}; filename="${name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

export const sendDownload = (reply: FastifyReply, download: Download): FastifyReply => {
  if (download.bytes !== undefined) reply.header('content-length', download.bytes)
  if (download.isBrought) reply.header('content-security-policy', broughtFilePolicy).header('x-content-type-options', 'nosniff')
  return reply.header('content-type', download.mediaType).header('content-disposition', disposition(download)).send(Readable.from(download.body))
}
