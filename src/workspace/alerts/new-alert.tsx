// Starting a draft: choose what kind of alert it is, or turn a signal into one; the rest is filled in on its form.
import { Checkbox, Radio } from '@mantine/core'
import { alertKinds, type AlertKind } from '../../modules/alerts/model/content.ts'
import { kindNames } from '../../modules/alerts/model/templates.ts'
import type { AlertView } from '../../modules/alerts/model/views.ts'
import { ActForm, FieldGroup, PageFrame, useActForm, useFilters, useGo, useText } from '../kit/kit.ts'

export const NewAlert = () => {
  const t = useText()
  const go = useGo()
  const [{ signal }] = useFilters()
  const fromSignal = typeof signal === 'string'
  const form = useActForm<AlertView, { kind: AlertKind; isClosed: boolean }>({
    method: 'POST',
    path: '/api/alerts',
    initial: { kind: 'rise', isClosed: false },
    also: fromSignal ? { signalId: signal } : {},
    invalidates: ['alert', 'signal'],
    onDone: ({ id }) => go(`/alerts/${id}/edit`),
  })
  return (
    <PageFrame
      title={{ es: 'Redactar una alerta', en: 'Draft an alert' }}
      up={{ to: '/alerts', label: { es: 'Alertas', en: 'Alerts' } }}
      lead={fromSignal
        ? t({ es: 'El borrador parte de la señal: su lugar, su delito y sus cifras ya vendrán escritos.', en: 'The draft starts from the signal: its place, offence and figures will already be written.' })
        : t({ es: 'Cada tipo trae una propuesta de qué hacer, que usted corrige. Nadie la recibe hasta que otra persona la apruebe.', en: 'Each kind brings a proposal of what to do, for you to correct. Nobody receives it until another person approves it.' })}
    >
      <ActForm form={form} submit={{ es: 'Empezar el borrador', en: 'Start the draft' }}>
        {!fromSignal && (
          <FieldGroup title={{ es: '¿Qué tipo de alerta es?', en: 'What kind of alert is it?' }}>
            {alertKinds.map((kind) => (
              <Radio key={kind} name="kind" value={kind} label={t(kindNames[kind])} checked={form.values.kind === kind} onChange={() => form.set({ kind })} />
            ))}
          </FieldGroup>
        )}
        <FieldGroup title={{ es: '¿Quién puede verla mientras se prepara?', en: 'Who may see it while it is prepared?' }}>
          <Checkbox
            label={t({ es: 'Mesa cerrada: solo yo y las personas que nombre después', en: 'Closed desk: only I and the people I name later' })}
            description={t({
              es: 'Sin esto la ven quienes redactan en su institución y, al enviarla a revisión, quienes pueden aprobarla. Una señal de la que parta no se marcará.',
              en: 'Without it those who draft in your institution see it and, once sent for review, those who may approve it. A signal it starts from will not be marked.',
            })}
            {...form.field('isClosed', 'checkbox')}
          />
        </FieldGroup>
      </ActForm>
    </PageFrame>
  )
}
