// For each severity, by what one is told and whether it may wait.
import { Checkbox, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { channelNames, channels, neverWaits, type Choice } from '../../modules/notices/model/channels.ts'
import { FieldGroup, SeverityTag, useText, type Severity } from '../kit/kit.ts'

interface ChannelFieldsProps {
  choices: readonly Choice[]
  hasQuiet: boolean
  onChange: (choices: Choice[]) => void
  error: ReactNode
}

export const ChannelFields = ({ choices, hasQuiet, onChange, error }: ChannelFieldsProps) => (
  <FieldGroup title={{ es: 'Por dónde, según la gravedad', en: 'How, by severity' }}>
    {choices.map((choice) => (
      <OneSeverity key={choice.severity} choice={choice} hasQuiet={hasQuiet} onChange={(changed) => onChange(choices.map((each) => (each === choice ? changed : each)))} />
    ))}
    {error && <p role="alert">{error}</p>}
  </FieldGroup>
)

const OneSeverity = ({ choice, hasQuiet, onChange }: { choice: Choice; hasQuiet: boolean; onChange: (choice: Choice) => void }) => {
  const t = useText()
  const { severity, waits } = choice
  const name = <SeverityTag severity={severity.toLowerCase() as Severity} />
  return (
    <Stack gap="xs">
      <Checkbox.Group label={name} value={choice.channels} onChange={(chosen) => onChange({ ...choice, channels: channels.filter((channel) => chosen.includes(channel)) })}>
        <Group gap="md" mt={4}>{channels.map((channel) => <Checkbox key={channel} value={channel} label={t(channelNames[channel])} />)}</Group>
      </Checkbox.Group>
      {hasQuiet && neverWaits(severity) && <p>{t({ es: 'Al momento, también en sus horas de silencio.', en: 'At once, in your quiet hours too.' })}</p>}
      {hasQuiet && !neverWaits(severity) && (
        <Checkbox
          label={<>{t({ es: 'Espera a que terminen mis horas de silencio', en: 'Waits until my quiet hours are over' })}<span className="visually-hidden"> {name}</span></>}
          checked={waits} onChange={(event) => onChange({ ...choice, waits: event.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}
