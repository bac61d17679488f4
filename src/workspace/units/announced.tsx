// Units announced that do not receive yet: whoever holds a key here compares the finger print and vouches, or says that the unit is not known.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { institutionKindNames } from '../../modules/accounts/model.ts'
import type { ExplainedUnit, Explanation, KeyRing, UnitSummary } from '../../modules/units/model.ts'
import type { Text } from '../../platform/text.ts'
import { announce, callAct, ConfirmDialog, Facts, refresh, Section, useFormat, useRead, useText } from '../kit/kit.ts'
import { FingerPrint, useVault, VaultGate } from '../vault/vault.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import styles from './units.module.css'

/** Of one's own units, the first whose current key is open here. */
const useOwnUnit = (): string | undefined => {
  const { identitiesOf } = useVault()
  const ring = useRead<KeyRing>('/api/keys', {}, { topics: ['key', 'unit'] }).data
  return ring?.units.find(({ id }) => identitiesOf(id).some(({ isCurrent }) => isCurrent))?.id
}

const useWord = (work: () => Promise<unknown>, said: Text, onDone: () => void) => {
  const t = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      announce(t(said))
      onDone()
      await refresh(client, ['unit'])
    },
  })
}

const Vouching = ({ unit }: { unit: ExplainedUnit }) => {
  const t = useText()
  const own = useOwnUnit()
  const { prove } = useVault()
  const [isOpen, setOpen] = useState(false)
  const vouching = useWord(async () => callAct('POST', '/api/units/:id/vouching', { id: unit.id, as: own, proof: await prove(own ?? '') }), { es: 'Guardado: usted da fe de esta unidad.', en: 'Kept: you vouch for this unit.' }, () => setOpen(false))
  if (own === undefined) return <p>{t({ es: 'Para dar fe hace falta tener la llave de una unidad que ya recibe.', en: 'To vouch you need to hold the key of a unit that already receives.' })}</p>
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Dar fe', en: 'Vouch' })}<span className="visually-hidden"> {unit.name}</span></Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Dar fe de una unidad', en: 'Vouch for a unit' }}
        confirm={{ es: 'La huella es la suya: doy fe', en: 'The finger print is theirs: I vouch' }} onConfirm={() => vouching.mutate()} isBusy={vouching.isPending} problem={vouching.error}
      >
        <p>{t({
          es: `Llame a «${unit.institution}» por un teléfono que usted ya conocía, no por uno que le hayan dado ahora, y pídale que le lea la huella de su llave. Si es esta, la unidad empieza a recibir reportes:`,
          en: `Call “${unit.institution}” at a telephone number you knew already, not one you were given now, and ask them to read out the finger print of their key. If it is this one, the unit begins to receive reports:`,
        })}</p>
        <p><FingerPrint recipient={unit.key.recipient} /></p>
        <p>{t({ es: 'Su nombre y el de su unidad quedan anotados; el de su unidad, en la página pública.', en: 'Your name and your unit’s are kept; your unit’s, on the public page.' })}</p>
      </ConfirmDialog>
    </>
  )
}

const Doubting = ({ unit }: { unit: ExplainedUnit }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const doubting = useWord(() => callAct('POST', '/api/units/:id/doubts', { id: unit.id, isDoubted: true }), { es: 'Guardado: usted no reconoce esta unidad.', en: 'Kept: you do not know this unit.' }, () => setOpen(false))
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'No la reconozco', en: 'I do not know it' })}<span className="visually-hidden">: {unit.name}</span></Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: '¿No reconoce esta unidad?', en: 'Do you not know this unit?' }}
        confirm={{ es: 'No la reconozco', en: 'I do not know it' }} onConfirm={() => doubting.mutate()} isBusy={doubting.isPending} problem={doubting.error}
      >
        <p>{t({
          es: 'Mientras alguien la ponga en duda no recibe por el paso de los días: hará falta que quien tiene la llave de otra unidad dé fe de ella. Su nombre queda anotado en la unidad.',
          en: 'While somebody doubts it, it does not begin by the passing of days: somebody who holds another unit’s key will have to vouch for it. Your name is kept with the unit.',
        })}</p>
      </ConfirmDialog>
    </>
  )
}

const One = ({ unit }: { unit: ExplainedUnit }) => {
  const t = useText()
  const { state } = useVault()
  const { date } = useFormat()
  const { since = '', until = '', waits, doubts = 0 } = unit.announced ?? {}
  return (
    <article>
      <h3>{unit.name}</h3>
      <Facts items={[
        { label: { es: 'Institución', en: 'Institution' }, value: `${unit.institution} · ${t(institutionKindNames[unit.kind])}, ${unit.country}` },
        { label: { es: 'Huella de su llave', en: 'Finger print of its key' }, value: <FingerPrint recipient={unit.key.recipient} /> },
        { label: { es: 'Anunciada', en: 'Announced' }, value: date(since) },
        { label: { es: 'Recibe', en: 'Receives' }, value: waits === 'doubted'
          ? t({ es: `Cuando alguien dé fe: no la reconocen ${String(doubts)}`, en: `Once somebody vouches: not known to ${String(doubts)}` })
          : t({ es: `Desde el ${date(until)}, si nadie se opone`, en: `From ${date(until)}, if nobody objects` }) },
      ]} />
      <div className={styles.actions}>
        {state === 'open' && <Vouching unit={unit} />}
        <Doubting unit={unit} />
      </div>
    </article>
  )
}

/** Drawn only while some unit waits. */
export const AnnouncedUnits = () => {
  const t = useText()
  const own = useRead<{ items: UnitSummary[] }>('/api/units').data?.items.filter(({ isMine }) => isMine).map(({ id }) => id) ?? []
  const waiting = useRead<Explanation>('/api/units/access', {}, { topics: ['unit'] }).data?.announced.filter(({ id }) => !own.includes(id)) ?? []
  if (waiting.length === 0) return null
  return (
    <Section title={{ es: 'Unidades nuevas que esperan', en: 'New units that wait' }} lead={t({
      es: 'Se anuncian a quienes reciben reportes para que nadie ponga una unidad falsa. Mire si las conoce.',
      en: 'They are announced to everybody who receives reports, so that nobody sets up a false one. See whether you know them.',
    })}>
      {waiting.map((unit) => <One key={unit.id} unit={unit} />)}
      <p>{t({ es: 'Se da fe con la bóveda abierta: su navegador muestra que tiene la llave de otra unidad.', en: 'Vouching takes the open vault: your browser shows that it holds the key of another unit.' })}</p>
      <VaultGate>{null}</VaultGate>
    </Section>
  )
}
