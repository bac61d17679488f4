// Draws what was read, or its loading lines, or why it could not be read.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import type { Reply } from './api.ts'
import { useText } from './language.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import type { Reading } from './query.ts'

interface ReadProps<T> {
  of: Reading<T>
  /** Said while loading: «Cargando las alertas…». */
  what?: Text
  children: (reply: Reply<T>) => ReactNode
}

/** `<Read of={useRead<AlertView>('/api/alerts/:id', { id })}>{(alert) => …}</Read>` */
export const Read = <T,>({ of, what, children }: ReadProps<T>) => {
  const t = useText()
  if (of.data !== undefined) return <div aria-busy={of.isPlaceholderData} style={{ display: 'contents' }}>{children(of.data)}</div>
  if (of.isError) {
    return (
      <ProblemNotice problem={of.error}>
        <p><Button variant="default" onClick={() => void of.refetch()}>{t({ es: 'Repetir', en: 'Try again' })}</Button></p>
      </ProblemNotice>
    )
  }
  return <Loading {...(what && { what })} />
}
