// Everyone with an account on this node.
import { personStates, roleNames, type PersonState, type PersonView } from '../../modules/accounts/model.ts'
import type { Text } from '../../platform/text.ts'
import { ButtonLink, DataTable, PageFrame, Read, StateTag, useFormat, useMay, useRead, useText } from '../kit/kit.ts'

const states: Record<PersonState, { kind: 'waiting' | 'active' | 'ended'; label: Text }> = {
  invited: { kind: 'waiting', label: { es: 'Invitada', en: 'Invited' } },
  active: { kind: 'active', label: { es: 'Activa', en: 'Active' } },
  inactive: { kind: 'ended', label: { es: 'Inactiva', en: 'Inactive' } },
}

export const PersonStateTag = ({ state }: { state: PersonState }) => <StateTag {...states[state]} />

const invite = <ButtonLink to="/people/new"><InviteWords /></ButtonLink>

function InviteWords() {
  return useText()({ es: 'Invitar a una persona', en: 'Invite a person' })
}

export const People = () => {
  const t = useText()
  const { date } = useFormat()
  const people = useRead<{ items: PersonView[] }>('/api/people', {}, { topics: ['person'] })
  return (
    <PageFrame title={{ es: 'Personas', en: 'People' }} actions={useMay('person.invite') && invite}>
      <Read of={people}>
        {({ items }) => (
          <DataTable
            caption={{ es: 'Personas con cuenta en este nodo', en: 'People with an account on this node' }} hidesCaption
            rows={items} rowKey={({ id }) => id} rowTo={({ id }) => `/people/${id}`} order={{ key: 'name', isDescending: false }}
            columns={[
              { key: 'name', label: { es: 'Nombre', en: 'Name' }, value: ({ name }) => name, cell: ({ name, email }) => <>{name}<br /><small>{email}</small></> },
              { key: 'roles', label: { es: 'Papeles', en: 'Roles' }, value: ({ roles }) => roles.map((role) => t(roleNames[role])).join(', ') },
              { key: 'institution', label: { es: 'Institución', en: 'Institution' }, value: ({ institution }) => institution.name },
              { key: 'state', label: { es: 'Estado', en: 'State' }, value: ({ state }) => personStates.indexOf(state), cell: ({ state }) => <PersonStateTag state={state} />, isShort: true },
              {
                key: 'factor', label: { es: 'Segundo factor', en: 'Second factor' }, value: ({ hasSecondFactor }) => (hasSecondFactor ? 1 : 0), isShort: true,
                cell: ({ hasSecondFactor }) => (hasSecondFactor ? t({ es: 'Sí', en: 'Yes' }) : t({ es: 'No', en: 'No' })),
              },
              { key: 'seen', label: { es: 'Último uso', en: 'Last used' }, value: ({ lastSeenAt }) => lastSeenAt, cell: ({ lastSeenAt }) => (lastSeenAt ? date(lastSeenAt) : '—'), isShort: true },
            ]}
          />
        )}
      </Read>
    </PageFrame>
  )
}
