// What may be decided about a report: take it, assign it, transfer it, join it to another, close it, not follow it up, open it again.
import { Button, Group, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { rejectionReasons, type ReportList, type ReportView } from '../../modules/reports/model/inbox.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ConfirmDialog, Notice, Read, refresh, useAct, useFormat, useRead, useSession, useText, type Reply } from '../kit/kit.ts'
import { numberOf, reasonNames } from './words.tsx'

interface Of { report: Reply<ReportView> }

export const Decisions = ({ report }: Of) => (
  <Group gap="sm">
    <Taking report={report} />
    <Assigning report={report} />
    <Joining report={report} />
    <Plain
      report={report} act="report.close" path="/api/reports/:id/close" endsWhatWasRead verb={{ es: 'Cerrar', en: 'Close' }} done={{ es: 'Reporte cerrado.', en: 'Report closed.' }}
      explains={{ es: 'La persona verá que está cerrado. Si vuelve a escribir, se abre otra vez. Antes de cerrar, dígale en la conversación qué se hizo.', en: 'The person will see that it is closed. If they write again it opens again. Before closing, tell them in the conversation what was done.' }}
    />
    <Rejecting report={report} />
    <Plain
      report={report} act="report.part" path="/api/reports/:id/part" verb={{ es: 'No cuenta lo mismo', en: 'It does not tell of the same' }} done={{ es: 'Separado: se cuenta aparte.', en: 'Parted: it is counted apart.' }}
      explains={{ es: 'Se unió a otro reporte, y lo que pasó se cuenta una sola vez. Si no es lo mismo, sepárelo: desde ahora se cuenta aparte.', en: 'It was joined to another report, and what happened is counted once. If it is not the same, part it: from now on it is counted apart.' }}
    />
    <Plain
      report={report} act="report.reopen" path="/api/reports/:id/reopen" verb={{ es: 'Abrir de nuevo', en: 'Open again' }} done={{ es: 'Reporte abierto de nuevo.', en: 'Report opened again.' }}
      explains={{ es: 'Vuelve a la bandeja de su unidad y la persona verá que se atiende.', en: 'It goes back to your unit’s inbox and the person will see that it is being attended.' }}
    />
  </Group>
)

const Taking = ({ report }: Of) => {
  const t = useText()
  const me = useSession()?.person?.id
  const act = useAct('POST', '/api/reports/:id/assign', { onDone: () => announce(t({ es: 'Queda a su cargo.', en: 'You are in charge of it now.' })) })
  if (!report.allowed.includes('report.assign') || report.assignee || me === undefined) return null
  return <Button aria-busy={act.isPending} onClick={() => act.mutate({ id: report.id, person: me })}>{t({ es: 'Tomarlo', en: 'Take it' })}</Button>
}

interface AskingProps {
  report: ReportView
  path: string
  verb: Text
  done: Text
  /** Said and asked before it is done. */
  children: ReactNode
  input?: Record<string, unknown>
  /** It says what was the last message on the screen when it was asked: what came since is read first. */
  endsWhatWasRead?: boolean
  hasNothing?: boolean
  onOpen?: () => void
}

/** A button that asks first. */
const Asking = ({ report, path, verb, done, children, input = {}, endsWhatWasRead = false, hasNothing = false, onOpen }: AskingProps) => {
  const t = useText()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  const act = useAct('POST', path, {
    onDone: () => {
      setOpen(false)
      announce(t(done))
    },
  })
  const open = (): void => {
    setSeen(report.conversation.at(-1)?.id ?? null)
    act.reset()
    setOpen(true)
    onOpen?.()
  }
  const confirm = (): void =>
    act.mutate({ id: report.id, ...(endsWhatWasRead && { seen }), ...input }, { onError: () => void refresh(client, ['report']) })
  return (
    <>
      <Button variant="default" onClick={open}>{t(verb)}</Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} title={verb} confirm={verb} hasNothing={hasNothing} isBusy={act.isPending} problem={act.error} onConfirm={confirm}>{children}</ConfirmDialog>
    </>
  )
}

