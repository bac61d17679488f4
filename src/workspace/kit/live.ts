// Listens to the node: when something of a noun changed elsewhere, what is on screen about it is read again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { refresh } from './query.ts'
import { callAct } from './api.ts'
import type { Session } from './session.ts'
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
      onTopic: (topic) => void refresh(client, [topic]),
      onHeard: setHeard,
    })
  }, [client, hasSession])
  return isHeard
}

interface Listener {
  onTopic: (topic: string) => void
  onHeard: (isHeard: boolean) => void
}

/** The browser reconnects by itself after a cut; after a refusal it gives up, so we ask whether the session ended, or open anew. */
const listen = ({ onTopic, onHeard }: Listener): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource
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
    source = new EventSource('/api/live')
    source.onopen = () => onHeard(true)
    source.onmessage = ({ data }: MessageEvent<string>) => onTopic((JSON.parse(data) as { topic: string }).topic)
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
