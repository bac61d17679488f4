// Words of the file that mean nothing to the node yet: a button for each meaning they may have, or another from the catalogue.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { MeaningKind, UnknownWord } from '../../../modules/collection/model/draft.ts'
import { withMeaning, withSetAside } from '../../../modules/collection/model/draft-changes.ts'
import type { CatalogueKind } from '../../../modules/catalogues/model/acts.ts'
import { sexes, sexNames } from '../../../modules/collection/model.ts'
import { CataloguePicker } from '../../catalogues/catalogue-picker.tsx'
import { Section, useFormat, useText } from '../../kit/kit.ts'
import styles from './studio.module.css'
import type { Studio } from './use-studio.ts'

const catalogues: Record<Exclude<MeaningKind, 'sex'>, readonly CatalogueKind[]> = { place: ['territory', 'country'], nationality: ['country'], offence: ['offence'] }

const none: Record<MeaningKind, { es: string; en: string }> = {
  place: { es: 'No dice el lugar', en: 'No place stated' },
  nationality: { es: 'No dice la nacionalidad', en: 'No nationality stated' },
  sex: { es: 'No dice el sexo', en: 'No sex stated' },
  offence: { es: 'Ningún delito nuestro', en: 'None of our offences' },
}

const Another = ({ unknown, choose }: { unknown: UnknownWord; choose: (meaning: string) => void }) => {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  if (unknown.kind === 'sex') return sexes.map((sex) => <Button key={sex} size="xs" variant="default" onClick={() => choose(sex)}>{t(sexNames[sex])}</Button>)
  if (!isOpen) return <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>{t({ es: 'Otro…', en: 'Another…' })}</Button>
  return <CataloguePicker label={{ es: `Qué es «${unknown.word}»`, en: `What “${unknown.word}” is` }} kinds={catalogues[unknown.kind]} value={null} onChange={(code) => code !== null && choose(code)} />
}

const Word = ({ studio, unknown }: { studio: Studio; unknown: UnknownWord }) => {
  const t = useText()
  const { number } = useFormat()
  const { kind, column, word, rows, suggestions } = unknown
  const choose = (meaning: string | null): void => studio.change(withMeaning(studio.draft, kind, word, meaning))
  return (
    <li>
      <p><strong>{t(word === '' ? { es: '(vacío)', en: '(blank)' } : { es: `«${word}»`, en: `“${word}”` })}</strong> <span>{t({ es: `en «${column}», ${number(rows)} filas`, en: `in “${column}”, ${number(rows)} rows` })}</span></p>
      <div className={styles.buttons}>
        {suggestions.map(({ meaning, label }) => <Button key={meaning} size="xs" variant="light" onClick={() => choose(meaning)}>{t(label)}</Button>)}
        <Another unknown={unknown} choose={choose} />
        <Button size="xs" variant="default" onClick={() => choose(null)}>{t(none[kind])}</Button>
        <Button size="xs" variant="default" onClick={() => studio.change(withSetAside(studio.draft, column, word, 'total'))}>{t({ es: 'Es un total', en: 'It is a total' })}</Button>
      </div>
    </li>
  )
}

const All = ({ studio, words }: { studio: Studio; words: readonly UnknownWord[] }) => {
  const t = useText()
  const suggested = words.filter(({ kind, suggestions }) => kind !== 'offence' && suggestions.length === 1)
  const offences = words.filter(({ kind }) => kind === 'offence')
  const acceptAll = (): void => studio.change(suggested.reduce((draft, { kind, word, suggestions }) => withMeaning(draft, kind, word, suggestions[0]?.meaning ?? null), studio.draft))
  const noneOfOurs = (): void => studio.change(offences.reduce((draft, { kind, word }) => withMeaning(draft, kind, word, null), studio.draft))
  return (
    <div className={styles.buttons}>
      {suggested.length > 1 && <Button size="xs" variant="light" onClick={acceptAll}>{t({ es: `Aceptar las ${suggested.length} sugerencias únicas`, en: `Accept the ${suggested.length} single suggestions` })}</Button>}
      {offences.length > 1 && <Button size="xs" variant="default" onClick={noneOfOurs}>{t({ es: `Los ${offences.length} delitos: ninguno nuestro`, en: `All ${offences.length} offences: none of ours` })}</Button>}
    </div>
  )
}

/** Words without a meaning; nothing is drawn when all have one. */
export const UnknownWords = ({ studio }: { studio: Studio }) => {
  const t = useText()
  const words = studio.preview.unknown
  if (words.length === 0) return null
  return (
    <Section
      title={{ es: 'Palabras que aún no tienen sentido', en: 'Words without a meaning yet' }}
      lead={t({ es: 'Sus filas se rechazarían. Diga qué es cada una; se recordará para otros archivos.', en: 'Their rows would be refused. Say what each is; it will be remembered for other files.' })}
    >
      <All studio={studio} words={words} />
      <ul className={styles.questions}>{words.slice(0, 25).map((unknown) => <Word key={`${unknown.kind} ${unknown.word}`} studio={studio} unknown={unknown} />)}</ul>
      {words.length > 25 && <p>{t({ es: `Y ${words.length - 25} más.`, en: `And ${words.length - 25} more.` })}</p>}
    </Section>
  )
}
