// Opens something sealed in the browser and draws it. What was opened lives in this component alone and goes with it.
import { useEffect, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { unpadded } from '../../platform/seal/padding.ts'
import type { Text } from '../../platform/text.ts'
import { Loading, Notice, useText } from '../kit/kit.ts'
import { bytesOf } from '../vault/opening.ts'
import { useVault } from '../vault/vault.ts'

interface OpenedProps<S extends z.ZodType> {
  /** The unit whose key opens it. */
  unit: string
  /** An age file as base64. */
  sealed: string
  as: S
  what?: Text
  /** Drawn below the words that say it could not be opened. */
  otherwise?: ReactNode
  children: (opened: z.output<S>) => ReactNode
}

type Outcome<T> = { kind: 'opening' } | { kind: 'open'; value: T } | { kind: 'closed' }

/** `<Opened unit={unit.id} sealed={body} as={SaidMessage}>{(said) => …}</Opened>` */
export const Opened = <S extends z.ZodType>({ unit, sealed, as, what, otherwise, children }: OpenedProps<S>) => {
  const [outcome, setOutcome] = useState<Outcome<z.output<S>>>({ kind: 'opening' })
  const { openSealed } = useVault()
  useEffect(() => {
    let isGone = false
    const tell = (next: Outcome<z.output<S>>): void => {
      if (!isGone) setOutcome(next)
    }
    openSealed(unit, bytesOf(sealed))
      .then((octets) => tell({ kind: 'open', value: as.parse(unpadded(octets)) }))
      .catch(() => tell({ kind: 'closed' }))
    return () => {
      isGone = true
    }
  }, [unit, sealed, as, openSealed])
  if (outcome.kind === 'opening') return <Loading what={what ?? { es: 'Abriendo en su navegador…', en: 'Opening in your browser…' }} lines={3} />
  return outcome.kind === 'open' ? children(outcome.value) : <><CouldNotOpen />{otherwise}</>
}

const CouldNotOpen = () => {
  const t = useText()
  return (
    <Notice title={{ es: 'No se pudo abrir', en: 'It could not be opened' }}>
      <p>{t({
        es: 'Ninguna de sus llaves lo abre, o se alteró en el camino. Pida a quien dirige la unidad que le dé también la llave anterior; si nadie puede abrirlo, dígaselo a la persona en la conversación.',
        en: 'None of your keys opens it, or it was altered on the way. Ask whoever leads the unit to give you the earlier key too; if nobody can open it, tell the person in the conversation.',
      })}</p>
    </Notice>
  )
}
