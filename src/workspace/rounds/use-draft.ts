// A filled period as it is on this device: every change is kept at once, and where it stands on its way to the node.
import { useCallback, useEffect, useRef, useState } from 'react'
import { forget, keep, kept, watchKept } from '../kit/kept.ts'
import { keyOf, parcelsOf, type Draft, type Parcel, type Received } from './outbox.ts'

/** What this device knows of a place; undefined until it has been looked up. */
export interface OnDevice {
  draft: Draft | undefined
  parcel: Parcel | undefined
  received: Received | undefined
}

const lookUp = async (person: string, place: string): Promise<OnDevice> => ({
  draft: await kept<Draft>(keyOf('draft', place)),
  parcel: (await parcelsOf(person)).find((parcel) => parcel.place === place),
  received: await kept<Received>(keyOf('received', place)),
})

/** Looks at the device, and again whenever something kept changes. */
export const useOnDevice = (person: string, place: string): OnDevice | undefined => {
  const [found, setFound] = useState<OnDevice>()
  useEffect(() => {
    let isOpen = true
    const look = (): void => void lookUp(person, place).then((now) => isOpen && setFound(now))
    look()
    const stop = watchKept(look)
    return () => {
      isOpen = false
      stop()
    }
  }, [person, place])
  return found
}

export type Saving = 'saved' | 'saving' | 'failed'

/** Rows being filled in. Each change is written to the device at once, the last one winning; `drop` goes back to `standing` and forgets the draft. */
export const useRows = (place: string, { first, standing }: { first: string[][]; standing: string[][] }): { rows: string[][]; change: (rows: string[][]) => void; drop: () => void; saving: Saving } => {
  const [rows, setRows] = useState(first)
  const [saving, setSaving] = useState<Saving>('saved')
  const count = useRef(0)
  const change = useCallback((next: string[][]): void => {
    setRows(next)
    setSaving('saving')
    const mine = (count.current += 1)
    const settle = (how: Saving) => (): void => {
      if (mine === count.current) setSaving(how)
    }
    keep(keyOf('draft', place), { rows: next, at: new Date().toISOString() } satisfies Draft).then(settle('saved'), settle('failed'))
  }, [place])
  const drop = (): void => {
    count.current += 1
    setRows(standing)
    setSaving('saved')
    void forget([keyOf('draft', place)])
  }
  return { rows, change, saving, drop }
}
