// The browsers that may be woken: this one, turned on or off, and the others.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '../../modules/notices/model/channels.ts'
import type { Text } from '../../platform/text.ts'
import { announce, DataTable, Notice, ProblemNotice, refresh, Section, useAct, useFormat, useText } from '../kit/kit.ts'
import { canBeWoken, letWake, stopWaking, subscriptionHere, type Woken } from '../kit/push.ts'

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

/** What the browser answered, and what to do. */
const refusals: Record<Exclude<Woken, 'done'>, { title: Text; whatToDo: Text }> = {
  denied: {
    title: { es: 'El navegador no lo permite', en: 'The browser does not allow it' },
    whatToDo: { es: 'Permita las notificaciones de este sitio en los ajustes del navegador y repita.', en: 'Allow this site’s notifications in the browser’s settings and try again.' },
  },
  unanswered: {
    title: { es: 'La pregunta del navegador quedó sin respuesta', en: 'The browser’s question was left unanswered' },
    whatToDo: { es: 'Repita y responda que sí permite las notificaciones.', en: 'Try again and answer that you allow the notifications.' },
  },
  unserved: {
    title: { es: 'Este navegador no pudo activar los avisos', en: 'This browser could not turn notifications on' },
    whatToDo: {
      es: 'Usted lo permitió, pero el navegador no llega a su servicio de avisos: no lo tiene, está apagado o la red lo bloquea. Pruebe con otra red o con otro navegador. Mientras tanto, sus alertas le esperan aquí.',
      en: 'You allowed it, but the browser does not reach its notification service: it has none, it is turned off, or the network blocks it. Try another network or another browser. Meanwhile your alerts wait for you here.',
    },
  },
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
      <div role="status">{on.data && on.data !== 'done' && !on.isPending && <Notice title={refusals[on.data].title}><p>{t(refusals[on.data].whatToDo)}</p></Notice>}</div>
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
