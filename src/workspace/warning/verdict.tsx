// What a signal turned out to be: said with a note, changeable, with all that was said before.
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SignalDetail } from '../../modules/warning/model.ts'
import { verdictNames, verdicts, type Verdict as Outcome } from '../../modules/warning/model/verdicts.ts'
import type { Text } from '../../platform/text.ts'
import { announce, ApiProblem, ConfirmDialog, Section, Timeline, useAct, useText, type Reply } from '../kit/kit.ts'

interface Of { signal: Reply<SignalDetail> }

const hints: Record<Outcome, Text> = {
  true: { es: 'Pasaba algo de verdad, se actuara o no.', en: 'Something truly happened, acted upon or not.' },
  false: { es: 'Era azar, otra manera de contar, o una entrega que llegó junta.', en: 'It was chance, another way of counting, or a delivery that came all at once.' },
  unclear: { es: 'Se miró y no pudo saberse.', en: 'It was looked into and could not be known.' },
}

export const Verdict = ({ signal }: Of) => {
  const t = useText()
  return (
    <Section title={{ es: 'Qué resultó ser', en: 'What it turned out to be' }}>
      {signal.verdicts.length === 0
        ? <p>{t({ es: 'Aún no se ha dicho. Decirlo enseña cuánto fiarse de cada método y de cada fuente.', en: 'Not yet said. Saying it teaches how far to trust each method and source.' })}</p>
        : <Timeline moments={signal.verdicts.map(({ verdict, note, by, at }) => ({ key: at, at, what: t(verdictNames[verdict]), who: by, note }))} />}
      {signal.allowed.includes('signal.judge') && <Group><Judging signal={signal} /></Group>}
    </Section>
  )
}

const Judging = ({ signal: { id, verdict } }: Of) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string>(verdict ?? '')
  const [note, setNote] = useState('')
  const act = useAct('POST', '/api/signals/:id/verdicts', {
    onDone: () => {
      setOpen(false)
      setNote('')
      announce(t({ es: 'Guardado.', en: 'Saved.' }))
    },
  })
  const verb = verdict ? { es: 'Cambiar lo dicho', en: 'Change what was said' } : { es: 'Decir qué resultó ser', en: 'Say what it turned out to be' }
  const errorOf = (field: string) => (act.error instanceof ApiProblem ? act.error.fields[field] : undefined)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>{t(verb)}</Button>
      <ConfirmDialog
        isOpen={isOpen} onClose={() => setOpen(false)} title={{ es: 'Qué resultó ser esta señal', en: 'What this signal turned out to be' }}
        confirm={{ es: 'Guardar', en: 'Save' }} isBusy={act.isPending} problem={act.error} onConfirm={() => act.mutate({ id, verdict: chosen, note })}
      >
        <Stack gap="md">
          <Radio.Group label={t({ es: 'Resultado', en: 'Outcome' })} value={chosen} onChange={setChosen} required error={errorOf('verdict')}>
            <Stack gap="xs" mt="xs">
              {verdicts.map((value) => <Radio key={value} value={value} label={t(verdictNames[value])} description={t(hints[value])} />)}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t({ es: 'Cómo se supo', en: 'How it became known' })} description={t({ es: 'Sin nombres de personas. Lo leerán otras personas analistas.', en: 'Without names of people. Other analysts will read it.' })}
            autosize minRows={3} maxLength={2000} required value={note} onChange={(event) => setNote(event.currentTarget.value)} error={errorOf('note')}
          />
        </Stack>
      </ConfirmDialog>
    </>
  )
}
