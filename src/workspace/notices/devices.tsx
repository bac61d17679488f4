// The browsers that may be woken: this one, turned on or off, and the others.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '../../modules/notices/model/channels.ts'
import { announce, DataTable, Notice, ProblemNotice, refresh, Section, useAct, useFormat, useText } from '../kit/kit.ts'
import { canBeWoken, letWake, stopWaking, subscriptionHere } from '../kit/push.ts'

export const Devices = ({ settings: { devices, pushKey } }: { settings: SettingsView }) => {
  const t = useText()
  const here = useQuery({ queryKey: ['push-here'], queryFn: async () => (await subscriptionHere())?.endpoint ?? '', meta: { topics: ['channel'] }, networkMode: 'always' }).data
  const isHere = here !== undefined && devices.some(({ endpoint }) => endpoint === here)
  return (
    <Section title={{ es: 'Este dispositivo', en: 'This device' }} lead={t({
      es: 'El aviso en el dispositivo llega aunque SIDMI esté cerrado. Quien mire la pantalla solo leerá que usted tiene algo por leer.',
      en: 'The notification arrives even when SIDMI is closed. Whoever looks at the screen only reads that you have something to read.',
    })}>
      {canBeWoken() ? <Switch isHere={isHere} pushKey={pushKey} /> : <Notice><p>{t({ es: 'Este navegador no puede recibir avisos en esta dirección. Pruebe con otro, o use el correo.', en: 'This browser cannot receive notifications at this address. Try another, or use e-mail.' })}</p></Notice>}
      {devices.length > 0 && <Others devices={devices} here={here ?? ''} />}
    </Section>
  )
}

const Switch = ({ isHere, pushKey }: { isHere: boolean; pushKey: string }) => {
  const t = useText()
  const client = useQueryClient()
  const done = (words: string) => async (): Promise<void> => {
    announce(words)
    await refresh(client, ['channel'])
  }
  const on = useMutation({ mutationFn: () => letWake(pushKey), onSuccess: (outcome) => outcome === 'done' && done(t({ es: 'Este dispositivo ya recibe avisos.', en: 'This device now receives notifications.' }))() })
  const off = useMutation({ mutationFn: stopWaking, onSuccess: done(t({ es: 'Este dispositivo ya no recibe avisos.', en: 'This device no longer receives notifications.' })) })
  if (isHere) return <div><Button variant="default" onClick={() => off.mutate()} aria-busy={off.isPending}>{t({ es: 'Dejar de avisar en este dispositivo', en: 'Stop notifying on this device' })}</Button></div>
  return (
    <>
      <ProblemNotice problem={on.error} />
      {on.data === 'denied' && <Notice title={{ es: 'El navegador no lo permite', en: 'The browser does not allow it' }}><p>{t({ es: 'Permita las notificaciones de este sitio en los ajustes del navegador y repita.', en: 'Allow this site’s notifications in the browser’s settings and try again.' })}</p></Notice>}
      <div><Button variant="default" onClick={() => on.mutate()} aria-busy={on.isPending}>{t({ es: 'Avisar en este dispositivo', en: 'Notify on this device' })}</Button></div>
    </>
  )
}

const Others = ({ devices, here }: { devices: SettingsView['devices']; here: string }) => {
  const t = useText()
  const { date } = useFormat()
  const act = useAct('DELETE', '/api/push', { invalidates: ['channel'] })
  const nameOf = ({ agent, endpoint }: SettingsView['devices'][number]): string => `${agent || t({ es: 'Un navegador', en: 'A browser' })}${endpoint === here ? ` · ${t({ es: 'este', en: 'this one' })}` : ''}`
  return (
    <>
      <ProblemNotice problem={act.error} />
      <DataTable
        caption={{ es: 'Dispositivos que reciben avisos', en: 'Devices that receive notifications' }} rows={devices} rowKey={({ id }) => id}
        columns={[
          { key: 'agent', label: { es: 'Dispositivo', en: 'Device' }, value: nameOf },
          { key: 'since', label: { es: 'Desde', en: 'Since' }, value: ({ since }) => since, cell: ({ since }) => date(since), isShort: true },
          {
            key: 'remove', label: { es: 'Quitar', en: 'Remove' }, value: () => null, sorts: false,
            cell: (device) => <Button variant="subtle" onClick={() => act.mutate({ endpoint: device.endpoint })}>{t({ es: 'Quitar', en: 'Remove' })}<span className="visually-hidden"> {nameOf(device)}</span></Button>,
          },
        ]}
      />
    </>
  )
}
