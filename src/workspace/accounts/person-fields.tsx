// What is decided about a person: name, institution, roles, territories.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { roleDuties, roleNames, roles, type InstitutionView, type Role } from '../../modules/accounts/model.ts'
import { CataloguesPicker } from '../catalogues/catalogue-picker.tsx'
import { FieldGroup, Notice, useRead, useText, type ActFormState } from '../kit/kit.ts'

export interface PersonEntries extends Record<string, unknown> {
  name: string
  institutionId: string
  roles: Role[]
  territories: string[]
}

export const PersonFields = <T, V extends PersonEntries>({ form }: { form: ActFormState<T, V> }) => {
  const t = useText()
  const institutions = useRead<{ items: InstitutionView[] }>('/api/institutions').data?.items ?? []
  const chosen = institutions.find(({ id }) => id === form.values.institutionId)
  const change = (some: Partial<PersonEntries>): void => form.set(some as Partial<V>)
  return (
    <>
      <TextInput {...form.field('name')} label={t({ es: 'Nombre', en: 'Name' })} autoComplete="off" required />
      <Select
        {...form.field('institutionId')} label={t({ es: 'Institución', en: 'Institution' })} searchable allowDeselect={false} required
        data={institutions.map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }))}
      />
      {chosen?.kind === 'migration' && <Notice>{t({
        es: 'Es una institución de control migratorio: ninguna de sus personas podrá leer denuncias, casos ni datos de víctimas, tengan el papel que tengan.',
        en: 'It is a migration-control institution: none of its people will be able to read reports, cases or victims’ data, whatever their role.',
      })}</Notice>}
      <FieldGroup title={{ es: 'Papeles', en: 'Roles' }} hint={{ es: 'Lo que la persona podrá hacer. Puede tener varios.', en: 'What the person will be able to do. They may have several.' }}>
        <Checkbox.Group value={form.values.roles} onChange={(held) => change({ roles: held })} error={form.field('roles').error}>
          {roles.map((role) => <Checkbox key={role} value={role} label={t(roleNames[role])} description={t(roleDuties[role])} />)}
        </Checkbox.Group>
      </FieldGroup>
      <CataloguesPicker
        label={{ es: 'Territorios', en: 'Territories' }} kinds={['country', 'territory']} value={form.values.territories}
        onChange={(territories) => change({ territories })} error={form.field('territories').error}
        hint={{ es: 'De los que se ocupa; un país incluye sus territorios. Escriba para buscar.', en: 'Those it looks after; a country includes its territories. Type to search.' }}
      />
    </>
  )
}
