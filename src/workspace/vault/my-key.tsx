// One's own key: its finger print, how it opens, and what of the units it opens.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyRing } from '../../modules/units/model.ts'
import { announce, ApiProblem, callAct, Facts, Loading, Notice, PageFrame, ProblemNotice, Progress, Read, refresh, Section, useFormat, useSession, useText } from '../kit/kit.ts'
import { FingerPrint } from './finger-print.tsx'
import { VaultGate } from './gate.tsx'
import { current } from './memory.ts'
import { useNewPassphrase } from './passphrase-fields.tsx'
import { useRing } from './use-ring.ts'
import styles from './vault.module.css'

type OwnKey = KeyRing['keys'][number]

/** The identity of one's current key, while the vault is open with it. */
const ownIdentity = (key: OwnKey): string | undefined => current()?.own.find((each) => each.key === key.id)?.identity

/** Shows the node that this browser opens the key, and did not only sign in. */
const proven = async (key: OwnKey): Promise<string> => (await import('./proof.ts')).proofFor(key.id, [ownIdentity(key) ?? ''])

const ChangePassphrase = ({ ownKey }: { ownKey: OwnKey }) => {
  const t = useText()
  const client = useQueryClient()
  const [isChecked, setChecked] = useState(false)
  const { passphrase, isReady, fields } = useNewPassphrase(isChecked)
  const changing = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      const { passphraseLock } = await import('./opening.ts')
      const identity = ownIdentity(ownKey) ?? ''
      const lock = await passphraseLock(identity, passphrase)
      await callAct('PUT', '/api/keys/:key/passphrase', { key: ownKey.id, sealed: lock.sealed, proof: await proven(ownKey) })
    },
    onSuccess: async () => {
      setChecked(false)
      await refresh(client, ['key'])
      announce(t({ es: 'La frase es otra desde ahora.', en: 'The passphrase is another from now on.' }))
    },
  })
  return (
    <form noValidate className={styles.form} onSubmit={(event) => {
      event.preventDefault()
      setChecked(true)
      if (isReady && !changing.isPending) changing.mutate()
    }}>
      <ProblemNotice problem={changing.error} />
      {fields}
      {changing.isPending
        ? <Progress label={{ es: 'Sellando su llave; tarda unos segundos a propósito', en: 'Sealing your key; it takes a few seconds on purpose' }} />
        : <Button type="submit">{t({ es: 'Cambiar la frase', en: 'Change the passphrase' })}</Button>}
    </form>
  )
}

const cannot = {
  es: 'Este dispositivo o navegador no puede sellar con una llave de acceso (hace falta la extensión PRF), o se canceló. Su frase sigue sirviendo.',
  en: 'This device or browser cannot seal with a passkey (it needs the PRF extension), or it was cancelled. Your passphrase still works.',
}

const AddPasskey = ({ ownKey }: { ownKey: OwnKey }) => {
  const t = useText()
  const client = useQueryClient()
  const email = useSession()?.person?.email ?? ''
  const [name, setName] = useState('')
  const adding = useMutation({
    mutationFn: async () => {
      const { passkeyLock } = await import('./opening.ts')
      const lock = await passkeyLock(ownIdentity(ownKey) ?? '', name.trim() || t({ es: 'Llave de acceso', en: 'Passkey' }), `SIDMI · ${email}`)
      await callAct('POST', '/api/keys/:key/passkeys', { key: ownKey.id, lock, proof: await proven(ownKey) })
    },
    onSuccess: async () => {
      setName('')
      announce(t({ es: 'La llave de acceso ya abre su bóveda.', en: 'The passkey now opens your vault.' }))
      await refresh(client, ['key'])
    },
  })
  return (
    <form noValidate className={styles.form} onSubmit={(event) => {
      event.preventDefault()
      if (!adding.isPending) adding.mutate()
    }}>
      {adding.error instanceof ApiProblem ? <ProblemNotice problem={adding.error} /> : adding.error && <p role="alert">{t(cannot)}</p>}
      <TextInput
        label={t({ es: 'Nombre de la llave de acceso', en: 'Name of the passkey' })} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)}
        description={t({ es: 'Para reconocerla: «portátil», «llavero». El dispositivo la pedirá dos veces.', en: 'To recognise it: “laptop”, “key ring”. The device asks for it twice.' })}
      />
      <Button variant="default" type="submit" aria-busy={adding.isPending}>{t({ es: 'Añadir una llave de acceso', en: 'Add a passkey' })}</Button>
    </form>
  )
}

