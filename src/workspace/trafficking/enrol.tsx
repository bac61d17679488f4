// Enrolling a device: its name and institution, then its access code, shown this once, and the QR code that sets ODK Collect up.
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InstitutionView } from '../../modules/accounts/model.ts'
import type { DeviceList, EnrolledDevice, NewDevice } from '../../modules/trafficking/model/acts.ts'
import type { Text } from '../../platform/text.ts'
import { ActForm, type ActFormState, Facts, Notice, QrCode, useActForm, useRead, useText } from '../kit/kit.ts'

const oneOf: Text = { es: 'Elija una', en: 'Choose one' }
const nobody: Text = { es: 'Nadie: solo registros de trata', en: 'Nobody: trafficking records only' }

const alsoFigures: Text = {
  es: 'Un punto focal de la institución. El dispositivo recibe entonces también un formulario por cada fuente que la institución debe, y lo que envía es una entrega de esa persona.',
  en: 'A focal point of the institution. The device then also gets a form for each source the institution owes, and what it sends is a delivery of that person.',
}

const onlyFigures: Text = {
  es: 'Control migratorio solo entrega cifras, en nombre de un punto focal; nunca recibe formularios de víctimas.',
  en: 'Migration control only delivers figures, in the name of a focal point; it never gets forms about victims.',
}

const noFocalPoint: Text = {
  es: 'Esta institución no tiene punto focal activo. Para que entregue cifras, invite primero a uno en Personas.',
  en: 'This institution has no active focal point. For it to deliver figures, invite one first under People.',
}

export const EnrolDevice = ({ onDone }: { onDone: () => void }) => {
  const t = useText()
  const [enrolled, setEnrolled] = useState<EnrolledDevice>()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions')
  const form = useActForm<EnrolledDevice, NewDevice>({ method: 'POST', path: '/api/devices', initial: { name: '', institutionId: '', personId: '' }, onDone: setEnrolled })
  if (enrolled) return <HandOver device={enrolled} onDone={onDone} />
  const chosen = institutions.data?.items.find(({ id }) => id === form.values.institutionId)
  return (
    <ActForm form={form} submit={{ es: 'Dar de alta', en: 'Enrol' }}>
      <TextInput
        {...form.field('name')} required label={t({ es: 'Nombre del dispositivo', en: 'Name of the device' })}
        description={t({ es: 'El del aparato, no el de una persona: «Teléfono de la recepción».', en: 'The device’s, not a person’s: “Front desk phone”.' })}
      />
      <NativeSelect
        {...form.field('institutionId')} onChange={(event) => form.set({ institutionId: event.currentTarget.value, personId: '' })} required label={t({ es: 'Institución', en: 'Institution' })}
        data={[{ value: '', label: t(oneOf) }, ...(institutions.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <InWhoseName field={form.field('personId')} institution={chosen} />
    </ActForm>
  )
}

interface InWhoseNameProps {
  field: ReturnType<ActFormState<EnrolledDevice, NewDevice>['field']>
  institution: InstitutionView | undefined
}

const explanationOf = ({ kind }: InstitutionView, people: DeviceList['people'] | undefined): Text => {
  if (people?.length === 0) return noFocalPoint
  return kind === 'migration' ? onlyFigures : alsoFigures
}

/** The focal points of the institution; nobody, but for migration control, which gets no other forms. */
const InWhoseName = ({ field, institution }: InWhoseNameProps) => {
  const t = useText()
  const devices = useRead<DeviceList>('/api/devices')
  const people = devices.data?.people.filter(({ institutionId }) => institutionId === institution?.id)
  const isControl = institution?.kind === 'migration'
  return (
    <NativeSelect
      {...field} required={isControl} disabled={!institution} label={t({ es: 'Entrega cifras en nombre de', en: 'Delivers figures in the name of' })}
      description={t(institution ? explanationOf(institution, people) : alsoFigures)}
      data={[{ value: '', label: t(isControl ? oneOf : nobody) }, ...(people ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
    />
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
        {device.delivers !== null && <p>{t({
          es: `Las cifras que envíe serán entregas de ${device.delivers}. Pida los formularios otra vez cuando termine cada periodo: así se puede elegir.`,
          en: `The figures it sends will be deliveries of ${device.delivers}. Fetch the forms again when each period ends: then it can be chosen.`,
        })}</p>}
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
