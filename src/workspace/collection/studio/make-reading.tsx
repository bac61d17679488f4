// From a delivery that no profile could read to the studio, with the file as it was kept.
import { Button } from '@mantine/core'
import { ProblemNotice, useAct, useGo, useMay, useText } from '../../kit/kit.ts'

export const MakeReading = ({ delivery }: { delivery: string }) => {
  const t = useText()
  const go = useGo()
  const act = useAct<{ id: string }>('POST', '/api/profiles/drafts/from-delivery', { onDone: ({ id }) => go(`/profiles/${id}`) })
  if (!useMay('profile.sketchDelivery')) return null
  return (
    <>
      <ProblemNotice problem={act.error} />
      <Button variant="default" onClick={() => act.mutate({ delivery })} aria-busy={act.isPending}>{t({ es: 'Preparar cómo leer este archivo', en: 'Make a profile for this file' })}</Button>
    </>
  )
}
