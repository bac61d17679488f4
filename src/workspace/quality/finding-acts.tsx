// What may be done about a finding: explain it, reopen it, say whose it is, write a note.
import { Button, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { FindingDetail } from '../../modules/quality/model.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ApiProblem, ConfirmDialog, useAct, useRead, useText, type Reply } from '../kit/kit.ts'

interface Of { finding: Reply<FindingDetail> }

interface SayingProps {
  id: string
  path: string
  verb: Text
  title: Text
  hint: Text
  label: Text
  done: Text
  isMain?: boolean
}

const Saying = ({ id, path, verb, title, hint, label, done, isMain = false }: SayingProps) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const act = useAct('POST', path, {
    onDone: () => {
      setOpen(false)
      setWords('')
      announce(t(done))
    },
  })
  return (
    <>
      <Button {...(!isMain && { variant: 'default' })} onClick={() => setOpen(true)}>{t(verb)}</Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} title={title} confirm={verb} isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate({ id, words })}>
        <p>{t(hint)}</p>
        <Textarea
          label={t(label)} autosize minRows={3} maxLength={2000} required value={words} onChange={(event) => setWords(event.currentTarget.value)}
          error={act.error instanceof ApiProblem ? act.error.fields['words'] : undefined}
        />
      </ConfirmDialog>
    </>
  )
}

export const Explain = ({ finding: { id, state, allowed } }: Of) =>
  state === 'open' && allowed.includes('finding.explain') && (
    <Saying
      id={id} path="/api/findings/:id/explanation" isMain verb={{ es: 'Explicar', en: 'Explain' }} title={{ es: 'Explicar el hallazgo', en: 'Explain the finding' }}
      hint={{ es: 'Diga por qué la cifra es buena, o qué pasó de verdad. Quedará junto al hallazgo y este no volverá a abrirse solo.', en: 'Say why the figure is right, or what truly happened. It stays beside the finding, which will not open again by itself.' }}
      label={{ es: 'Explicación', en: 'Explanation' }} done={{ es: 'Hallazgo explicado.', en: 'Finding explained.' }}
    />
  )

export const Reopen = ({ finding: { id, state, allowed } }: Of) =>
  state === 'explained' && allowed.includes('finding.reopen') && (
    <Saying
      id={id} path="/api/findings/:id/reopening" verb={{ es: 'Reabrir', en: 'Reopen' }} title={{ es: 'Reabrir el hallazgo', en: 'Reopen the finding' }}
      hint={{ es: 'Diga por qué la explicación no basta.', en: 'Say why the explanation is not enough.' }} label={{ es: 'Razón', en: 'Reason' }} done={{ es: 'Hallazgo reabierto.', en: 'Finding reopened.' }}
    />
  )

export const NoteButton = ({ finding: { id, allowed } }: Of) =>
  allowed.includes('finding.note') && (
    <Saying
      id={id} path="/api/findings/:id/notes" verb={{ es: 'Escribir una nota', en: 'Write a note' }} title={{ es: 'Escribir una nota', en: 'Write a note' }}
      hint={{ es: 'La leerá quien vea este hallazgo. No escriba nombres de víctimas.', en: 'Whoever sees this finding will read it. Write no names of victims.' }}
      label={{ es: 'Nota', en: 'Note' }} done={{ es: 'Nota guardada.', en: 'Note kept.' }}
    />
  )

export const Owner = ({ finding }: Of) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (!finding.allowed.includes('finding.assign')) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Asignar', en: 'Assign' })}</Button>
      {isOpen && <OwnerDialog finding={finding} onClose={() => setOpen(false)} />}
    </>
  )
}

const OwnerDialog = ({ finding, onClose }: Of & { onClose: () => void }) => {
  const t = useText()
  const [institution, setInstitution] = useState(finding.institution?.id ?? '')
  const institutions = useRead<{ items: { id: string; name: string }[] }>('/api/institutions')
  const act = useAct('PUT', '/api/findings/:id/owner', {
    onDone: () => {
      onClose()
      announce(t({ es: 'Hallazgo asignado.', en: 'Finding assigned.' }))
    },
  })
  const items = institutions.data?.items ?? []
  return (
    <ConfirmDialog isOpen onClose={onClose} title={{ es: '¿A quién corresponde?', en: 'Whose is it?' }} confirm={{ es: 'Asignar', en: 'Assign' }} isBusy={act.isPending} problem={act.error ?? institutions.error}
      onConfirm={() => act.mutate({ id: finding.id, institution: institution === '' ? null : institution })}>
      <p>{t({ es: 'La institución elegida verá el hallazgo y podrá explicarlo.', en: 'The institution chosen will see the finding and may explain it.' })}</p>
      <Select label={t({ es: 'Institución', en: 'Institution' })} searchable allowDeselect={false} value={institution} onChange={(value) => setInstitution(value ?? '')}
        data={[{ value: '', label: t({ es: 'Nadie', en: 'Nobody' }) }, ...items.map(({ id, name }) => ({ value: id, label: name }))]} />
    </ConfirmDialog>
  )
}
