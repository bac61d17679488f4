// What the signs of the matrix mean.
import { standingNames, standings, standingSigns } from '../../modules/rounds/model.ts'
import { useText } from '../kit/kit.ts'
import styles from './rounds.module.css'

export const Legend = () => {
  const t = useText()
  return (
    <ul className={styles.legend} aria-label={t({ es: 'Qué significan los signos', en: 'What the signs mean' })}>
      {standings.map((standing) => (
        <li key={standing} className={styles.standing} data-standing={standing}>
          <span aria-hidden="true" className={styles.sign}>{standingSigns[standing]}</span>
          <span>{t(standingNames[standing])}</span>
        </li>
      ))}
    </ul>
  )
}
