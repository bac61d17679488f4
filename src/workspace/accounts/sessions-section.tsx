// Where one is signed in, and ending a session elsewhere.
import { Button } from '@mantine/core'
import type { z } from 'zod'
import { factors, type Factor, type SessionList } from '../../modules/accounts/model.ts'
import type { Text } from '../../platform/text.ts'
import { DataTable, ProblemNotice, Read, StateTag, useAct, useFormat, useRead, useText } from '../kit/kit.ts'

type Sessions = z.infer<typeof SessionList>

const factorNames: Record<Factor, Text> = {
  none: { es: 'Contraseña', en: 'Password' },
  totp: { es: 'Contraseña y código', en: 'Password and code' },
  recovery: { es: 'Código de recuperación', en: 'Recovery code' },
  passkey: { es: 'Llave de acceso', en: 'Passkey' },
}

export const SessionsSection = () => {
  const t = useText()
  const { dateTime } = useFormat()
  const sessions = useRead<Sessions>('/api/sessions')
  const end = useAct('DELETE', '/api/sessions/:id')
  return (
    <Read of={sessions}>
      {({ items }) => (
        <>
          <ProblemNotice problem={end.error} />
          <DataTable
            caption={{ es: 'Mis sesiones abiertas', en: 'My open sessions' }} hidesCaption rows={items} rowKey={({ id }) => id}
            columns={[
              { key: 'agent', label: { es: 'Navegador', en: 'Browser' }, value: ({ agent }) => agent || t({ es: 'Desconocido', en: 'Unknown' }) },
              { key: 'factor', label: { es: 'Entró con', en: 'Signed in with' }, value: ({ factor }) => factors.indexOf(factor), cell: ({ factor }) => t(factorNames[factor]) },
              { key: 'started', label: { es: 'Desde', en: 'Since' }, value: ({ startedAt }) => startedAt, cell: ({ startedAt }) => dateTime(startedAt), isShort: true },
              { key: 'seen', label: { es: 'Último uso', en: 'Last used' }, value: ({ lastSeenAt }) => lastSeenAt, cell: ({ lastSeenAt }) => dateTime(lastSeenAt), isShort: true },
              {
                key: 'end', label: { es: 'Cerrar', en: 'End' }, value: () => null, sorts: false,
                cell: ({ id, isThis }) => (isThis
                  ? <StateTag kind="active" label={{ es: 'Esta', en: 'This one' }} />
                  : <Button variant="default" onClick={() => end.mutate({ id })}>{t({ es: 'Cerrar', en: 'End' })}</Button>),
              },
            ]}
          />
        </>
      )}
    </Read>
  )
}
