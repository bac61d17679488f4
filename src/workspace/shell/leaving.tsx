// Signing out: what this device still holds unsent is asked about first, then forgotten with everything else kept here.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGo } from '../kit/address.ts'
import { callAct } from '../kit/api.ts'
import { ConfirmDialog } from '../kit/dialog.tsx'
import { forgetPerson, unsentOf } from '../kit/kept.ts'
import { useText } from '../kit/language.ts'
import { renewSession } from '../kit/session.ts'

interface Leaving {
  /** Signs out at once when nothing is unsent; else asks. */
  ask: () => Promise<void>
  leave: () => Promise<void>
  stay: () => void
  unsent: number
  problem: unknown
}

export const useLeaving = (personId: string): Leaving => {
  const go = useGo()
  const client = useQueryClient()
  const [unsent, setUnsent] = useState(0)
  const [problem, setProblem] = useState<unknown>()
  const leave = async (): Promise<void> => {
    try {
      await callAct('DELETE', '/api/session')
      await forgetPerson(personId)
      await renewSession(client)
      setUnsent(0)
      go('/sign-in')
    } catch (error) {
      setProblem(error)
    }
  }
  const ask = async (): Promise<void> => {
    setProblem(undefined)
    const count = await unsentOf(personId)
    if (count === 0) await leave()
    else setUnsent(count)
  }
  return { ask, leave, stay: () => setUnsent(0), unsent, problem }
}

export const LeavingDialog = ({ leaving: { leave, stay, unsent, problem } }: { leaving: Leaving }) => {
  const t = useText()
  return (
    <ConfirmDialog
      isOpen={unsent > 0} onClose={stay} problem={problem} onConfirm={() => void leave()}
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
