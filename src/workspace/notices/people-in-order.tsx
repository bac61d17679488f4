// People in an order that matters: added at the end, moved up, removed; every step is a button, so the keyboard does all of it.
import { Button, Group, Select } from '@mantine/core'
import type { PlanView } from '../../modules/notices/model/escalation.ts'
import { useText } from '../kit/kit.ts'

interface PeopleInOrderProps {
  people: readonly string[]
  members: PlanView['members']
  onChange: (people: string[]) => void
}

const movedUp = (people: readonly string[], at: number): string[] =>
  people.map((id, place) => (place === at - 1 ? people[at]! : place === at ? people[at - 1]! : id))

export const PeopleInOrder = ({ people, members, onChange }: PeopleInOrderProps) => {
  const t = useText()
  const nameOf = (id: string): string => members.find((member) => member.id === id)?.name ?? ''
  const others = members.filter(({ id }) => !people.includes(id))
  return (
    <>
      {people.length > 0 && (
        <ol>
          {people.map((id, at) => (
            <li key={id}>
              <Group gap="sm" component="span">
                <span>{nameOf(id)}</span>
                {at > 0 && <Button variant="subtle" onClick={() => onChange(movedUp(people, at))}>{t({ es: 'Antes', en: 'Earlier' })}<span className="visually-hidden"> {nameOf(id)}</span></Button>}
                <Button variant="subtle" onClick={() => onChange(people.filter((each) => each !== id))}>{t({ es: 'Quitar', en: 'Remove' })}<span className="visually-hidden"> {nameOf(id)}</span></Button>
              </Group>
            </li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <Select
          label={t({ es: 'Añadir a una persona', en: 'Add a person' })} searchable value={null} maw={360} data={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id !== null && onChange([...people, id])}
        />
      )}
    </>
  )
}
