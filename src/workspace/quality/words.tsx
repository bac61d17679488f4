// Words and small drawings shared by the screens of quality.
import { stateNames, type FindingSeverity, type FindingState, type NoteKind } from '../../modules/quality/model.ts'
import type { Text } from '../../platform/text.ts'
import { SeverityTag, StateTag } from '../kit/kit.ts'

const kinds: Record<FindingState, 'waiting' | 'active' | 'done'> = { open: 'waiting', explained: 'active', mended: 'done' }

export const FindingStateTag = ({ state }: { state: FindingState }) => <StateTag kind={kinds[state]} label={stateNames[state]} />

export const FindingSeverityTag = ({ severity }: { severity: FindingSeverity }) => <SeverityTag severity={severity} />

export const noteNames: Record<NoteKind, Text> = {
  found: { es: 'Se encontró', en: 'Found' },
  mended: { es: 'La fuente ya no lo muestra: corregido', en: 'The source no longer shows it: mended' },
  returned: { es: 'Volvió a aparecer', en: 'It appeared again' },
  assigned: { es: 'Se asignó', en: 'Assigned' },
  explained: { es: 'Se explicó', en: 'Explained' },
  reopened: { es: 'Se reabrió', en: 'Reopened' },
  noted: { es: 'Nota', en: 'Note' },
}
