// On the start screen: the most unusual signals that wait for a decision.
import type { SignalList } from '../../modules/warning/model.ts'
import { AppLink, Empty, Read, Section, useRead, useText } from '../kit/kit.ts'
import { SignalTable } from './signal-table.tsx'

const shown = 5

export const OpenSignals = () => {
  const t = useText()
  const signals = useRead<SignalList>('/api/signals')
  return (
    <Section title={{ es: 'Señales por decidir', en: 'Signals to be decided' }}>
      <Read of={signals}>
        {({ items }) => (
          <>
            <SignalTable signals={items.slice(0, shown)} isShort empty={<Empty title={{ es: 'No hay señales por decidir.', en: 'There are no signals to be decided.' }} />} />
            {items.length > shown && <p><AppLink to="/signals">{t({ es: `Ver las ${items.length} señales`, en: `See all ${items.length} signals` })}</AppLink></p>}
          </>
        )}
      </Read>
    </Section>
  )
}