const Plain = ({ report, act, explains, ...asking }: Omit<AskingProps, 'children' | 'report'> & Of & { act: string; explains: Text }) => {
  const t = useText()
  return report.allowed.includes(act) && <Asking report={report} {...asking}><p>{t(explains)}</p></Asking>
}

const Assigning = ({ report }: Of) => {
  const t = useText()
  const [person, setPerson] = useState(report.assignee?.id ?? '')
  if (!report.allowed.includes('report.assign') || report.members.length < 2) return null
  return (
    <Asking report={report} path="/api/reports/:id/assign" verb={{ es: 'Asignar', en: 'Assign' }} done={{ es: 'Asignado.', en: 'Assigned.' }} input={{ person: person === '' ? null : person }}>
      <p>{t({ es: 'Toda la unidad puede seguir leyéndolo; quien quede a cargo es quien responde.', en: 'The whole unit can still read it; whoever is in charge is the one who answers.' })}</p>
      <NativeSelect label={t({ es: 'A cargo de', en: 'In charge' })} value={person} onChange={(event) => setPerson(event.currentTarget.value)}
        data={[{ value: '', label: t({ es: 'Nadie todavía', en: 'Nobody yet' }) }, ...report.members.map(({ id, name }) => ({ value: id, label: name }))]} />
    </Asking>
  )
}

const Rejecting = ({ report }: Of) => {
  const t = useText()
  const [reason, setReason] = useState<string>('not-a-crime')
  if (!report.allowed.includes('report.reject')) return null
  return (
    <Asking report={report} path="/api/reports/:id/reject" verb={{ es: 'No atender', en: 'Do not follow up' }} done={{ es: 'Guardado: no se atiende.', en: 'Kept: not followed up.' }} input={{ reason }} endsWhatWasRead>
      <p>{t({ es: 'La persona verá que no se atiende. No se borra y puede abrirse de nuevo. Explíquele antes por qué y a dónde acudir.', en: 'The person will see that it is not followed up. It is not deleted and can be opened again. First explain why, and where to turn to.' })}</p>
      <NativeSelect label={t({ es: 'Razón', en: 'Reason' })} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data={rejectionReasons.map((value) => ({ value, label: t(reasonNames[value]) }))} />
    </Asking>
  )
}

const Joining = ({ report }: Of) => {
  const t = useText()
  const [into, setInto] = useState('')
  const [isAsked, setAsked] = useState(false)
  const others = useRead<ReportList>('/api/reports', { box: 'all', unit: report.unit.id }, { enabled: isAsked })
  const items = (others.data?.items ?? []).filter(({ id, joinedTo }) => id !== report.id && joinedTo === null)
  if (!report.allowed.includes('report.join')) return null
  return (
    <Asking
      report={report} path="/api/reports/:id/join" verb={{ es: 'Unir con otro', en: 'Join with another' }} done={{ es: 'Reportes unidos.', en: 'Reports joined.' }}
      input={{ into }} hasNothing={items.length === 0} onOpen={() => setAsked(true)}
    >
      <p>{t({ es: 'Para cuando dos reportes cuentan lo mismo. Cada persona sigue teniendo su conversación; se cuenta una sola vez.', en: 'For when two reports tell of the same thing. Each person keeps their conversation; it is counted once.' })}</p>
      <Read of={others} what={{ es: 'Buscando los otros reportes…', en: 'Looking for the other reports…' }}>{() => <OtherReports items={items} into={into} onChange={setInto} />}</Read>
    </Asking>
  )
}

const OtherReports = ({ items, into, onChange }: { items: ReportList['items']; into: string; onChange: (id: string) => void }) => {
  const t = useText()
  const { date } = useFormat()
  if (items.length === 0) return <Notice><p>{t({ es: 'No hay otro reporte en su unidad con el que unirlo.', en: 'There is no other report in your unit to join it with.' })}</p></Notice>
  return (
    <NativeSelect
      label={t({ es: 'El otro reporte', en: 'The other report' })} value={into} onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t({ es: 'Elija uno', en: 'Choose one' }) }, ...items.map(({ id, received }) => ({ value: id, label: `${numberOf(id)} · ${date(received)}` }))]}
    />
  )
}
