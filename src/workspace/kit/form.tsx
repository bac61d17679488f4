// A form that performs one act: what was refused is listed, linked and marked at its field, and nothing typed is lost.
import { Button } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useEffect, useId, type ReactNode } from 'react'
import type { Text } from '../../platform/text.ts'
import { ApiProblem, type Input, type Reply } from './api.ts'
import styles from './form.module.css'
import { useText } from './language.ts'
import { ProblemNotice } from './notices.tsx'
import { useAct, type Acting } from './query.ts'

interface ActFormOptions<T, V extends Input> {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** The fields and what they hold at first. */
  initial: V
  /** Input that is not a field (the id of the subject). */
  also?: Input
  /** The act's input, when the fields are not it as they stand. */
  toInput?: (values: V) => Input
  invalidates?: readonly string[]
  onDone?: (output: Reply<T>) => void
}

export interface ActFormState<T, V extends Input> {
  values: V
  /** Props of a Mantine input: id, name, value, onChange, error. Lists by dotted path: 'areas.0'. */
  field: (name: string, type?: 'input' | 'checkbox') => FieldProps
  set: (values: Partial<V>) => void
  reset: () => void
  isChanged: boolean
  act: Acting<T>
  submit: () => void
  idOf: (name: string) => string
}

interface FieldProps {
  id: string
  name: string
  // Mantine's own type: its inputs differ in what they hold and hand over.
  value?: ReturnType<UseFormReturnType<Input>['getInputProps']>['value']
  checked?: boolean
  onChange: ReturnType<UseFormReturnType<Input>['getInputProps']>['onChange']
  error?: ReactNode
}

/** The state of a form over one act; draw it with `<ActForm form={form} submit={…}>`. */
export const useActForm = <T, V extends Input>(options: ActFormOptions<T, V>): ActFormState<T, V> => {
  const id = useId()
  const form = useForm<V>({ mode: 'controlled', initialValues: options.initial })
  const act = useAct<T>(options.method, options.path, {
    ...(options.invalidates && { invalidates: options.invalidates }),
    ...(options.onDone && { onDone: options.onDone }),
  })
  const { setErrors } = form
  useEffect(() => {
    if (act.error instanceof ApiProblem) setErrors(act.error.fields)
  }, [act.error, setErrors])
  const idOf = (name: string): string => `${id}-${name}`
  return {
    values: form.values,
    field: (name, type = 'input') => ({ id: idOf(name), name, ...form.getInputProps(name, { type }) }),
    set: (values) => form.setValues(values),
    reset: () => form.reset(),
    isChanged: form.isDirty(),
    act,
    idOf,
    submit: () => {
      if (act.isPending) return
      form.clearErrors()
      act.mutate({ ...(options.toInput ?? same)(form.values), ...options.also })
    },
  }
}

const same = (values: Input): Input => values

interface ActFormProps<T, V extends Input> {
  form: ActFormState<T, V>
  submit: Text
  /** Beside the submit button: cancel, save as draft. */
  others?: ReactNode
  children: ReactNode
}

/** The form itself: problems on top, fields, one main button. */
export const ActForm = <T, V extends Input>({ form, submit, others, children }: ActFormProps<T, V>) => {
  const t = useText()
  return (
    <form noValidate className={styles.form} onSubmit={(event) => {
      event.preventDefault()
      form.submit()
    }}>
      <ProblemNotice problem={form.act.error} idOf={form.idOf} />
      {children}
      <div className={styles.buttons}>
        <Button type="submit" aria-busy={form.act.isPending}>
          {form.act.isPending ? t({ es: 'Enviando…', en: 'Sending…' }) : t(submit)}
        </Button>
        {others}
      </div>
    </form>
  )
}

/** Fields that belong together under one question. */
export const FieldGroup = ({ title, hint, children }: { title: Text; hint?: Text; children: ReactNode }) => {
  const t = useText()
  return (
    <fieldset className={styles.group}>
      <legend>{t(title)}</legend>
      {hint && <p className={styles.hint}>{t(hint)}</p>}
      <div>{children}</div>
    </fieldset>
  )
}

/** Filters above a table or chart, side by side. */
export const FilterBar = ({ label, children }: { label: Text; children: ReactNode }) => (
  <div role="group" aria-label={useText()(label)} className={styles.filters}>{children}</div>
)
