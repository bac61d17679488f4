// Enrolling a device: its name and institution, then its access code, shown this once, and the QR code that sets ODK Collect up.
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InstitutionView } from '../../modules/accounts/model.ts'
import type { EnrolledDevice, NewDevice } from '../../modules/trafficking/model/acts.ts'
import { ActForm, Facts, Notice, QrCode, useActForm, useRead, useText } from '../kit/kit.ts'

export const EnrolDevice = ({ onDone }: { onDone: () => void }) => {
  const t = useText()
  const [enrolled, setEnrolled] = useState<EnrolledDevice>()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions')
  const form = useActForm<EnrolledDevice, NewDevice>({ method: 'POST', path: '/api/devices', initial: { name: '', institutionId: '' }, onDone: setEnrolled })
  if (enrolled) return <HandOver device={enrolled} onDone={onDone} />
  // Migration control gets none, so it is not offered.
  const offered = (institutions.data?.items ?? []).filter(({ kind }) => kind !== 'migration')
  return (
    <ActForm form={form} submit={{ es: 'Dar de alta', en: 'Enrol' }}>
      <TextInput
        {...form.field('name')} required label={t({ es: 'Nombre del dispositivo', en: 'Name of the device' })}
        description={t({ es: 'El del aparato, no el de una persona: «Teléfono de la recepción».', en: 'The device’s, not a person’s: “Front desk phone”.' })}
      />
      <NativeSelect
        {...form.field('institutionId')} required label={t({ es: 'Institución', en: 'Institution' })}
        data={[{ value: '', label: t({ es: 'Elija una', en: 'Choose one' }) }, ...offered.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </ActForm>
  )
}

const HandOver = ({ device, onDone }: { device: EnrolledDevice; onDone: () => void }) => {
  const t = useText()
  return (
    <Stack gap="md">
      <Notice title={{ es: 'Este código se muestra solo ahora', en: 'This code is shown only now' }}>
        <p>{t({
          es: 'En ODK Collect elija «Configurar con código QR» y lea este código; en Kobo y otros, escriba los tres datos. Con él solo se piden y envían formularios.',
          en: 'In ODK Collect choose “Configure with QR code” and scan this; in Kobo and others, type the three entries. It only lets forms be fetched and sent.',
        })}</p>
      </Notice>
      <QrCode qr={device.qr} label={{ es: 'Código QR para ODK Collect', en: 'QR code for ODK Collect' }} />
      <Facts items={[
        { label: { es: 'Dirección del servidor', en: 'Server address' }, value: <code>{device.address}</code> },
        { label: { es: 'Usuario', en: 'User name' }, value: <code>{device.username}</code> },
        { label: { es: 'Código', en: 'Code' }, value: <code>{device.code}</code> },
      ]} />
      <div><Button onClick={onDone}>{t({ es: 'Listo', en: 'Done' })}</Button></div>
    </Stack>
  )
}
