// How the standing of a unit is told: open or not, and why not.
import { gapTexts, rotationTexts, type Gap, type UnitSummary } from '../../modules/units/model.ts'
import { Notice, StateTag, useFormat, useText } from '../kit/kit.ts'

/** A unit that never had a key is being prepared; one that lost what it needs is stopped. */
export const UnitStateTag = ({ isOpen, gaps }: Pick<UnitSummary, 'isOpen' | 'gaps'>) => {
  if (isOpen) return <StateTag kind="active" label={{ es: 'Recibe reportes', en: 'Receives reports' }} />
  if (gaps.includes('closed')) return <StateTag kind="ended" label={{ es: 'Cerrada', en: 'Closed' }} />
  if (gaps.includes('announced') && gaps.length === 1) return <StateTag kind="waiting" label={{ es: 'Anunciada', en: 'Announced' }} />
  if (gaps.includes('noKey')) return <StateTag kind="draft" label={{ es: 'En preparación', en: 'Being prepared' }} />
  return <StateTag kind="refused" label={{ es: 'No recibe', en: 'Does not receive' }} />
}

/** Why it does not receive, each with what to do. */
export const Gaps = ({ gaps, until }: { gaps: readonly Gap[]; until: string | undefined }) => {
  const t = useText()
  const { date } = useFormat()
  if (gaps.length === 0) return null
  return (
    <Notice title={{ es: 'No recibe reportes todavía', en: 'It does not receive reports yet' }}>
      <ul>{gaps.map((gap) => <li key={gap}>{t(gapTexts[gap])}{gap === 'announced' && until !== undefined && ` ${t({ es: `Desde el ${date(until)}.`, en: `From ${date(until)}.` })}`}</li>)}</ul>
    </Notice>
  )
}

/** Why the key should be replaced, when it should. */
export const RotationNotice = ({ reason }: { reason: keyof typeof rotationTexts | undefined }) => {
  const t = useText()
  if (reason === undefined) return null
  return (
    <Notice title={{ es: 'Cambie la llave', en: 'Replace the key' }}>
      <p>{t(rotationTexts[reason])} {t({ es: 'Con una llave nueva, lo que llegue desde hoy solo lo abren quienes están.', en: 'With a new key, what arrives from today on opens only for those who are here.' })}</p>
    </Notice>
  )
}
