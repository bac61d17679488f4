// Words shared by the screens of early warning: where a signal stands, what it turned out to be, and which week or month it speaks of.
import type { SignalView } from '../../modules/warning/model.ts'
import { hasShortHistory } from '../../modules/warning/model/evidence.ts'
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

/** Beside a signal of a source too young for years of comparison. */
export const ShortHistoryTag = ({ signal }: { signal: SignalView }) =>
  hasShortHistory(signal) && <StateTag kind="draft" label={{ es: 'Historia corta', en: 'Short history' }} />

const verdictKinds = { true: 'done', false: 'refused', unclear: 'draft' } as const

export const VerdictTag = ({ verdict }: { verdict: Verdict }) => <StateTag kind={verdictKinds[verdict]} label={verdictNames[verdict]} />

/** A phrase as it begins a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Names the week or month that starts on a day: `usePeriod()('2026-11-09', 'week')`. */
export const usePeriod = (): ((start: string, grain: SignalView['grain']) => string) => {
  const language = useLanguage()
  return (start, grain) => periodText(start, grain, language)
}
