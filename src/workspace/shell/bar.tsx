// The bar at the top: whose system this is, the language, the theme, and the person.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconMenu2, IconMoon, IconSun, IconX } from '@tabler/icons-react'
import { AppLink } from '../kit/link.tsx'
import { callAct } from '../kit/api.ts'
import { showLanguage, useLanguage, useText } from '../kit/language.ts'
import type { Session } from '../kit/session.ts'
import { LeavingDialog, useLeaving } from './leaving.tsx'
import styles from './bar.module.css'

interface BarProps {
  session: Session | undefined
  isNavOpen: boolean
  onNav: () => void
}

export const Bar = ({ session, isNavOpen, onNav }: BarProps) => {
  const t = useText()
  const person = session?.person
  return (
    <div className={styles.bar}>
      {person && (
        <button type="button" className={`${styles.button} ${styles.burger}`} aria-expanded={isNavOpen} aria-controls="navigation" aria-label={t({ es: 'Menú', en: 'Menu' })} onClick={onNav}>
          {isNavOpen ? <IconX size={22} /> : <IconMenu2 size={22} />}
        </button>
      )}
      <AppLink to="/" className={styles.wordmark}>SIDMI</AppLink>
      <span className={styles.institution}>{person?.institution.name}</span>
      <LanguageSwitch isSignedIn={Boolean(person)} />
      <ThemeSwitch />
      {person && <PersonMenu person={person} />}
    </div>
  )
}

/** Shows the other language by its own name; nothing on screen is lost. */
const LanguageSwitch = ({ isSignedIn }: { isSignedIn: boolean }) => {
  const other = useLanguage() === 'es' ? 'en' : 'es'
  const change = (): void => {
    showLanguage(other)
    // Keeping it is a kindness; if the node does not answer, this browser still remembers.
    if (isSignedIn) callAct('PUT', '/api/language', { language: other }, { keepalive: true }).catch(() => undefined)
  }
  return <button type="button" className={styles.button} lang={other} onClick={change}>{other === 'es' ? 'Español' : 'English'}</button>
}

const ThemeSwitch = () => {
  const t = useText()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  return (
    <button
      type="button" className={styles.button} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      aria-label={isDark ? t({ es: 'Usar el tema claro', en: 'Use the light theme' }) : t({ es: 'Usar el tema oscuro', en: 'Use the dark theme' })}
    >
      {isDark ? <IconSun size={20} stroke={1.75} /> : <IconMoon size={20} stroke={1.75} />}
    </button>
  )
}

const menuId = 'person-menu'

/** The browser's own popover: Escape, a click elsewhere and focus are its business. */
const PersonMenu = ({ person }: { person: NonNullable<Session['person']> }) => {
  const t = useText()
  const leaving = useLeaving(person.id)
  const close = (): void => document.getElementById(menuId)?.hidePopover()
  return (
    <div>
      <button type="button" className={styles.button} popoverTarget={menuId}>
        <span className={styles.person}>{person.name}</span><IconChevronDown size={16} aria-hidden="true" />
      </button>
      <div id={menuId} popover="auto" className={styles.menu}>
        <p>{person.name}<br />{person.institution.name}</p>
        <AppLink to="/account" onClick={close}>{t({ es: 'Mi cuenta', en: 'My account' })}</AppLink>
        <button type="button" onClick={() => void leaving.ask()}>{t({ es: 'Salir', en: 'Sign out' })}</button>
      </div>
      <LeavingDialog leaving={leaving} />
    </div>
  )
}
