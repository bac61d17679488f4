// What the reporter agreed to, item by item, and who else was chosen: the first thing to know before doing anything with a report.
import type { ReportView } from '../../modules/reports/model/inbox.ts'
import { institutionKindNames } from '../../modules/accounts/model.ts'
import { unitKindNames, unitKinds } from '../../modules/units/model.ts'
import { Facts, Section, StateTag, useText } from '../kit/kit.ts'

export const ConsentsShown = ({ report: { consents, units, unit } }: { report: ReportView }) => {
  const t = useText()
  const others = units.filter(({ id }) => id !== unit.id)
  const refused = unitKinds.filter((kind) => !consents.passOn.includes(kind))
  const names = (kinds: readonly (keyof typeof unitKindNames)[]): string => kinds.map((kind) => t(unitKindNames[kind])).join(', ')
  return (
    <Section title={{ es: 'A qué dijo que sí', en: 'What the person agreed to' }} lead={t({ es: 'La persona puede cambiarlo cuando quiera. El nodo hace respetar lo que ve aquí.', en: 'The person may change it at any time. The node holds to what you see here.' })}>
      <Facts items={[
        { label: { es: 'Que se le contacte fuera de aquí', en: 'To be contacted outside this channel' }, value: <YesNo isYes={consents.contact} no={{ es: 'No: responda solo en esta conversación', en: 'No: answer only in this conversation' }} /> },
        { label: { es: 'Que se cuente en las estadísticas', en: 'To be counted in statistics' }, value: <YesNo isYes={consents.count} no={{ es: 'No: lo que se codifique no se cuenta', en: 'No: what is coded is not counted' }} /> },
        { label: { es: 'Que se pase a', en: 'To be passed on to' }, value: consents.passOn.length === 0 ? <YesNo isYes={false} no={{ es: 'Nadie más', en: 'Nobody else' }} /> : names(consents.passOn) },
        ...(refused.length > 0 && consents.passOn.length > 0 ? [{ label: { es: 'Que no se pase a', en: 'Not to be passed on to' }, value: names(refused) }] : []),
        { label: { es: 'También lo recibieron', en: 'Also received by' }, value: others.length > 0 ? others.map(({ name, kind }) => `${name} (${t(institutionKindNames[kind])})`).join('; ') : t({ es: 'Solo su unidad', en: 'Your unit only' }) },
      ]} />
    </Section>
  )
}

const YesNo = ({ isYes, no }: { isYes: boolean; no: { es: string; en: string } }) =>
  isYes ? <StateTag kind="done" label={{ es: 'Sí', en: 'Yes' }} /> : <StateTag kind="ended" label={no} />
