// The people of a unit: who holds its key, giving it to somebody, who leads, and removing somebody.
import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitView } from '../../modules/units/model.ts'
import { announce, ConfirmDialog, DataTable, Empty, Notice, ProblemNotice, refresh, StateTag, useAct, useSession, useText, type Reply } from '../kit/kit.ts'
import { FingerPrint, useVault } from '../vault/vault.ts'
import { Rekeyed } from './rekeyed.tsx'
import { giveKeys } from './sealing.ts'
import styles from './units.module.css'

type Member = UnitView['members'][number]

const MemberTag = ({ member: { isEntitled, holds, recipient, rekeyedAt } }: { member: Member }) => {
  if (!isEntitled) return <StateTag kind="refused" label={{ es: 'Ya no puede tenerla', en: 'May no longer hold it' }} />
  if (holds) return <StateTag kind="active" label={{ es: 'Tiene la llave', en: 'Holds the key' }} />
  if (rekeyedAt !== null) return <StateTag kind="waiting" label={{ es: 'Hizo otra llave', en: 'Made another key' }} />
  return <StateTag kind="waiting" label={recipient === null ? { es: 'Sin llave propia', en: 'No key of their own' } : { es: 'Espera la llave', en: 'Waits for the key' }} />
}

interface Given {
  person: string
  recipient: string
  isLead: boolean
}

const useGiving = (unit: UnitView, onDone: () => void) => {
  const t = useText()
  const client = useQueryClient()
  const { identitiesOf, prove } = useVault()
  return useMutation({
    mutationFn: (given: Given) => giveKeys(unit.id, { held: identitiesOf(unit.id), prove }, given),
    onSuccess: async () => {
      announce(t({ es: 'Llave entregada.', en: 'Key given.' }))
      onDone()
      await refresh(client, ['unit', 'key'])
    },
  })
}

/** Asks to compare finger prints before giving: the node could not pass off another key unnoticed. */
const Compare = ({ recipient }: { recipient: string }) => {
  const t = useText()
  return (
    <Notice title={{ es: 'Compruebe la huella por teléfono', en: 'Check the finger print by telephone' }}>
      <p><FingerPrint recipient={recipient} /></p>
      <p>{t({ es: 'La persona la lee en «Mi llave». Si no es igual, no siga y avise.', en: 'The person reads it in “My key”. If it differs, stop and tell somebody.' })}</p>
    </Notice>
  )
}

const AddPerson = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [person, setPerson] = useState<string | null>(null)
  const [isLead, setLead] = useState(false)
  const giving = useGiving(unit, () => setOpen(false))
  const custodians = unit.keys.flatMap(({ custodians: pair }) => (pair ? [pair.first.id, pair.second.id] : []))
  const candidates = unit.receivers.filter((each) => each.isOfInstitution && !unit.members.some((member) => member.person === each.person) && !custodians.includes(each.person))
  const chosen = candidates.find((each) => each.person === person)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t({ es: 'Dar la llave a otra persona', en: 'Give the key to another person' })}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Dar la llave a otra persona', en: 'Give the key to another person' }}
        confirm={{ es: 'Dar la llave', en: 'Give the key' }} isBusy={giving.isPending} problem={giving.error}
        onConfirm={() => {
          if (chosen) giving.mutate({ ...chosen, isLead })
        }}
      >
        {candidates.length === 0 ? (
          <Empty title={{ es: 'No hay a quién dársela todavía.', en: 'There is nobody to give it to yet.' }}>{t({
            es: 'La persona tiene que ser de su institución, tener el papel de recepción de reportes y haber hecho su llave en «Mi llave».',
            en: 'The person must belong to your institution, be a reception officer and have made their key in “My key”.',
          })}</Empty>
        ) : (
          <>
            <Select label={t({ es: 'Persona', en: 'Person' })} value={person} onChange={setPerson} data={candidates.map((each) => ({ value: each.person, label: each.name }))} required />
            {chosen && <Compare recipient={chosen.recipient} />}
            <Checkbox mt="sm" checked={isLead} onChange={(event) => setLead(event.currentTarget.checked)} label={t({ es: 'También dirige la unidad', en: 'Also leads the unit' })} />
          </>
        )}
      </ConfirmDialog>
    </>
  )
}

