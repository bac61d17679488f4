// Files that go with an answer: chosen one by one, sealed in the browser before they leave.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../platform/text.ts'
import { FileDrop, useFormat, useText } from '../kit/kit.ts'
import styles from './reports.module.css'
import type { SentFile } from './pieces.ts'

export interface Attachment {
  file: File
  /** Once it has arrived. */
  sent?: SentFile
}

const most = 5
const mostBytes = 25 * 1024 ** 2

const wrongWith = ({ size }: File): Text | undefined => {
  if (size === 0) return { es: 'El archivo está vacío. Elija otro.', en: 'The file is empty. Choose another.' }
  return size > mostBytes ? { es: 'El archivo pasa de 25 MB. Adjunte uno más pequeño o pártalo.', en: 'The file is larger than 25 MB. Attach a smaller one or split it.' } : undefined
}

interface AttachmentsProps {
  attachments: readonly Attachment[]
  onChange: (attachments: readonly Attachment[]) => void
}

export const Attachments = ({ attachments, onChange }: AttachmentsProps) => {
  const t = useText()
  const { bytes } = useFormat()
  const [wrong, setWrong] = useState<Text>()
  const add = (file: File): void => {
    const found = wrongWith(file)
    setWrong(found)
    if (!found) onChange([...attachments, { file }])
  }
  return (
    <details className={styles.attachments} open={attachments.length > 0}>
      <summary>{t({ es: 'Adjuntar un archivo', en: 'Attach a file' })}</summary>
      {attachments.length > 0 && (
        <ul>
          {attachments.map(({ file }, at) => (
            <li key={`${file.name} ${String(at)}`}>{file.name} · {bytes(file.size)} <Button variant="subtle" onClick={() => onChange(attachments.filter((_, each) => each !== at))}>{t({ es: 'Quitar', en: 'Remove' })}<span className="visually-hidden"> {file.name}</span></Button></li>
          ))}
        </ul>
      )}
      {attachments.length < most && (
        <FileDrop
          label={{ es: 'Archivo', en: 'File' }} file={null} onFile={add}
          {...(wrong && { error: t(wrong) })}
          hint={{ es: 'Hasta 25 MB. Quien lo reciba puede ser revisado en el camino: no adjunte nada que ponga en riesgo. Los datos ocultos del archivo (autor, lugar) viajan con él.', en: 'Up to 25 MB. Whoever receives it may be searched on the way: attach nothing that puts them at risk. Hidden data of the file (author, place) travel with it.' }}
        />
      )}
    </details>
  )
}
