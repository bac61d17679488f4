// Forms and devices: the blank forms a phone may fetch, and the phones that may send them.
import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeviceView, FormView } from '../../modules/trafficking/model/acts.ts'
import { announce, ConfirmDialog, DataTable, Dialog, Empty, FileDrop, Notice, PageFrame, ProblemNotice, Read, refresh, Section, StateTag, uploadFile, useAct, useFormat, useRead, useText } from '../kit/kit.ts'
import { EnrolDevice } from './enrol.tsx'

export const Forms = () => {
  const forms = useRead<{ items: FormView[] }>('/api/forms')
  const devices = useRead<{ items: DeviceView[] }>('/api/devices')
  return (
    <PageFrame title={{ es: 'Formularios y dispositivos', en: 'Forms and devices' }} lead={<Lead />}>
      <Section title={{ es: 'Dispositivos', en: 'Devices' }} actions={<Enrol />}><Read of={devices}>{({ items }) => <Devices items={items} />}</Read></Section>
      <Section title={{ es: 'Formularios', en: 'Forms' }} actions={<AddForm />}><Read of={forms}>{({ items }) => <FormTable items={items} />}</Read></Section>
    </PageFrame>
  )
}

const Lead = () => useText()({
  es: 'ODK Collect y Kobo llenan formularios sin conexión y los envían después: registros de trata, de los que el nodo guarda los códigos y nada que identifique, y las cifras que una institución debe en la ronda.',
  en: 'ODK Collect and Kobo fill in forms without a connection and send them later: trafficking records, of which the node keeps the codes and nothing that identifies, and the figures an institution owes in the round.',
})

const Enrol = () => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t({ es: 'Dar de alta un dispositivo', en: 'Enrol a device' })}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Dar de alta un dispositivo', en: 'Enrol a device' }}><EnrolDevice onDone={() => setOpen(false)} /></Dialog>
    </>
  )
}

const Devices = ({ items }: { items: readonly DeviceView[] }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const [leaving, setLeaving] = useState<DeviceView>()
  const act = useAct('POST', '/api/devices/:id/revocation', {
    onDone: () => {
      setLeaving(undefined)
      announce(t({ es: 'El acceso se retiró.', en: 'Access was withdrawn.' }))
    },
  })
  return (
    <>
      <DataTable
        caption={{ es: 'Dispositivos', en: 'Devices' }} hidesCaption rows={items} rowKey={({ id }) => id}
        empty={<Empty title={{ es: 'Todavía no hay dispositivos.', en: 'There are no devices yet.' }}>{t({ es: 'Dé de alta uno y lea su código QR con ODK Collect.', en: 'Enrol one and scan its QR code with ODK Collect.' })}</Empty>}
        columns={[
          { key: 'name', label: { es: 'Dispositivo', en: 'Device' }, value: ({ name }) => name },
          { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution },
          { key: 'delivers', label: { es: 'Entrega en nombre de', en: 'Delivers in the name of' }, value: ({ delivers }) => delivers, cell: ({ delivers }) => delivers ?? '—' },
          { key: 'username', label: { es: 'Usuario', en: 'User name' }, value: ({ username }) => username, isShort: true },
          { key: 'sent', label: { es: 'Último envío', en: 'Last sent' }, value: ({ lastSentAt }) => lastSentAt, cell: ({ lastSentAt }) => (lastSentAt ? dateTime(lastSentAt) : '—'), isShort: true },
          {
            key: 'state', label: { es: 'Acceso', en: 'Access' }, value: ({ isRevoked }) => Number(isRevoked), sorts: false,
            cell: (row) => (row.isRevoked
              ? <StateTag kind="ended" label={{ es: 'Retirado', en: 'Withdrawn' }} />
              : <Button variant="subtle" onClick={() => setLeaving(row)}>{t({ es: 'Retirar el acceso', en: 'Withdraw access' })}</Button>),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={leaving !== undefined} onClose={() => setLeaving(undefined)} isBusy={act.isPending} problem={act.error} confirm={{ es: 'Retirar el acceso', en: 'Withdraw access' }}
        title={{ es: 'Retirar el acceso', en: 'Withdraw access' }} onConfirm={() => leaving && act.mutate({ id: leaving.id })}
      >
        <p>{t({ es: `${leaving?.name ?? ''} ya no podrá pedir formularios ni enviarlos. Lo que envió se queda.`, en: `${leaving?.name ?? ''} will no longer be able to fetch or send forms. What it sent stays.` })}</p>
      </ConfirmDialog>
    </>
  )
}

const AddForm = () => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t({ es: 'Añadir un formulario', en: 'Add a form' })}</Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Añadir un formulario', en: 'Add a form' }}><AddedForm onDone={() => setOpen(false)} /></Dialog>
    </>
  )
}