const Passkeys = ({ ownKey }: { ownKey: OwnKey }) => {
  const t = useText()
  const { date } = useFormat()
  const client = useQueryClient()
  const removing = useMutation({
    mutationFn: async (lock: string) => callAct('POST', '/api/keys/passkeys/:lock/removal', { lock, proof: await proven(ownKey) }),
    onSuccess: () => refresh(client, ['key']),
  })
  const passkeys = ownKey.locks.filter(({ kind }) => kind === 'passkey')
  return (
    <>
      <ProblemNotice problem={removing.error} />
      {passkeys.length > 0 && (
        <ul className={styles.plain}>
          {passkeys.map(({ id, name, madeAt }) => (
            <li key={id} className={styles.row}>
              <span>{name} · {date(madeAt)}</span>
              <Button variant="default" onClick={() => removing.mutate(id)}>{t({ es: 'Quitar', en: 'Remove' })}<span className="visually-hidden"> {name}</span></Button>
            </li>
          ))}
        </ul>
      )}
      <AddPasskey ownKey={ownKey} />
    </>
  )
}

const KeyView = ({ ring }: { ring: KeyRing }) => {
  const t = useText()
  const { date } = useFormat()
  const ownKey = ring.keys.find(({ isCurrent }) => isCurrent)
  if (!ownKey) return <Loading />
  const canChange = ownIdentity(ownKey) !== undefined
  return (
    <>
      <Section title={{ es: 'Su huella', en: 'Its finger print' }} lead={t({
        es: 'Léasela por teléfono a quien le vaya a dar la llave de una unidad: así sabe que es la suya y no otra.',
        en: 'Read it by telephone to whoever is about to give you a unit’s key: that way they know it is yours and no other.',
      })}>
        <Facts items={[
          { label: { es: 'Huella', en: 'Finger print' }, value: <FingerPrint recipient={ownKey.recipient} /> },
          { label: { es: 'Hecha el', en: 'Made on' }, value: date(ownKey.madeAt) },
          { label: { es: 'Unidades que abre', en: 'Units it opens' }, value: ring.units.filter(({ keys }) => keys.some(({ wraps }) => wraps.some(({ to }) => to === ownKey.id))).map(({ name }) => name).join(', ') || t({ es: 'Ninguna todavía', en: 'None yet' }) },
        ]} />
      </Section>
      {canChange ? (
        <>
          <Section title={{ es: 'Llaves de acceso', en: 'Passkeys' }} lead={t({ es: 'Abren la bóveda con la huella o el PIN del dispositivo, además de la frase.', en: 'They open the vault with the device’s finger print or PIN, besides the passphrase.' })}><Passkeys ownKey={ownKey} /></Section>
          <Section title={{ es: 'Cambiar la frase', en: 'Change the passphrase' }} lead={t({ es: 'Quien tenga una copia antigua de su llave sellada aún la abriría con la frase de antes. Si alguien la supo, haga una llave nueva.', en: 'Whoever has an old copy of your sealed key would still open it with the earlier passphrase. If anyone learned it, make a new key.' })}><ChangePassphrase ownKey={ownKey} /></Section>
        </>
      ) : <Notice>{t({ es: 'Para cambiar cómo se abre, entre con la frase de hoy.', en: 'To change how it opens, open it with today’s passphrase.' })}</Notice>}
    </>
  )
}

export const MyKey = () => {
  const t = useText()
  const ring = useRing()
  return (
    <PageFrame
      title={{ es: 'Mi llave', en: 'My key' }} up={{ to: '/units', label: { es: 'Unidades', en: 'Units' } }}
      lead={t({ es: 'Con ella se abre lo que las unidades reciben. Se hace y se abre solo en su navegador.', en: 'It opens what the units receive. It is made and opened in your browser alone.' })}
    >
      <VaultGate><Read of={ring}>{(found) => <KeyView ring={found} />}</Read></VaultGate>
    </PageFrame>
  )
}
