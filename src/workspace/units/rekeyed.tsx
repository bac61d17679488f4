// Said while somebody of the unit has another key of their own than the one that was given the unit's: they made it, or somebody who signs in as them.
import type { UnitView } from '../../modules/units/model.ts'
import { Notice, useFormat, useSession, useText } from '../kit/kit.ts'

/** Drawn only while there is somebody. */
export const Rekeyed = ({ unit }: { unit: UnitView }) => {
  const t = useText()
  const { date } = useFormat()
  const me = useSession()?.person?.id
  const rekeyed = unit.members.flatMap(({ person, name, isEntitled, rekeyedAt }) => (isEntitled && rekeyedAt !== null ? [{ person, name, on: date(rekeyedAt) }] : []))
  if (rekeyed.length === 0) return null
  const others = rekeyed.filter(({ person }) => person !== me)
  const own = rekeyed.find(({ person }) => person === me)
  return (
    <Notice title={{ es: 'Hay una llave nueva que la unidad no conoce', en: 'There is a new key the unit does not know' }}>
      {own && <p>{t({
        es: `Con su cuenta se hizo otra llave propia el ${own.on}, y no abre lo de la unidad. Si la hizo usted, pida que se lo den comparando la huella. Si no, alguien entró con su cuenta: avise a su unidad.`,
        en: `With your account another key was made on ${own.on}, and it opens nothing of the unit. If you made it, ask to be given the unit’s, comparing the finger print. If not, somebody signed in as you: tell your unit.`,
      })}</p>}
      {others.length > 0 && (
        <>
          <ul>{others.map(({ person, name, on }) => <li key={person}>{t({ es: `${name}: hizo otra llave propia el ${on}.`, en: `${name}: made another key of their own on ${on}.` })}</li>)}</ul>
          <p>{t({
            es: 'Llame a la persona por un teléfono que ya conocía. Si la hizo (perdió su frase), dele la de la unidad en su fila. Si no sabe nada, alguien entró con su cuenta: no se la dé, retírela y avise a su institución.',
            en: 'Call the person at a telephone number you knew already. If they made it (lost their passphrase), give them the unit’s in their row. If they know nothing of it, somebody signed in as them: do not give it, remove them and tell your institution.',
          })}</p>
        </>
      )}
    </Notice>
  )
}
