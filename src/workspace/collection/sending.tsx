// A file on its way: how far it got, how long it still takes, and the way to stop it.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Text } from '../../platform/text.ts'
import { Progress, useFormat, useText } from '../kit/kit.ts'
import { isStuck, secondsLeft, timeLeft, withMark, type Mark } from './time-left.ts'

const waitingForLine: Text = { es: 'esperando la conexión; lo que ya llegó no se envía otra vez', en: 'waiting for the connection; what has arrived is not sent again' }
const finishing: Text = { es: 'terminando', en: 'finishing' }

const useMarks = (sent: number): { marks: readonly Mark[]; now: number } => {
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [now, setNow] = useState(0)
  useEffect(() => setMarks((before) => withMark(before, { at: performance.now(), sent })), [sent])
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return { marks, now }
}

const stateOf = ({ marks, now }: ReturnType<typeof useMarks>, { sent, size }: { sent: number; size: number }): Text | null => {
  if (sent >= size) return finishing
  if (isStuck(marks, now)) return waitingForLine
  const left = secondsLeft(marks, size)
  return left === null ? null : timeLeft(left)
}

const quarters: Text[] = [
  { es: 'Enviando el archivo', en: 'Sending the file' },
  { es: 'Enviada una cuarta parte', en: 'A quarter sent' },
  { es: 'Enviada la mitad', en: 'Half sent' },
  { es: 'Enviadas tres cuartas partes', en: 'Three quarters sent' },
  { es: 'Enviado; terminando', en: 'Sent; finishing' },
]

interface SendingProps {
  file: File
  /** Bytes that have arrived. */
  sent: number
  onCancel: () => void
}

/** The numbers move for the eye; read aloud is only each quarter. */
export const Sending = ({ file, sent, onCancel }: SendingProps) => {
  const t = useText()
  const { bytes } = useFormat()
  const state = stateOf(useMarks(sent), { sent, size: file.size })
  const share = file.size === 0 ? 1 : sent / file.size
  const parts = [`${bytes(sent)} / ${bytes(file.size)}`, ...(state ? [t(state)] : [])]
  return (
    <>
      <Progress label={{ es: 'Enviando el archivo', en: 'Sending the file' }} share={share} note={<span aria-hidden="true">{parts.join(' · ')}</span>} />
      <span role="status" className="visually-hidden">{t(quarters[Math.floor(Math.min(1, share) * 4)]!)}</span>
      <div><Button variant="default" onClick={onCancel}>{t({ es: 'Cancelar el envío', en: 'Cancel sending' })}</Button></div>
    </>
  )
}
