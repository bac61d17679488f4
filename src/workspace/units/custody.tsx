// What custodians do: the first opens the outer seal and hands on; the second opens the inner one for a new member.
import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyRing } from '../../modules/units/model.ts'
import { announce, ApiProblem, Empty, Notice, PageFrame, ProblemNotice, Read, refresh, Section, useFormat, useText } from '../kit/kit.ts'
import { FingerPrint, useRing, useVault, VaultGate } from '../vault/vault.ts'
import { handOn, recover } from './sealing.ts'
import styles from './units.module.css'

const doesNotOpen = {
  es: 'No se pudo abrir su parte: está sellada para otra llave suya. Avise a la unidad para que nombre custodios de nuevo.',
  en: 'Your part could not be opened: it is sealed to another key of yours. Tell the unit, so that custodians are named again.',
}

const Fault = ({ error }: { error: Error | null }) => {
  const t = useText()
  if (!error) return null
  return error instanceof ApiProblem ? <ProblemNotice problem={error} /> : <p role="alert">{t(doesNotOpen)}</p>
}

const useCustodianAct = <I,>(act: (input: I) => Promise<void>, done: { es: string; en: string }) => {
  const t = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      announce(t(done))
      await refresh(client, ['unit', 'key'])
    },
  })
}

/** First custodian: for whom, and handing on. */
const First = ({ custody }: { custody: KeyRing['custodies'][number] }) => {
  const t = useText()
  const vault = useVault()
  const [person, setPerson] = useState<string | null>(null)
  const handing = useCustodianAct((to: string) => handOn(custody, to, vault), { es: 'Su parte está en manos del segundo custodio.', en: 'Your part is in the second custodian’s hands.' })
  const chosen = custody.people.find((each) => each.person === person)
  return (
    <Section title={custody.name} lead={t({ es: `Segundo custodio: ${custody.second.name}. Hágalo solo si la unidad lo pide por otro medio.`, en: `Second custodian: ${custody.second.name}. Do it only if the unit asks for it by other means.` })}>
      <Fault error={handing.error} />
      <Select label={t({ es: 'Para quién se recupera', en: 'For whom it is recovered' })} data={custody.people.map((each) => ({ value: each.person, label: each.name }))} value={person} onChange={setPerson} maw="24rem" />
      {chosen && <p>{t({ es: 'Huella de su llave:', en: 'Finger print of their key:' })} <FingerPrint recipient={chosen.recipient} /></p>}
      <p className={styles.actions}>
        <Button mt="sm" aria-busy={handing.isPending} onClick={() => {
          if (person !== null) handing.mutate(person)
        }}>{t({ es: 'Abrir mi parte y pasarla', en: 'Open my part and hand it on' })}</Button>
      </p>
    </Section>
  )
}

/** Second custodian: opening the inner part for the person the first one named. */
const Second = ({ recovery }: { recovery: KeyRing['recoveries'][number] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const vault = useVault()
  const recovering = useCustodianAct(() => recover(recovery, vault), { es: 'Llave recuperada. La unidad verá quién lo hizo.', en: 'Key recovered. The unit will see who did it.' })
  return (
    <Notice title={{ es: `${recovery.name}: falta su parte`, en: `${recovery.name}: your part is missing` }}>
      <Fault error={recovering.error} />
      <p>{t({
        es: `${recovery.first.name} abrió la suya el ${dateTime(recovery.handedAt)} para que ${recovery.person.name} tenga la llave. Compruebe con ambos, por otro medio, que es así.`,
        en: `${recovery.first.name} opened theirs on ${dateTime(recovery.handedAt)} so that ${recovery.person.name} holds the key. Check with both, by other means, that it is so.`,
      })}</p>
      {recovery.recipient !== null && <p>{t({ es: 'Huella de su llave:', en: 'Finger print of their key:' })} <FingerPrint recipient={recovery.recipient} /></p>}
      <Button aria-busy={recovering.isPending} onClick={() => recovering.mutate(undefined)}>{t({ es: 'Recuperar la llave', en: 'Recover the key' })}</Button>
    </Notice>
  )
}

const Parts = ({ ring }: { ring: KeyRing }) => {
  const t = useText()
  return (
    <>
      {ring.recoveries.map((recovery) => <Second key={recovery.id} recovery={recovery} />)}
      {ring.custodies.map((custody) => <First key={`${custody.unit} ${custody.second.id}`} custody={custody} />)}
      {ring.recoveries.length + ring.custodies.length === 0 && (
        <Empty title={{ es: 'No custodia nada ahora.', en: 'You are a custodian of nothing now.' }}>{t({
          es: 'Si es segundo custodio, aquí aparece lo que el primero le pase.', en: 'If you are a second custodian, what the first hands on appears here.',
        })}</Empty>
      )}
    </>
  )
}

export const Custody = () => {
  const t = useText()
  const ring = useRing()
  return (
    <PageFrame
      title={{ es: 'Llaves que custodio', en: 'Keys I am a custodian of' }} up={{ to: '/units', label: { es: 'Unidades', en: 'Units' } }}
      lead={t({ es: 'Si quienes tienen la llave de una unidad faltan, dos custodios la devuelven. Ninguno la abre solo, y todos lo ven.', en: 'If those who hold a unit’s key are gone, two custodians give it back. Neither opens it alone, and everyone sees it.' })}
    >
      <VaultGate><Read of={ring}>{(found) => <Parts ring={found} />}</Read></VaultGate>
    </PageFrame>
  )
}
