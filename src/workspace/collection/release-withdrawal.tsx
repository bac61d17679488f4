// Withdrawing: a whole release, or chosen places and months of a source, always with a reason that everyone will read.
import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { WithdrawalDone } from '../../modules/collection/model/release.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ApiProblem, ConfirmDialog, useAct, useGo, useText } from '../kit/kit.ts'

const verb: Text = { es: 'Retirar', en: 'Withdraw' }

const useWithdrawal = (onDone: () => void) => {
  const t = useText()
  const go = useGo()
  return useAct<WithdrawalDone>('POST', '/api/sources/:source/withdrawals', {
    onDone: ({ source, number, closed, restored }) => {
      onDone()
      announce(t({ es: `Retirado: ${closed} cifras dejaron de estar en vigor y ${restored} volvieron.`, en: `Withdrawn: ${closed} figures no longer stand and ${restored} came back.` }))
      go(`/sources/${source}/releases/${number}`)
    },
  })
}

interface ReasonProps { value: string; onChange: (value: string) => void; error: Error | null }

const Reason = ({ value, onChange, error }: ReasonProps) => {
  const t = useText()
  return (
    <Textarea
      label={t({ es: 'Por qué, en una frase', en: 'Why, in a sentence' })} autosize minRows={3} maxLength={1000} required value={value}
      onChange={(event) => onChange(event.currentTarget.value)} error={error instanceof ApiProblem ? error.fields['reason'] : undefined}
    />
  )
}

interface WithdrawReleaseProps { source: string; number: number; isLatest: boolean; isWithdrawal: boolean }

const consequence = ({ isLatest, isWithdrawal }: WithdrawReleaseProps): Text => {
  if (isWithdrawal) return { es: 'Se deshace el retiro: lo retirado vuelve a estar en vigor.', en: 'The withdrawal is undone: what was withdrawn stands again.' }
  if (isLatest) return { es: 'Vuelve a estar en vigor lo que había antes de esta versión. Nada se borra.', en: 'What stood before this release stands again. Nothing is deleted.' }
  return { es: 'Dejan de estar en vigor las cifras que trajo y siguen; no vuelve ninguna anterior, porque después hubo otras entregas. Nada se borra.', en: 'The figures it brought that still stand end; none earlier comes back, because other deliveries followed. Nothing is deleted.' }
}

export const WithdrawRelease = (props: WithdrawReleaseProps) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useWithdrawal(() => setOpen(false))
  const { source, number } = props
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Retirar esta versión', en: 'Withdraw this release' })}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: `Retirar la versión ${number}`, en: `Withdraw release ${number}` }} confirm={verb}
        isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate({ source, number, reason })}
      >
        <p>{t(consequence(props))}</p>
        <Reason value={reason} onChange={setReason} error={act.error} />
      </ConfirmDialog>
    </>
  )
}

const codesIn = (text: string): string[] => text.split(/[\s,;]+/).map((code) => code.toUpperCase()).filter((code) => code !== '')

export const WithdrawCells = ({ source }: { source: string }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [fields, setFields] = useState({ places: '', from: '', to: '', reason: '' })
  const act = useWithdrawal(() => setOpen(false))
  const set = (name: keyof typeof fields) => (value: string): void => setFields({ ...fields, [name]: value })
  const withdraw = (): void => act.mutate({ source, reason: fields.reason, cells: { places: codesIn(fields.places), from: fields.from || null, to: fields.to || null } })
  const month = (name: 'from' | 'to', label: Text) => (
    <TextInput label={t(label)} placeholder="2024-03" value={fields[name]} onChange={(event) => set(name)(event.currentTarget.value)}
      error={act.error instanceof ApiProblem ? act.error.fields[`cells.${name}`] : undefined} />
  )
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Retirar lugares o periodos', en: 'Withdraw places or periods' })}</Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Retirar lugares o periodos', en: 'Withdraw places or periods' }} confirm={verb} isBusy={act.isPending} problem={act.error} onConfirm={withdraw}>
        <p>{t({ es: 'Sus cifras dejan de estar en vigor y quedan en el historial, con la razón.', en: 'Their figures no longer stand and stay in the history, with the reason.' })}</p>
        <TextInput label={t({ es: 'Lugares, por su código (MX, GT-16)', en: 'Places, by their code (MX, GT-16)' })} value={fields.places} onChange={(event) => set('places')(event.currentTarget.value)} />
        {month('from', { es: 'Desde (mes o año)', en: 'From (month or year)' })}
        {month('to', { es: 'Hasta (mes o año)', en: 'To (month or year)' })}
        <Reason value={fields.reason} onChange={set('reason')} error={act.error} />
      </ConfirmDialog>
    </>
  )
}
