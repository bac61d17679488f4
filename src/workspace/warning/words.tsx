// Words shared by the screens of early warning: where a signal stands, what it turned out to be, and which week or month it speaks of.
import type { SignalView } from '../../modules/warning/model.ts'
import { verdictNames, type Verdict } from '../../modules/warning/model/verdicts.ts'
import { periodText } from '../../platform/charts/format.ts'
import type { Text } from '../../platform/text.ts'
import { StateTag, useLanguage } from '../kit/kit.ts'

type SignalState = SignalView['state']

export const stateNames: Record<SignalState, Text> = {
  open: { es: 'Por decidir', en: 'To be decided' },
  dismissed: { es: 'Descartada', en: 'Dismissed' },
  raised: { es: 'Dio lugar a una alerta', en: 'Led to an alert' },
}

const kinds = { open: 'waiting', dismissed: 'ended', raised: 'done' } as const

export const SignalStateTag = ({ state }: { state: SignalState }) => <StateTag kind={kinds[state]} label={stateNames[state]} />

const verdictKinds = { true: 'done', false: 'refused', unclear: 'draft' } as const

export const VerdictTag = ({ verdict }: { verdict: Verdict }) => <StateTag kind={verdictKinds[verdict]} label={verdictNames[verdict]} />

/** Names the week or month that starts on a day: `usePeriod()('2026-11-09', 'week')`. */
export const usePeriod = (): ((start: string, grain: SignalView['grain']) => string) => {
  const language = useLanguage()
  return (start, grain) => periodText(start, grain, language)
}
