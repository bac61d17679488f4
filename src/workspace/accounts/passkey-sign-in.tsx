// The button that signs in with a passkey.
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiProblem, ProblemNotice, useText } from '../kit/kit.ts'
import { useArrive } from './arrival.ts'
import { canUsePasskeys, signInWithPasskey } from './webauthn.ts'

export const PasskeySignIn = () => {
  const t = useText()
  const arrive = useArrive()
  const act = useMutation({ mutationFn: signInWithPasskey, onSuccess: arrive })
  if (!canUsePasskeys()) return null
  return (
    <>
      <Button variant="default" aria-busy={act.isPending} onClick={() => act.mutate()}>
        {t({ es: 'Entrar con llave de acceso', en: 'Sign in with a passkey' })}
      </Button>
      {act.error instanceof ApiProblem && <ProblemNotice problem={act.error} />}
    </>
  )
}
