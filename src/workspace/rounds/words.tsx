// Words and small drawings of the round, the same in the matrix, on the start screen and in its dialogs.
import { standingNames, standingSigns, type Cell } from '../../modules/rounds/model.ts'

import type { Text } from '../../platform/text.ts'
import { useFormat, useText } from '../kit/kit.ts'
import styles from './rounds.module.css'

const days = (count: number): Text => ({ es: count === 1 ? '1 día' : `${count} días`, en: count === 1 ? '1 day' : `${count} days` })

const whenDue = (daysLeft: number): Text => {
  if (daysLeft === 0) return { es: 'vence hoy', en: 'due today' }
  return { es: `vence en ${days(daysLeft).es}`, en: `due in ${days(daysLeft).en}` }
}

/** What to say of a period beside its name: «vence en 5 días», «12 días de atraso». */
export const whenOf = ({ standing, daysLate, daysLeft }: Cell): Text | undefined => {
  if (daysLate > 0 && standing !== 'excused') return { es: `${days(daysLate).es} de atraso`, en: `${days(daysLate).en} late` }
  return standing === 'due' || standing === 'incomplete' ? whenDue(daysLeft) : undefined
}

/** A sign and a word; the sign is drawn, the word is read. */
export const StandingTag = ({ cell }: { cell: Cell }) => {
  const t = useText()
  const when = whenOf(cell)
  return (
    <span className={styles.standing} data-standing={cell.standing}>
      <span aria-hidden="true" className={styles.sign}>{standingSigns[cell.standing]}</span>
      <span>{t(standingNames[cell.standing])}{when && <small>{t(when)}</small>}</span>
    </span>
  )
}

/** What is missing of an incomplete period, in a sentence; nothing when nothing is. */
export const Missing = ({ cell, nameOf }: { cell: Cell; nameOf: (territory: string) => string }) => {
  const t = useText()
  const { period } = useFormat()
  const missing = [...cell.missingTerritories.map(nameOf), ...cell.missingMonths.map((month) => period(month.slice(0, 7)))]
  if (missing.length === 0) return null
  return <span>{t({ es: 'Falta: ', en: 'Missing: ' })}{missing.join(', ')}.</span>
}

