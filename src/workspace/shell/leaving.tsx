// Signing out: what this device still holds unsent is asked about first, then forgotten with everything else kept here.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGo } from '../kit/address.ts'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { unsentOf } from '../kit/kept.ts'
import { useText } from '../kit/language.ts'
import { stopWaking } from '../kit/push.ts'
import { endSession, renewSession } from '../kit/session.ts'

interface Leaving {
  /** Signs out at once when nothing is unsent; else asks. */
  ask: () => Promise<void>
  leave: () => Promise<void>
  stay: () => void
  unsent: number
  /** This device has forgotten the person, and the node perhaps not. */
  isHalfDone: boolean
}

export const useLeaving = (personId: string): Leaving => {
  const go = useGo()
  const client = useQueryClient()
  const [unsent, setUnsent] = useState(0)
  const [isHalfDone, setHalfDone] = useState(false)
  const leave = async (): Promise<void> => {
    try {
      await stopWaking().catch(() => undefined)
      await endSession(personId)
      await renewSession(client)
      setHalfDone(false)
      go('/sign-in')
    } catch {
      setHalfDone(true)
    }
    setUnsent(0)
  }
  const ask = async (): Promise<void> => {
    const count = await unsentOf(personId)
    if (count === 0) await leave()
    else setUnsent(count)
  }
  const stay = (): void => {
    setUnsent(0)
    setHalfDone(false)
  }
  return { ask, leave, stay, unsent, isHalfDone }
}

export const LeavingDialog = ({ leaving }: { leaving: Leaving }) => (leaving.isHalfDone ? <HalfDone leaving={leaving} /> : <Unsent leaving={leaving} />)

const HalfDone = ({ leaving: { leave, stay } }: { leaving: Leaving }) => {
  const t = useText()
  return (
    <ConfirmDialog isOpen onClose={stay} onConfirm={() => void leave()} title={{ es: 'El nodo no confirmó su salida', en: 'The node did not confirm that you left' }} confirm={{ es: 'Salir', en: 'Sign out' }}>
      <p>{t({
        es: 'Lo que este dispositivo guardaba ya se borró. Su sesión puede seguir abierta: cuando haya conexión, salga otra vez; mientras tanto, no deje el dispositivo en otras manos.',
        en: 'What this device kept has been deleted. Your session may still be open: sign out again once there is a connection; until then, do not leave the device with others.',
      })}</p>
    </ConfirmDialog>
  )
}

const Unsent = ({ leaving: { leave, stay, unsent } }: { leaving: Leaving }) => {
  const t = useText()
  return (
    <ConfirmDialog
      isOpen={unsent > 0} onClose={stay} onConfirm={() => void leave()}
      title={{ es: 'Hay algo sin enviar', en: 'Something has not been sent' }} confirm={{ es: 'Salir y borrarlo', en: 'Sign out and delete it' }}
    >
      <p>{t({
        es: unsent === 1 ? 'En este dispositivo hay un borrador o un envío que el nodo no ha recibido.' : `En este dispositivo hay ${unsent} borradores o envíos que el nodo no ha recibido.`,
        en: unsent === 1 ? 'This device holds a draft or a delivery that the node has not received.' : `This device holds ${unsent} drafts or deliveries that the node has not received.`,
      })}</p>
      <p>{t({ es: 'Al salir se borran de aquí. Para conservarlos, vuelva y espere a que se envíen.', en: 'Signing out deletes them from here. To keep them, go back and wait until they are sent.' })}</p>
    </ConfirmDialog>
  )
}
