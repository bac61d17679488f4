// What the file does not say and a person must: each question with its answers as buttons; and what was found, with its reason.
import { Button } from '@mantine/core'
import type { Finding } from '../../../modules/collection/model/draft.ts'
import { withAnswer } from '../../../modules/collection/model/draft-changes.ts'
import { Section, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

// What was kept comes back with its keys in another order.
const isSame = (one: unknown, other: unknown): boolean => {
  if (!isObject(one) || !isObject(other)) return one === other
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]))
}

const holds = (studio: Studio, { profile, without }: Finding['answers'][number]): boolean => {
  const parts = studio.draft.profile as unknown as Record<string, unknown>
  return without.every((part) => parts[part] === undefined) && Object.entries(profile).every(([part, value]) => isSame(parts[part], value))
}

const Question = ({ studio, finding }: { studio: Studio; finding: Finding }) => {
  const t = useText()
  return (
    <li>
      <p>{finding.column !== null && <strong>{finding.column}: </strong>}{t(finding.says)}</p>
      {finding.answers.length > 0 && (
        <div className={styles.buttons}>
          {finding.answers.map((answer) => (
            <Button key={t(answer.label)} size="xs" variant={holds(studio, answer) ? 'light' : 'default'} aria-pressed={holds(studio, answer)} onClick={() => (answer.isAgain ? studio.begin : studio.change)(withAnswer(studio.draft, answer))}>
              {t(answer.label)}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}

/** Questions first, and what only a person can mend; what is sure can be opened. */
export const Questions = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const asked = studio.findings.filter(({ certainty }) => certainty === 'ask')
  const others = studio.findings.filter((finding) => !asked.includes(finding))
  return (
    <Section title={{ es: 'Lo que hay que decidir', en: 'What needs deciding' }}>
      {asked.length === 0
        ? <p>{t({ es: 'Nada: el archivo lo dice todo.', en: 'Nothing: the file says it all.' })}</p>
        : <ul className={styles.questions}>{asked.map((finding) => <Question key={t(finding.says)} studio={studio} finding={finding} />)}</ul>}
      {others.length > 0 && (
        <details>
          <summary>{t({ es: `Qué se entendió y por qué (${others.length})`, en: `What was understood and why (${others.length})` })}</summary>
          <ul className={styles.found}>{others.map(({ column, says }, at) => <li key={`${at} ${t(says)}`}>{column !== null && <strong>{column}: </strong>}{t(says)}</li>)}</ul>
        </details>
      )}
    </Section>
  )
}
