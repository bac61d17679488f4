// Words and small drawings shared by collection's screens.
import { deliveryStateNames, type DeliveryState, type Grain } from '../../modules/collection/model.ts'
import type { Text } from '../../platform/text.ts'
import { weekCode } from '../../platform/weeks.ts'
import { StateTag } from '../kit/kit.ts'

const kinds: Record<DeliveryState, 'waiting' | 'done' | 'refused'> = { received: 'waiting', done: 'done', failed: 'refused', cancelled: 'refused' }

export const DeliveryStateTag = ({ state }: { state: DeliveryState }) => <StateTag kind={kinds[state]} label={deliveryStateNames[state]} />

const codes: Record<Grain, (start: string) => string> = {
  day: (start) => start,
  week: weekCode,
  month: (start) => start.slice(0, 7),
  year: (start) => start.slice(0, 4),
  undated: (start) => start,
}

/** The period of an observation as a code the kit's `period` can say; null when the source gives no date. */
export const periodCode = ({ grain, start }: { grain: Grain; start: string | null }): string | null => (start === null ? null : codes[grain](start))

export const undated: Text = { es: 'sin fecha', en: 'undated' }
