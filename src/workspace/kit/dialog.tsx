// Dialogs over the page: the browser's own, which keeps focus inside and gives it back.
import { Button, createTheme, MantineThemeProvider } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import styles from './dialog.module.css'
import { useText } from './language.ts'
import { ProblemNotice } from './notices.tsx'

// What drops down opens inside the dialog: the browser draws everything else of the page below it.
const inside = { defaultProps: { comboboxProps: { withinPortal: false } } }
const theme = createTheme({ components: { Select: inside, MultiSelect: inside, Autocomplete: inside, TagsInput: inside } })

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: Text
  children: ReactNode
}

/** Content over the page, drawn only while open. Escape closes it and focus returns to what opened it. */
export const Dialog = ({ isOpen, onClose, title, children }: DialogProps) => {
  const t = useText()
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) ref.current?.showModal()
    else ref.current?.close()
  }, [isOpen])
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{t(title)}</h2>
      {isOpen && <MantineThemeProvider theme={theme} inherit>{children}</MantineThemeProvider>}
    </dialog>
  )
}

interface ConfirmDialogProps extends DialogProps {
  /** The act in a verb: «Publicar», never «Aceptar». */
  confirm: Text
  onConfirm: () => void
  isBusy?: boolean
  problem?: unknown
  /** There is nothing it could be done with: the text says so, and only the way out is offered. */
  hasNothing?: boolean
}

/**
 * Asks before something that cannot be undone or that others will receive: what will happen and to whom,
 * fields if any (a reason), the act in a verb, and a way out.
 */
export const ConfirmDialog = ({ children, confirm, onConfirm, isBusy = false, problem, hasNothing = false, ...dialog }: ConfirmDialogProps) => {
  const t = useText()
  return (
    <Dialog {...dialog}>
      <form noValidate className={styles.form} onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && !hasNothing) onConfirm()
      }}>
        <ProblemNotice problem={problem} />
        <div>{children}</div>
        <div className={styles.buttons}>
          {!hasNothing && <Button type="submit" aria-busy={isBusy}>{isBusy ? t({ es: 'Un momento…', en: 'One moment…' }) : t(confirm)}</Button>}
          <Button variant="default" onClick={dialog.onClose}>{t({ es: 'Volver', en: 'Go back' })}</Button>
        </div>
      </form>
    </Dialog>
  )
}
