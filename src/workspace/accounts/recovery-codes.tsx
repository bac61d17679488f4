// New recovery codes, shown this once.
import { Button } from '@mantine/core'
import { Section, useText } from '../kit/kit.ts'
import styles from './accounts.module.css'

export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const t = useText()
  if (codes.length === 0) return null
  return (
    <Section title={{ es: 'Sus códigos de recuperación', en: 'Your recovery codes' }} lead={t({
      es: 'Guárdelos en papel o en su gestor de contraseñas: no se mostrarán otra vez. Cada uno abre la cuenta una vez si pierde el teléfono.',
      en: 'Keep them on paper or in your password manager: they will not be shown again. Each opens the account once if you lose the phone.',
    })}>
      <ul className={styles.codes}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <p><Button onClick={onKept}>{t({ es: 'Ya los guardé', en: 'I have kept them' })}</Button></p>
    </Section>
  )
}
