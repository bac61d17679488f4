// Stands before whatever needs the vault: draws it when the vault is open; otherwise helps to make a key or to open.
import { Button } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import type { KeyRing } from '../../modules/units/model.ts'
import { AppLink, Notice, Read, Section, StateTag, useMay, useText } from '../kit/kit.ts'
import { useSessionEnded } from '../kit/session-end.ts'
import { MakeKey } from './make-key.tsx'
import { lock, type Opened } from './memory.ts'
import { OpenVault } from './open-vault.tsx'
import { useOpened, useRing } from './use-ring.ts'
import styles from './vault.module.css'

const Bar = ({ opened }: { opened: Opened }) => {
  const t = useText()
  return (
    <>
      <div className={styles.bar}>
        <StateTag kind="active" label={{ es: 'Bóveda abierta', en: 'Vault open' }} />
        <p>{t({ es: 'Se cierra sola tras 15 minutos sin usarla y al salir.', en: 'It locks itself after 15 idle minutes and when you sign out.' })} <AppLink to="/key">{t({ es: 'Mi llave', en: 'My key' })}</AppLink></p>
        <Button variant="default" onClick={lock}>{t({ es: 'Cerrar la bóveda', en: 'Lock the vault' })}</Button>
      </div>
      {opened.own.every(({ isCurrent }) => !isCurrent) && (
        <Notice title={{ es: 'La abrió con una frase anterior', en: 'You opened it with an earlier passphrase' }}>
          <p>{t({
            es: 'Puede leer lo de entonces. En la página de su unidad puede pasar esas llaves a la que tiene hoy. Si usted no hizo la de hoy, alguien entró con su cuenta: no le pase nada y avise a su unidad.',
            en: 'You can read what is from then. On your unit’s page you can pass those keys on to the one you have today. If you did not make today’s, somebody signed in as you: pass nothing on to it and tell your unit.',
          })}</p>
        </Notice>
      )}
    </>
  )
}

const Locked = ({ ring }: { ring: KeyRing }) =>
  ring.keys.length === 0
    ? <Section title={{ es: 'Haga antes su llave', en: 'Make your key first' }}><MakeKey /></Section>
    : <Section title={{ es: 'Abrir la bóveda', en: 'Open the vault' }}><OpenVault ring={ring} /></Section>

/** Draws its children only while the vault is open. */
export const VaultGate = ({ children }: { children: ReactNode }) => {
  const t = useText()
  const ring = useRing()
  const opened = useOpened()
  const mayHold = useMay('key.read')
  const hasEnded = useSessionEnded()
  useEffect(() => {
    if (hasEnded && opened) lock()
  }, [hasEnded, opened])
  if (!mayHold) return <Notice>{t({ es: 'Su cuenta no puede tener llaves.', en: 'Your account cannot hold keys.' })}</Notice>
  if (opened) return <><Bar opened={opened} />{children}</>
  return <Read of={ring} what={{ es: 'Buscando su llave…', en: 'Looking for your key…' }}>{(found) => <Locked ring={found} />}</Read>
}
