// Opening the vault: a passkey if there is one, the passphrase, or a new key when both are lost.
import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { demonstrationPassword } from '../../modules/accounts/model.ts'
import type { KeyRing } from '../../modules/units/model.ts'
import { Dialog, Notice, Progress, useSession, useText } from '../kit/kit.ts'
import { MakeKey } from './make-key.tsx'
import styles from './vault.module.css'

type Lock = KeyRing['keys'][number]['locks'][number]

const useOpening = (ring: KeyRing) => {
  const person = useSession()?.person?.id ?? ''
  // Nothing of what was typed is remembered by the mutation once the form is gone.
  const byPassphrase = useMutation({
    gcTime: 0,
    mutationFn: async (passphrase: string) => {
      const { openByPassphrase } = await import('./opening.ts')
      if (!(await openByPassphrase(ring, person, passphrase))) throw new Error('wrong passphrase')
    },
  })
  const byPasskey = useMutation({
    mutationFn: async (lock: Lock) => {
      const { openByPasskey } = await import('./opening.ts')
      await openByPasskey(ring, person, lock)
    },
  })
  return { byPassphrase, byPasskey }
}

const Passkeys = ({ locks, onOpen, hasFailed }: { locks: readonly Lock[]; onOpen: (lock: Lock) => void; hasFailed: boolean }) => {
  const t = useText()
  return (
    <div>
      <div className={styles.buttons}>
        {locks.map((lock) => (
          <Button key={lock.id} variant="default" onClick={() => onOpen(lock)}>{t({ es: `Abrir con «${lock.name}»`, en: `Open with “${lock.name}”` })}</Button>
        ))}
      </div>
      {hasFailed && <p role="alert">{t({
        es: 'La llave de acceso no abrió la bóveda. Repita, o use su frase.', en: 'The passkey did not open the vault. Try again, or use your passphrase.',
      })}</p>}
    </div>
  )
}

const wrong = { es: 'Esta frase no abre su bóveda. Revise mayúsculas y espacios, y escríbala otra vez.', en: 'This passphrase does not open your vault. Check capitals and spaces, and type it again.' }

export const OpenVault = ({ ring }: { ring: KeyRing }) => {
  const t = useText()
  const [passphrase, setPassphrase] = useState('')
  const [isLost, setLost] = useState(false)
  const isDemonstration = useSession()?.isDemonstration ?? false
  const { byPassphrase, byPasskey } = useOpening(ring)
  const passkeys = ring.keys.find(({ isCurrent }) => isCurrent)?.locks.filter(({ kind }) => kind === 'passkey') ?? []
  return (
    <>
      <form noValidate className={styles.form} onSubmit={(event) => {
        event.preventDefault()
        if (passphrase !== '' && !byPassphrase.isPending) byPassphrase.mutate(passphrase)
      }}>
        <p>{t({
          es: 'Lo que su unidad recibe está sellado. Se abre aquí, en su navegador; ni la frase ni la llave llegan al nodo. Se cierra sola tras 15 minutos sin usarla.',
          en: 'What your unit receives is sealed. It opens here, in your browser; neither passphrase nor key reaches the node. It locks itself after 15 idle minutes.',
        })}</p>
        {isDemonstration && <p>{t({ es: 'Demostración: la frase de sus personas es', en: 'Demonstration: its people’s passphrase is' })} <code>{demonstrationPassword}</code>. {t({ es: 'Es pública: aquí no se guarda nada de nadie.', en: 'It is public: nothing of anyone is kept here.' })}</p>}
        {passkeys.length > 0 && <Passkeys locks={passkeys} onOpen={byPasskey.mutate} hasFailed={byPasskey.isError} />}
        <PasswordInput
          label={t({ es: 'Su frase', en: 'Your passphrase' })} value={passphrase} autoComplete="off" spellCheck={false} required
          onChange={(event) => setPassphrase(event.currentTarget.value)} error={byPassphrase.isError ? t(wrong) : undefined}
        />
        {byPassphrase.isPending
          ? <Progress label={{ es: 'Abriendo; tarda unos segundos a propósito', en: 'Opening; it takes a few seconds on purpose' }} />
          : (
            <div className={styles.buttons}>
              <Button type="submit">{t({ es: 'Abrir la bóveda', en: 'Open the vault' })}</Button>
              <Button variant="subtle" onClick={() => setLost(true)}>{t({ es: 'Perdí mi frase', en: 'I lost my passphrase' })}</Button>
            </div>
          )}
      </form>
      <Dialog isOpen={isLost} onClose={() => setLost(false)} title={{ es: 'Hacer una llave nueva', en: 'Make a new key' }}>
        <Notice title={{ es: 'Con la llave nueva no podrá leer nada hasta que se la den otra vez', en: 'With the new key you read nothing until it is given to you again' }}>
          <p>{t({
            es: 'Otra persona de su unidad, con la bóveda abierta, le da de nuevo la llave de la unidad. Si nadie más la tiene, la recuperan los dos custodios. Si un día recuerda la frase de antes, también abre.',
            en: 'Another person of your unit, with the vault open, gives you the unit’s key again. If nobody else holds it, the two custodians recover it. If one day you remember the earlier passphrase, it opens too.',
          })}</p>
        </Notice>
        <MakeKey replaces onDone={() => setLost(false)} />
        <div className={styles.buttons}><Button variant="default" mt="md" onClick={() => setLost(false)}>{t({ es: 'Volver', en: 'Go back' })}</Button></div>
      </Dialog>
    </>
  )
}
