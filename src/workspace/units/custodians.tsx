// The two custodians of a unit's key: who they are, and entrusting it to them.
import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, ConfirmDialog, Empty, Facts, refresh, Section, StateTag, useText, type Reply } from '../kit/kit.ts'
import { FingerPrint, useVault } from '../vault/vault.ts'
import { entrust } from './sealing.ts'

const Entrust = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const client = useQueryClient()
  const { identitiesOf, prove } = useVault()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<{ first: string | null; second: string | null }>({ first: null, second: null })
  const candidates = unit.receivers.filter((each) => !unit.members.some(({ person }) => person === each.person))
  const [first, second] = [chosen.first, chosen.second].map((id) => candidates.find(({ person }) => person === id))
  const entrusting = useMutation({
    mutationFn: async () => {
      if (first && second) await entrust(unit.id, { held: identitiesOf(unit.id), prove }, { first, second })
    },
    onSuccess: async () => {
      announce(t({ es: 'Llave confiada a los dos custodios.', en: 'Key entrusted to the two custodians.' }))
      setOpen(false)
      await refresh(client, ['unit', 'key'])
    },
  })
  const data = candidates.map(({ person, name, institution }) => ({ value: person, label: `${name} · ${institution}` }))
  const print = (recipient: string | undefined) => recipient && <p><FingerPrint recipient={recipient} /></p>
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Nombrar custodios', en: 'Name custodians' })}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Confiar la llave a dos custodios', en: 'Entrust the key to two custodians' }}
        confirm={{ es: 'Confiar la llave', en: 'Entrust the key' }} onConfirm={() => {
          if (first && second) entrusting.mutate()
        }} isBusy={entrusting.isPending} problem={entrusting.error}
      >
        {candidates.length < 2 ? (
          <Empty title={{ es: 'Hacen falta dos personas de fuera de la unidad.', en: 'Two people from outside the unit are needed.' }}>{t({
            es: 'Con papel de recepción de reportes y llave propia; mejor de otra institución. Nunca de control migratorio.',
            en: 'Reception officers with keys of their own; better from another institution. Never from migration control.',
          })}</Empty>
        ) : (
          <>
            <p>{t({ es: 'Ninguno de los dos la abre por sí solo. Compruebe las dos huellas por teléfono.', en: 'Neither opens it alone. Check both finger prints by telephone.' })}</p>
            <Select label={t({ es: 'Primer custodio', en: 'First custodian' })} data={data.filter(({ value }) => value !== chosen.second)} value={chosen.first} onChange={(value) => setChosen({ ...chosen, first: value })} />
            {print(first?.recipient)}
            <Select label={t({ es: 'Segundo custodio', en: 'Second custodian' })} data={data.filter(({ value }) => value !== chosen.first)} value={chosen.second} onChange={(value) => setChosen({ ...chosen, second: value })} />
            {print(second?.recipient)}
          </>
        )}
      </ConfirmDialog>
    </>
  )
}

export const Custodians = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { state, identitiesOf } = useVault()
  const key = unit.keys.find(({ isCurrent }) => isCurrent)
  if (!key) return null
  const canEntrust = state === 'open' && unit.allowed.includes('key.entrust') && identitiesOf(unit.id).length > 0
  return (
    <Section
      title={{ es: 'Custodios', en: 'Custodians' }} actions={canEntrust && <Entrust unit={unit} />}
      lead={t({
        es: 'Dos personas de fuera de la unidad que, juntas y a la vista de todos, devuelven la llave si quienes la tenían faltan. Ninguna la abre sola.',
        en: 'Two people from outside the unit who, together and in everyone’s sight, give the key back if those who held it are gone. Neither opens it alone.',
      })}
    >
      {key.custodians ? (
        <>
          <Facts items={[
            { label: { es: 'Primero', en: 'First' }, value: key.custodians.first.name },
            { label: { es: 'Segundo', en: 'Second' }, value: key.custodians.second.name },
            { label: { es: 'Pueden hacerlo hoy', en: 'Can do it today' }, value: <StateTag kind={key.custodians.isReady ? 'active' : 'refused'} label={key.custodians.isReady ? { es: 'Sí', en: 'Yes' } : { es: 'No: uno cambió de llave o de puesto', en: 'No: one has another key or post' }} /> },
          ]} />
        </>
      ) : <Empty title={{ es: 'No hay custodios.', en: 'There are no custodians.' }}>{t({ es: 'Si todas las personas con llave faltaran, los reportes se perderían. Nómbrelos con la bóveda abierta.', en: 'If everyone with the key were gone, reports would be lost. Name them with the vault open.' })}</Empty>}
    </Section>
  )
}