const AddedForm = ({ onDone }: { onDone: () => void }) => {
  const t = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<unknown>()
  const [form, setForm] = useState<FormView>()
  const add = async (chosen: File): Promise<void> => {
    setFile(chosen)
    setProblem(undefined)
    try {
      setForm(await uploadFile<FormView>('/api/forms', chosen))
      await refresh(client, ['form'])
    } catch (error) {
      setProblem(error)
    }
  }
  if (form) return <Stack gap="md"><Asks form={form} /><div><Button onClick={onDone}>{t({ es: 'Listo', en: 'Done' })}</Button></div></Stack>
  return (
    <>
      <ProblemNotice problem={problem} />
      <FileDrop
        label={{ es: 'Formulario XForm', en: 'XForm' }} accept=".xml" file={file} onFile={(chosen) => void add(chosen)}
        hint={{ es: 'XML, como lo exportan ODK y Kobo; con los nombres de campo de HTCDS.', en: 'XML, as ODK and Kobo export it; with the field names of HTCDS.' }}
      />
    </>
  )
}

const Asks = ({ form }: { form: FormView }) => {
  const t = useText()
  return (
    <Notice title={{ es: 'El formulario se añadió', en: 'The form was added' }}>
      <p>{t({ es: `Se guardarán las respuestas a ${String(form.kept.length)} preguntas.`, en: `Answers to ${String(form.kept.length)} questions will be kept.` })}</p>
      {form.left.length > 0 && <p>{t({ es: 'Quedarán en la puerta, y conviene quitarlas del formulario: ', en: 'These will be left at the door and had better be removed from the form: ' })}{form.left.join(', ')}.</p>}
    </Notice>
  )
}

const FormTable = ({ items }: { items: readonly FormView[] }) => {
  const t = useText()
  const act = useAct('DELETE', '/api/forms/:id')
  return (
    <>
      <ProblemNotice problem={act.error} />
      <DataTable
        caption={{ es: 'Formularios en blanco', en: 'Blank forms' }} hidesCaption rows={items} rowKey={({ id }) => id}
        columns={[
          { key: 'title', label: { es: 'Formulario', en: 'Form' }, value: ({ title }) => title },
          { key: 'id', label: { es: 'Identificador', en: 'Id' }, value: ({ id }) => id },
          { key: 'kept', label: { es: 'Preguntas que se guardan', en: 'Questions kept' }, value: ({ kept }) => kept.length, isNumber: true },
          { key: 'left', label: { es: 'Quedan en la puerta', en: 'Left at the door' }, value: ({ left }) => left.length, isNumber: true },
          {
            key: 'remove', label: { es: 'Acciones', en: 'Actions' }, value: () => null, sorts: false,
            cell: ({ id, isShipped }) => (isShipped ? t({ es: 'propio del nodo', en: 'the node’s own' }) : <Button variant="subtle" onClick={() => act.mutate({ id })}>{t({ es: 'Quitar', en: 'Remove' })}</Button>),
          },
        ]}
      />
    </>
  )
}
