// The places of the workspace this person may go to; on a phone it opens under the bar.
import { Link } from '@tanstack/react-router'
import { IconCompass } from '@tabler/icons-react'
import type { Text } from '../../platform/text.ts'
import { useText } from '../kit/language.ts'
import { screens } from '../screens.ts'
import { places, type Place } from './places.ts'
import styles from './navigation.module.css'

const start: Text = { es: 'Inicio', en: 'Start' }

export const Navigation = ({ acts }: { acts: readonly string[] }) => {
  const t = useText()
  return (
    <nav id="navigation" className={styles.nav} aria-label={t({ es: 'Principal', en: 'Main' })}>
      <ul>
        <Item to="/" label={start} icon={IconCompass} />
        {places(screens, acts).map(({ path, nav }) => <Item key={path} to={path} label={nav.label} icon={nav.icon} />)}
      </ul>
    </nav>
  )
}

const Item = ({ to, label, icon: Icon }: { to: string } & Pick<Place['nav'], 'label' | 'icon'>) => (
  <li>
    <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      {useText()(label)}
    </Link>
  </li>
)
