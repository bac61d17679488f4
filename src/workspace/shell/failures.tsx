// What is shown when an address leads nowhere or a screen breaks.
import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { ApiProblem } from '../kit/api.ts'
import { useText } from '../kit/language.ts'
import { AppLink } from '../kit/link.tsx'
import { PageFrame } from '../kit/page-frame.tsx'

/** No such screen, or not for this person: the same answer. */
export const NotFound = () => {
  const t = useText()
  return (
    <PageFrame title={{ es: 'No está aquí', en: 'It is not here' }}>
      <p>{t({
        es: 'Esta página no existe o su función no la incluye. Si debería verla, pídala a quien administra el nodo.',
        en: 'This page does not exist, or your role does not include it. If you should see it, ask the node’s administrator.',
      })}</p>
      <p><AppLink to="/">{t({ es: 'Ir al inicio', en: 'Go to the start' })}</AppLink></p>
    </PageFrame>
  )
}

/** A screen that could not be drawn; what was saved is not touched. */
export const ScreenFailed = ({ error }: { error: unknown }) => {
  const t = useText()
  const router = useRouter()
  return (
    <PageFrame title={{ es: 'Esta página no se pudo mostrar', en: 'This page could not be shown' }}>
      <p>{error instanceof ApiProblem ? error.title : t({
        es: 'Lo guardado está a salvo. Repita; si sigue, avise a quien administra el nodo.',
        en: 'What was saved is safe. Try again; if it goes on, tell the node’s administrator.',
      })}</p>
      <p><Button onClick={() => void router.invalidate()}>{t({ es: 'Repetir', en: 'Try again' })}</Button></p>
    </PageFrame>
  )
}
