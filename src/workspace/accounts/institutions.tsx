// The institutions of the node: adding one, correcting one.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { institutionKindNames, institutionKinds, type InstitutionView, type NewInstitution } from '../../modules/accounts/model.ts'
import type { Explanation } from '../../modules/units/model.ts'
import { ActForm, announce, DataTable, Dialog, Empty, Notice, PageFrame, Read, useActForm, useRead, useText } from '../kit/kit.ts'
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
  const form = useActForm<InstitutionView, NewInstitution & { confirms: string }>({
    ...(id ? { method: 'PUT', path: '/api/institutions/:id', also: { id } } : { method: 'POST', path: '/api/institutions' }),
    initial: { name, kind, country, confirms: '' },
    invalidates: ['institution', 'person'],
    onDone: () => {
      announce(t({ es: 'Institución guardada.', en: 'Institution saved.' }))
      onDone()
    },
  })
  const becomesMigration = institution !== undefined && kind !== 'migration' && form.values.kind === 'migration'
  return (
    <ActForm form={form} submit={becomesMigration ? { es: 'Pasarla a control migratorio para siempre', en: 'Make it migration control for good' } : { es: 'Guardar', en: 'Save' }}>
      <TextInput {...form.field('name')} label={t({ es: 'Nombre', en: 'Name' })} required />
      <Select
        {...form.field('kind')} label={t({ es: 'Clase', en: 'Kind' })} allowDeselect={false}
        data={institutionKinds.map((value) => ({ value, label: t(institutionKindNames[value]) }))}
      />
      <Select {...form.field('country')} label={t({ es: 'País', en: 'Country' })} data={options} searchable allowDeselect={false} />
      {becomesMigration && (
        <>
          <WhatIsLost institution={institution} />
          <TextInput
            {...form.field('confirms')} label={t({ es: `Para seguir, escriba su nombre de hoy: ${name}`, en: `To go on, type its name of today: ${name}` })} required autoComplete="off" spellCheck={false}
          />
        </>
      )}
    </ActForm>
  )
}

/** Before an institution becomes migration control: what its people lose, and that nobody can give it back. */
const WhatIsLost = ({ institution: { name, people } }: { institution: InstitutionView }) => {
  const t = useText()
  const known = useRead<Explanation>('/api/units/access').data
  const units = [...(known?.units ?? []), ...(known?.announced ?? [])].filter(({ institution }) => institution === name).map((unit) => unit.name)
  return (
    <div role="alert">
      <Notice title={{ es: 'Esto no se puede deshacer', en: 'This cannot be undone' }}>
        <p>{t({
          es: 'Ninguna institución de control migratorio puede abrir reportes. Al guardar:',
          en: 'No institution of migration control can open reports. On saving:',
        })}</p>
        <ul>
          <li>{t({
            es: `Sus personas (${String(people)} activas) pierden al momento, y para siempre, toda llave con que abrían reportes, también los ya recibidos, y dejan de ser custodias.`,
            en: `Its people (${String(people)} active) lose at once, and for good, every key they opened reports with, those received already too, and are custodians no longer.`,
          })}</li>
          <li>{units.length > 0
            ? t({ es: `Dejan de recibir: ${units.join('; ')}. Lo que recibieron ya no lo abre nadie de aquí, y sin custodios de fuera se pierde.`, en: `These stop receiving: ${units.join('; ')}. Nobody here opens any more what they received, and without custodians from outside it is lost.` })
            : t({ es: 'Si tiene unidades, dejan de recibir y lo que recibieron puede perderse.', en: 'If it has units, they stop receiving and what they received may be lost.' })}</li>
          <li>{t({
            es: 'No podrá volver a ser de otra clase: ni usted ni nadie que administre este nodo puede devolver las llaves. Queda anotado en la bitácora con su nombre.',
            en: 'It cannot become of another kind again: neither you nor anybody who runs this node can give the keys back. It is kept in the audit trail with your name.',
          })}</li>
        </ul>
      </Notice>
    </div>
  )
}
