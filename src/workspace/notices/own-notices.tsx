// How one is told: by what, for how grave a thing, in which hours not, and in which browsers.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { usualSettings, type SettingsView } from '../../modules/notices/model/channels.ts'
import { ActForm, announce, FieldGroup, Notice, PageFrame, Read, useActForm, useRead, useText, type Reply } from '../kit/kit.ts'
import { ChannelFields } from './channel-fields.tsx'
import { Devices } from './devices.tsx'

export const OwnNotices = () => {
  const t = useText()
  return (
    <PageFrame
      title={{ es: 'Mis avisos', en: 'My notices' }}
      lead={t({
        es: 'Cuando haya una alerta para usted, siempre la verá aquí. Elija además por dónde avisarle. Ningún aviso dice qué pasó ni dónde: solo que tiene algo por leer.',
        en: 'When there is an alert for you, you will always see it here. Choose how else to be told. No notice says what happened or where: only that you have something to read.',
      })}
    >
      <Read of={useRead<SettingsView>('/api/channels')}>{(settings) => <Chosen settings={settings} />}</Read>
    </PageFrame>
  )
}

interface Entries extends Record<string, unknown> {
  timeZone: string
  hasQuiet: boolean
  quiet: { from: string; until: string }
  digestAt: string
  choices: SettingsView['choices']
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const entriesOf = ({ isChosen, timeZone, quiet, digestAt, choices }: SettingsView): Entries => ({
  timeZone: isChosen ? timeZone : ownZone(), hasQuiet: quiet !== null, quiet: quiet ?? { from: '22:00', until: '06:00' }, digestAt,
  choices: usualSettings.choices.map(({ severity }) => choices.find((choice) => choice.severity === severity)!),
})

const inputOf = ({ hasQuiet, quiet, ...entries }: Entries) => ({ ...entries, quiet: hasQuiet ? quiet : null })

const Chosen = ({ settings }: { settings: Reply<SettingsView> }) => {
  const t = useText()
  const form = useActForm<SettingsView, Entries>({
    method: 'PUT', path: '/api/channels', initial: entriesOf(settings), toInput: inputOf,
    onDone: () => announce(t({ es: 'Guardado. Vale desde el próximo aviso.', en: 'Saved. It holds from the next notice on.' })),
  })
  return (
    <>
      <Devices settings={settings} />
      <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }}>
        {!settings.hasMail && <Notice><p>{t({ es: 'Este nodo no tiene servidor de correo: por ahora no puede escribirle.', en: 'This node has no mail server: for now it cannot write to you.' })}</p></Notice>}
        <ChannelFields choices={form.values.choices} hasQuiet={form.values.hasQuiet} onChange={(choices) => form.set({ choices })} error={form.field('choices').error} />
        <FieldGroup title={{ es: 'Horas de silencio', en: 'Quiet hours' }} hint={{
          es: 'Lo que marcó para esperar llega cuando terminan. Lo grave y lo extremo no espera nunca: suena también en estas horas.',
          en: 'What you marked to wait arrives when they end. What is severe or extreme never waits: it also sounds in these hours.',
        }}>
          <Checkbox label={t({ es: 'Tengo horas de silencio', en: 'I have quiet hours' })} {...form.field('hasQuiet', 'checkbox')} />
          {form.values.hasQuiet && (
            <>
              <TextInput type="time" maw={160} label={t({ es: 'Desde', en: 'From' })} {...form.field('quiet.from')} />
              <TextInput type="time" maw={160} label={t({ es: 'Hasta', en: 'Until' })} {...form.field('quiet.until')} />
            </>
          )}
        </FieldGroup>
        <FieldGroup title={{ es: 'Su reloj', en: 'Your clock' }}>
          <Select
            label={t({ es: 'Zona horaria', en: 'Time zone' })} searchable allowDeselect={false} maw={360} data={[...new Set([ownZone(), ...Intl.supportedValuesOf('timeZone'), 'UTC'])]}
            {...form.field('timeZone')}
          />
          <TextInput type="time" maw={240} label={t({ es: 'Hora del resumen diario', en: 'Time of the daily digest' })} {...form.field('digestAt')} />
        </FieldGroup>
      </ActForm>
    </>
  )
}
