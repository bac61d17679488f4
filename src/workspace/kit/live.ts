// Listens to the node: when something of a noun changed elsewhere, what is on screen about it is read again, unless the news brought it.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { refresh, takeIn } from './query.ts'
import { callAct } from './api.ts'
import type { Session } from './session.ts'
import { noteNew } from './new-to-read.ts'
import { noteSessionEnded } from './session-end.ts'

const restMs = 5000

/** Keeps one event stream open while somebody's session lasts; tells whether the node is being heard. */
export const useLive = (hasSession: boolean): boolean => {
  const client = useQueryClient()
  const [isHeard, setHeard] = useState(true)
  useEffect(() => {
    setHeard(true)
    if (!hasSession) return
    return listen({
      onNews: ({ topic, address, brought, within = 0 }) => {
        if (address !== undefined) noteNew(address)
        const taken = brought === undefined ? undefined : takeIn(client, topic, brought)
        setTimeout(() => void refresh(client, [topic], taken), Math.random() * within)
      },
      onHeard: setHeard,
    })
  }, [client, hasSession])
  return isHeard
}

interface News {
  topic: string
  /** Where there is something new to read. */
  address?: string
  /** Many screens heard this: each looks again at a moment of its own within so many ms. */
  within?: number
  /** The changed part of what the node would answer: what can take it in is not read again. */
  brought?: unknown
}

/** The news on the first line and, where it brings something, that on the second. */
const readNews = (data: string): News => {
  const [news = '', brought] = data.split('\n')
  return { ...(JSON.parse(news) as News), ...(brought !== undefined && { brought: JSON.parse(brought) as unknown }) }
}

interface Listener {
  onNews: (news: News) => void
  onHeard: (isHeard: boolean) => void
}

/** The browser reconnects by itself after a cut; after a refusal it gives up, so we ask whether the session ended, or open anew. */
const listen = ({ onNews, onHeard }: Listener): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource
  let last = ''
  const heard = ({ lastEventId }: MessageEvent): void => {
    // What was read before the first stream stood may have missed an alert; later streams say what was missed.
    if (last === '') onNews({ topic: 'alert' })
    last = lastEventId
  }
  const later = (): void => {
    onHeard(false)
    timer = setTimeout(open, restMs)
  }
  const onRefused = async (): Promise<void> => {
    const session = await callAct<Session>('GET', '/api/session').catch(() => undefined)
    if (session && !session.person) noteSessionEnded()
    else later()
  }
  const open = (): void => {
    source = new EventSource(last === '' ? '/api/live' : `/api/live?after=${last}`)
    source.onopen = () => onHeard(true)
    source.addEventListener('here', heard)
    source.onmessage = (event: MessageEvent<string>) => {
      last = event.lastEventId
      onNews(readNews(event.data))
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) void onRefused()
      else onHeard(false)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
