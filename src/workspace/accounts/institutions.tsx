// The institutions of the node: adding one, correcting one.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { institutionKindNames, institutionKinds, type InstitutionView, type NewInstitution } from '../../modules/accounts/model.ts'
import { ActForm, announce, DataTable, Dialog, Empty, PageFrame, Read, useActForm, useRead, useText } from '../kit/kit.ts'
import { useCountries } from './countries.ts'

type Editing = InstitutionView | 'new' | undefined

export const Institutions = () => {
  const t = useText()
  const { nameOf } = useCountries()
  const [editing, setEditing] = useState<Editing>()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions')
  return (
    <PageFrame
      title={{ es: 'Instituciones', en: 'Institutions' }}
      actions={<Button onClick={() => setEditing('new')}>{t({ es: 'Añadir una institución', en: 'Add an institution' })}</Button>}
    >
      <Read of={institutions}>
        {({ items }) => (
          <DataTable
            caption={{ es: 'Instituciones de este nodo', en: 'Institutions of this node' }} hidesCaption rows={items} rowKey={({ id }) => id}
            empty={<Empty title={{ es: 'Todavía no hay instituciones.', en: 'There are no institutions yet.' }} />}
            columns={[
              {
                key: 'name', label: { es: 'Nombre', en: 'Name' }, value: ({ name }) => name,
                cell: (row) => <Button variant="subtle" onClick={() => setEditing(row)}>{row.name}</Button>,
              },
              { key: 'kind', label: { es: 'Clase', en: 'Kind' }, value: ({ kind }) => t(institutionKindNames[kind]) },
              { key: 'country', label: { es: 'País', en: 'Country' }, value: ({ country }) => nameOf(country) },
              { key: 'people', label: { es: 'Personas activas', en: 'Active people' }, value: ({ people }) => people, isNumber: true },
            ]}
          />
        )}
      </Read>
      <Dialog
        isOpen={editing !== undefined} onClose={() => setEditing(undefined)}
        title={editing === 'new' ? { es: 'Añadir una institución', en: 'Add an institution' } : { es: 'Corregir la institución', en: 'Correct the institution' }}
      >
        <InstitutionForm institution={editing === 'new' ? undefined : editing} onDone={() => setEditing(undefined)} />
      </Dialog>
    </PageFrame>
  )
}

const InstitutionForm = ({ institution, onDone }: { institution: InstitutionView | undefined; onDone: () => void }) => {
  const t = useText()
  const { options } = useCountries()
  const { id, name = '', kind = 'police', country = 'MX' } = institution ?? {}
  const form = useActForm<InstitutionView, NewInstitution>({
    ...(id ? { method: 'PUT', path: '/api/institutions/:id', also: { id } } : { method: 'POST', path: '/api/institutions' }),
    initial: { name, kind, country },
    invalidates: ['institution', 'person'],
    onDone: () => {
      announce(t({ es: 'Institución guardada.', en: 'Institution saved.' }))
      onDone()
    },
  })
  return (
    <ActForm form={form} submit={{ es: 'Guardar', en: 'Save' }}>
      <TextInput {...form.field('name')} label={t({ es: 'Nombre', en: 'Name' })} required />
      <Select
        {...form.field('kind')} label={t({ es: 'Clase', en: 'Kind' })} allowDeselect={false}
        data={institutionKinds.map((value) => ({ value, label: t(institutionKindNames[value]) }))}
      />
      <Select {...form.field('country')} label={t({ es: 'País', en: 'Country' })} data={options} searchable allowDeselect={false} />
    </ActForm>
  )
}
