// Tags that say a state, a severity or a handling rule: always a word and a shape, colour only beside them.
import type { Text } from '../../platform/text.ts'
import { useText } from './language.ts'
import styles from './tags.module.css'

type StateKind = 'draft' | 'waiting' | 'active' | 'done' | 'refused' | 'ended'

/** One drawing per kind on a 12 × 12 field: hollow, half, full, tick, cross, bar. */
const shapes: Record<StateKind, string> = {
  draft: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.7a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z',
  waiting: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.5v6a3 3 0 0 1 0-6Z',
  active: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  done: 'M1.4 6.4 2.8 5l2 2 4.4-4.6 1.4 1.4-5.8 6Z',
  refused: 'm2.2 3.5 1.3-1.3L6 4.7l2.5-2.5 1.3 1.3L7.3 6l2.5 2.5-1.3 1.3L6 7.3 3.5 9.8 2.2 8.5 4.7 6Z',
  ended: 'M2 5h8v2H2Z',
}

/** Where a thing stands: `draft` not sent, `waiting` for somebody, `active` in force, `done`, `refused`, `ended`. */
export const StateTag = ({ kind, label }: { kind: StateKind; label: Text | string }) => {
  const t = useText()
  return (
    <span className={styles.state} data-kind={kind}>
      <svg viewBox="0 0 12 12" aria-hidden="true"><path d={shapes[kind]} fillRule="evenodd" /></svg>
      {typeof label === 'string' ? label : t(label)}
    </span>
  )
}

export type Severity = 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown'

const severities: Record<Severity, { bars: number; label: Text }> = {
  extreme: { bars: 4, label: { es: 'Extrema', en: 'Extreme' } },
  severe: { bars: 3, label: { es: 'Grave', en: 'Severe' } },
  moderate: { bars: 2, label: { es: 'Moderada', en: 'Moderate' } },
  minor: { bars: 1, label: { es: 'Leve', en: 'Minor' } },
  unknown: { bars: 0, label: { es: 'Sin determinar', en: 'Unknown' } },
}

/** How grave, in the words of CAP 1.2; four bars say it without colour. */
export const SeverityTag = ({ severity }: { severity: Severity }) => {
  const t = useText()
  const { bars, label } = severities[severity]
  return (
    <span className={styles.severity} data-severity={severity}>
      <svg viewBox="0 0 16 12" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <rect key={bar} x={(bar - 1) * 4} y={12 - bar * 3} width="3" height={bar * 3} opacity={bar <= bars ? 1 : 0.25} />
        ))}
      </svg>
      <span className="visually-hidden">{t({ es: 'Gravedad: ', en: 'Severity: ' })}</span>
      {t(label)}
    </span>
  )
}

export type Tlp = 'red' | 'amber+strict' | 'amber' | 'green' | 'clear'

const handling: Record<Tlp, Text> = {
  red: { es: 'Solo para quienes la reciben; no se comparte.', en: 'For its recipients only; not to be shared.' },
  'amber+strict': { es: 'Solo dentro de la institución que la recibe.', en: 'Within the receiving institution only.' },
  amber: { es: 'Dentro de la institución y con quienes deban protegerse.', en: 'Within the institution and with those who must protect themselves.' },
  green: { es: 'Dentro de la comunidad; no se publica.', en: 'Within the community; not to be published.' },
  clear: { es: 'Puede compartirse sin límite.', en: 'May be shared without limit.' },
}

/** FIRST's Traffic Light Protocol 2.0 in its own colours; with `explains`, what it allows. */
export const TlpTag = ({ tlp, explains = false }: { tlp: Tlp; explains?: boolean }) => {
  const t = useText()
  return (
    <span className={styles.handling}>
      <span className={styles.tlp} data-tlp={tlp}>TLP:{tlp.toUpperCase()}</span>
      {explains && <span>{t(handling[tlp])}</span>}
    </span>
  )
}