const RemoveDialog = ({ unit, member, onClose }: { unit: UnitView; member: Member | undefined; onClose: () => void }) => {
  const t = useText()
  const removing = useAct('POST', '/api/units/:id/removals', {
    invalidates: ['unit', 'key'],
    onDone: () => {
      announce(t({ es: 'Persona retirada. Cambie ahora la llave.', en: 'Person removed. Now replace the key.' }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={member !== undefined} onClose={onClose} title={{ es: 'Retirar de la unidad', en: 'Remove from the unit' }} confirm={{ es: 'Retirar', en: 'Remove' }}
      onConfirm={() => removing.mutate({ id: unit.id, person: member?.person })} isBusy={removing.isPending} problem={removing.error}
    >
      <p>{t({
        es: `${member?.name ?? ''} deja de recibir lo que se sella a la unidad. Lo que ya leyó, ya lo sabe: cambie después la llave.`,
        en: `${member?.name ?? ''} no longer receives what is sealed to the unit. What they have read they know: replace the key afterwards.`,
      })}</p>
    </ConfirmDialog>
  )
}

const asks = {
  own: { title: { es: 'Dar la llave a su llave propia', en: 'Give the key to your own key' }, confirm: { es: 'La hice yo: dar la llave', en: 'I made it: give the key' } },
  other: { title: { es: 'Dar la llave otra vez', en: 'Give the key again' }, confirm: { es: 'Es la misma: dar la llave', en: 'It is the same: give the key' } },
}

const OwnPrint = ({ recipient }: { recipient: string }) => {
  const t = useText()
  return (
    <Notice title={{ es: '¿Hizo usted esta llave?', en: 'Did you make this key?' }}>
      <p><FingerPrint recipient={recipient} /></p>
      <p>{t({ es: 'Se hizo con su cuenta. Si no la hizo usted, alguien entró en su lugar: no siga y avise.', en: 'It was made with your account. If you did not make it, somebody signed in as you: stop and tell somebody.' })}</p>
    </Notice>
  )
}

/** A member who lacks the key gets it from anyone in whose vault it is open, once the finger print was compared. */
const GiveDialog = ({ unit, member, onClose }: { unit: UnitView; member: Member | undefined; onClose: () => void }) => {
  const t = useText()
  const me = useSession()?.person?.id
  const giving = useGiving(unit, onClose)
  const { person, name = '', recipient, isLead = false } = member ?? {}
  const { title, confirm } = asks[person === me ? 'own' : 'other']
  return (
    <ConfirmDialog
      isOpen={member !== undefined} onClose={() => {
        giving.reset()
        onClose()
      }} title={title} confirm={confirm} isBusy={giving.isPending} problem={giving.error}
      onConfirm={() => {
        if (person && recipient) giving.mutate({ person, recipient, isLead })
      }}
    >
      <p>{t({ es: `${name}: con ella se abre todo lo que la unidad ha recibido y reciba.`, en: `${name}: it opens everything the unit has received and will receive.` })}</p>
      {recipient && (person === me ? <OwnPrint recipient={recipient} /> : <Compare recipient={recipient} />)}
    </ConfirmDialog>
  )
}

const GiveButton = ({ unit, member: { name, isEntitled, holds, recipient }, onGive }: { unit: UnitView; member: Member; onGive: () => void }) => {
  const t = useText()
  const { identitiesOf } = useVault()
  if (!isEntitled || holds || recipient === null || identitiesOf(unit.id).length === 0) return null
  return <Button variant="default" onClick={onGive}>{t({ es: 'Dar la llave', en: 'Give the key' })}<span className="visually-hidden"> {name}</span></Button>
}

/** What can be done about one member: give what they lack, let them lead, remove them. */
const MemberActions = ({ unit, member, onGive, onRemove }: { unit: Reply<UnitView>; member: Member; onGive: () => void; onRemove: () => void }) => {
  const t = useText()
  const me = useSession()?.person?.id
  const appointing = useAct('POST', '/api/units/:id/leads', { invalidates: ['unit'] })
  const { person, isEntitled, isLead, name } = member
  return (
    <div className={styles.cell}>
      <GiveButton unit={unit} member={member} onGive={onGive} />
      {unit.allowed.includes('unit.appoint') && isEntitled && (
        <Button variant="default" onClick={() => appointing.mutate({ id: unit.id, person, isLead: !isLead })}>
          {t(isLead ? { es: 'Que no dirija', en: 'Stop leading' } : { es: 'Que dirija', en: 'Let lead' })}<span className="visually-hidden"> {name}</span>
        </Button>
      )}
      {(unit.allowed.includes('key.unwrap') || me === person) && <Button variant="default" onClick={onRemove}>{t(me === person ? { es: 'Salir', en: 'Leave' } : { es: 'Retirar', en: 'Remove' })}<span className="visually-hidden"> {name}</span></Button>}
      <ProblemNotice problem={appointing.error} />
    </div>
  )
}

export const Members = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { identitiesOf } = useVault()
  const [given, setGiven] = useState<Member>()
  const [removed, setRemoved] = useState<Member>()
  return (
    <>
      <Rekeyed unit={unit} />
      <DataTable
        caption={{ es: 'Personas de la unidad', en: 'People of the unit' }} hidesCaption rows={unit.members} rowKey={({ person }) => person}
        columns={[
          { key: 'name', label: { es: 'Persona', en: 'Person' }, value: ({ name }) => name, cell: ({ name, isLead }) => <span className={styles.person}>{name}{isLead && <small>{t({ es: 'dirige la unidad', en: 'leads the unit' })}</small>}</span> },
          { key: 'state', label: { es: 'Llave', en: 'Key' }, value: ({ holds }) => (holds ? 0 : 1), cell: (member) => <MemberTag member={member} />, isShort: true },
          { key: 'print', label: { es: 'Huella de su llave', en: 'Finger print of their key' }, value: ({ recipient }) => recipient, cell: ({ recipient }) => (recipient ? <FingerPrint recipient={recipient} /> : '—'), sorts: false },
          { key: 'acts', label: { es: 'Qué hacer', en: 'What to do' }, value: () => null, cell: (member) => <MemberActions unit={unit} member={member} onGive={() => setGiven(member)} onRemove={() => setRemoved(member)} />, sorts: false },
        ]}
      />
      {unit.allowed.includes('unit.change') && identitiesOf(unit.id).length > 0 && <p className={styles.actions}><AddPerson unit={unit} /></p>}
      <GiveDialog unit={unit} member={given} onClose={() => setGiven(undefined)} />
      <RemoveDialog unit={unit} member={removed} onClose={() => setRemoved(undefined)} />
    </>
  )
}
