// One unit: whether it receives, who holds its key, its custodians, its competence, and everything that was done with it.
import type { UnitView } from '../../modules/units/model.ts'
import { institutionKindNames, type InstitutionKind } from '../../modules/accounts/model.ts'
import { stepTexts } from '../../modules/units/model.ts'
import { ActForm, announce, Facts, Notice, PageFrame, Read, Section, Timeline, useActForm, useFormat, useParameter, useRead, useText, type Reply } from '../kit/kit.ts'
import { FingerPrint, VaultGate } from '../vault/vault.ts'
import { Closing } from './closing.tsx'
import { Custodians } from './custodians.tsx'
import { Members } from './members.tsx'
import { RecoveryNotice } from './recovery-notice.tsx'
import { UnitFields, type UnitEntries } from './unit-fields.tsx'
import { UnitKey } from './unit-key.tsx'
import { Gaps, RotationNotice, UnitStateTag } from './words.tsx'

export const Unit = () => {
  const id = useParameter('id')
  const unit = useRead<UnitView>('/api/units/:id', { id })
  return <Read of={unit} what={{ es: 'Cargando la unidad…', en: 'Loading the unit…' }}>{(found) => <UnitScreen unit={found} />}</Read>
}

const UnitScreen = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  return (
    <PageFrame
      title={unit.name} up={{ to: '/units', label: { es: 'Unidades', en: 'Units' } }} tags={<UnitStateTag {...unit} />}
      lead={`${t(institutionKindNames[unit.kind as InstitutionKind])} · ${unit.institution}`}
    >
      <Gaps gaps={unit.gaps} until={unit.announced?.waits === 'announced' ? unit.announced.until : undefined} />
      <RotationNotice reason={unit.rotation?.reason} />
      <RecoveryNotice unit={unit} />
      <Section title={{ es: 'Personas y llave', en: 'People and key' }} lead={t({
        es: 'Quien tiene la llave abre todo lo que la unidad recibe. La da solo quien ya la tiene; el nodo la niega a toda institución registrada como control migratorio.',
        en: 'Whoever holds the key opens everything the unit receives. Only someone who holds it gives it; the node refuses it to every institution entered as migration control.',
      })}>
        <VaultGate>
          <UnitKey unit={unit} />
          <Members unit={unit} />
        </VaultGate>
      </Section>
      <Custodians unit={unit} />
      {unit.allowed.includes('unit.change') && <Change key={unit.id} unit={unit} />}
      <Keys unit={unit} />
      <Steps unit={unit} />
      <Closing unit={unit} />
    </PageFrame>
  )
}

const Change = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { id, name, country, represents, territories, offences, promisedDays, kind } = unit
  const form = useActForm<UnitView, UnitEntries>({
    method: 'PUT', path: '/api/units/:id', initial: { name, country, represents, territories, offences, promisedDays }, also: { id },
    onDone: () => announce(t({ es: 'Cambios guardados.', en: 'Changes saved.' })),
  })
  return (
    <Section title={{ es: 'Qué recibe', en: 'What it receives' }} lead={t({ es: 'Con esto se ofrece la unidad a quien reporta.', en: 'Reporters are offered the unit by this.' })}>
      <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }}><UnitFields form={form} isConsulate={kind === 'consulate'} /></ActForm>
    </Section>
  )
}

const Keys = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const { date } = useFormat()
  if (unit.keys.length === 0) return null
  return (
    <Section title={{ es: 'Llaves de la unidad', en: 'Keys of the unit' }} lead={t({ es: 'Las de antes se conservan: con ellas se abren los reportes de entonces.', en: 'Earlier ones are kept: reports from then open with them.' })}>
      <Facts items={unit.keys.map(({ recipient, isCurrent, madeAt, holders }) => {
        const since = date(madeAt)
        return {
          label: isCurrent ? { es: `La de hoy, desde el ${since}`, en: `Today’s, since ${since}` } : { es: `Hecha el ${since}`, en: `Made on ${since}` },
          value: <><FingerPrint recipient={recipient} /> · {t({ es: `la abren ${holders.length}`, en: `opened by ${holders.length}` })}</>,
        }
      })} />
    </Section>
  )
}

const Steps = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  return (
    <Section title={{ es: 'Qué se ha hecho', en: 'What was done' }}>
      {unit.steps.length === 0 ? <Notice>{t({ es: 'Nada todavía.', en: 'Nothing yet.' })}</Notice> : (
        <Timeline moments={unit.steps.map(({ what, by, about, at }, index) => ({
          key: `${at}-${index}`, at, what: `${t(stepTexts[what])}${about ? `: ${about}` : ''}`, who: by ?? t({ es: 'el propio nodo', en: 'the node itself' }),
        }))} />
      )}
    </Section>
  )
}
