// Transferring a report: opened here and sealed anew to the other unit's key, only to kinds of unit the reporter agreed to.
import { Button, Radio, RadioGroup } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import { unitKindNames, type PublicUnit } from '../../modules/units/model.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ConfirmDialog, Notice, Progress, Read, Section, useFormat, useRead, useText, type Reply } from '../kit/kit.ts'
import { useDoing } from './doing.ts'
import styles from './reports.module.css'
import { reseal, type Anew, type ResealStep } from './reseal.ts'
import { useVault } from '../vault/vault.ts'

const verb: Text = { es: 'Transferir', en: 'Transfer' }

export const Transferring = ({ report }: { report: Reply<ReportView> }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (!report.allowed.includes('report.transfer')) return null
  return (
    <Section title={{ es: 'Pasarlo a otra unidad', en: 'Pass it on to another unit' }} lead={t({ es: 'Si a otra le corresponde más. Solo a las que la persona aceptó.', en: 'If it is more another’s task. Only to those the person agreed to.' })}>
      <div><Button variant="default" onClick={() => setOpen(true)}>{t(verb)}</Button></div>
      {isOpen && <TransferDialog report={report} onClose={() => setOpen(false)} />}
    </Section>
  )
}

const TransferDialog = ({ report, onClose }: { report: ReportView; onClose: () => void }) => {
  const t = useText()
  const vault = useVault()
  const units = useRead<{ units: PublicUnit[] }>('/api/units/public')
  const [chosen, setChosen] = useState<string>('')
  const [step, setStep] = useState<ResealStep>({ done: 0, of: 1 })
  const anew = useRef<Anew>(new Map())
  const { bytes } = useFormat()
  const doing = useDoing()
  const unit = units.data?.units.find(({ id }) => id === chosen)
  const { may } = choices(report, units.data?.units ?? [])
  const transfer = async (to: PublicUnit): Promise<void> => {
    const isDone = await doing.run(() => reseal({ report, to, vault, anew: anew.current, onStep: setStep }))
    if (!isDone) return
    announce(t({ es: `Transferido a ${to.name}.`, en: `Transferred to ${to.name}.` }))
    onClose()
  }
  return (
    <ConfirmDialog isOpen onClose={onClose} title={{ es: 'Transferir a otra unidad', en: 'Transfer to another unit' }} confirm={verb} hasNothing={may.length === 0} isBusy={doing.isBusy} problem={doing.problem} onConfirm={() => unit && void transfer(unit)}>
      <p>{t({
        es: 'Su navegador abre el reporte, la conversación y los archivos, y los sella de nuevo para la otra unidad. Las notas internas no se pasan. La persona verá quién lo tiene ahora.',
        en: 'Your browser opens the report, the conversation and the files, and seals them anew for the other unit. Internal notes are not passed on. The person will see who has it now.',
      })}</p>
      <Read of={units} what={{ es: 'Cargando las unidades…', en: 'Loading the units…' }}>{({ units: all }) => <Choices report={report} units={all} chosen={chosen} onChange={setChosen} />}</Read>
      {doing.isBusy && <div className={styles.progress}><Progress label={{ es: 'Sellando de nuevo', en: 'Sealing anew' }} share={Math.min(1, step.done / step.of)} note={`${bytes(step.done)} / ${bytes(step.of)}`} /></div>}
    </ConfirmDialog>
  )
}

/** Other units, by whether the person agreed that it may be passed to them. */
const choices = (report: ReportView, units: readonly PublicUnit[]): { may: PublicUnit[]; mayNot: PublicUnit[] } => {
  const others = units.filter(({ id }) => id !== report.unit.id && report.units.every((has) => has.id !== id))
  const isAgreed = ({ kind }: PublicUnit): boolean => report.consents.passOn.includes(kind)
  return { may: others.filter(isAgreed), mayNot: others.filter((unit) => !isAgreed(unit)) }
}

interface ChoicesProps {
  report: ReportView
  units: readonly PublicUnit[]
  chosen: string
  onChange: (id: string) => void
}

const Choices = ({ report, units, chosen, onChange }: ChoicesProps) => {
  const t = useText()
  const { may, mayNot } = choices(report, units)
  return (
    <>
      {may.length === 0 && <Notice><p>{t({ es: 'No hay ninguna unidad a la que la persona haya aceptado que se pase. Pídale permiso en la conversación.', en: 'There is no unit to which the person agreed it may be passed. Ask for permission in the conversation.' })}</p></Notice>}
      {may.length > 0 && (
        <RadioGroup label={t({ es: 'A qué unidad', en: 'To which unit' })} value={chosen} onChange={onChange}>
          {may.map(({ id, name, kind, country }) => <Radio key={id} value={id} mt="xs" label={`${name} · ${t(unitKindNames[kind])}, ${country}`} />)}
        </RadioGroup>
      )}
      {mayNot.length > 0 && (
        <details>
          <summary>{t({ es: `Por qué no otras (${mayNot.length})`, en: `Why not others (${mayNot.length})` })}</summary>
          <ul>{mayNot.map(({ id, name, kind }) => <li key={id}>{name}: {t({ es: 'la persona no aceptó que se pase a «', en: 'the person did not agree to pass it on to “' })}{t(unitKindNames[kind])}{t({ es: '».', en: '”.' })}</li>)}</ul>
        </details>
      )}
    </>
  )
}
