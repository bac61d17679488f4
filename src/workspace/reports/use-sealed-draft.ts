// Text being written to somebody: kept while its screen is away, asked about before the window closes.
import { useEffect, useRef, useState } from 'react'
import { unpadded } from '../../platform/seal/padding.ts'
import { useSession } from '../kit/kit.ts'
import { bytesOf } from '../vault/opening.ts'
import { draftPlace, forgetDraft, forgetOthers, keepDraft, keptDraft } from './sealed-draft.ts'
import { useVault } from '../vault/vault.ts'

const textOf = (opened: unknown): string => (typeof opened === 'object' && opened !== null && 'text' in opened ? String(opened.text) : '')

/** `[text, change, forget]`; what this person was writing about this comes back once it is opened. */
export const useSealedDraft = (what: string, { unit, recipient }: { unit: string; recipient: string }): [text: string, change: (text: string) => void, forget: () => void] => {
  const { openSealed } = useVault()
  const person = useSession()?.person?.id ?? ''
  const place = draftPlace(person, what)
  const [text, setText] = useState('')
  const latest = useRef('')
  const vault = useRef({ openSealed, recipient: '' })
  latest.current = text
  vault.current = { openSealed, recipient }
  useEffect(() => {
    forgetOthers(person)
    void keptDraft(place)?.then(async (sealed) => {
      const kept = textOf(unpadded(await vault.current.openSealed(unit, bytesOf(sealed))))
      setText((now) => (now === '' ? kept : now))
    }).catch(() => forgetDraft(place))
    return () => keepDraft(place, vault.current.recipient, latest.current)
  }, [person, place, unit])
  useLeavingAsks(text !== '')
  const forget = (): void => {
    setText('')
    forgetDraft(place)
  }
  return [text, setText, forget]
}

/** The browser asks before the window goes with something unsent in it. */
const useLeavingAsks = (isUnsent: boolean): void => {
  useEffect(() => {
    if (!isUnsent) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isUnsent])
}
