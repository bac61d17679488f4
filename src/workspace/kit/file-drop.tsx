// Takes a file by dragging, by choosing or by keyboard: the browser's own file field, drawn as a place to drop on.
import { useId, useState } from 'react'
import type { Text } from '../../platform/text.ts'
import styles from './file-drop.module.css'
import { useFormat } from './format.ts'
import { useText } from './language.ts'

interface FileDropProps {
  label: Text
  /** Formats and size, in words. */
  hint?: Text
  /** As of `<input accept>`: '.csv,.csv.gz,.xlsx'. */
  accept?: string
  file: File | null
  onFile: (file: File) => void
  error?: string
}

/** One file. The field covers the whole zone, so dropping, clicking and the keyboard all reach it. */
export const FileDrop = ({ label, hint, accept, file, onFile, error }: FileDropProps) => {
  const t = useText()
  const { bytes } = useFormat()
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    <div className={styles.zone} data-over={isOver} data-invalid={error !== undefined}>
      <label htmlFor={id}>{t(label)}</label>
      <p id={`${id}-hint`}>
        {file ? `${file.name} · ${bytes(file.size)}` : t({ es: 'Arrastre el archivo aquí o elíjalo.', en: 'Drag the file here or choose it.' })}
        {hint && <span>{t(hint)}</span>}
        {error !== undefined && <strong>{error}</strong>}
      </p>
      <input
        id={id} type="file" aria-describedby={`${id}-hint`} aria-invalid={error !== undefined} {...(accept !== undefined && { accept })}
        onDragEnter={() => setOver(true)} onDragLeave={() => setOver(false)} onDrop={() => setOver(false)}
        onChange={({ currentTarget: { files } }) => files?.[0] && onFile(files[0])}
      />
    </div>
  )
}
