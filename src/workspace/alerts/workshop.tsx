// What those behind an alert see of it: whom it is for, who prepares it, who has answered and what was sent.
import { institutionKindNames, roleNames } from '../../modules/accounts/model.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import type { Text } from '../../platform/text.ts'
import { Facts, Section, Timeline, useText, type Moment, type Reply } from '../kit/kit.ts'
import { reachInWords } from './audience-fields.tsx'
import { Board } from './board.tsx'
import { usePlaces } from './words.tsx'

interface WorkshopProps {
  alert: Reply<AlertView>
  workshop: NonNullable<AlertView['workshop']>
}

export const Workshop = ({ alert, workshop }: WorkshopProps) => (
  <>
    <ForWhom alert={alert} workshop={workshop} />
    {workshop.messages.length > 0 && <Board alert={alert} />}
    <History workshop={workshop} />
  </>
)

const ForWhom = ({ alert, workshop }: WorkshopProps) => {
  const t = useText()
  const places = usePlaces()
  const { roles, institutionKinds, isPublic } = alert.content.audience
  const names = (codes: readonly string[], all: Record<string, Text>): string => codes.map((code) => t(all[code]!)).join(', ')
  const { audience, messages } = workshop
  const hasBeenSent = messages.some(({ version }) => version === alert.version)
  return (
    <Section title={{ es: 'Para quién', en: 'For whom' }} {...(!hasBeenSent && { lead: t(reachInWords(audience.reach)) })}>
      <Facts items={[
        { label: { es: 'Funciones', en: 'Roles' }, value: names(roles, roleNames) || t(anyone) },
        { label: { es: 'Instituciones', en: 'Institutions' }, value: [...audience.institutions, names(institutionKinds, institutionKindNames)].filter(Boolean).join(', ') || t(anyone) },
        { label: { es: 'Territorios', en: 'Territories' }, value: places(audience.territories) || t(anyone) },
        { label: { es: 'Corredores y pasos', en: 'Corridors and crossings' }, value: places([...audience.corridors, ...audience.borderPoints]) || t(anyone) },
        { label: { es: 'Además, personas', en: 'People besides' }, value: audience.people.join(', ') || t({ es: 'ninguna', en: 'none' }) },
        { label: { es: 'Pública', en: 'Public' }, value: isPublic ? t({ es: 'sí', en: 'yes' }) : t({ es: 'no', en: 'no' }) },
        ...(workshop.desk === null ? [] : [{ label: { es: 'Mesa cerrada', en: 'Closed desk' }, value: [workshop.author.name, ...workshop.desk].join(', ') }]),
      ]} />
    </Section>
  )
}

const anyone: Text = { es: 'sin distinción', en: 'any' }

const messageNames = {
  Alert: { es: 'Publicada', en: 'Published' },
  Update: { es: 'Actualización publicada', en: 'Update published' },
  Cancel: { es: 'Cancelada', en: 'Cancelled' },
} satisfies Record<string, Text>

const History = ({ workshop: { versions, messages } }: Pick<WorkshopProps, 'workshop'>) => {
  const t = useText()
  const moments: Moment[] = [
    ...versions.map(({ number, by, at }) => ({ key: `v${number}`, at, what: t({ es: `Versión ${number}`, en: `Version ${number}` }), who: by.name })),
    ...messages.map(({ kind, version, by, at, note }) => ({ key: `${kind} ${version}`, at, what: `${t(messageNames[kind])} (v${version})`, who: by.name, ...(note && { note }) })),
  ]
  return (
    <Section title={{ es: 'Historia', en: 'History' }}>
      <Timeline moments={moments.toSorted((a, b) => b.at.localeCompare(a.at))} />
    </Section>
  )
}
