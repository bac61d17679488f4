// Two people wrote at once: what the other one saved is shown beside one's own, and the person decides; nothing is overwritten silently.
import { Button, Group } from '@mantine/core'
import type { AlertContent } from '../../modules/alerts/model/content.ts'
import { Conflict as ConflictDetails } from '../../modules/alerts/model/views.ts'
import { ApiProblem, DiffTable, Notice, useFormat, useText } from '../kit/kit.ts'
import { mergeContents } from './merge.ts'
import { nameOfField, useValueInWords } from './words.tsx'

interface ConflictProps {
  problem: unknown
  /** The version the person started from, and what they made of it. */
  base: AlertContent
  mine: AlertContent
  /** Puts this content in the form, to be saved over that version (`theirs`), which stays in the history. */
  onChoose: (version: number, content: AlertContent, theirs: AlertContent) => void
}

export const Conflict = ({ problem, base, mine, onChoose }: ConflictProps) => {
  const t = useText()
  const inWords = useValueInWords()
  const { dateTime } = useFormat()
  if (!(problem instanceof ApiProblem) || problem.code !== 'alert.stale') return null
  const { current, differences } = ConflictDetails.parse(problem.document)
  const theirs = { es: `Lo que guardó ${current.by}`, en: `What ${current.by} saved` }
  return (
    <Notice title={{ es: `Versión ${current.version}, guardada el ${dateTime(current.at)}`, en: `Version ${current.version}, saved ${dateTime(current.at)}` }}>
      <DiffTable
        caption={{ es: 'En qué se diferencian', en: 'How they differ' }}
        names={{ before: theirs, after: { es: 'Lo que usted escribió', en: 'What you wrote' } }}
        rows={differences.map(({ field, before, after }) => ({ field: nameOfField(field), before: inWords(field, before), after: inWords(field, after) }))}
      />
      <p>{t({
        es: 'Al juntar queda lo que cada quien cambió; si ambos cambiaron lo mismo, queda lo suyo. Nada se guarda hasta que usted lo revise y guarde.',
        en: 'Joining keeps what each of you changed; where both changed the same thing, yours stays. Nothing is saved until you check it and save.',
      })}</p>
      <Group gap="sm">
        <Button onClick={() => onChoose(current.version, mergeContents(base, mine, current.content), current.content)}>{t({ es: 'Juntar ambas', en: 'Join both' })}</Button>
        <Button variant="default" onClick={() => onChoose(current.version, mine, current.content)}>{t({ es: 'Quedarme con lo mío', en: 'Keep mine' })}</Button>
        <Button variant="default" onClick={() => onChoose(current.version, current.content, current.content)}>{t({ es: 'Tomar la otra', en: 'Take the other' })}</Button>
      </Group>
    </Notice>
  )
}
