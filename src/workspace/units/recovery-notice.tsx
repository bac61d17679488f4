// A recovery under way, in everyone's sight, and the way to stop it.
import { Button } from '@mantine/core'
import type { UnitView } from '../../modules/units/model.ts'
import { Notice, ProblemNotice, useAct, useFormat, useText, type Reply } from '../kit/kit.ts'

export const RecoveryNotice = ({ unit }: { unit: Reply<UnitView> }) => {
  const t = useText()
  const { dateTime } = useFormat()
  const stopping = useAct('POST', '/api/units/:id/recovery/stop', { invalidates: ['unit', 'key'] })
  const waiting = unit.recoveries.find(({ state }) => state === 'waiting')
  if (!waiting) return null
  const { first, second, person, handedAt } = waiting
  return (
    <Notice title={{ es: 'Los custodios están recuperando la llave', en: 'The custodians are recovering the key' }}>
      <ProblemNotice problem={stopping.error} />
      <p>{t({
        es: `${first.name} abrió su parte el ${dateTime(handedAt)} para ${person.name}. Falta la de ${second.name}. Si no saben por qué, deténganlo.`,
        en: `${first.name} opened their part on ${dateTime(handedAt)} for ${person.name}. That of ${second.name} is missing. If you do not know why, stop it.`,
      })}</p>
      {unit.allowed.includes('key.stopRecovery') && <Button variant="default" aria-busy={stopping.isPending} onClick={() => stopping.mutate({ id: unit.id })}>{t({ es: 'Detener la recuperación', en: 'Stop the recovery' })}</Button>}
    </Notice>
  )
}
